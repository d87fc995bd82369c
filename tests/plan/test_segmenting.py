"""What may not be shown is one group already in the engine's answer."""

from __future__ import annotations

import pytest

from govcode.engines.duckdb import over_rows
from govcode.engines.reference import Reference
from govcode.expressions import evaluate
from govcode.findings.places import shown
from govcode.ir.check import Segment
from govcode.ir.expression import TRUE, Column, Type, Value
from govcode.ir.measure import Aggregate, Grouped, Scan, Term, TermKind
from govcode.ir.relation import Given, Named
from govcode.plan.segmenting import shown_only, told_openly, whole

TEXT, COUNT = Column("x", Type.TEXT), Column("x", Type.INTEGER)
SEGMENTS = [
    Segment("x", TEXT, ("acme", "it's")),
    Segment("x", TEXT, None, r"^Q\d$"),
    Segment("x", TEXT, None, r"Q\d|R"),
    Segment("x", TEXT, ("acme",), r"^Q\d$"),
    Segment("x", TEXT),
]
TEXTS = [None, "acme", "it's", "Q1", "R", "Q12", "ann@example.org", "Q1\n", "ann Q1", "Q1" * 30, "", "(undeclared)"]


@pytest.mark.parametrize("segment", SEGMENTS)
@pytest.mark.parametrize("value", TEXTS)
def test_a_value_is_kept_where_it_would_be_shown(segment: Segment, value: str | None) -> None:
    kept = evaluate(shown_only(segment), {"x": value})
    assert shown(segment, kept) == shown(segment, value)
    assert kept in {value, "(undeclared)"}


@pytest.mark.parametrize("value", [None, 0, -9_999, 9_999, 10_000, -10_000, 2**62])
def test_great_numbers_are_one(value: int | None) -> None:
    segment = Segment("x", COUNT)
    kept = evaluate(shown_only(segment), {"x": value})
    assert shown(segment, kept) == shown(segment, value)
    assert kept in {value, 10_000}


def test_a_form_is_of_the_whole_text() -> None:
    assert whole("a|b") == "^(?:a|b)$"


def test_a_kpi_has_one_group_of_all_that_is_undeclared() -> None:
    segment = SEGMENTS[0]
    measure = Aggregate((Named("x", TEXT),), (Term(TermKind.COUNT, TRUE),))
    scan = Scan(Given("t", (("x", Type.TEXT),)), None, (told_openly(measure, (segment,)),))
    rows: dict[str, list[dict[str, Value]]] = {"t": [{"x": value} for value in TEXTS]}
    for engine in (Reference(rows), over_rows(rows, {"t": {"x": Type.TEXT}})):
        (answer,) = engine.measure(scan)
        assert isinstance(answer, Grouped)
        assert [(g.values[0], g.terms[0]) for g in answer.groups] == [
            (None, 1),
            ("(undeclared)", len(TEXTS) - 3),
            ("acme", 1),
            ("it's", 1),
        ]

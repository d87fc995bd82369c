"""The page: all sections, and what those of the core tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from govcode.history.record import Limits, Mix, Parts, Record, Result
from govcode.reports.review.blocks import (
    Block,
    Cell,
    ControlChart,
    Facts,
    Figure,
    Keys,
    Note,
    Page,
    Section,
    Table,
    Tone,
    Trend,
)
from govcode.reports.review.page import page_of
from govcode.reports.review.sections import SECTIONS
from govcode.review.cover import Front
from govcode.review.quarter import Quarter
from govcode.review.review import review_of
from govcode.review.scene import Scene
from tests.review.full import full_scene
from tests.review.making import Q3, kpi, merged, result, rule, run, scene, weekly
from tests.review.test_scorecard import counted
from tests.review.test_watching import charted

Q2 = Quarter(2026, 2)
MUST = rule("cards.none", enforcement="non-negotiable", title="No card numbers", hash="m")


def page(at: Scene) -> Page:
    return page_of(review_of(at, Front(title="Support", version="0.4.0", signed_by=("coo",))))


def of(records: Sequence[Record], name: str, at: Scene | None = None) -> Section:
    whole = page(at or scene(records))
    return next(section for section in whole.sections if section.id == name)


def blocks(section: Section) -> Iterator[Block]:
    return (block for group in section.groups for block in group.blocks)


def table(section: Section, name: str) -> Table:
    return next(block for block in blocks(section) if isinstance(block, Table) and block.id == name)


def column(found: Table, name: str) -> list[Cell]:
    place = [one.id for one in found.columns].index(name)
    return [row[place] for row in found.rows]


@pytest.mark.parametrize("at", [full_scene(), scene(), scene(weekly(rule(), "." * 13))], ids=["full", "empty", "small"])
def test_every_section_is_there_once_in_its_place(at: Scene) -> None:
    sections = page(at).sections
    assert [section.number for section in sections] == list(range(len(SECTIONS)))
    assert all(section.summary.strip() for section in sections)
    names = Counter(group.id for section in sections for group in section.groups)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("at", [full_scene(), scene()], ids=["full", "empty"])
def test_tables_have_a_cell_per_column_and_an_anchor_per_row(at: Scene) -> None:
    for section in page(at).sections:
        for block in blocks(section):
            found = block.table if isinstance(block, Figure) else block
            if isinstance(found, Table):
                assert {len(row) for row in found.rows} <= {len(found.columns)}, found.id
                assert len(found.anchors) in {0, len(found.rows)}, found.id
                assert found.rows or found.empty, found.id


def test_the_cover_names_the_chain_the_runs_and_who_signs() -> None:
    cover = of(weekly(rule(), "." * 13), "cover")
    facts = {label: cell for block in blocks(cover) if isinstance(block, Facts) for label, cell in block.pairs}
    assert facts["Runs"].text == "13 runs"
    assert facts["First run"].text == "run-2026-07-13"
    assert len(facts["Head of the chain"].text) == 64
    assert facts["Days start in"].text == "UTC"
    assert [cell.text for cell in column(table(cover, "sign-off"), "who")] == ["coo"]


def test_the_zone_is_that_of_the_kpis() -> None:
    cover = of(counted(kpi(words=(("days of", "Europe/Amsterdam"),)), lambda _: (95, 100)), "cover")
    facts = {label: cell for block in blocks(cover) if isinstance(block, Facts) for label, cell in block.pairs}
    assert facts["Days start in"].text == "Europe/Amsterdam"


def test_many_reasons_of_one_kind_are_told_as_one() -> None:
    rules = [rule(f"rule-{i}", hash=f"h{i}", title=f"Rule {i}") for i in range(5)]
    section = of(merged(*(weekly(one, "x" * 13) for one in rules)), "decision")
    (because,) = column(table(section, "ratings"), "because")
    assert because.text == "5 × broken when last judged (high), such as: Rule 0"
    assert len(table(section, "reasons").rows) == 5


def test_a_value_leads_to_its_months_and_a_kpi_to_its_definition() -> None:
    whole = page(scene(counted(kpi(), lambda _: (60, 100))))
    scorecard, appendices = whole.sections[2], whole.sections[17]
    value = column(table(scorecard, "scorecard-quarter"), "v0")[0]
    assert (value.text, value.tone) == ("60.00 %", Tone.BAD)
    assert value.href in table(scorecard, "scorecard-months").anchors
    name = column(table(scorecard, "scorecard-quarter"), "kpi")[0]
    assert name.href in table(appendices, "definitions").anchors


def test_a_limit_that_a_vendor_agreed_on_alone_is_told_beside_the_usual_one() -> None:
    own = kpi(vendor="acme", minimum=Limits(0.7), hash="own")
    others = (counted(kpi(), lambda _: (95, 100), vendor) for vendor in ("borealis", "cirrus"))
    records = merged(counted(own, lambda _: (75, 100)), *others)
    section = of(records, "scorecard", scene(records, vendors=("acme", "borealis", "cirrus")))
    (limit,) = column(table(section, "scorecard-quarter"), "minimum")
    assert (limit.text, limit.value, limit.note) == ("≥ 80 %", 0.8, "≥ 70 % for acme")
    assert {cell.text for cell in column(table(section, "scorecard-months"), "minimum")} == {"≥ 70 %", "≥ 80 %"}


def test_a_limit_that_is_the_same_for_all_is_told_once() -> None:
    several = (counted(kpi(), lambda _: (95, 100), vendor) for vendor in ("acme", "borealis"))
    records = merged(*several)
    section = of(records, "scorecard", scene(records, vendors=("acme", "borealis")))
    (limit,) = column(table(section, "scorecard-quarter"), "minimum")
    assert (limit.text, limit.note) == ("≥ 80 %", None)


def test_blank_is_shown_as_unknown_never_as_good() -> None:
    section = of(counted(kpi(), lambda i: None if i < 9 else (95, 100)), "scorecard")
    tones = [cell.tone for cell in column(table(section, "scorecard-months"), "value")]
    assert tones == [Tone.UNKNOWN, Tone.UNKNOWN, Tone.GOOD]


def broken(vendor: str | None) -> Result:
    segment = (("vendor", vendor),) if vendor else ()
    keys = ("T-17", "T-18")
    return Result(0, "fail", "f", segment, violations=2, population=9, keys=keys, keys_total=5)


@pytest.mark.parametrize(
    ("alone", "told", "shown"), [("acme", "acme", True), ("acme", None, False), (None, None, True)]
)
def test_rows_that_broke_a_non_negotiable_are_named_unless_they_may_be_anothers(
    alone: str | None, told: str | None, shown: bool
) -> None:
    records = [run(Q3.weeks[0].end, [(MUST, broken(told))])]
    vendors = (alone,) if alone else ("acme", "borealis")
    section = of(records, "promises", scene(records, vendors=vendors, vendor=alone))
    keys = [block for block in blocks(section) if isinstance(block, Keys)]
    assert bool(keys) is shown
    assert all((block.keys, block.total) == (("T-17", "T-18"), 5) for block in keys)


def test_a_chart_that_signalled_is_drawn_with_its_limits() -> None:
    section = of(charted("....s........"), "drift")
    (figure,) = [block for block in blocks(section) if isinstance(block, Figure)]
    assert isinstance(figure.chart, ControlChart)
    assert [point.marked for point in figure.chart.points].index(True) == 4
    assert (figure.chart.points[0].low, figure.chart.points[0].high, figure.chart.centre) == (0.85, 0.95, 0.9)
    assert "2026-08-03" in figure.description
    assert len(figure.table.rows) == 13


def test_a_reversal_is_said_in_a_sentence() -> None:
    records = [
        *counted(kpi(), lambda _: (800, 1_000), quarter=Q2, mix=Mix(0.8, (0.79, 0.81))),
        *counted(kpi(), lambda _: (850, 1_000), mix=Mix(0.75, (0.74, 0.76))),
    ]
    (note,) = [block for block in blocks(of(records, "drift")) if isinstance(block, Note)]
    assert note.tone is Tone.BAD
    assert "it got better as it is (80.00 % to 85.00 %) and worse at the same mix (80.00 % to 75.00 %)" in note.text


def test_opposite_ways_within_noise_are_no_same_way_though_nobody_says_which_is_better() -> None:
    plain = kpi(direction="none", target=None, minimum=None)
    records = [
        *counted(plain, lambda _: (800, 1_000), quarter=Q2, mix=Mix(0.8, (0.4, 0.99))),
        *counted(plain, lambda _: (810, 1_000), mix=Mix(0.79, (0.4, 0.99))),
    ]
    assert column(table(of(records, "drift"), "mixes"), "reversal")[0].text == "no, within noise"
    values = table(of(records, "appendices"), "data")
    assert {cell.text for cell in column(values, "outcome")} == {"told"}


def test_trends_are_drawn_for_what_missed_and_told_for_all() -> None:
    other = kpi("fine", hash="f")
    records = merged(counted(kpi(), lambda _: (60, 100)), counted(other, lambda _: (99, 100)))
    section = of(records, "appendices")
    (figure,) = [block for block in blocks(section) if isinstance(block, Figure)]
    assert isinstance(figure.chart, Trend)
    assert figure.id == "trend-answered-in-time-acme"
    assert (figure.chart.target, figure.chart.minimum, figure.chart.ceiling) == (0.9, 0.8, False)
    assert [point.value for point in figure.chart.points] == [None] * 21 + [0.6] * 3
    assert len(table(section, "trends").rows) == 2


def test_clauses_lead_to_their_checks_and_how_they_stood() -> None:
    cited = rule(controls=("gdpr-28-3-c",))
    at = scene(weekly(cited, "..x.o........"), clauses={"gdpr-28-3-c": "GDPR Article 28(3)(c), security of processing"})
    found = table(of((), "appendices", at), "clauses")
    assert [cell.text for cell in found.rows[0]] == [
        "GDPR Article 28(3)(c), security of processing",
        "tickets.reply",
        "11",
        "1",
        "0",
        "1",
    ]


def test_a_month_made_of_parts_says_how_exact_it_is_and_one_without_says_why() -> None:
    lasting = kpi(figure="survival", unit="h", direction="lower", target=None, minimum=None, min_n=None)
    lengths = ((60, 60, 30, 0), (600, 612, 40, 2))
    records = []
    for i, week in enumerate(Q3.weeks):
        parts = None if i == 6 else Parts("survival", "1/60", lengths=lengths, q=0.5)
        records.append(run(week.end, [(lasting, result("pass", "acme", week, value=10.1, n=72, parts=parts))]))
    july, august, _ = column(table(of(records, "scorecard"), "scorecard-months"), "value")
    assert july.value == pytest.approx(10.1)
    assert "durations are kept in bins, which put it at 10.0 – 10.2 h" in (july.note or "")
    assert "not added up: 1 of 5 periods have too few rows for that" in (august.note or "")
    assert "the middle of 5" in (august.note or "")


def test_control_characters_of_documents_reach_no_cell() -> None:
    odd = replace(kpi(), title="Answered\u202e in time\x07")
    for section in page(scene(counted(odd, lambda _: (60, 100)))).sections:
        for block in blocks(section):
            found = block.table if isinstance(block, Figure) else block
            for row in found.rows if isinstance(found, Table) else ():
                assert not [cell for cell in row if "\u202e" in cell.text or "\x07" in cell.text]

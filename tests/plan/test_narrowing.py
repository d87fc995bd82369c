"""What is nearest to a moment is looked for with few columns, and is the same."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from govcode.engines.duckdb import over_rows
from govcode.engines.reference import Reference
from govcode.expressions.build import apply
from govcode.ir.expression import Column, Type, Value
from govcode.ir.measure import RowTest, Scan
from govcode.ir.relation import Given, Lookup, Named, Nearest, Project, Relation, Side, Union, schema
from govcode.plan.narrowing import Narrowing
from tests.conformance.engines import exact

TYPES = {"id": Type.TEXT, "parent": Type.TEXT, "at": Type.TIMESTAMP, "end": Type.TIMESTAMP, "flag": Type.BOOLEAN}
TICKETS = Given("tickets", tuple(TYPES.items()))
START = datetime(2026, 1, 1)
ids = st.sampled_from([None, "a", "b", "c"])
moments = st.none() | st.integers(0, 4).map(lambda hours: START + timedelta(hours=hours))
rows = st.lists(
    st.fixed_dictionaries({"id": ids, "parent": ids, "at": moments, "end": moments, "flag": st.booleans()}), max_size=6
)


def _read(name: str) -> Column:
    return Column(name, TYPES[name])


def _next(of: Relation, to: Relation, new: str, key: str = "parent", *, inclusive: bool = True) -> Nearest:
    at = Column("end", Type.TIMESTAMP)
    pairs = ((_read("id"), Column(key, Type.TEXT)),)
    return Nearest(of, to, pairs, at, _read("at"), Side.AFTER, inclusive, (("at", new),))


def _fact(of: Relation, name: str, found: str) -> Project:
    """Return rows with one more column, as facts make them."""
    own = (Named(n, Column(n, type_)) for n, type_ in schema(of).items() if n not in {"row_number", found})
    late = apply("<", _read("at"), Column(found, Type.TIMESTAMP))
    return Project(of, (*own, Named(name, late)))


def _twice(of: Relation) -> Project:
    """Return tickets with the next of themselves, and with the next of others, which only reads what was there."""
    later = Project(of, (Named("parent", _read("parent")), Named("at", _read("at"))))
    once = _fact(_next(of, later, "next"), "followed", "next")
    return _fact(_next(once, TICKETS, "same", "id", inclusive=False), "came back", "same")


BOTH = (RowTest(Column("followed", Type.BOOLEAN)), RowTest(Column("came back", Type.BOOLEAN)))


def _searches(relation: Relation) -> list[Nearest]:
    match relation:
        case Nearest(of=of, to=to):
            return [relation, *_searches(of), *_searches(to)]
        case Lookup(of=of, to=to):
            return [*_searches(of), *_searches(to)]
        case Project(of=of):
            return _searches(of)
        case _:
            return []


@given(tickets=rows)
def test_the_same_answers(tickets: list[dict[str, Value]]) -> None:
    asked = Scan(_twice(TICKETS), _read("id"), BOTH)
    narrow = Scan(Narrowing().narrowed(asked.relation), _read("id"), BOTH)
    assert narrow.relation != asked.relation
    expected = exact(Reference({"tickets": tickets}).measure(asked))
    assert exact(Reference({"tickets": tickets}).measure(narrow)) == expected
    assert exact(over_rows({"tickets": tickets}, {"tickets": TYPES}).measure(narrow)) == expected


def test_both_searches_read_the_rows_that_are_kept_with_their_keys_alone() -> None:
    kept = Project(TICKETS, tuple(Named(name, _read(name)) for name in TYPES))
    same, followed = _searches(Narrowing().narrowed(_twice(kept)))
    narrow = Project(kept, (Named("end", _read("end")), Named("id", _read("id"))))
    assert [same.of, followed.of] == [narrow, narrow]


def test_a_search_that_reads_what_another_found_stays_as_it_is() -> None:
    later = Project(TICKETS, (Named("parent", _read("parent")), Named("at", _read("at"))))
    above = Nearest(
        _next(TICKETS, later, "next"),
        TICKETS,
        ((_read("id"), _read("id")),),
        Column("next", Type.TIMESTAMP),
        _read("at"),
        Side.AFTER,
        True,
        (("flag", "then"),),
    )
    narrowed = Narrowing().narrowed(above)
    assert isinstance(narrowed, Nearest)
    assert isinstance(narrowed.of, Lookup)


def test_rows_of_several_tables_have_no_number_of_their_own() -> None:
    both = Union((TICKETS, TICKETS))
    later = Project(both, (Named("parent", _read("parent")), Named("at", _read("at"))))
    search = _next(both, later, "next")
    assert Narrowing().narrowed(search) == search


def test_a_search_among_other_rows_stays_as_it_is() -> None:
    search = _next(
        Project(TICKETS, tuple(Named(name, _read(name)) for name in TYPES)),
        Given("others", TICKETS.columns),
        "next",
        "id",
    )
    assert Narrowing().narrowed(search) == search

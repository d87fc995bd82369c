"""What the conformance cases leave open: tables as they come, reuse, and what the reference engine cannot answer."""

from __future__ import annotations

import pytest

from govcode.engines.reference import Reference, prepare
from govcode.engines.reference.values import from_units, units
from govcode.expressions import Scope, typed
from govcode.ir.expression import TRUE, Column, Expr, Type, Value
from govcode.ir.measure import (
    Aggregate,
    Counted,
    Dangling,
    Expectation,
    Failed,
    Group,
    Grouped,
    Headers,
    Measure,
    Repeats,
    RowTest,
    Scan,
    Term,
    TermKind,
)
from govcode.ir.relation import Fold, FoldKind, Given, Lookup, Named, Project, Restrict, Rollup

COLUMNS = {"id": Type.TEXT, "amount": Type.NUMBER}
TICKETS = Given("tickets", tuple(COLUMNS.items()))
ID, AMOUNT = Column("id", Type.TEXT), Column("amount", Type.NUMBER)
SECRET = "ann@example.org"


def condition(text: str) -> Expr:
    found = typed(text, Scope(COLUMNS))
    assert found.expr is not None
    return found.expr


def count(expr: Expr = TRUE) -> Aggregate:
    return Aggregate((), (Term(TermKind.COUNT, expr),))


def test_a_prepared_scan_answers_for_many_tables() -> None:
    ask = prepare(Scan(TICKETS, ID, (RowTest(condition("amount <= 500"), condition("amount is not null")),)))
    assert ask({"tickets": [{"id": "T-1", "amount": 501.0}]}) == (Counted(1, 1, 1, ("T-1",)),)
    assert ask({"tickets": [{"id": "T-1", "amount": 500.0}]}) == (Counted(1, 1, 0),)
    assert ask({"tickets": []}) == (Counted(0, 0, 0),)


def test_a_column_that_a_row_lacks_is_null_and_one_that_is_not_declared_is_not_there() -> None:
    engine = Reference({"tickets": [{"id": "T-1", "other": 1}, {"amount": 2.0}]})
    (answer,) = engine.measure(Scan(TICKETS, ID, (RowTest(condition("id is null or amount is not null")),)))
    assert answer == Counted(2, 2, 1, ("T-1",))


def test_an_integer_in_a_number_column_is_the_number() -> None:
    engine = Reference({"tickets": [{"amount": 2}, {"amount": 2.0}]})
    groups = Aggregate((Named("amount", AMOUNT),), (Term(TermKind.COUNT, TRUE),))
    (answer,) = engine.measure(Scan(TICKETS, None, (groups,)))
    assert answer == Grouped(2, (Group((2.0,), (2,)),))
    assert isinstance(answer, Grouped)
    assert isinstance(answer.groups[0].values[0], float)


def test_the_rows_that_were_given_stay_as_they_are() -> None:
    rows: list[dict[str, Value]] = [{"id": "T-2"}, {"id": "T-1"}]
    looked_up = Lookup(TICKETS, TICKETS, ID, "id", (("amount", "found"),))
    Reference({"tickets": rows}).measure(Scan(looked_up, ID, (count(),)))
    assert rows == [{"id": "T-2"}, {"id": "T-1"}]


@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        (Expectation("expect_column_to_exist", "{}"), "needs Great Expectations"),
        (Headers("tickets"), "is answered by the plan"),
        (Dangling(ID, Given("agents", (("id", Type.TEXT),)), "id"), "there is no table 'agents'"),
        (Dangling(ID, TICKETS, "amount"), "the reference engine stopped: TypeError"),
        (Dangling(ID, TICKETS, "nothing"), "the reference engine stopped: KeyError"),
        (Aggregate((), (Term(TermKind.SUM, ID),)), "the reference engine stopped: TypeError"),
        (Aggregate((), (Term(TermKind.ORDER, ID, 0.5),)), "the reference engine stopped: TypeError"),
        (Aggregate((), (Term(TermKind.ORDER, AMOUNT),)), "the reference engine stopped: TypeError"),
        (Aggregate((), (Term(TermKind.SUM, AMOUNT),)), "the reference engine stopped: OverflowError"),
    ],
)
def test_what_cannot_be_answered_has_a_reason_without_a_value(measure: Measure, reason: str) -> None:
    engine = Reference({"tickets": [{"id": SECRET, "amount": 1e308}]})
    assert engine.measure(Scan(TICKETS, ID, (measure, count()))) == (Failed(reason), Grouped(1, (Group((), (1,)),)))


def test_a_relation_that_cannot_be_read_fails_every_measure() -> None:
    total = Rollup(TICKETS, ID, (), (Fold("total", FoldKind.SUM, AMOUNT, Type.NUMBER),))
    engine = Reference({"tickets": [{"id": SECRET, "amount": 1e308}]})
    stopped = Failed("the reference engine stopped: OverflowError")
    assert engine.measure(Scan(total, ID, (count(), RowTest(TRUE)))) == (stopped, stopped)


def test_a_relation_that_means_nothing_fails_every_measure() -> None:
    engine = Reference({"tickets": []})
    nowhere = Lookup(TICKETS, TICKETS, ID, "nothing", ())
    stopped = Failed("the reference engine stopped: KeyError")
    assert engine.measure(Scan(nowhere, ID, (count(), count()))) == (stopped, stopped)


@pytest.mark.parametrize("measure", [RowTest(condition("id = ''")), Repeats((ID,), 0)])
def test_no_unsafe_key_reaches_an_answer(measure: RowTest | Repeats) -> None:
    relation = Restrict(Project(TICKETS, (Named("id", ID), Named("amount", AMOUNT))), condition("amount is null"))
    engine = Reference({"tickets": [{"id": SECRET}, {"id": "4111111111111111"}]})
    answers = engine.measure(Scan(relation, ID, (measure,)))
    assert not isinstance(answers[0], Failed)
    assert SECRET not in repr(answers)
    assert "4111" not in repr(answers)


@pytest.mark.parametrize(
    ("value", "type_", "whole"),
    [
        (0.1, Type.NUMBER, 100_000),
        (-0.1, Type.NUMBER, -100_000),
        (0.0000005, Type.NUMBER, 1),
        (-0.0000005, Type.NUMBER, -1),
        (0.0000004, Type.NUMBER, 0),
        (7, Type.INTEGER, 7_000_000),
        (7, Type.DURATION, 7),
        (2**53 + 1, Type.DURATION, 2**53 + 1),
    ],
)
def test_what_is_summed_is_whole(value: float, type_: Type, whole: int) -> None:
    assert units(value, type_) == whole


def test_a_sum_is_a_number_but_of_durations_a_duration() -> None:
    assert repr(from_units(3_000_000, Type.INTEGER)) == "3.0"
    assert repr(from_units(3_000_000, Type.DURATION)) == "3000000"

"""A measurement against a limit: every outcome, and what is said of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from govcode.findings.finding import Finding, Outcome
from govcode.findings.judging import findings_of
from govcode.ir.check import AtMost, AtMostShare, Bounds, Check, Limit, Met, Period, Recent, Rows
from govcode.ir.expression import TRUE
from govcode.ir.measure import (
    Aggregate,
    Counted,
    Expectation,
    Expected,
    Failed,
    Group,
    Grouped,
    Measured,
    SegmentCount,
    Term,
    TermKind,
)
from govcode.plan.plan import Answer, Planned
from tests.findings.making import AS_OF, VENDOR, check

DAY = 86_400_000_000


def judged(one: Check, *answers: Measured, **parts: Any) -> Finding:  # noqa: ANN401 - as a test writes it
    """Judge a check whose main answer is the first; `later`, `details` and `waived` name others by their place."""
    places: dict[str, Any] = {
        name: Answer(0, found) if name == "later" else tuple((word, Answer(0, at)) for word, at in found.items())
        for name, found in parts.items()
    }
    (finding,) = findings_of(Planned(one, main=Answer(0, 0), **places), (answers,), AS_OF)
    return finding


@pytest.mark.parametrize(
    ("limit", "counted", "outcome"),
    [
        (AtMost(0), (10, 10, 0), Outcome.PASS),
        (AtMost(0), (10, 10, 1), Outcome.FAIL),
        (AtMost(1), (10, 10, 1), Outcome.PASS),
        (AtMostShare(0.29), (100, 100, 29), Outcome.PASS),
        (AtMostShare(0.29), (100, 100, 30), Outcome.FAIL),
        (AtMostShare(0.07), (100, 100, 7), Outcome.PASS),
        (AtMostShare(0.333), (1000, 1000, 333), Outcome.PASS),
        (AtMostShare(0.333), (1000, 1000, 334), Outcome.FAIL),
        (AtMostShare(0.000_001), (1_000_000, 1_000_000, 1), Outcome.PASS),
        (AtMost(0), (0, 0, 0), Outcome.NO_DATA),
        (AtMost(0), (10, 0, 0), Outcome.INCONCLUSIVE),
    ],
)
def test_counts_against_a_tolerance(limit: Limit, counted: tuple[int, int, int], outcome: Outcome) -> None:
    assert judged(check(limit), Counted(*counted)).outcome is outcome


def test_rows_whose_time_is_not_up() -> None:
    assert judged(check(), Counted(9, 0, 0), Counted(9, 4, 0), later=1).outcome is Outcome.IMMATURE
    finding = judged(check(), Counted(9, 3, 0), Counted(9, 4, 0), later=1)
    assert (finding.outcome, finding.immature) == (Outcome.PASS, 4)
    # None is open and none was due: nothing was selected.
    assert judged(check(), Counted(9, 0, 0), Counted(9, 0, 0), later=1).outcome is Outcome.INCONCLUSIVE


def test_open_rows_that_could_not_be_counted_are_not_none() -> None:
    broken = Failed("the engine stopped")
    finding = judged(check(), Counted(9, 0, 0), broken, later=1)
    assert finding.outcome is Outcome.ERROR
    assert "the engine stopped" in str(finding.reason)
    finding = judged(check(), Counted(9, 3, 1), broken, later=1)
    assert finding.outcome is Outcome.FAIL
    assert "the engine stopped" in str(finding.reason)


def test_a_detail_that_could_not_be_counted_is_left_out() -> None:
    finding = judged(check(), Counted(9, 9, 3), Counted(9, 9, 2), Failed("stopped"), details={"more": 1, "less": 2})
    assert finding.details == (("more", 2),)


@pytest.mark.parametrize(
    ("waived", "limit", "by", "count"),
    [
        ([3, 0], AtMost(0), "w0", 3),
        ([0, 3], AtMost(0), "w1", 3),
        ([2, 1], AtMost(0), "w0", 3),
        ([2, 0], AtMost(0), None, 2),
        ([2, 0], AtMost(1), "w0", 2),
        ([2, 0], AtMostShare(0.1), "w0", 2),
        ([0, 0], AtMost(0), None, 0),
    ],
)
def test_waived_rows(waived: list[int], limit: Limit, by: str | None, count: int) -> None:
    answers = [Counted(10, 10, number) for number in waived]
    finding = judged(check(limit), Counted(10, 10, 3), *answers, waived={"w0": 1, "w1": 2})
    assert (finding.outcome, finding.waived_by, finding.waived) == (Outcome.FAIL, by, count)
    assert finding.accepted == tuple((f"w{i}", number) for i, number in enumerate(waived) if number)


def test_rows_of_a_waiver_that_could_not_be_counted_are_not_waived() -> None:
    finding = judged(check(), Counted(10, 10, 3), Failed("stopped"), waived={"w0": 1})
    assert (finding.waived_by, finding.waived) == (None, 0)


def test_where_rows_broke_a_promise() -> None:
    segments = (SegmentCount(("acme",), 5, 2), SegmentCount(("x@y.example",), 1, 1), SegmentCount(("z",), 2, 2))
    counted = Counted(9, 9, 5, ("T-1",), (*segments, SegmentCount(("borealis",), 1, 0)))
    finding = judged(check(segments=(VENDOR,)), counted)
    assert [(str(s.place), s.violations, s.population) for s in finding.spots] == [
        ("vendor (undeclared)", 3, 3),
        ("vendor acme", 2, 5),
    ]


def table(limit: Limit, *groups: Group, rows: int = 9) -> Finding:
    kind = TermKind.LATEST if isinstance(limit, Recent) else TermKind.COUNT
    return judged(check(limit, Aggregate((), (Term(kind, TRUE),))), Grouped(rows, groups))


@pytest.mark.parametrize(
    ("age", "outcome"),
    [
        (timedelta(days=1), Outcome.PASS),
        (timedelta(days=1, microseconds=1), Outcome.FAIL),
        (timedelta(days=-1), Outcome.PASS),
    ],
)
def test_freshness(age: timedelta, outcome: Outcome) -> None:
    finding = table(Recent(DAY), Group((), (AS_OF - age,)))
    assert finding.outcome is outcome
    assert "2026" not in str(finding.reason), "the newest moment is a cell"


def test_freshness_of_nothing() -> None:
    assert table(Recent(DAY), Group((), (None,))).outcome is Outcome.NO_DATA
    assert table(Recent(DAY), rows=0).outcome is Outcome.NO_DATA


def monday(day: int) -> datetime:
    return datetime(2026, 6, day)


def test_volume_of_each_period_also_one_without_rows() -> None:
    limit = Rows(Bounds(low=2), Period.WEEK)
    finding = table(limit, Group((monday(1),), (2,)), Group((monday(15),), (3,)))
    assert (finding.outcome, finding.violations, finding.population) == (Outcome.FAIL, 1, 3)
    assert finding.keys == ("2026-06-08: 0",)
    assert table(limit, Group((monday(1),), (2,)), Group((monday(8),), (2,))).outcome is Outcome.PASS


def test_volume_of_no_period_is_not_kept() -> None:
    limit = Rows(Bounds(low=2), Period.WEEK)
    assert table(limit, Group((None,), (7,))).outcome is Outcome.NO_DATA
    assert table(limit).outcome is Outcome.NO_DATA


@pytest.mark.parametrize(
    ("count", "outcome"), [(2, Outcome.PASS), (1, Outcome.FAIL), (0, Outcome.FAIL), (9, Outcome.FAIL)]
)
def test_volume_of_all(count: int, outcome: Outcome) -> None:
    assert table(Rows(Bounds(2, 8)), Group((), (count,))).outcome is outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Expected(met=True, population=5, broken=0), Outcome.PASS),
        (Expected(met=False, population=5, broken=2), Outcome.FAIL),
        (Expected(met=True, population=0, broken=0), Outcome.NO_DATA),
        (Failed("not installed"), Outcome.ERROR),
    ],
)
def test_expectations(answer: Measured, outcome: Outcome) -> None:
    assert judged(check(Met(), Expectation("expect_x", "{}")), answer).outcome is outcome


def test_what_could_not_be_planned() -> None:
    (finding,) = findings_of(Planned(check(), blocked="no column"), (), AS_OF)
    assert (finding.outcome, finding.reason) == (Outcome.NO_DATA, "no column")
    (finding,) = findings_of(Planned(check(), given=Counted(4, 4, 1, ("phone",))), (), AS_OF)
    assert (finding.outcome, finding.keys) == (Outcome.FAIL, ("phone",))
    (finding,) = findings_of(Planned(check()), (), AS_OF)
    assert finding.outcome is Outcome.ERROR


def test_hash_and_fingerprint() -> None:
    whole, theirs = judged(check(), Counted(1, 1, 0)), judged(check(vendor="acme"), Counted(1, 1, 0))
    assert whole.definition_hash == theirs.definition_hash
    assert whole.fingerprint != theirs.fingerprint
    assert judged(check(), Counted(1, 1, 1)).fingerprint == whole.fingerprint

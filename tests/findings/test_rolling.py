"""Values over several periods, and periods of a zone in weeks whose days are not all as long."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from govcode.findings.finding import Finding, Outcome
from govcode.findings.judging import findings_of
from govcode.findings.periods import closing, day_of
from govcode.findings.rolling import added
from govcode.ir.check import Figure, Score
from govcode.ir.expression import Column, Type
from govcode.ir.limit import Period
from govcode.ir.measure import Aggregate, Group, Grouped, Histogram, Term, TermKind
from govcode.ir.relation import Named
from govcode.plan.plan import Answer, Planned
from tests.findings.making import AS_OF, VENDOR, aggregate, at_most, check, score

COUNT, SUM, SQUARES = TermKind.COUNT, TermKind.SUM, TermKind.SQUARES
MILLION = 1_000_000
DAY = 86_400 * MILLION
PERIOD = Named("period", Column("period", Type.TIMESTAMP))


def month(number: int) -> datetime:
    return datetime(2026, number, 1)


def told(one: Score, measure: Aggregate, *groups: Group, as_of: datetime = AS_OF) -> tuple[Finding, ...]:
    planned = Planned(check(one, measure, id="kpi"), main=Answer(0, 0))
    return findings_of(planned, ((Grouped(99, groups),),), as_of)


def attrition(**more: Any) -> tuple[Score, Aggregate]:  # noqa: ANN401 - as a test writes it
    one = score(Figure.RATE, period=Period.MONTH, rolling=3, per=365.0, minimum=at_most(0.3), **more)
    return one, Aggregate((PERIOD,), aggregate(COUNT, SUM, COUNT).terms)


def test_a_value_covers_its_own_period_and_those_before() -> None:
    groups = [Group((month(m),), (m, 365 * MILLION, 365)) for m in (1, 2, 3, 4)]
    findings = told(*attrition(), *groups)
    values = [(f.number.value, f.number.periods, f.number.n) for f in findings if f.number]
    assert values == [(None, 1, 365), (None, 2, 730), (2.0, 3, 1095), (3.0, 3, 1095)]
    assert [f.outcome for f in findings[:2]] == [Outcome.INCONCLUSIVE] * 2
    assert findings[1].reason == "the window is not full: 2 of 3 periods"
    assert findings[2].period == (month(3), month(4))


def test_a_gap_is_an_empty_period_with_a_value_of_its_own() -> None:
    groups = [Group((month(m),), (2, 365 * MILLION, 365)) for m in (1, 4)]
    findings = told(*attrition(), *groups)
    assert [f.period[0].month for f in findings if f.period] == [1, 2, 3, 4]
    assert [f.number.n for f in findings if f.number] == [365, 365, 365, 365]
    assert [f.number.value for f in findings[2:] if f.number] == [2.0, 2.0]


def test_segments_have_windows_of_their_own() -> None:
    one, measure = attrition(by=(VENDOR,))
    groups = [Group((month(m), "acme"), (5, 365 * MILLION, 365)) for m in (1, 2, 3)]
    groups.append(Group((month(3), "borealis"), (9, 365 * MILLION, 365)))
    findings = told(one, measure, *sorted(groups, key=lambda group: str(group.values)))
    assert [(str(f.segment), f.outcome is Outcome.FAIL) for f in findings] == [
        ("vendor acme", False),
        ("vendor acme", False),
        ("vendor acme", True),
        ("vendor borealis", False),
    ]


def test_an_open_period_is_immature_before_it_is_anything_else() -> None:
    (finding,) = told(*attrition(), Group((month(6),), (2, 365 * MILLION, 365)))
    assert (finding.outcome, finding.immature) == (Outcome.IMMATURE, 365)


def test_the_terms_of_all_rows_are_those_of_their_parts() -> None:
    kinds = (COUNT, SUM, SQUARES, TermKind.HISTOGRAM, TermKind.PATTERNS)
    measure = Aggregate((), tuple(Term(kind, Column("x", Type.NUMBER)) for kind in kinds))
    one = (3, 7, 49, Histogram((1, 5), (2, 1), (0, 1)), (((1, 1), 4), ((2,), 1)))
    other = (4, -1, 1, Histogram((2, 5), (0, 2), (3, 0)), (((1, 1), 1), ((1, 3), 2)))
    assert added(measure, [one, other]) == (
        7,
        6,
        50,
        Histogram((1, 2, 5), (2, 0, 3), (0, 3, 1)),
        (((1, 1), 5), ((1, 3), 2), ((2,), 1)),
    )
    assert added(measure, [(0, None, None, None, None)] * 2) == (0, None, None, None, None)


@pytest.mark.parametrize(
    ("zone", "end", "utc"),
    [
        ("UTC", "2026-03-30T00:00", "2026-03-30T00:00"),
        # The week of the change to summer time, and the weeks before and after.
        ("Europe/Amsterdam", "2026-03-23T00:00", "2026-03-22T23:00"),
        ("Europe/Amsterdam", "2026-03-30T00:00", "2026-03-29T22:00"),
        ("Europe/Amsterdam", "2026-10-26T00:00", "2026-10-25T23:00"),
        ("America/New_York", "2026-03-09T00:00", "2026-03-09T04:00"),
        ("America/New_York", "2026-11-02T00:00", "2026-11-02T05:00"),
        # Midnight is skipped here: the day starts an hour later.
        ("America/Havana", "2026-03-08T00:00", "2026-03-08T05:00"),
    ],
)
def test_when_a_period_closes(zone: str, end: str, utc: str) -> None:
    assert closing(datetime.fromisoformat(end), 0, zone) == datetime.fromisoformat(utc)


def test_a_period_is_mature_by_the_clocks_of_its_zone() -> None:
    groups = (Named("period", Column("period", Type.TIMESTAMP)),)
    week = Group((datetime(2026, 3, 23),), (0, 90))
    one = score(period=Period.WEEK, maturity=7 * DAY, zone="America/New_York", minimum=at_most(0.5))
    measure = Aggregate(groups, aggregate(COUNT, COUNT).terms)
    (still,) = told(one, measure, week, as_of=datetime(2026, 4, 6, 3, 59))
    assert (still.outcome, still.reason) == (Outcome.IMMATURE, "the window is open until 2026-04-06")
    (closed,) = told(one, measure, week, as_of=datetime(2026, 4, 6, 4))
    assert closed.outcome is Outcome.PASS


def test_the_day_of_a_moment() -> None:
    assert str(day_of(datetime(2026, 4, 6, 3, 59), "America/New_York")) == "2026-04-05"
    assert str(day_of(datetime(2026, 4, 6, 3, 59), "UTC")) == "2026-04-06"

"""Where periods end, and which values of a segment may be shown."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from govcode.findings.periods import end_of, gaps_filled, start_at
from govcode.findings.places import place, shown
from govcode.ir.check import Period, Segment
from govcode.ir.expression import Column, Type, Value


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period.DAY, "2026-02-28", "2026-03-01"),
        (Period.DAY, "2028-02-28", "2028-02-29"),
        (Period.WEEK, "2026-12-28", "2027-01-04"),
        (Period.MONTH, "2026-12-01", "2027-01-01"),
        (Period.MONTH, "2026-01-01", "2026-02-01"),
        (Period.QUARTER, "2026-10-01", "2027-01-01"),
        (Period.QUARTER, "2026-07-01", "2026-10-01"),
    ],
)
def test_the_end_of_a_period(period: Period, start: str, end: str) -> None:
    assert end_of(period, datetime.fromisoformat(start)) == datetime.fromisoformat(end)


def test_gaps_are_filled_and_rows_without_moment_left_out() -> None:
    days = [datetime.fromisoformat(day) for day in ("2026-01-30", "2026-02-02")]
    counts = [((None,), 9), ((days[0],), 3), ((days[1],), 4)]
    assert [count for _, count in gaps_filled(Period.DAY, counts)] == [3, 0, 0, 4]
    assert list(gaps_filled(Period.DAY, [((None,), 9)])) == []


TEXT = Column("x", Type.TEXT)
DECLARED = Segment("x", TEXT, ("acme", "borealis"))
FORMED = Segment("x", TEXT, None, r"^Q\d$")
LOOSE = Segment("x", TEXT, None, r"Q\d")
BARE = Segment("x", TEXT)


@pytest.mark.parametrize(
    ("segment", "value", "expected"),
    [
        (DECLARED, "acme", "acme"),
        (DECLARED, "Acme", "(undeclared)"),
        (DECLARED, "ann@example.org", "(undeclared)"),
        (DECLARED, None, "(empty)"),
        (FORMED, "Q1", "Q1"),
        (FORMED, "Q1 ann", "(undeclared)"),
        (FORMED, "Q1\n", "(undeclared)"),
        (LOOSE, "Q1", "Q1"),
        (LOOSE, "ann of Q1", "(undeclared)"),
        (Segment("x", TEXT, None, ".*"), "a" * 40, "a" * 40),
        (Segment("x", TEXT, None, ".*"), "a" * 41, "(undeclared)"),
        (BARE, "anything", "(undeclared)"),
        (BARE, True, "yes"),
        (BARE, False, "no"),
        (BARE, 9_999, "9999"),
        (BARE, -9_999, "-9999"),
        (BARE, 10_000, "(undeclared)"),
        (BARE, 1.5, "(undeclared)"),
        (BARE, datetime(2026, 1, 1), "(undeclared)"),
    ],
)
def test_what_may_be_shown(segment: Segment, value: Value, expected: str) -> None:
    assert shown(segment, value) == expected


def test_a_place_names_its_columns() -> None:
    both = (Segment("vendor", TEXT, ("acme",)), Segment("paid", Column("paid", Type.BOOLEAN)))
    assert str(place(both, ("acme", True))) == "vendor acme, paid yes"


@pytest.mark.parametrize(
    ("period", "written", "week_starts", "start"),
    [
        (Period.MONTH, "2026-09", 0, datetime(2026, 9, 1)),
        (Period.MONTH, date(2026, 9, 17), 0, datetime(2026, 9, 1)),
        (Period.MONTH, datetime(2026, 9, 30, 23), 0, datetime(2026, 9, 1)),
        (Period.DAY, "2026-09-17", 0, datetime(2026, 9, 17)),
        (Period.QUARTER, "2026-Q3", 0, datetime(2026, 7, 1)),
        (Period.QUARTER, "2026-09", 0, datetime(2026, 7, 1)),
        (Period.WEEK, "2026-W37", 0, datetime(2026, 9, 7)),
        (Period.WEEK, "2026-09-13", 0, datetime(2026, 9, 7)),
        (Period.WEEK, "2026-09-13", 6, datetime(2026, 9, 13)),
        (Period.WEEK, "2026-09-12", 6, datetime(2026, 9, 6)),
        (Period.MONTH, "2026-13", 0, None),
        (Period.WEEK, "2026-W60", 0, None),
        (Period.MONTH, "September", 0, None),
        (Period.MONTH, None, 0, None),
    ],
)
def test_what_is_written_of_a_period_means_its_start(
    period: Period, written: object, week_starts: int, start: datetime | None
) -> None:
    assert start_at(period, written, week_starts) == start

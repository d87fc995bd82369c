"""The two years of the planted history: 104 weeks, a run on the Tuesday after each, and two more that close windows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

WEEK, DAY = timedelta(days=7), timedelta(days=1)
FIRST = date(2024, 10, 7)
WEEKS = tuple(FIRST + i * WEEK for i in range(104))  # their Mondays; the last one begins in 2026Q3
RUNS = tuple(monday + WEEK for monday in (*WEEKS, WEEKS[-1] + WEEK, WEEKS[-1] + 2 * WEEK))  # as-of days
AS_OF = date(2026, 10, 20)  # of the review
QUARTER = "2026Q3"


def midnight(day: date) -> datetime:
    """Return the first moment of a day."""
    return datetime.combine(day, time())


def recorded_at(as_of: date) -> datetime:
    """Return when a run was made: on the Tuesday after its week, early in the morning."""
    return datetime.combine(as_of + DAY, time(4))


def run_name(as_of: date) -> str:
    """Return what the run of a week is called: by the ISO week that was over."""
    year, week, _ = (as_of - DAY).isocalendar()
    return f"{year}-W{week:02}"


def first_of_month(day: date, months: int = 0) -> date:
    """Return the first day of the month in which a day lies, or of one so many months later."""
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def first_of_quarter(day: date, quarters: int = 0) -> date:
    """Return the first day of the quarter in which a day lies, or of one so many quarters later."""
    return first_of_month(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * quarters)


def weeks_from(first: date, number: int) -> tuple[date, ...]:
    """Return the Mondays of so many weeks."""
    return tuple(first + i * WEEK for i in range(number))

"""Clocks in SQL: at and around every kind of edge, on a connection whose settings are locked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import duckdb
import pytest

from govcode.calendar.asking import elapsed, is_open
from govcode.calendar.building import clock_of
from govcode.engines.duckdb.store import Store
from govcode.engines.sql.clock_days import clock_days
from govcode.expressions import phrases
from govcode.ir.clock import Clock
from govcode.ir.expression import Column, Type
from tests.calendar.minutes import calendar
from tests.calendar.test_business_time import ZONES

EPOCH = datetime(1970, 1, 1)
WEEKS = {
    "office": {"mon-fri": ["08:30-18:00"]},
    "siesta": {"mon-thu": ["09:00-13:30", "16:00-20:00"], "sat": ["10:00-11:00", "11:30-12:00", "23:00-24:00"]},
    "nights": {"mon-sun": ["22:15-06:45"]},
    "always": {"mon-sun": ["00:00-24:00"]},
    "one minute": {"wed": ["12:00-12:01"]},
}


def _moments(clock: Clock) -> Sequence[datetime]:
    """Return the edges of what is known, of some open spans and of their days, and what lies a microsecond beside."""
    some = [*clock.opens[:: max(1, len(clock.opens) // 40)], *clock.closes[:: max(1, len(clock.closes) // 40)]]
    days = [at // 86_400_000_000 * 86_400_000_000 for at in some]
    edges = sorted({clock.first, clock.last, 0, *some, *days, *(at + clock.first % 86_400_000_000 for at in days)})
    found = [EPOCH + timedelta(microseconds=at + beside) for at in edges for beside in (-1, 0, 1)]
    return [datetime(1, 1, 1), *found, datetime(9999, 12, 31, 23, 59, 59, 999_999)]


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize("zone", ZONES)
def test_duckdb_says_what_the_clock_says(zone: str, week: str) -> None:
    clock = clock_of(calendar(zone, (None, WEEKS[week]), closed=[("2020-12-24", "2021-01-03")]), 2021)
    moments = _moments(clock)
    pairs = list(zip(moments, [*moments[7:], *moments[:7]], strict=True))
    with duckdb.connect() as connection:
        connection.execute("create temp table pairs (n integer, a timestamp, b timestamp)")
        connection.executemany("insert into pairs values (?, ?, ?)", [[n, a, b] for n, (a, b) in enumerate(pairs)])
        connection.execute("set lock_configuration = true")
        store = Store(connection, {}, {})
        a, b = Column("a", Type.TIMESTAMP), Column("b", Type.TIMESTAMP)
        asked = store.emit(phrases.business_time(clock, a, b)), store.emit(phrases.is_open(clock, a))
        found = store.run(f"select {asked[0]}, {asked[1]} from pairs order by n")
    assert found == [(elapsed(clock, a, b), is_open(clock, a)) for a, b in pairs]


def test_statements_stay_small() -> None:
    clock = clock_of(calendar("Europe/Amsterdam", (None, WEEKS["siesta"])), 2021)
    store = Store(duckdb.connect(), {}, {})
    a, b = Column("a", Type.TIMESTAMP), Column("b", Type.TIMESTAMP)
    assert len(store.emit(phrases.business_time(clock, a, b))) < 2_500
    assert store.statements == 0  # what is asked is counted, not what makes it possible


def test_years_are_told_apart_where_a_calendar_is_the_same() -> None:
    hours = calendar("UTC", (None, WEEKS["office"]))
    early, late = clock_of(hours, 2005), clock_of(hours, 2026)
    assert early == late
    store = Store(duckdb.connect(), {}, {})
    moment = Column("a", Type.TIMESTAMP)
    asked = ", ".join(store.emit(phrases.is_open(clock, moment)) for clock in (early, late))
    assert store.run(f"select {asked} from (select timestamp '2001-01-03 12:00' as a)") == [(True, None)]


@pytest.mark.parametrize(
    ("last", "opens", "closes"),
    [
        (20 * 366 * 86_400_000_000, (), ()),
        (86_400_000_001, (), ()),
        (86_400_000_000, (1,), (2_000_000,)),
        (86_400_000_000, (0,), (2_000_001,)),
    ],
)
def test_what_cannot_be_packed_is_refused(last: int, opens: tuple[int, ...], closes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be packed"):
        clock_days(Clock("hours", "UTC", "d", 0, last, opens, closes))

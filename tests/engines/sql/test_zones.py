"""Wall clocks by comparison are those of Python's zone data, at every change of a zone and everywhere between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from govcode.calendar.offsets import stretches
from govcode.engines.sql.duckdb_zones import local, utc

ZONES = (
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Asia/Hong_Kong",
)
FIRST = datetime(2000, 1, 3)
DAYS = 14_970


def moments(zone: str) -> list[datetime]:
    """Return a moment of every day, and those around each change, on both clocks."""
    found = [FIRST + timedelta(days=day, seconds=day * 7_919 % 86_400) for day in range(0, DAYS, 3)]
    first = (datetime(2000, 2, 1) - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    last = (datetime(2040, 12, 1) - datetime(1970, 1, 1)) // timedelta(microseconds=1)
    for stretch in list(stretches(ZoneInfo(zone), first, last))[1:]:
        change = datetime(1970, 1, 1) + timedelta(microseconds=stretch.start)
        for clock in (change, change + timedelta(microseconds=stretch.offset)):
            found += [
                clock + timedelta(minutes=by, microseconds=at) for by in range(-150, 151, 30) for at in (-1, 0, 1)
            ]
    return found


@pytest.mark.parametrize("zone", ZONES)
def test_wall_clocks(zone: str) -> None:
    known = ZoneInfo(zone)
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("create table moments (place integer, told timestamp)")
        rows = [(place, at) for place, at in enumerate(moments(zone))]
        values = ", ".join(f"({place}, timestamp '{at}')" for place, at in rows)
        connection.execute(f"insert into moments values {values}")
        told = connection.execute(
            f"select told, {local('told', zone, 'null')}, {utc('told', zone, 'null')} from moments order by place"
        ).fetchall()
    for at, wall, back in told:
        assert wall == at.replace(tzinfo=UTC).astimezone(known).replace(tzinfo=None), at
        assert back == at.replace(tzinfo=known).astimezone(UTC).replace(tzinfo=None), at


def test_what_is_far_away_is_asked_elsewhere() -> None:
    with duckdb.connect() as connection:
        asked = local("told", "Europe/Amsterdam", "timestamp '1000-01-01'")
        sql = f"select {asked} from (values (timestamp '1999-12-31'), (timestamp '2041-01-01')) as far(told)"
        assert connection.execute(sql).fetchall() == [(datetime(1000, 1, 1),)] * 2

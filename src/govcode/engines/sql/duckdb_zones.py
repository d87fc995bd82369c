"""Wall clocks as DuckDB SQL: in the years that data is of by comparing with the changes of a zone, else by ICU.

A comparison is far cheaper than asking ICU, and is what the zone data of Python says, so that engines agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo

from govcode.calendar.offsets import Stretch, stretches

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)
# Well inside, so that a moment and its wall clock are on the same side.
_INSIDE = "{0} >= timestamp '2000-01-03 00:00:00' and {0} < timestamp '2040-12-30 00:00:00'"
Steps: TypeAlias = Sequence[tuple[int, int]]  # from where on (microseconds since 1970), and by how many microseconds


def local(name: str, zone: str, otherwise: str) -> str:
    """Return the wall clock of a zone at a moment in UTC."""
    return _moved(name, _ahead(zone), "+", otherwise)


def utc(name: str, zone: str, otherwise: str) -> str:
    """Return the moment in UTC at which a wall clock shows a time; one shown twice or never is as before the change."""
    return _moved(name, _behind(zone), "-", otherwise)


@cache
def _ahead(zone: str) -> tuple[tuple[int, int], ...]:
    return tuple((stretch.start, stretch.offset) for stretch in _stretches(zone))


@cache
def _behind(zone: str) -> tuple[tuple[int, int], ...]:
    """Return from which time of the wall clock on it is how far ahead: a new offset counts once the old one cannot."""
    found = _stretches(zone)
    later = [(after.start + max(before.offset, after.offset), after.offset) for before, after in pairwise(found)]
    return ((found[0].start, found[0].offset), *later)


@cache
def _stretches(zone: str) -> tuple[Stretch, ...]:
    return tuple(stretches(ZoneInfo(zone), _microseconds(_FIRST), _microseconds(_LAST)))


def _microseconds(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def _moved(name: str, steps: Steps, sign: str, otherwise: str) -> str:
    if len(steps) == 1:
        by = str(steps[0][1])
    else:
        by = _chosen(
            steps, lambda start: f"{name} < timestamp '{_EPOCH + timedelta(microseconds=start):%Y-%m-%d %H:%M:%S}'"
        )
    inside = _INSIDE.format(name)
    return f"(case when {inside} then make_timestamp(epoch_us({name}) {sign} {by}) else {otherwise} end)"


def _chosen(steps: Steps, before: Callable[[int], str]) -> str:
    """Return the distance at a moment, found by halving."""
    if len(steps) == 1:
        return str(steps[0][1])
    middle = len(steps) // 2
    sooner, later = _chosen(steps[:middle], before), _chosen(steps[middle:], before)
    return f"(case when {before(steps[middle][0])} then {sooner} else {later} end)"

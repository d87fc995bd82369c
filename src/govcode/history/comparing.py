"""What has changed from one run to another: worse, no longer told, told for the first time, better, redefined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from govcode.history.record import Definition, Record, Result

Segment: TypeAlias = tuple[tuple[str, str], ...]
Period: TypeAlias = tuple[datetime, datetime]
_KEPT, _BROKEN = "pass", "fail"
_JUDGED = frozenset({_KEPT, _BROKEN})


class Change(StrEnum):
    """What became of a result, the most pressing first.

    Only what was kept or broken in both runs can be worse or better. What one of them could not judge is told for the
    first time, or no longer.
    """

    WORSE = "worse"
    NO_LONGER = "no longer told"  # it was kept or broken, and nothing is known now: never an improvement
    FIRST_BROKEN = "first told broken"
    FIRST_KEPT = "first told kept"
    NEW = "new"  # a check, segment or period that only the later run has
    GONE = "gone"  # a period that the later run does not reach, or what was not known before either
    BETTER = "better"
    MOVED = "moved"  # another value within its uncertainty, or another reason for not knowing


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """What a result is about: a check (or a vendor's override of it), a segment and a period."""

    check: str
    override: str
    segment: Segment
    period: tuple[Period, ...]  # one or none, so that places have an order


@dataclass(frozen=True, slots=True)
class Difference:
    """A result that is not the same in both runs; one side is None where only the other run has it."""

    change: Change
    place: Place
    definition: Definition
    old: Result | None
    new: Result | None

    @property
    def moved(self) -> float | None:
        """Return by how much the value has changed, in its own unit."""
        if self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A check whose definition is another: its hashes, and its sentences."""

    check: str
    override: str
    old: Definition
    new: Definition


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side; `same` results are counted only."""

    old: Record
    new: Record
    differences: tuple[Difference, ...]
    rewritten: tuple[Rewritten, ...]
    surroundings: tuple[tuple[str, str, str], ...]  # what else is another: name, before, after
    tables: tuple[tuple[str, str], ...]  # delivered tables that are not the same, and in what way
    same: int

    @property
    def backwards(self) -> bool:
        """Say whether the first run is the later one: it looked from a later day, or was recorded later on the same."""
        return (self.old.as_of, self.old.recorded_at) > (self.new.as_of, self.new.recorded_at)

    def of(self, change: Change) -> tuple[Difference, ...]:
        """Return the differences of one kind, by place."""
        return tuple(one for one in self.differences if one.change is change)


def compared(old: Record, new: Record) -> Comparison:
    """Return what has changed from `old` to `new`, by check, segment and period."""
    before, after = dict(_results(old)), dict(_results(new))
    threads = {_thread(place) for place in after}
    differences = []
    for place in sorted(before.keys() | after.keys()):
        first, second = before.get(place), after.get(place)
        change = _change(first, second, goes_on=_thread(place) in threads)
        definition = (second or first or ((), None))[1]
        if change and isinstance(definition, Definition):
            results = (side[0] if side else None for side in (first, second))
            differences.append(Difference(change, place, definition, *results))
    return Comparison(
        old,
        new,
        tuple(differences),
        tuple(_rewritten(old, new)),
        tuple(_surroundings(old, new)),
        tuple(_tables(old, new)),
        len(before.keys() | after.keys()) - len(differences),
    )


def _results(record: Record) -> Iterator[tuple[Place, tuple[Result, Definition]]]:
    for result in record.results:
        definition = record.definitions[result.definition]
        period = (result.period,) if result.period else ()
        yield Place(definition.id, definition.vendor or "", result.segment, period), (result, definition)


def _thread(place: Place) -> tuple[str, str, Segment]:
    """Return what goes on from one period to the next."""
    return place.check, place.override, place.segment


def _change(
    first: tuple[Result, Definition] | None, second: tuple[Result, Definition] | None, *, goes_on: bool
) -> Change | None:
    if first is None:
        return Change.NEW
    if second is None:
        # Old periods drop out of a run by themselves; a check or a segment of which nothing is left does not.
        return Change.GONE if goes_on or first[0].outcome not in _JUDGED else Change.NO_LONGER
    old, new, direction = first[0], second[0], second[1].direction
    if old.outcome != new.outcome:
        return _of_outcomes(old.outcome, new.outcome)
    if old.violations is not None and new.violations is not None and new.outcome == _BROKEN:
        if new.violations != old.violations:
            return Change.WORSE if new.violations > old.violations else Change.BETTER
        return None
    if old.value is None or new.value is None or old.value == new.value:
        return None
    return _of_values(old, new, direction)


def _of_outcomes(old: str, new: str) -> Change:
    if old in _JUDGED and new in _JUDGED:
        return Change.WORSE if new == _BROKEN else Change.BETTER
    if old in _JUDGED:
        return Change.NO_LONGER
    if new in _JUDGED:
        return Change.FIRST_BROKEN if new == _BROKEN else Change.FIRST_KEPT
    return Change.MOVED


def _of_values(old: Result, new: Result, direction: str | None) -> Change:
    """Return worse or better only where the intervals lie apart: within the noise a value has moved."""
    if old.interval is None or new.interval is None or old.value is None or new.value is None:
        return Change.MOVED
    up = new.interval[0] > old.interval[1]
    down = new.interval[1] < old.interval[0]
    if not (up or down) or direction not in {"higher", "lower"}:
        return Change.MOVED
    return Change.BETTER if up == (direction == "higher") else Change.WORSE


def _rewritten(old: Record, new: Record) -> Iterator[Rewritten]:
    before = {(one.id, one.vendor or ""): one for one in old.definitions}
    for one in sorted(new.definitions, key=lambda d: (d.id, d.vendor or "")):
        was = before.get((one.id, one.vendor or ""))
        if was is not None and was.hash != one.hash:
            yield Rewritten(one.id, one.vendor or "", was, one)


def _surroundings(old: Record, new: Record) -> Iterator[tuple[str, str, str]]:
    before, after = _around(old), _around(new)
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name) or "", after.get(name) or ""
        if first != second:
            yield name, first, second


def _around(record: Record) -> dict[str, str | None]:
    own = {
        "outcome": record.outcome,
        "as_of": record.as_of.isoformat(),
        "documents": record.documents,
        "revision": record.revision,
        "tool": record.tool,
        "vendor": record.vendor,
    }
    return own | dict(record.engines)


def _tables(old: Record, new: Record) -> Iterator[tuple[str, str]]:
    before, after = _delivered(old), _delivered(new)
    for name in sorted(before.keys() | after.keys()):
        first, second = before.get(name), after.get(name)
        if first is None or second is None:
            yield name, "new" if first is None else "gone"
        elif first != second:
            yield name, "changed"


def _delivered(record: Record) -> dict[str, str]:
    return {
        "/".join(filter(None, (drop.feed, drop.vendor, table.name))): table.sha256
        for drop in record.drops
        for table in drop.tables
        if table.missing is None
    }

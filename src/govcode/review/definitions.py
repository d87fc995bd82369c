"""What every check meant and when: the definitions of the quarter, and which of them changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from govcode.history.entry import Remembered
from govcode.history.record import Definition, Limits, Record, Redefined
from govcode.review.scene import Scene

_Segment: TypeAlias = tuple[tuple[str, str], ...]
_Values: TypeAlias = dict[tuple[str | None, _Segment], dict[date, float]]  # by vendor and segment, then by first day


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition (of a vendor's override, if `definition.vendor` is set), and the first and last run that used it."""

    definition: Definition
    first: date
    last: date
    runs: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A value by the old and by the new definition; `same_data` says that one run computed both from the same rows."""

    vendor: str | None
    segment: tuple[tuple[str, str], ...]
    period: date | None
    old: float | None
    new: float | None
    same_data: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A definition that took the place of another in the quarter, and what it did to the values."""

    check: str
    vendor: str | None
    old: Defined
    new: Defined
    values: tuple[Moved, ...]

    @property
    def differences(self) -> tuple[tuple[str, str, str], ...]:
        """Return what can be seen to differ: a word, the old and the new; empty if only the expression changed."""
        old, new = (_words(one.definition) for one in (self.old, self.new))
        return tuple((w, old.get(w, "–"), new.get(w, "–")) for w in {**old, **new} if old.get(w) != new.get(w))


def definitions_of(scene: Scene) -> tuple[Defined, ...]:
    """Return every definition that a run of the quarter used, by check, then in time."""
    return tuple(one for several in _by_check(scene, scene.in_quarter).values() for one in several)


def changes_of(scene: Scene) -> tuple[Changed, ...]:
    """Return the definitions that changed in the quarter, also against the last run before it."""
    started = (run for run in scene.runs if run.record.as_of.date() < scene.quarter.start)
    history = [*list(started)[-1:], *scene.in_quarter]
    return tuple(
        Changed(check, vendor, old, new, _values(scene, old, new))
        for (check, vendor), several in _by_check(scene, history).items()
        for old, new in pairwise(several)
    )


def _by_check(scene: Scene, runs: Iterable[Remembered]) -> dict[tuple[str, str | None], list[Defined]]:
    found: dict[tuple[str, str | None], list[Defined]] = {}
    for run in runs:
        day = run.record.as_of.date()
        for definition in run.record.definitions:
            if not _may_tell(scene, definition.vendor):
                continue
            several = found.setdefault((definition.id, definition.vendor), [])
            if several and several[-1].definition.hash == definition.hash:
                several[-1] = Defined(definition, several[-1].first, day, several[-1].runs + 1)
            else:
                several.append(Defined(definition, day, day, 1))
    return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "")))


def _may_tell(scene: Scene, vendor: str | None) -> bool:
    """Say whether the review may tell of a vendor: one of a single vendor tells nothing of another."""
    return scene.vendor is None or vendor in {None, scene.vendor}


def _values(scene: Scene, old: Defined, new: Defined) -> tuple[Moved, ...]:
    """Return the values by both definitions that the review may tell."""
    return tuple(one for one in _all_values(scene, old, new) if _may_tell(scene, one.vendor))


def _all_values(scene: Scene, old: Defined, new: Defined) -> tuple[Moved, ...]:
    """Return the values by both definitions, of a run that computed both; else of the last old and first new run."""
    hashes = (old.definition.hash, new.definition.hash)
    check = new.definition.id
    told = [
        one
        for run in scene.in_quarter
        for one in run.record.redefined
        if one.id == check and (one.old_hash, one.new_hash) == hashes
    ]
    if told:
        newest = {(one.segment, one.period): one for one in told}
        return tuple(_told(one) for one in newest.values())
    before, after = (_last(scene, check, hashes[0]), _first(scene, check, hashes[1]))
    return tuple(_moved(before, after))


def _rest(segment: _Segment) -> _Segment:
    return tuple(part for part in segment if part[0] != "vendor")


def _told(one: Redefined) -> Moved:
    vendor = next((value for name, value in one.segment if name == "vendor"), None)
    return Moved(
        vendor, _rest(one.segment), one.period[0].date() if one.period else None, one.old, one.new, same_data=True
    )


def _last(scene: Scene, check: str, hash_: str) -> _Values:
    """Return the values of the last run that used a definition."""
    return next((found for run in reversed(scene.runs) if (found := _by(run.record, check, hash_))), {})


def _first(scene: Scene, check: str, hash_: str) -> _Values:
    """Return the values of the first run that used a definition."""
    return next((found for run in scene.runs if (found := _by(run.record, check, hash_))), {})


def _by(record: Record, check: str, hash_: str) -> _Values:
    found: _Values = {}
    places = {i for i, one in enumerate(record.definitions) if one.id == check and one.hash == hash_}
    for result in record.results if places else ():
        if result.definition in places and result.value is not None:
            at = result.period[0].date() if result.period else record.as_of.date()
            found.setdefault((result.vendor, _rest(result.segment)), {})[at] = result.value
    return found


def _moved(before: _Values, after: _Values) -> Iterable[Moved]:
    """Yield, per vendor and segment, the newest period that both runs told; else the last old and the first new one."""
    for at in dict.fromkeys((*before, *after)):
        old, new = before.get(at, {}), after.get(at, {})
        both = max(old.keys() & new.keys(), default=None)
        period = both or (min(new) if new else max(old))
        yield Moved(*at, period, old.get(both or max(old)) if old else None, new.get(period), same_data=False)


def _words(definition: Definition) -> dict[str, str]:
    told = {
        "target": _limits(definition.target),
        "contract limit": _limits(definition.minimum),
        "tolerance": None if definition.at_most is None else f"{definition.at_most:g}",
        "least rows": None if definition.min_n is None else str(definition.min_n),
        "judged by": definition.policy,
        "period": definition.per,
        "sentence": definition.sentence,
        **dict(definition.words),
    }
    return {word: value for word, value in told.items() if value}


def _limits(limits: Limits | None) -> str | None:
    if limits is None:
        return None
    ends = (("at least", limits.low), ("at most", limits.high))
    return ", ".join(f"{word} {end:g}" for word, end in ends if end is not None)

"""The number a claim is about, recomputed in one pass: ours, and by every combination of other ways.

The engine's groups carry the marks of their rows (spam, delivered twice, …) and the periods by other moments, and its
terms those of other denominators; a combination is a sum over a choice of groups. Medians and the like cannot be added
up: for them each single change was measured by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from govcode.findings.finding import Place
from govcode.findings.gap import Attempt, Change, Gap, Said
from govcode.findings.places import segment_of
from govcode.findings.rolling import added
from govcode.findings.scoring import scored
from govcode.ir.check import Aside, Check, Claim, Figure, Reading, SideKind
from govcode.ir.claim import Cause
from govcode.ir.expression import Value
from govcode.ir.measure import Aggregate, Group, Grouped, Measured, TermAnswer

_At: TypeAlias = tuple[Place | None, datetime]
_READING, _SCHEDULE = "reading", "schedule"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows that are alike in all marks: which marks they have, and their terms."""

    marks: tuple[bool, ...]
    terms: tuple[TermAnswer, ...]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The recomputation; `by_schedule` are its rows by segment and period, by our schedule and then each other."""

    claim: Claim
    measure: Aggregate
    found: Grouped
    by_schedule: tuple[dict[_At, list[_Rows]], ...]
    singles: tuple[dict[_At, Attempt], ...]
    values: dict[_At, tuple[Value, ...]]

    def plain(self) -> Grouped:
        """Return our own number's groups: one per period and segment, as an engine would have answered."""
        groups = []
        for at, values in self.values.items():
            terms = self._terms(self.claim.readings[0], self.by_schedule[0].get(at, []), frozenset())
            if terms is not None:
                groups.append(Group(values, terms))
        return Grouped(self.found.rows, tuple(groups))

    def gap(self, at: _At, said: Said) -> Gap:
        """Return what may explain a claim."""
        return Gap(said, self._changes(), lambda changes: self._attempt(at, changes))

    def _changes(self) -> tuple[Change, ...]:
        if self.claim.singles:
            return tuple(Change(cause, way.name, "single") for cause, way in self.claim.singles)
        readings = (Change(r.cause, r.name, _READING) for r in self.claim.readings if r.cause)
        schedules = (Change(Cause.PERIOD, s.name, _SCHEDULE) for s in self.claim.schedules)
        flags = (Change(flag.cause, flag.name, f"flag {i}") for i, flag in enumerate(self.claim.flags))
        return (*readings, *schedules, *flags)

    def _attempt(self, at: _At, changes: tuple[Change, ...]) -> Attempt | None:
        if self.claim.singles:
            names = [way.name for _, way in self.claim.singles]
            return self.singles[names.index(changes[0].name)].get(at)
        slots = {change.slot: change for change in changes}
        reading, rows = self._reading(slots.get(_READING)), self._rows(at, slots.get(_SCHEDULE))
        flipped = frozenset(i for i in range(len(self.claim.flags)) if f"flag {i}" in slots)
        terms = self._terms(reading, rows, flipped)
        return None if terms is None else attempt_of(reading, self._asked(reading), Group((), terms))

    def _reading(self, change: Change | None) -> Reading:
        return next(r for r in self.claim.readings if (r.cause and r.name) == (change.name if change else None))

    def _rows(self, at: _At, change: Change | None) -> list[_Rows]:
        if change is None:
            return self.by_schedule[0].get(at, [])
        i = [schedule.name for schedule in self.claim.schedules].index(change.name)
        start = at[1] + timedelta(days=self.claim.schedules[i].days)
        return self.by_schedule[i + 1].get((at[0], start), [])

    def _asked(self, reading: Reading) -> Aggregate:
        return Aggregate((), self.measure.terms[reading.start : reading.stop])

    def _terms(self, reading: Reading, rows: Iterable[_Rows], flipped: frozenset[int]) -> tuple[TermAnswer, ...] | None:
        """Return the terms of the rows that count when some marks count the other way; None if there are none."""
        counted = [flag.counted != (i in flipped) for i, flag in enumerate(self.claim.flags)]
        chosen = [
            row.terms[reading.start : reading.stop]
            for row in rows
            if all(counts or not mark for counts, mark in zip(counted, row.marks, strict=True))
        ]
        if len(chosen) <= 1:  # what cannot be added up has one row of terms
            return chosen[0] if chosen else None
        return added(self._asked(reading), chosen)


def attempt_of(reading: Reading, asked: Aggregate, group: Group) -> Attempt | None:
    """Return a number, with its two parts if it is a share."""
    number = scored(reading.score, asked, group)
    if number.value is None:
        return None
    if reading.score.figure is not Figure.SHARE:
        return Attempt(number.value)
    return Attempt(number.value, *(int(str(term or 0)) for term in group.terms[:2]))


def recomputed_of(check: Check, claim: Claim, sides: Sequence[tuple[Aside, Measured | None]]) -> Recomputed | None:
    """Return the recomputation, or None if it could not be measured."""
    for aside, found in sides:
        if aside.kind is SideKind.RECOMPUTED and isinstance(aside.measure, Aggregate) and isinstance(found, Grouped):
            plain = replace(claim, readings=claim.readings[:1], schedules=(), flags=())
            known = plain if aside.name else claim
            return _recomputed(check, known, aside.measure, found, _singles(check, claim, sides))
    return None


def _recomputed(
    check: Check, claim: Claim, measure: Aggregate, found: Grouped, singles: tuple[dict[_At, Attempt], ...]
) -> Recomputed:
    by = claim.readings[0].score.by
    own, other = len(by) + 1, len(by) + 1 + len(claim.schedules)
    indices: tuple[dict[_At, list[_Rows]], ...] = tuple({} for _ in range(len(claim.schedules) + 1))
    values: dict[_At, tuple[Value, ...]] = {}
    for group in found.groups:
        segment = segment_of(check, by, group.values[1:own])
        rows = _Rows(tuple(mark is True for mark in group.values[other:]), group.terms)
        for index, start in zip(indices, (group.values[0], *group.values[own:other]), strict=True):
            if isinstance(start, datetime):
                index.setdefault((segment, start), []).append(rows)
        if isinstance(group.values[0], datetime):
            values.setdefault((segment, group.values[0]), group.values[:own])
    return Recomputed(claim, measure, found, indices, singles, values)


def _singles(
    check: Check, claim: Claim, sides: Iterable[tuple[Aside, Measured | None]]
) -> tuple[dict[_At, Attempt], ...]:
    """Return what each single change gives, in the order of the claim; nothing for one that was not measured."""
    reading = claim.readings[0]
    variants = {aside.name: (aside.measure, found) for aside, found in sides if aside.kind is SideKind.VARIANT}
    result: list[dict[_At, Attempt]] = []
    for cause, way in claim.singles:
        measure, found = variants.get(f"{cause}: {way.name}", (None, None))
        own: dict[_At, Attempt] = {}
        if isinstance(measure, Aggregate) and isinstance(found, Grouped):
            for group in found.groups:
                attempt = attempt_of(reading, measure, group)
                if isinstance(group.values[0], datetime) and attempt:
                    start = group.values[0] - timedelta(days=way.days)
                    own[segment_of(check, reading.score.by, group.values[1:]), start] = attempt
        result.append(own)
    return tuple(result)

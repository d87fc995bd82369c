"""A broken promise as a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govcode.findings.finding import Finding, Spot
from govcode.reports.format.chapters import Promise
from govcode.reports.format.limits import expected
from govcode.reports.format.numbers import count, part_of
from govcode.reports.format.words import place, plural, prose, where_and_when, word_of
from govcode.reports.html.values import ValueRow, value_rows

ROWS = 6
CASES = 6
SPOTS = 8
KEYS = 10
LEAST = 0.5  # what is drawn of a bar, so that a small share is still seen


@dataclass(frozen=True, slots=True)
class Bar:
    """One place: how many broke the promise there; `percent` is the length of its bar, the share of the rows there."""

    where: str
    told: str
    share: str
    percent: str


@dataclass(frozen=True, slots=True)
class Case:
    """One finding that counts rows."""

    where: str | None
    broken: str
    population: str | None
    share: str | None
    things: str
    dataset: str
    bars: tuple[Bar, ...]
    more_bars: tuple[Bar, ...]
    keys: tuple[str, ...]
    more_keys: tuple[str, ...]
    unnamed: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A broken promise with everything a person needs to act on it; either `cases` or `rows` has entries."""

    anchor: str
    promise: Promise
    word: str
    expected: str | None
    cases: tuple[Case, ...]
    more_cases: tuple[Case, ...]
    rows: tuple[ValueRow, ...]
    more_rows: tuple[ValueRow, ...]
    why: str | None
    fix: str | None


def cards(promises: Sequence[Promise]) -> tuple[Card, ...]:
    """Return a card per broken promise, in their order."""
    return tuple(_card(f"broken-{number}", promise) for number, promise in enumerate(promises, 1))


def _card(anchor: str, promise: Promise) -> Card:
    measured = [finding for finding in promise.findings if finding.number is not None]
    counted = tuple(_case(finding) for finding in promise.findings if finding.number is None)
    rows = value_rows(measured)
    return Card(
        anchor=anchor,
        promise=promise,
        word=word_of(promise.findings[0]),
        expected=expected(promise.findings[0]),
        cases=counted[:CASES],
        more_cases=counted[CASES:],
        rows=rows[:ROWS],
        more_rows=rows[ROWS:],
        why=prose(promise.about.why),
        fix=prose(promise.about.fix),
    )


def _case(finding: Finding) -> Case:
    bars = _bars(finding.spots)
    unnamed = finding.keys_total - len(finding.keys)
    known = finding.violations is not None and finding.population is not None
    return Case(
        where=where_and_when(finding),
        broken=prose(finding.reason) or "broken" if finding.violations is None else count(finding.violations),
        population=None if finding.population is None else count(finding.population),
        share=part_of(finding.violations or 0, finding.population or 0) if known else None,
        things=finding.things,
        dataset=finding.dataset,
        bars=bars[:SPOTS],
        more_bars=bars[SPOTS:],
        keys=finding.keys[:KEYS],
        more_keys=finding.keys[KEYS:],
        unnamed=plural(unnamed, "more row") if unnamed > 0 else None,
        notes=tuple(_notes(finding)),
    )


def _notes(finding: Finding) -> list[str]:
    notes = [f"{label}: {count(rows)}" for label, rows in finding.details]
    if finding.waived:
        notes.append(f"{count(finding.waived)} of them accepted by waiver {finding.accepted_by}")
    if finding.immature:
        notes.append(f"{plural(finding.immature, 'row')} cannot be judged yet")
    return notes


def _bars(spots: Sequence[Spot]) -> tuple[Bar, ...]:
    """Return the places where something broke, most first."""
    broken = sorted((spot for spot in spots if spot.violations), key=lambda spot: -spot.violations)
    return tuple(map(_bar, broken))


def _bar(spot: Spot) -> Bar:
    return Bar(
        where=place(spot.place),
        told=f"{count(spot.violations)} of {count(spot.population)}",
        share=part_of(spot.violations, spot.population),
        percent=f"{max(100 * spot.violations / max(spot.population, spot.violations), LEAST):.1f}",
    )

"""Promises about a whole table are judged series by series, and told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from govcode.findings.finding import Finding, Outcome, Place, Spot
from govcode.findings.places import place
from govcode.ir.check import Check, Segment
from govcode.ir.measure import Group

NAMES = 20
TOO_FEW = "too few rows to judge"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of one series: how many of how many are not as promised, and the words for it.

    `names` are evidence, the most important first; without an outcome the sum over all series decides.
    """

    place: Place | None
    broken: int
    population: int
    names: tuple[str, ...] = ()
    outcome: Outcome | None = None
    says: str | None = None

    def named(self, word: str) -> str:
        """Return a word with the series that it is about."""
        return f"{self.place}: {word}" if self.place else word


def by_series(by: Sequence[Segment], groups: Iterable[Group]) -> dict[Place | None, list[tuple[Any, ...]]]:
    """Return the rest of the values and the terms of each group, by series; those that are shown alike are together."""
    found: dict[Place | None, list[tuple[Any, ...]]] = {}
    for group in groups:
        where = place(by, group.values[: len(by)]) if by else None
        found.setdefault(where, []).append((*group.values[len(by) :], *group.terms))
    return dict(sorted(found.items(), key=lambda pair: str(pair[0])))


def overall(seen: Sequence[Seen]) -> Outcome:
    """Return the outcome of all series: a failure first, then what could be judged."""
    outcomes = {one.outcome for one in seen}
    return next((o for o in (Outcome.FAIL, Outcome.PASS) if o in outcomes), Outcome.INCONCLUSIVE)


def told(seen: Sequence[Seen], outcome: Outcome, shown: Iterable[Outcome | None]) -> dict[str, Any]:
    """Return the fields of a finding about all series: its evidence, and what those of some outcomes say."""
    open_ = {*shown}
    names = [one.named(name) for one in seen for name in one.names if one.outcome in open_]
    says = [one.named(one.says) for one in seen if one.says and one.outcome in open_]
    spots = (Spot(one.place, one.broken, one.population) for one in seen if one.place and one.outcome in open_)
    return {
        "outcome": outcome,
        "violations": sum(one.broken for one in seen if one.outcome in open_),
        "population": sum(one.population for one in seen),
        "keys": tuple(names[:NAMES]),
        "keys_total": len(names),
        "spots": tuple(sorted((s for s in spots if s.violations), key=lambda s: (-s.violations, str(s.place)))),
        "reason": "; ".join(says) or None,
    }


def made(check: Check, outcome: Outcome, **known: Any) -> Finding:  # noqa: ANN401 - the fields of a finding
    """Return a finding of a check, told by vendor where the check holds for one vendor alone."""
    finding = Finding(check.id, check.kind, outcome, check.about, check.subject.dataset, check.limit)
    segment = Place((("vendor", check.vendor),)) if check.vendor else None
    return replace(finding, segment=segment, **known)

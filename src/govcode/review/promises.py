"""How each promise was kept in a quarter: by a vendor, or by all together where nobody can say whose rows they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from govcode.history.record import Definition
from govcode.review.periods import Held, held_of, subjects_of, whole
from govcode.review.quarter import Quarter, Stretch
from govcode.review.scene import Observation, Scene

NON_NEGOTIABLE, ADVISORY = "non-negotiable", "advisory"
_WORST_FIRST = ("broken", "waived", "kept", "unjudged")


@dataclass(frozen=True, slots=True)
class Promise:
    """A check of a vendor (None: not told by vendor) in a quarter.

    Counted are its periods; of those not judged, `missing` had no data; `blank` ones were due, and no run looked.
    `newest` is what its newest judged period says, `broken_last` its newest broken observation, `unjudged_last` the
    newest that could not be judged; `violations` are those of all broken observations, seen again or not.
    """

    check: str
    vendor: str | None
    definition: Definition
    kept: int
    broken: int
    waived: int
    unjudged: int
    missing: int
    blank: int
    violations: int
    newest: str | None  # "kept", "broken" or "waived"
    newest_at: Stretch | None
    broken_last: Observation | None
    unjudged_last: Observation | None

    @property
    def judged(self) -> int:
        """Return in how many periods it was kept or broken."""
        return self.kept + self.broken + self.waived

    @property
    def without_data(self) -> float:
        """Return the share of its periods in which there was no data, or nobody looked."""
        due = self.judged + self.unjudged + self.blank
        return (self.missing + self.blank) / due if due else 0.0


def promises_of(scene: Scene, quarter: Quarter | None = None) -> tuple[Promise, ...]:
    """Return how each binding promise was kept, non-negotiables first, then by name and vendor."""
    when, held, subjects = quarter or scene.quarter, held_of(scene), subjects_of(scene)
    found = [
        promise
        for check in sorted(scene.by_check)
        if scene.definitions[check].enforcement != ADVISORY
        for vendor in subjects[check]
        if (promise := _promise(scene, check, vendor, when, held[check])) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.definition.enforcement != NON_NEGOTIABLE))


def state(seen: Observation) -> str:
    """Return what an observation says of its promise."""
    if not seen.judged:
        return "unjudged"
    if seen.outcome == "fail":
        return "waived" if seen.result.waived_by is not None else "broken"
    return "kept"


def _promise(scene: Scene, check: str, vendor: str | None, quarter: Quarter, held: Held) -> Promise | None:
    seen = scene.of(check, vendor, quarter, segments=True)
    blank = held.blank(whole(quarter), {one.stretch.start for one in seen})
    if not seen and not blank:
        return None
    by_stretch: dict[Stretch, list[Observation]] = defaultdict(list)
    for one in seen:
        by_stretch[one.stretch].append(one)
    states = {stretch: _worst(several, vendor) for stretch, several in sorted(by_stretch.items())}
    told = list(states.values())
    judged = [stretch for stretch, found in states.items() if found != "unjudged"]
    broken = [one for one in seen if state(one) == "broken"]
    return Promise(
        check,
        vendor,
        next((one.definition for one in reversed(seen) if one.definition.vendor == vendor), scene.definitions[check]),
        told.count("kept"),
        told.count("broken"),
        told.count("waived"),
        told.count("unjudged"),
        sum(found == "unjudged" and _missing(by_stretch[stretch], vendor) for stretch, found in states.items()),
        len(blank),
        sum(one.violations or 0 for one in broken),
        states[judged[-1]] if judged else None,
        judged[-1] if judged else None,
        max(broken, key=lambda one: one.stretch, default=None),
        max((one for one in seen if not one.judged), key=lambda one: one.stretch, default=None),
    )


def _missing(several: list[Observation], vendor: str | None) -> bool:
    """Say whether there was no data, rather than too little or too early to tell."""
    own = [one for one in several if one.vendor == vendor]
    return any(one.outcome in {"no_data", "error"} for one in own or several)


def _worst(several: list[Observation], vendor: str | None) -> str:
    """Return the worst of what is said in a period; what is said of the vendor goes before what is said of all."""
    own = [one for one in several if one.vendor == vendor]
    return min((state(one) for one in own or several), key=_WORST_FIRST.index)

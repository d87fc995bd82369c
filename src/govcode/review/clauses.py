"""The clauses that checks show to be kept: each with its checks and how they stood in the quarter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from govcode.review.promises import state
from govcode.review.scene import Scene


@dataclass(frozen=True, slots=True)
class Shown:
    """A check of a clause: in how many of its observations in the quarter it was kept, broken, waived, not judged."""

    check: str
    kept: int
    broken: int
    waived: int
    unjudged: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A control, its words, and the checks that name it; without one, nothing shows that it is kept."""

    control: str
    words: str
    checks: tuple[Shown, ...]


def clauses_of(scene: Scene) -> tuple[Clause, ...]:
    """Return every clause that a check of the quarter names, by its id."""
    current = {definition.id for run in scene.in_quarter for definition in run.record.definitions}
    found: dict[str, list[str]] = defaultdict(list)
    for check in sorted(current):
        for control in scene.definitions[check].controls:
            found[control].append(check)
    return tuple(
        Clause(control, scene.clauses.get(control, control), tuple(_shown(scene, check) for check in checks))
        for control, checks in sorted(found.items())
    )


def _shown(scene: Scene, check: str) -> Shown:
    states = [state(seen) for seen in scene.of(check, segments=True)]
    return Shown(check, *(states.count(word) for word in ("kept", "broken", "waived", "unjudged")))

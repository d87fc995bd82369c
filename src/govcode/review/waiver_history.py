"""Every waiver that a run ever knew: until when it holds, and how much it accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govcode.history.record import Waiver
from govcode.review.scene import Scene
from govcode.review.waivers import WaiverState


@dataclass(frozen=True, slots=True)
class WaiverHistory:
    """A waiver as the newest run tells it; `runs` made use of it, the newest of them for `accepted` rows."""

    waiver: Waiver
    state: WaiverState
    runs: int
    accepted: int
    last_used: date | None


def waiver_histories_of(scene: Scene) -> tuple[WaiverHistory, ...]:
    """Return the waivers, those in force first, then the newest first."""
    versions: dict[str, list[tuple[date, Waiver]]] = {}
    for run in scene.runs:
        for waiver in run.record.waivers:
            versions.setdefault(waiver.id, []).append((run.record.as_of.date(), waiver))
    told = [_history(several, scene.as_of.date()) for _, several in sorted(versions.items())]
    told.sort(key=lambda one: (one.state is WaiverState.ENDED, -one.waiver.last.toordinal(), one.waiver.id))
    return tuple(told)


def _history(several: list[tuple[date, Waiver]], today: date) -> WaiverHistory:
    used = [(day, waiver.waived) for day, waiver in several if waiver.waived]
    waiver = several[-1][1]
    state = WaiverState.IN_FORCE if used else WaiverState.UNUSED
    if today > waiver.last:
        state = WaiverState.ENDED
    elif today < waiver.first:
        state = WaiverState.NOT_YET
    # Each run counts what it accepts anew, so counts of several runs do not add up to rows.
    accepted = used[-1][1] if used else 0
    return WaiverHistory(waiver, state, len(used), accepted, used[-1][0] if used else None)

"""What failed in a quarter: each check of a vendor, and each drop of a cadence with all its datasets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcode.catalog.ledger import Action
from govcode.history.record import Waiver
from govcode.ir.check import Severity
from govcode.review.delivery_tracks import STANDINGS
from govcode.review.evidence_calendar import CalendarLine, calendar_of
from govcode.review.quarter import Stretch
from govcode.review.scene import Observation, Scene
from govcode.review.track import Standing, failing_of, steps_of, track_of, vendors_of
from govcode.review.verifying import Steps

_WORST_FIRST = (Standing.BROKEN, Standing.BLANK, Standing.UNSURE, Standing.EARLY, Standing.KEPT)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """What there is to act on: a check of a vendor, or the deliveries of a cadence that one action, or none, is about.

    `parts` are the checks or deliveries that it is made of; `short` are the datasets of a cadence that were short, with
    the number of periods, worst first. `waiver` accepts every broken period of the quarter and is in force; `per`
    is what a period is called.
    """

    id: str
    parts: tuple[str, ...]
    vendor: str | None
    title: str
    owner: str
    severity: Severity
    enforcement: str
    broken: int
    judged: int
    steps: Steps
    action: Action | None
    short: tuple[tuple[str, int], ...] = ()
    waiver: Waiver | None = None
    fingerprint: str | None = None
    per: str = "week"


def failures_of(scene: Scene) -> tuple[Failure, ...]:
    """Return what was broken in the quarter or what an action is about; of cadences, all that promise something."""
    return (*_checks(scene), *_drops(scene))


def _checks(scene: Scene) -> Iterator[Failure]:
    acted = {name for action in scene.ledger.actions for name in action.checks}
    for check, definition in sorted(scene.definitions.items()):
        for vendor in vendors_of(scene, check):
            track = track_of(scene, check, vendor)
            if not track.times(Standing.BROKEN) and check not in acted:
                continue
            yield Failure(
                check,
                (check,),
                vendor,
                definition.title,
                definition.owner,
                Severity(definition.severity),
                definition.enforcement,
                track.times(Standing.BROKEN),
                track.told,
                steps_of(scene, check, vendor),
                _action(scene, {check}, vendor),
                waiver=_waiver(scene, check, vendor),
                fingerprint=track.newest.result.fingerprint if track.newest else None,
                per=track.per,
            )


def _drops(scene: Scene) -> Iterator[Failure]:
    """Yield the deliveries of each cadence and vendor: one drop that stays away is one failure, not one per dataset."""
    drops: dict[tuple[str, str], dict[str | None, list[CalendarLine]]] = defaultdict(lambda: defaultdict(list))
    for line in calendar_of(scene).lines:
        action = _action_on(scene, line)
        drops[line.cadence.id, line.vendor][action.id if action else None].append(line)
    for parts in drops.values():
        for lines in parts.values():
            yield _drop(scene, lines, whole=len(parts) == 1)


def _drop(scene: Scene, lines: Sequence[CalendarLine], *, whole: bool) -> Failure:
    """Return deliveries as one failure, named by the cadence where they are all of it and more than one is told."""
    short = {line.dataset: number for line in lines if (number := sum(cell.state.by_vendor for cell in line.cells))}
    told = [line for line in lines if line.dataset in short] or list(lines)
    cadence, steps = lines[0].cadence, _together(lines)
    standings = [standing for _, standing in steps]
    broken = standings.count(Standing.BROKEN)
    return Failure(
        cadence.id if whole and len(told) > 1 else told[0].id,
        tuple(line.id for line in told),
        lines[0].vendor,
        f"{cadence.title} ({_datasets([line.dataset for line in told])})",
        cadence.owner,
        cadence.severity,
        "waivable",
        broken,
        broken + standings.count(Standing.KEPT),
        steps,
        _action_on(scene, lines[0]),
        tuple(sorted(short.items(), key=lambda pair: -pair[1])),
        per=str(cadence.every),
    )


def _datasets(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _together(lines: Sequence[CalendarLine]) -> tuple[tuple[Stretch, Standing], ...]:
    """Return how the deliveries stood in each period: as the worst of them, and kept only if all were."""
    seen: dict[Stretch, set[Standing]] = defaultdict(set)
    for line in lines:
        for cell in line.cells:
            seen[cell.stretch].add(STANDINGS[cell.state])
    return tuple((stretch, next(each for each in _WORST_FIRST if each in seen[stretch])) for stretch in sorted(seen))


def _action_on(scene: Scene, line: CalendarLine) -> Action | None:
    return _action(scene, {line.id, line.cadence.id}, line.vendor)


def _action(scene: Scene, names: set[str], vendor: str | None) -> Action | None:
    """Return the newest action about a failure that was opened by now."""
    found = [
        action
        for action in scene.ledger.actions
        if names & set(action.checks)
        and (not action.vendors or vendor is None or vendor in action.vendors)
        and action.opened <= scene.as_of.date()
    ]
    return max(found, key=lambda action: action.opened, default=None)


def _waiver(scene: Scene, check: str, vendor: str | None) -> Waiver | None:
    """Return the waiver that is in force and accepts what broke last, if every broken period was accepted in its time.

    A waiver that has ended accepts nothing more, however often it was used, and one that was used late never did.
    """
    failing = failing_of(scene, check, vendor)
    if not failing or not all(_was_accepted(seen) for seen in failing):
        return None
    newest = max(failing, key=lambda seen: (seen.stretch, seen.record.as_of)).result.waived_by
    known = [waiver for run in scene.runs for waiver in run.record.waivers if waiver.id == newest]
    today = scene.as_of.date()
    return known[-1] if known and known[-1].first <= today <= known[-1].last else None


def _was_accepted(seen: Observation) -> bool:
    """Say whether a waiver accepted what was broken, and was in force on the day from which the run looked."""
    day = seen.record.as_of.date()
    return any(w.id == seen.result.waived_by and w.first <= day <= w.last for w in seen.record.waivers)

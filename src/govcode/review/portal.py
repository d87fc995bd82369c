"""What a portal tells of the whole history: how each check stands with each vendor now, and how it stood before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from govcode.history.entry import Remembered
from govcode.history.record import Coverage
from govcode.review.actions import ActionPlan, plan_of
from govcode.review.definitions import Changed, Defined
from govcode.review.disputes import OverturnRate, disputes_of
from govcode.review.promises import ADVISORY, promises_of
from govcode.review.rating import Rating, ratings_of
from govcode.review.scene import Observation, Scene, observed
from govcode.review.scorecard import scorecard_of, series_of
from govcode.review.stands import Stand, stands_of
from govcode.review.waiver_history import WaiverHistory, waiver_histories_of

_Key = TypeVar("_Key")
_BLANK = frozenset({"no_data", "error"})


@dataclass(frozen=True, slots=True)
class VendorNow:
    """The verdict of the newest run for a vendor (None: what is not told by vendor).

    `outcome` is `fail` if something of the vendor closed the gate, `no_data` if something binding could not be judged,
    else `pass`; None without a run. `blocking` closed the gate, `missing` could not be judged, `judged` could.
    """

    vendor: str | None
    run: Remembered | None
    outcome: str | None
    blocking: tuple[Observation, ...]
    missing: tuple[Observation, ...]
    judged: int
    coverage: tuple[Coverage, ...]

    @property
    def newest(self) -> datetime | None:
        """Return the hour in which the newest of the vendor's rows lies."""
        return max((seen.newest for seen in self.coverage if seen.newest is not None), default=None)


@dataclass(frozen=True)
class Portal:
    """All that the portal tells, as typed facts; pages only put it into words.

    `versions` are the definitions of each check in time, `changes` where one took the place of another.
    """

    scene: Scene
    title: str
    vendors: tuple[VendorNow, ...]
    ratings: dict[str | None, Rating]
    stands: tuple[Stand, ...]
    versions: dict[str, tuple[Defined, ...]]
    changes: dict[str, tuple[Changed, ...]]
    waivers: tuple[WaiverHistory, ...]
    rates: dict[str, OverturnRate]
    plan: ActionPlan

    @cached_property
    def by_check(self) -> dict[str, tuple[Stand, ...]]:
        """Return the stands of each check, by vendor."""
        return _grouped(self.stands, lambda stand: stand.check)

    @cached_property
    def by_vendor(self) -> dict[str | None, tuple[Stand, ...]]:
        """Return the stands of each vendor, by check."""
        return _grouped(self.stands, lambda stand: stand.vendor)

    def named(self, id_: str | None) -> str:
        """Return the name of a vendor or person as it is shown."""
        return "not told by vendor" if id_ is None else self.scene.names.get(id_, id_)


def _grouped(stands: Sequence[Stand], key: Callable[[Stand], _Key]) -> dict[_Key, tuple[Stand, ...]]:
    found: dict[_Key, list[Stand]] = defaultdict(list)
    for stand in stands:
        found[key(stand)].append(stand)
    return {name: tuple(several) for name, several in found.items()}


def portal_of(scene: Scene, title: str) -> Portal:
    """Return what the portal tells; a function of the runs, the documents and the as-of moment."""
    stands = stands_of(scene)
    versions = _versions(scene)
    # A check that is told by vendor may still have rows of nobody: they are not a subject of their own.
    shared = any(stand.vendor is None for stand in stands)
    subjects: tuple[str | None, ...] = (*scene.vendors, *([None] if shared else []))
    return Portal(
        scene,
        title,
        tuple(_now(scene, vendor) for vendor in subjects),
        {rating.vendor: rating for rating in _ratings(scene)},
        stands,
        {check: tuple(one for several in by.values() for one in several) for check, by in versions.items()},
        {check: tuple(_changes(check, by)) for check, by in versions.items()},
        waiver_histories_of(scene),
        {rate.rule: rate for rate in disputes_of(scene).rates},
        plan_of(scene),
    )


def _ratings(scene: Scene) -> tuple[Rating, ...]:
    series, last = series_of(scene), scene.quarter.plus(-1)
    now = (scorecard_of(scene, series), promises_of(scene))
    return ratings_of(scene, now, (scorecard_of(scene, series, last), promises_of(scene, last)))


def _now(scene: Scene, vendor: str | None) -> VendorNow:
    run = next((run for run in reversed(scene.runs) if run.record.vendor in {None, vendor}), None)
    if run is None:
        return VendorNow(vendor, None, None, (), (), 0, ())
    record = run.record
    closing = {id(record.results[place]) for place in record.blocking}
    seen = [one for one in observed(record, scene.vendors) if one.vendor == vendor]
    binding = [one for one in seen if one.definition.enforcement != ADVISORY]
    blocking = tuple(one for one in binding if id(one.result) in closing and one.outcome == "fail")
    missing = tuple(one for one in binding if one.outcome in _BLANK)
    judged = sum(one.judged for one in seen)
    # A gate that is open has let missing data pass, because it was told to.
    unknown = not judged or (missing and record.outcome != "pass")
    outcome = "fail" if blocking else "no_data" if unknown else "pass"
    coverage = tuple(covered for covered in record.coverage if covered.vendor == vendor)
    return VendorNow(vendor, run, outcome, blocking, missing, judged, coverage)


def _versions(scene: Scene) -> dict[str, dict[str | None, list[Defined]]]:
    found: dict[str, dict[str | None, list[Defined]]] = {}
    for run in scene.runs:
        day = run.record.as_of.date()
        for definition in run.record.definitions:
            several = found.setdefault(definition.id, {}).setdefault(definition.vendor, [])
            if several and several[-1].definition.hash == definition.hash:
                several[-1] = Defined(definition, several[-1].first, day, several[-1].runs + 1)
            else:
                several.append(Defined(definition, day, day, 1))
    return found


def _changes(check: str, by_vendor: dict[str | None, list[Defined]]) -> list[Changed]:
    return [
        Changed(check, vendor, old, new, ()) for vendor, several in by_vendor.items() for old, new in pairwise(several)
    ]

"""Waivers: who accepted what until when, how often it was renewed, and which have ended though they are needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from govcode.history.record import Waiver
from govcode.ir.check import Severity
from govcode.review.discretion import others_of, tells_of
from govcode.review.finding import ReviewFinding
from govcode.review.scene import Scene
from govcode.review.track import Standing, steps_of, vendors_of

AGAIN = timedelta(days=30)  # a waiver of the same rules that begins so soon after another one renews it


class WaiverState(StrEnum):
    """What a waiver is on the as-of day."""

    IN_FORCE = "in force"
    UNUSED = "in force, not used"
    ENDED = "ended"
    NOT_YET = "not yet in force"


@dataclass(frozen=True, slots=True)
class WaiverUse:
    """How many violations a waiver accepted in a run."""

    run: str
    day: date
    waived: int


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver that runs of the quarter know.

    `days_left` is negative once it has ended; `needed` are its rules that still fail though it has ended and no other
    waiver of them is in force, with the vendors; `renewals` counts the waivers of the same rules before it, and later
    ends of its own.
    """

    id: str
    rules: tuple[str, ...]
    first: date
    last: date
    approved_by: str
    reason: str
    state: WaiverState
    days_left: int
    renewals: int
    uses: tuple[WaiverUse, ...]
    needed: tuple[tuple[str, tuple[str, ...]], ...]
    findings: tuple[ReviewFinding, ...]

    @property
    def anchor(self) -> str:
        """Return a name by which links find it."""
        return f"waiver-{self.id}"


def waivers_of(scene: Scene) -> tuple[WaiverLine, ...]:
    """Return the waivers of the quarter's runs as the newest run tells them: needed ones, those in force, ended ones.

    A review of one vendor leaves out those that name another one, and what runs over all vendors accepted.
    """
    versions: dict[str, list[Waiver]] = {}
    for remembered in scene.runs:
        for waiver in remembered.record.waivers:
            versions.setdefault(waiver.id, []).append(waiver)
    newest = {name: several[-1] for name, several in versions.items()}
    current = {waiver.id for remembered in scene.in_quarter for waiver in remembered.record.waivers}
    others = others_of(scene)
    lines = [
        _line(scene, waiver, versions, newest)
        for name, waiver in newest.items()
        if name in current and _may_see(scene, waiver) and not tells_of(others, name, waiver.reason)
    ]
    ended = WaiverState.ENDED
    return tuple(sorted(lines, key=lambda line: (not line.needed, line.state is ended, line.last, line.id)))


def _may_see(scene: Scene, waiver: Waiver) -> bool:
    return scene.vendor is None or not waiver.vendors or scene.vendor in waiver.vendors


def _line(scene: Scene, waiver: Waiver, versions: dict[str, list[Waiver]], newest: dict[str, Waiver]) -> WaiverLine:
    today = scene.as_of.date()
    used = [
        (remembered.record, each.waived)
        for remembered in scene.in_quarter
        for each in remembered.record.waivers
        if each.id == waiver.id and each.waived
    ]
    own = [(record, count) for record, count in used if scene.vendor in {None, record.vendor}]
    uses = tuple(WaiverUse(record.run, record.as_of.date(), count) for record, count in own)
    covered = {r for w in newest.values() if w.first <= today <= w.last for r in w.rules}
    needed = _needed(scene, waiver, covered) if waiver.last < today else ()
    renewals = _before(waiver, tuple(newest.values())) + len({v.last for v in versions[waiver.id]}) - 1
    state = _state(waiver, today, used=bool(used))
    return WaiverLine(
        waiver.id,
        waiver.rules,
        waiver.first,
        waiver.last,
        waiver.approved_by,
        waiver.reason,
        state,
        (waiver.last - today).days,
        renewals,
        uses,
        needed,
        (*_expired(scene, waiver, needed), *_used_late(scene, waiver)),
    )


def _state(waiver: Waiver, today: date, *, used: bool) -> WaiverState:
    if today > waiver.last:
        return WaiverState.ENDED
    if today < waiver.first:
        return WaiverState.NOT_YET
    return WaiverState.IN_FORCE if used else WaiverState.UNUSED


def _before(waiver: Waiver, others: Sequence[Waiver]) -> int:
    """Return the length of the chain of waivers of the same rules that led to this one."""
    earlier = [
        other
        for other in others
        if other.id != waiver.id
        and other.first < waiver.first <= other.last + AGAIN
        and set(other.rules) & set(waiver.rules)
    ]
    return max((1 + _before(other, others) for other in earlier), default=0)


def _needed(scene: Scene, waiver: Waiver, covered: set[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the rules that were broken when last judged, in a period that reaches beyond the waiver's last day."""
    found = []
    for rule in waiver.rules:
        if rule in covered:
            continue
        meant = [one for one in vendors_of(scene, rule) if not waiver.vendors or one in {None, *waiver.vendors}]
        vendors = [vendor for vendor in meant if _still_broken(scene, rule, vendor, waiver.last)]
        if vendors:
            found.append((rule, tuple(vendor or "" for vendor in vendors)))
    return tuple(found)


def _still_broken(scene: Scene, rule: str, vendor: str | None, last: date) -> bool:
    judged = [
        (stretch, standing)
        for stretch, standing in steps_of(scene, rule, vendor)
        if standing in {Standing.KEPT, Standing.BROKEN} and stretch.end > last + timedelta(days=1)
    ]
    return bool(judged) and judged[-1][1] is Standing.BROKEN


def _expired(
    scene: Scene, waiver: Waiver, needed: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[ReviewFinding, ...]:
    found = []
    for rule, vendors in needed:
        definition = scene.definitions.get(rule)
        severity = Severity(definition.severity) if definition else Severity.MEDIUM
        for vendor in vendors:
            text = (
                f"{waiver.id} ended on {waiver.last}, and {rule} still fails: have it approved anew, or have it fixed"
            )
            found.append(
                ReviewFinding(waiver.id, "expired waiver still needed", vendor or None, severity, text, waiver.last)
            )
    return tuple(found)


def _used_late(scene: Scene, waiver: Waiver) -> tuple[ReviewFinding, ...]:
    """Return a finding for each run in which the waiver accepted violations after its last day."""
    return tuple(
        ReviewFinding(
            waiver.id,
            "expired waiver used",
            remembered.record.vendor,
            Severity.HIGH,
            f"{waiver.id} ended on {each.last}; run {remembered.record.run} accepted {each.waived} violations by it",
            each.last,
        )
        for remembered in scene.in_quarter
        for each in remembered.record.waivers
        if each.id == waiver.id and each.waived and remembered.record.as_of.date() > each.last
    )

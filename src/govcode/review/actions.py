"""The plan of action and milestones: every failure of the quarter, what is done about it, and whether that helped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govcode.catalog.ledger import Action
from govcode.ir.check import Severity
from govcode.review.failures import Failure, failures_of
from govcode.review.finding import ReviewFinding
from govcode.review.scene import Scene
from govcode.review.track import Standing
from govcode.review.verifying import Steps, Verification, episode, verified

_CALM = 4  # kept periods in a row, after which a failure is another one; as many as close an action by default


class ActionState(StrEnum):
    """Where the work on a failure stands; most urgent first."""

    NO_ACTION = "no action"
    FAILED = "failed verification"
    OVERDUE = "overdue"
    OPEN = "open"
    WAITING = "completed, waiting for verification"
    WAIVED = "waived"  # every broken period was accepted, and the waiver is in force
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ActionItem:
    """A failure of a check or a cadence in the quarter, or an action that is not closed; `vendor` None is everybody.

    `broken` of `judged` periods were broken; `since` is when that began, `age` how many days ago, up to the closing.
    `verified` of `needed` kept periods in a row are there; `fingerprint` is that of the newest finding. `parts` are the
    checks or deliveries it is about; `short` the datasets of a cadence that were short, with the number of periods;
    `waiver` the one in force that accepts every broken period; `per` is what a period is called.
    """

    check: str
    vendor: str | None
    title: str
    owner: str
    severity: Severity
    enforcement: str
    action: Action | None
    state: ActionState
    broken: int
    judged: int
    since: date | None
    age: int | None
    verified: int
    needed: int
    closed: date | None
    note: str
    fingerprint: str | None = None
    parts: tuple[str, ...] = ()
    short: tuple[tuple[str, int], ...] = ()
    waiver: str | None = None
    per: str = "week"

    @property
    def repeated(self) -> bool:
        """Say whether it was broken more than once in the quarter."""
        return self.broken >= 2

    @property
    def anchor(self) -> str:
        """Return a name by which links find it."""
        return f"action-{self.check}-{self.vendor or 'everybody'}"


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The items, most urgent first, and a finding for each repeated failure that nobody acts on."""

    items: tuple[ActionItem, ...]
    findings: tuple[ReviewFinding, ...]


def plan_of(scene: Scene) -> ActionPlan:
    """Return all failures of the quarter with their actions; an advisory check only if it was broken twice."""
    items = [item for failure in failures_of(scene) if (item := _item(scene, failure)) is not None]
    urgency = list(ActionState)
    items.sort(key=lambda i: (urgency.index(i.state), -i.severity.rank, -i.broken, i.check, i.vendor or ""))
    return ActionPlan(tuple(items), tuple(finding for item in items for finding in _findings(item)))


def _item(scene: Scene, failure: Failure) -> ActionItem | None:
    """Return an item for a failure of the quarter, or for an action that was not closed before it."""
    action = failure.action
    result = verified(failure.steps, action.completed, action.verified_by) if action and action.completed else None
    fails = failure.broken >= (2 if failure.enforcement == "advisory" else 1)
    pending = action is not None and not (result and result.closed and result.closed <= scene.quarter.start)
    if not fails and not pending:
        return None
    state, note = _state(scene, result, failure)
    since = episode(failure.steps, _CALM) or _last_broken(failure.steps)
    closed = result.closed if result and state is ActionState.CLOSED else None
    age = ((closed or scene.as_of.date()) - since).days if since else None
    return ActionItem(
        failure.id,
        failure.vendor,
        failure.title,
        action.owner if action else failure.owner,
        failure.severity,
        failure.enforcement,
        action,
        state,
        failure.broken,
        failure.judged,
        since,
        age,
        result.kept if result else 0,
        action.verified_by if action else 0,
        closed,
        note,
        failure.fingerprint,
        failure.parts,
        failure.short,
        failure.waiver.id if failure.waiver else None,
        failure.per,
    )


def _last_broken(steps: Steps) -> date | None:
    """Return when the last time began at which something was broken, though it is calm since."""
    last = max((i for i, (_, standing) in enumerate(steps) if standing is Standing.BROKEN), default=None)
    return None if last is None else episode(steps[: last + 1], _CALM)


def _state(scene: Scene, result: Verification | None, failure: Failure) -> tuple[ActionState, str]:
    """Return where the work stands, and why; what is waived waits for nobody while the waiver is in force."""
    action, waiver = failure.action, failure.waiver
    if waiver is not None and (action is None or (result is not None and result.back is not None)):
        approver = scene.names.get(waiver.approved_by, waiver.approved_by)
        return ActionState.WAIVED, f"waived until {waiver.last} by {approver}"
    if action is None:
        return ActionState.NO_ACTION, "nobody has written down what is done about it"
    if result is None:
        late = (scene.as_of.date() - action.due).days
        if late > 0:
            return ActionState.OVERDUE, f"{late} days after its date"
        return ActionState.OPEN, f"{-late} days left"
    if result.back is not None:
        text = f"{action.id} was closed on {result.closed}; broken again from {result.back.start}, with no new action"
        return ActionState.NO_ACTION, text
    if result.closed is not None:
        return ActionState.CLOSED, f"{result.kept} kept periods in a row after {action.completed}"
    if result.broken is not None and result.kept == 0:
        return ActionState.FAILED, f"broken again from {result.broken.start}, after it was completed"
    left = f"{result.kept} of {action.verified_by} kept periods in a row"
    if result.broken is not None:
        return ActionState.FAILED, f"broken from {result.broken.start}, after it was completed; since then {left}"
    return ActionState.WAITING, f"{left}{'' if failure.judged else '; nothing was judged in the quarter'}"


def _findings(item: ActionItem) -> Iterator[ReviewFinding]:
    if item.repeated and item.state is ActionState.NO_ACTION:
        short = f" ({short_told(item.short)})" if len(item.short) > 1 else ""
        periods = f"{item.judged} judged {item.per}{'' if item.judged == 1 else 's'}"
        text = f"{item.check} was broken in {item.broken} of {periods}{short}; {item.note}"
        yield ReviewFinding(item.check, "repeat finding without action", item.vendor, item.severity, text, item.since)


def short_told(short: tuple[tuple[str, int], ...]) -> str:
    """Return the datasets that were short, those of the same number of periods together: tickets, csat in 2 periods."""
    together: dict[int, list[str]] = {}
    for dataset, number in short:
        together.setdefault(number, []).append(dataset)
    return "; ".join(
        f"{', '.join(names)} in {number} period{'' if number == 1 else 's'}" for number, names in together.items()
    )

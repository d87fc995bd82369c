"""The risk that a failure goes on, where no risk of the register names it: it carries the item's milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.findings import touches
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.responses import opened, response
from govcode.reports.review.oscal.writing import Part, markup, moment, props
from govcode.review.actions import ActionItem, ActionState
from govcode.review.register import RegisterEntry

_STATES = {
    ActionState.NO_ACTION: "open",
    ActionState.FAILED: "remediating",
    ActionState.OVERDUE: "remediating",
    ActionState.OPEN: "remediating",
    ActionState.WAITING: "remediating",
    ActionState.WAIVED: "deviation-approved",
    ActionState.CLOSED: "closed",
}


def needs_one(frame: Frame, told: ActionItem, parts: Sequence[Assessed], entries: Iterable[RegisterEntry]) -> bool:
    """Say whether no risk of the register carries what is done about a failure."""
    return not any(
        any(touches(entry, one) for one in parts) and (told.action is None or told.action in opened(frame, entry))
        for entry in entries
    )


def failing_uuid(frame: Frame, told: ActionItem) -> str:
    """Return the UUID of the risk that a failure goes on."""
    return frame.uuid("failing", told.check, told.vendor)


def failing(frame: Frame, told: ActionItem, parts: Sequence[Assessed]) -> Part:
    """Return the risk that a failure goes on; nobody has said how likely or how bad it is, so neither is told."""
    uuid, action = failing_uuid(frame, told), told.action
    return {
        "uuid": uuid,
        "title": markup(f"It goes on: {told.title}"),
        "description": "No risk of the register carries this failure, so nobody has said how likely it is or how bad.",
        "statement": markup(f"{told.title}: it was broken in the quarter, and may go on to be."),
        "props": props(check=told.check, vendor=told.vendor, of_register=False, severity=told.severity.value),
        "status": _STATES[told.state],
        "origins": frame.origins(),
        "deadline": moment(action.due) if action and action.completed is None else None,
        "remediations": [response(frame, uuid, action)] if action else [],
        "related-observations": [{"observation-uuid": frame.observation(one.id, one.vendor)} for one in parts],
    }

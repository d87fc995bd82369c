"""Items of the plan of action: a failure, where the work on it stands, and the risks it feeds."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.failing import failing_uuid, needs_one
from govcode.reports.review.oscal.findings import touches
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.writing import Part, markup, props
from govcode.review.actions import ActionItem, ActionState
from govcode.review.register import RegisterEntry


def item(frame: Frame, told: ActionItem, parts: Sequence[Assessed], entries: Sequence[RegisterEntry]) -> Part:
    """Return an item of what was assessed; its milestones are those of the risks that it is related to."""
    action = told.action
    touched = [entry for entry in entries if any(touches(entry, one) for one in parts)]
    risks = [frame.risk(entry.risk.id, entry.vendor) for entry in touched]
    if needs_one(frame, told, parts, entries):
        risks.append(failing_uuid(frame, told))
    actors = [{"type": "tool", "actor-uuid": frame.tool}]
    if action:
        actors.append({"type": "party", "actor-uuid": frame.person(action.owner)})
    return {
        "uuid": frame.uuid("item", told.check, told.vendor),
        "title": markup(told.title),
        "description": f"{markup(f'{told.title}: {told.state}; {told.note}.')} {_counts(parts)}",
        "props": props(
            check=told.check,
            vendor=told.vendor,
            state=told.state,
            owner=told.owner,
            severity=told.severity.value,
            enforcement=told.enforcement,
            periods_broken=told.broken,
            periods_judged=told.judged,
            repeated=told.repeated,
            since=told.since,
            age_in_days=told.age,
            action=action.id if action else None,
            opened=action.opened if action else None,
            due=action.due if action else None,
            completed=action.completed if action else None,
            kept_in_a_row=told.verified if action else None,
            kept_in_a_row_needed=told.needed if action else None,
            closed=told.closed,
            waiver=told.waiver,
            fingerprint=told.fingerprint,
        ),
        "origins": [{"actors": actors}],
        "related-findings": [{"finding-uuid": frame.finding(one.id, one.vendor)} for one in parts],
        "related-observations": [{"observation-uuid": frame.observation(one.id, one.vendor)} for one in parts],
        "related-risks": [{"risk-uuid": uuid} for uuid in risks],
        "remarks": _done(told),
    }


def _counts(parts: Sequence[Assessed]) -> str:
    """Return how the weeks of each part stood; of several, each after its title."""
    if len(parts) == 1:
        return parts[0].counts
    return " ".join(f"{markup(one.title)}: {one.counts}" for one in parts)


def _done(told: ActionItem) -> str:
    if told.action:
        return markup(told.action.plan)
    if told.state is ActionState.WAIVED:
        return "A waiver accepts it for now; nobody has written down what is done about it."
    return "Nobody has written down what is done about it."


def nothing(frame: Frame) -> Part:
    """Return the item that stands for none, because OSCAL asks for at least one."""
    text = "No check or delivery failed in the quarter, and no action is open: this item only says so."
    return {
        "uuid": frame.uuid("item", frame.quarter, None),
        "title": "Nothing to act on",
        "description": text,
        "props": props(state="none"),
        "origins": frame.origins(),
    }

"""What is done about a risk: an action with its milestones, or advice where nobody does anything."""

from __future__ import annotations

from govcode.catalog.ledger import Action
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.writing import Part, markup, moment, props
from govcode.review.register import Acceptance, RegisterEntry

ACTS = "action-owner"  # the role of whoever does it


def opened(frame: Frame, entry: RegisterEntry) -> list[Action]:
    """Return the actions on a risk that were opened by the as-of day."""
    return [action for action in entry.actions if action.opened <= frame.review.scene.as_of.date()]


def response(frame: Frame, risk: str, action: Action) -> Part:
    """Return an action on a risk; whether it helped is told by its item, not by its lifecycle."""
    uuid = frame.uuid("response", risk, action.id)
    return {
        "uuid": uuid,
        "lifecycle": "planned" if action.completed is None else "completed",
        "title": markup(action.title),
        "description": markup(action.plan),
        "props": [
            {"name": "type", "value": "mitigate"},
            *props(
                action=action.id,
                action_type=action.type,
                owner=action.owner,
                opened=action.opened,
                due=action.due,
                completed=action.completed,
            ),
        ],
        "origins": [{"actors": [{"type": "party", "actor-uuid": frame.person(action.owner)}]}],
        "tasks": _milestones(frame, uuid, action),
    }


def advice(frame: Frame, risk: str, entry: RegisterEntry) -> list[Part]:
    """Return what a risk beyond its appetite calls for that nobody acts on or lives with."""
    if not entry.beyond or entry.acceptance is Acceptance.IN_FORCE:
        return []
    text = f"Reduce it to {entry.risk.appetite} or below, or have somebody accept it until a date."
    return [
        {
            "uuid": frame.uuid("response", risk, None),
            "lifecycle": "recommendation",
            "title": "Reduce or accept",
            "description": text,
            "origins": frame.origins(),
        }
    ]


def _milestones(frame: Frame, uuid: str, action: Action) -> list[Part]:
    """Return when it is due to be done, and that kept periods must show that it helped."""
    who = [{"role-id": ACTS, "party-uuids": [frame.person(action.owner)]}]
    done = {
        "uuid": frame.uuid("milestone", uuid, "done"),
        "type": "milestone",
        "title": "Done",
        "description": markup(action.plan),
        "props": props(state="open" if action.completed is None else "completed", completed=action.completed),
        "timing": {"on-date": {"date": moment(action.due)}},
        "responsible-roles": who,
    }
    proven = {
        "uuid": frame.uuid("milestone", uuid, "verified"),
        "type": "milestone",
        "title": "Verified",
        "description": f"Kept in {action.verified_by} judged periods in a row after it is done.",
        "dependencies": [{"task-uuid": done["uuid"]}],
    }
    return [done, proven] if action.verified_by else [done]

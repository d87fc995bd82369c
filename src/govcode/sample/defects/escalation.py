"""Critical and regulated tickets that are handed over too late or never."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from govcode.sample.clock import HOUR, MINUTE, moment, stamp
from govcode.sample.planting import Damage, Defect, Edit, Label, Pick, Scene
from govcode.sample.row import Row, text

_EVENTS = "ticket_events"


def _critical(row: Row, _: Scene) -> bool:
    return row["severity"] == "critical" and row["regulated_topic"] == "false"


def _regulated(row: Row, _: Scene) -> bool:
    return row["regulated_topic"] == "true" and row["severity"] != "critical"


def _missed(rule: str, window: int, longest: int) -> Callable[[Sequence[Pick], Scene, Random], Damage]:
    """Return how the handoff of a ticket is delayed beyond the window, or dropped where there is no time left."""

    def plant(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:
        edits: list[Edit] = []
        labels = []
        for number, pick in enumerate(picks):
            late = _late_moment(pick.row, scene, window, longest, rng) if number % 3 else None
            edits += _never(pick, scene) if late is None else _late(pick, scene, late)
            note = "never handed over" if late is None else "handed over too late"
            labels.append(Label(rule, "tickets", text(pick.row, "ticket_id"), note))
        return Damage(tuple(edits), tuple(labels))

    return plant


def _late_moment(ticket: Row, scene: Scene, window: int, longest: int, rng: Random) -> int | None:
    """Return a moment after the window and before the ticket was solved, None if there is none."""
    created = moment(text(ticket, "created_at"))
    events = scene.of(_EVENTS, "ticket_id", text(ticket, "ticket_id"))
    solves = [moment(text(p.row, "at")) for p in events if p.row["to"] == "solved"]
    first, last = created + window + 2 * MINUTE, min([scene.period.end, created + longest, *solves]) - 3 * MINUTE
    return rng.randrange(first, last) if first < last else None


def _late(pick: Pick, scene: Scene, late: int) -> list[Edit]:
    """Move the handoff and the events it caused, and number the events again."""
    key = text(pick.row, "ticket_id")
    handoff = scene.of("handoffs", "ticket_id", key)[0]
    delay = late - moment(text(handoff.row, "at"))
    accepted = _moved(handoff.row["accepted_at"], delay, scene.period.end)
    edits = [Edit("handoffs", handoff.index, (handoff.row | {"at": stamp(late), "accepted_at": accepted},))]
    events = scene.of(_EVENTS, "ticket_id", key)
    mine = handoff.row["handoff_id"]
    moved = [p.row | {"at": stamp(late)} if p.row["reason"] == mine else p.row for p in events]
    moved.sort(key=lambda row: str(row["at"]))
    return edits + _renumbered(events, moved)


def _never(pick: Pick, scene: Scene) -> list[Edit]:
    """Drop the handoff and the events it caused; the declared counter follows."""
    key = text(pick.row, "ticket_id")
    handoff = scene.of("handoffs", "ticket_id", key)[0]
    events = scene.of(_EVENTS, "ticket_id", key)
    kept = [p.row for p in events if p.row["reason"] != handoff.row["handoff_id"]]
    groups = sum(row["kind"] == "group" for row in kept)
    return [
        Edit("tickets", pick.index, (pick.row | {"group_changes": groups},)),
        Edit("handoffs", handoff.index, ()),
        *_renumbered(events, kept),
    ]


def _renumbered(events: list[Pick], rows: list[Row]) -> list[Edit]:
    numbered = [row | {"seq": seq} for seq, row in enumerate(rows, start=1)]
    return [Edit(_EVENTS, p.index, tuple(numbered[i : i + 1])) for i, p in enumerate(events)]


def _moved(at: object, delay: int, end: int) -> str | None:
    moved = moment(str(at)) + delay if at is not None else end
    return stamp(moved) if moved < end else None


ESCALATION = (
    Defect(
        "escalation.critical-tier2", "tickets", 0.005, _critical,
        _missed("escalation.critical-tier2", 30 * MINUTE, 6 * HOUR),
    ),
    Defect(
        "escalation.regulated-client", "tickets", 0.005, _regulated,
        _missed("escalation.regulated-client", 24 * HOUR, 70 * HOUR),
    ),
)  # fmt: skip

"""Events of unknown tickets, out of time or by unknown people."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from govcode.sample.clock import HOUR, MINUTE, moment, stamp
from govcode.sample.planting import Damage, Defect, Edit, Label, Pick, Scene
from govcode.sample.row import Row, text


def _by_agent(row: Row, _: Scene) -> bool:
    return row["actor_type"] == "agent" and row["kind"] == "status"


def _orphaned(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
    """Add an event of a ticket that was never delivered."""
    edits, labels = [], []
    for pick in picks:
        ghost = f"T-9{text(pick.row, 'ticket_id')[2:]}"
        event = pick.row | {"event_id": f"E-{ghost[2:]}-01", "ticket_id": ghost, "seq": 1}
        edits.append(Edit("ticket_events", pick.index, (pick.row, event)))
        labels.append(
            Label("events.known-ticket", "ticket_events", text(event, "event_id"), "event of an unknown ticket")
        )
    return Damage(tuple(edits), tuple(labels))


def _early(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:
    edits, labels = [], []
    for pick in picks:
        ticket = scene.of("tickets", "ticket_id", text(pick.row, "ticket_id"))[0].row
        at = moment(text(ticket, "created_at")) - rng.randrange(5 * MINUTE, 30 * HOUR)
        edits.append(Edit("ticket_events", pick.index, (pick.row | {"at": stamp(at)},)))
        labels.append(
            Label("events.order", "ticket_events", text(pick.row, "event_id"), "event before its ticket was created")
        )
    return Damage(tuple(edits), tuple(labels))


def _stranger(rule: str, column: str, key: str, table: str, note: str) -> Defect:
    def plant(picks: Sequence[Pick], scene: Scene, rng: Random) -> Damage:  # noqa: ARG001
        keys = [f"AG-{text(pick.row, 'vendor')[:3].upper()}-9{rng.randrange(10, 99)}" for pick in picks]
        edits = tuple(Edit(table, p.index, (p.row | {column: k},)) for p, k in zip(picks, keys, strict=True))
        return Damage(edits, tuple(Label(rule, table, text(p.row, key), note) for p in picks))

    eligible = _by_agent if table == "ticket_events" else _calls_back
    return Defect(rule, table, 0.002, eligible, plant)


def _calls_back(row: Row, _: Scene) -> bool:
    """Tell whether someone promised to call back: no answer, so no certificate is asked of the stranger."""
    return row["outcome"] == "callback"


EVENTS = (
    Defect("events.known-ticket", "ticket_events", 0.003, _by_agent, _orphaned),
    Defect("events.order", "ticket_events", 0.003, _by_agent, _early),
    _stranger(
        "agents.known-in-events", "actor_key", "event_id", "ticket_events",
        "change by someone who is not on the roster",
    ),
    _stranger(
        "agents.known-in-contacts", "agent_key", "contact_id", "contacts",
        "call-back by someone who is not on the roster",
    ),
)  # fmt: skip

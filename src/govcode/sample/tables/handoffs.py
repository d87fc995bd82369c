"""handoffs: a ticket passed to specialists or to the client, with what the next owner needs to know."""

from __future__ import annotations

from random import Random

from govcode.sample.clock import HOUR, MINUTE, maybe_stamp, stamp
from govcode.sample.escalation import Handoff
from govcode.sample.intake import Case
from govcode.sample.phrases import dossier
from govcode.sample.row import Row
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *(
        "handoff_id",
        "ticket_id",
        "vendor",
        "category",
        "at",
        "from_team",
        "to_team",
        "from_tier",
        "to_tier",
        "to_party",
    ),
    *("criteria_id", "environment", "steps_tried", "error_details", "customer_expectation", "occurred_at"),
    *("accepted_at", "returned_at", "return_reason"),
)


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    return [_row(life.case, handoff, rng) for life in world.lives for handoff in life.handoffs]


def _row(case: Case, handoff: Handoff, rng: Random) -> Row:
    return {
        "handoff_id": handoff.handoff_id,
        "ticket_id": case.ticket_id,
        "vendor": case.vendor,
        "category": case.category,
        "at": stamp(handoff.at),
        "from_team": handoff.from_team,
        "to_team": handoff.to_team,
        "from_tier": handoff.from_tier,
        "to_tier": handoff.to_tier,
        "to_party": handoff.party,
        "criteria_id": handoff.criteria,
        "environment": f"{rng.choice(dossier.DEVICES)}, {rng.choice(dossier.PLACES)}",
        "steps_tried": _steps(handoff.at, rng),
        "error_details": _error(case.category, rng),
        "customer_expectation": rng.choice(dossier.EXPECTATIONS).format(day=rng.choice(dossier.DAYS)),
        "occurred_at": stamp(case.created - rng.randrange(MINUTE, 40 * HOUR)),
        "accepted_at": maybe_stamp(handoff.accepted),
        "returned_at": maybe_stamp(handoff.returned),
        "return_reason": handoff.return_reason,
    }


def _steps(at: int, rng: Random) -> str:
    """Return what was tried; the time of day keeps two honest agents from writing the same."""
    clock = stamp(at - rng.randrange(2 * MINUTE, 50 * MINUTE))[11:16]
    first, then = rng.choice(dossier.FIRST_TRIES), rng.choice(dossier.SECOND_TRIES)
    return f"{first} at {clock}, {then}: {rng.choice(dossier.OUTCOMES)}"


def _error(category: str, rng: Random) -> str:
    lines = dossier.ERRORS.get(category, dossier.ERRORS["other"])
    return rng.choice(lines).format(code=rng.randrange(100, 1000))


HANDOFFS = TableKind("handoffs", _COLUMNS, _rows)

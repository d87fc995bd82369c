"""contacts: calls and chats, answered or not, with or without a ticket."""

from __future__ import annotations

from random import Random

from govcode.sample.chance import heavy, weighted
from govcode.sample.clock import MINUTE, stamp
from govcode.sample.intake import PEOPLE, Case
from govcode.sample.life import Life
from govcode.sample.row import Row, flag
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = (
    *("contact_id", "interaction_id", "parent_contact_id", "ticket_id", "vendor", "customer_key", "queue", "channel"),
    *("direction", "offered_at", "queued_at", "answered_at", "ended_at", "outcome", "talk_s", "hold_s", "acw_s"),
    *("ring_s", "transfers", "consults", "agent_key", "disconnect_by", "auth_method", "auth_passed"),
    *("payment_taken", "card_masked", "recording_id", "recording_paused"),
)
_LONE_SHARE = 0.45
_LONE = weighted(
    {
        "abandoned": 0.42,
        "short_abandoned": 0.16,
        "flow_out": 0.1,
        "callback": 0.2,
        "voicemail": 0.04,
        "bot_contained": 0.08,
    }
)
_PAYMENT, _RECORDED = 0.16, 0.9
_TALK_MEDIAN = {"phone": 6 * MINUTE, "chat": 9 * MINUTE}


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001
    waiting = [life for life in world.lives if life.case.channel in PEOPLE and life.first_reply is not None]
    found = [_answered(life, life.first_reply, rng) for life in waiting if life.first_reply is not None]
    found += [_lone(life.case, world, rng) for life in waiting if rng.random() < _LONE_SHARE]
    found = [row for row in found if str(row["ended_at"]) < stamp(world.period.end)]
    found.sort(key=lambda row: (str(row["offered_at"]), str(row["ticket_id"])))
    for number, row in enumerate(found, start=1):
        row["contact_id"] = f"C-{number:06}"
        row["interaction_id"] = f"I-{number:06}"
        if row["recording_id"] is not None:
            row["recording_id"] = f"R-{number:06}"
    return found


def _answered(life: Life, answered: int, rng: Random) -> Row:
    case = life.case
    talk = max(20, round(heavy(rng, _TALK_MEDIAN[case.channel], 0.55)))
    hold = round(rng.expovariate(1 / 35)) if rng.random() < 0.35 else 0
    paid = case.channel == "phone" and case.queue in {"billing", "orders", "account"} and rng.random() < _PAYMENT * 1.5
    recorded = case.channel == "phone" and (paid or rng.random() < _RECORDED)
    return _blank(case, case.first_contact) | {
        "ticket_id": case.ticket_id,
        "customer_key": case.customer_key,
        "answered_at": stamp(answered),
        "ended_at": stamp(answered + talk + hold),
        "outcome": "answered",
        "talk_s": talk,
        "hold_s": hold,
        "acw_s": round(heavy(rng, 45, 0.7)),
        "ring_s": min(answered - case.first_contact, rng.randrange(2, 12)),
        "transfers": int(rng.random() < 0.07),
        "consults": int(rng.random() < 0.05),
        "agent_key": life.agent,
        "disconnect_by": rng.choice(("agent", "customer")),
        "auth_method": rng.choice(("pin", "otp", "security-questions")) if case.auth_passed else "none",
        "auth_passed": flag(case.auth_passed),
        "payment_taken": flag(paid),
        "card_masked": f"************{rng.randrange(10_000):04}" if paid else None,
        "recording_id": "R" if recorded else None,
        "recording_paused": flag(paid) if recorded else None,
    }


def _lone(case: Case, world: World, rng: Random) -> Row:
    """Return a contact nobody answered, near the time of another customer's."""
    outcome = _LONE.draw(rng)
    offered = case.first_contact + rng.randrange(1, 30 * MINUTE)
    wait = rng.randrange(2, 9) if outcome == "short_abandoned" else max(12, round(heavy(rng, 95, 0.8)))
    calls_back = world.roster.pick(case.vendor, 1, case.language, offered, rng) if outcome == "callback" else None
    return _blank(case, offered) | {
        "customer_key": f"ck-{rng.getrandbits(48):012x}",
        "ended_at": stamp(offered + wait),
        "outcome": outcome,
        "agent_key": calls_back,
        "disconnect_by": "system" if outcome in {"callback", "flow_out", "voicemail"} else "customer",
    }


def _blank(case: Case, offered: int) -> Row:
    row: Row = dict.fromkeys(_COLUMNS)
    return row | {
        "vendor": case.vendor,
        "queue": case.queue,
        "channel": case.channel,
        "direction": "inbound",
        "offered_at": stamp(offered),
        "queued_at": stamp(offered + 1),
        "talk_s": 0,
        "hold_s": 0,
        "acw_s": 0,
        "ring_s": 0,
        "transfers": 0,
        "consults": 0,
        "payment_taken": "false",
    }


CONTACTS = TableKind("contacts", _COLUMNS, _rows)

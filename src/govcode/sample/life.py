"""What happens to a ticket after it arrives: replies, handoffs, solves, reopens, closing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from govcode.sample.chance import heavy
from govcode.sample.clock import DAY, HOUR, MINUTE, Period
from govcode.sample.escalation import Handoff, handoffs
from govcode.sample.intake import PEOPLE, REPLY_MEDIAN, Case
from govcode.sample.roster import Roster
from govcode.sample.vendors import BY_NAME

AUTO_CLOSE = 5 * DAY
_RESOLVE_MEDIAN = {"critical": 5 * HOUR, "high": 9 * HOUR, "normal": 16 * HOUR, "low": 26 * HOUR}
_SAME_CALL = 0.55


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a ticket; `cause` names the handoff it belongs to."""

    at: int
    kind: str
    before: str | None
    after: str | None
    actor: str | None
    actor_type: str
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """A ticket's story as far as it has been delivered; moments in UTC seconds, None for what has not happened."""

    case: Case
    events: tuple[Event, ...]
    handoffs: tuple[Handoff, ...]
    agent: str | None
    status: str
    first_reply: int | None = None
    resolved: int | None = None
    closed: int | None = None
    solves: tuple[int, ...] = ()
    reopens: tuple[int, ...] = ()
    merged_into: str | None = None
    followup_of: str | None = None

    @property
    def assignee(self) -> str | None:
        """Return whom the ticket is with now."""
        return next((e.after for e in reversed(self.events) if e.kind == "assign"), None)


def lives(cases: list[Case], staff: Roster, period: Period, rng: Random) -> list[Life]:
    """Return the story of each ticket, cut at the end of the period."""
    told: dict[str, Life] = {}
    for case in cases:
        life = _spam(case, rng) if case.is_spam else _story(case, staff, rng)
        told[case.ticket_id] = _delivered(_linked(life, told, rng), period)
    return list(told.values())


def _spam(case: Case, rng: Random) -> Life:
    at = case.created + rng.randrange(60, 900)
    return Life(case, (Event(at, "status", "new", "closed", "rule-spam", "system"),), (), None, "closed", closed=at)


def _story(case: Case, staff: Roster, rng: Random) -> Life:
    vendor = BY_NAME[case.vendor]
    reply = case.created + max(5, round(heavy(rng, REPLY_MEDIAN[case.channel] * vendor.reply_factor, 0.9)))
    agent = staff.pick(case.vendor, 1, case.language, reply, rng)
    passed = handoffs(case, reply, staff, rng)
    first = _first_solve(case, reply, passed, rng)
    solves, reopens = _solves(case, first, rng)
    events = [
        Event(case.created + rng.randrange(1, 4), "assign", None, agent, "router", "system"),
        Event(reply, "status", "new", "open", agent, "agent"),
        *_waiting(case, reply, first, agent, passed, rng),
        *(event for handoff in passed for event in _handoff_events(handoff, agent)),
    ]
    events += [Event(at, "reopen", "solved", "open", case.customer_key, "customer") for at in reopens]
    solver = passed[-1].taken_by if passed and passed[-1].returned is None and passed[-1].party == "vendor" else agent
    events += [Event(at, "status", "open", "solved", solver, "agent") for at in solves]
    closed = solves[-1] + AUTO_CLOSE
    events.append(Event(closed, "status", "solved", "closed", "rule-auto-close", "system"))
    events.sort(key=lambda event: event.at)
    return Life(case, tuple(events), passed, agent, "", reply, None, closed, solves, reopens)


def _first_solve(case: Case, reply: int, passed: tuple[Handoff, ...], rng: Random) -> int:
    if not passed and case.channel in PEOPLE and rng.random() < _SAME_CALL:
        return reply + max(60, round(heavy(rng, 7 * MINUTE, 0.6)))
    median = _RESOLVE_MEDIAN[case.priority] * BY_NAME[case.vendor].resolve_factor
    earliest = max([reply, *(h.settled for h in passed)]) + rng.randrange(8 * MINUTE, 3 * HOUR)
    return max(earliest, case.created + round(heavy(rng, median, 1.1)))


def _solves(case: Case, first: int, rng: Random) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the solves and the reopens between them."""
    solves, reopens = [first], []
    rate = BY_NAME[case.vendor].reopen_rate
    while rng.random() < rate:
        reopens.append(solves[-1] + min(round(heavy(rng, 0.8 * DAY, 0.9)) + 60, AUTO_CLOSE - HOUR))
        solves.append(reopens[-1] + max(600, round(heavy(rng, 6 * HOUR, 1.0))))
        rate /= 2
    return tuple(solves), tuple(reopens)


def _waiting(case: Case, reply: int, solve: int, agent: str, passed: tuple[Handoff, ...], rng: Random) -> list[Event]:
    """Return a stretch of waiting for the customer, if there is room for one before anything else happens."""
    until = min([solve, *(h.at for h in passed if h.at > reply)])
    if until - reply < HOUR or rng.random() < 0.5:
        return []
    begins = reply + round((until - reply) * rng.uniform(0.05, 0.3))
    ends = reply + round((until - reply) * rng.uniform(0.4, 0.9))
    return [
        Event(begins, "status", "open", "pending", agent, "agent"),
        Event(ends, "status", "pending", "open", case.customer_key, "customer"),
    ]


def _handoff_events(handoff: Handoff, agent: str) -> list[Event]:
    """Return what a handoff changes; a returned one changes back."""
    tiers = str(handoff.from_tier), str(handoff.to_tier)
    changes = (("group", handoff.from_team, handoff.to_team), ("tier", *tiers), ("assign", agent, handoff.taken_by))
    events = [Event(handoff.at, kind, a, b, agent, "agent", handoff.handoff_id) for kind, a, b in changes]
    if handoff.returned is not None:
        events += [
            Event(handoff.returned, kind, b, a, handoff.taken_by, "agent", handoff.handoff_id) for kind, a, b in changes
        ]
    return events


def _linked(life: Life, told: dict[str, Life], rng: Random) -> Life:
    """Return the story tied to an earlier one of the same issue: merged into it, or its follow-up."""
    case = life.case
    earlier = told.get(case.again.ticket_id) if case.again else None
    if earlier is None or life.first_reply is None:
        return life
    if earlier.closed is not None and earlier.closed < case.created:
        return replace(life, followup_of=earlier.case.ticket_id)
    still_open = not earlier.solves or case.created < earlier.solves[0]
    mergeable = still_open and not (life.handoffs or earlier.merged_into)
    if mergeable and rng.random() < 0.5:
        return _merged(life, life.first_reply, earlier.case.ticket_id, rng)
    return life


def _merged(life: Life, reply: int, into: str, rng: Random) -> Life:
    at = reply + rng.randrange(60, 40 * MINUTE)
    kept = [e for e in life.events if e.at <= reply]
    merge = [
        Event(at, "merge", life.case.ticket_id, into, life.agent, "agent"),
        Event(at, "status", "open", "closed", life.agent, "agent"),
    ]
    return replace(life, events=(*kept, *merge), closed=at, solves=(), reopens=(), merged_into=into)


def _delivered(life: Life, period: Period) -> Life:
    """Return the story without what happens after the period."""

    def past(at: int | None) -> int | None:
        return at if at is not None and at < period.end else None

    events = tuple(e for e in life.events if e.at < period.end)
    status = next((e.after for e in reversed(events) if e.kind in {"status", "reopen"}), None) or "new"
    solves = tuple(at for at in life.solves if at < period.end)
    closed = past(life.closed)
    return replace(
        life,
        events=events,
        handoffs=tuple(h.until(period.end) for h in life.handoffs if h.at < period.end),
        status=status,
        first_reply=past(life.first_reply),
        resolved=solves[-1] if solves and status in {"solved", "closed"} else None,
        closed=closed,
        solves=solves,
        reopens=tuple(at for at in life.reopens if at < period.end),
        merged_into=life.merged_into if closed is not None else None,
    )

"""When a ticket is handed to specialists or to the client."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from govcode.sample.clock import HOUR, MINUTE
from govcode.sample.intake import Case
from govcode.sample.roster import CLIENT, Roster
from govcode.sample.vendors import BY_NAME, QUEUES

_LONGEST_SETTLING = 30 * HOUR


@dataclass(frozen=True, slots=True)
class Handoff:
    """A ticket passed on: from where, to whom, why, and what became of it; moments in UTC seconds."""

    handoff_id: str
    at: int
    from_team: str
    to_team: str
    from_tier: int
    to_tier: int
    party: str
    criteria: str
    taken_by: str
    accepted: int | None
    returned: int | None
    return_reason: str | None

    @property
    def settled(self) -> int:
        """Return the moment the new owner has it, or the old one has it back."""
        return self.returned or self.accepted or self.at

    def until(self, end: int) -> Handoff:
        """Return the handoff as known at `end`."""
        accepted = self.accepted if self.accepted is not None and self.accepted < end else None
        returned = self.returned if self.returned is not None and self.returned < end else None
        return replace(
            self, accepted=accepted, returned=returned, return_reason=self.return_reason if returned else None
        )


def handoffs(case: Case, reply: int, staff: Roster, rng: Random) -> tuple[Handoff, ...]:
    """Return the handoffs of a ticket: those the rules demand in time, others as the vendor's habits go."""
    if case.severity == "critical":
        at = case.created + rng.randrange(3 * MINUTE, 27 * MINUTE)
        to_client = case.regulated or rng.random() < 0.15
        return (_handoff(case, at, "severity-critical", staff, rng, to_client=to_client),)
    if case.regulated:
        at = case.created + rng.randrange(20 * MINUTE, 20 * HOUR)
        return (_handoff(case, at, "regulated-topic", staff, rng, to_client=True),)
    vendor = BY_NAME[case.vendor]
    if case.is_test or rng.random() > vendor.escalation_rate * QUEUES[case.queue].escalation_factor:
        return ()
    at = reply + rng.randrange(5 * MINUTE, 9 * HOUR)
    found = [_handoff(case, at, "beyond-tier-1", staff, rng, to_client=rng.random() < 0.08)]
    if rng.random() < vendor.bounce_rate:
        found[0] = _returned(found[0], rng)
        again = found[0].settled + rng.randrange(10 * MINUTE, 4 * HOUR)
        found.append(
            replace(_handoff(case, again, "returned-with-answers", staff, rng), handoff_id=f"H-{case.ticket_id[2:]}-2")
        )
    return tuple(found)


def _handoff(case: Case, at: int, criteria: str, staff: Roster, rng: Random, *, to_client: bool = False) -> Handoff:
    vendor, tier = (CLIENT, 3) if to_client else (case.vendor, 2)
    wait = min(round(rng.expovariate(1 / (50 * MINUTE))) + 30, _LONGEST_SETTLING)
    return Handoff(
        handoff_id=f"H-{case.ticket_id[2:]}-1",
        at=at,
        from_team=f"{case.vendor}-{case.queue}-t1",
        to_team=f"client-{QUEUES[case.queue].category}" if to_client else f"{case.vendor}-{case.queue}-t2",
        from_tier=1,
        to_tier=tier,
        party=CLIENT if to_client else "vendor",
        criteria=criteria,
        taken_by=staff.pick(vendor, tier, case.language, at, rng),
        accepted=at + wait,
        returned=None,
        return_reason=None,
    )


def _returned(handoff: Handoff, rng: Random) -> Handoff:
    reason = rng.choice(("missing-information", "wrong-team", "can-be-solved-at-tier-1"))
    return replace(
        handoff, returned=(handoff.accepted or handoff.at) + rng.randrange(10 * MINUTE, 7 * HOUR), return_reason=reason
    )

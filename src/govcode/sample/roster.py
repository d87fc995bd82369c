"""Who works for whom, from when to when, and certified until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from govcode.sample.clock import DAY, Period
from govcode.sample.vendors import REGIONS, VENDORS, Vendor

TICKETS_PER_AGENT = 130
CLIENT = "client"
SHIFTS = ("early", "late", "night")
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Agent:
    """A person on the roster; moments in UTC seconds, `until` is the first moment they no longer take contacts."""

    key: str
    vendor: str
    site: str
    team: str
    supervisor: str
    role: str
    tier: int
    languages: tuple[str, ...]
    shift: str
    hired: int
    certified: int
    expires: int
    live: int
    promoted: int | None = None
    left: int | None = None
    left_reason: str | None = None

    def works(self, at: int) -> bool:
        """Tell whether they are live, in this tier, at a moment."""
        return (
            self.live <= at and (self.left is None or at < self.left) and (self.promoted is None or at < self.promoted)
        )


@dataclass(frozen=True, slots=True)
class Roster:
    """Every agent, and the pools contacts are taken from."""

    agents: tuple[Agent, ...]
    pools: Mapping[tuple[str, int, str], tuple[Agent, ...]]
    steady: Mapping[tuple[str, int], tuple[Agent, ...]]

    def pick(self, vendor: str, tier: int, language: str, at: int, rng: Random) -> str:
        """Return the key of an agent who speaks the language (if any does) and works at that moment."""
        pool = self.pools.get((vendor, tier, language), self.steady[vendor, tier])
        for _ in range(_TRIES):
            agent = rng.choice(pool)
            if agent.works(at):
                return agent.key
        return rng.choice(self.steady[vendor, tier]).key


def roster(tickets: int, period: Period, rng: Random) -> Roster:
    """Return a roster large enough for the tickets: frontline, specialists, leads, trainees, back office, client."""
    agents = tuple(agent for vendor in VENDORS for agent in _team(vendor, tickets, period, rng))
    agents += tuple(_client_agent(number, period) for number in range(1, 7))
    pools: dict[tuple[str, int, str], list[Agent]] = defaultdict(list)
    steady: dict[tuple[str, int], list[Agent]] = defaultdict(list)
    for agent in agents:
        if agent.role in {"agent", "specialist", CLIENT}:
            for language in agent.languages:
                pools[agent.vendor, agent.tier, language].append(agent)
            if agent.works(period.start) and agent.works(period.end):
                steady[agent.vendor, agent.tier].append(agent)
    return Roster(agents, {k: tuple(v) for k, v in pools.items()}, {k: tuple(v) for k, v in steady.items()})


def _team(vendor: Vendor, tickets: int, period: Period, rng: Random) -> list[Agent]:
    frontline = max(8, round(tickets * vendor.share / TICKETS_PER_AGENT))
    sizes = (("agent", frontline), ("specialist", max(3, frontline // 6)), ("lead", max(1, frontline // 12)))
    roles = [role for role, size in (*sizes, ("trainee", 2), ("back_office", 2)) for _ in range(size)]
    return [_agent(vendor, role, number, period, rng) for number, role in enumerate(roles, start=1)]


def _agent(vendor: Vendor, role: str, number: int, period: Period, rng: Random) -> Agent:
    hired = _day(period.start - rng.randrange(120, 900) * DAY)
    certified, expires = hired + 21 * DAY, _day(period.end + rng.randrange(40, 300) * DAY)
    if role == "trainee":  # in class: not on contacts yet, certified only in the last days of the period
        certified = _day(period.end - 2 * DAY)
    if role == "back_office":  # certificate lapsed before the period, so off the phones
        expires = _day(period.start - rng.randrange(3, 60) * DAY)
    live, promoted, left = certified + 3 * DAY, None, None
    if role == "agent" and number > 4:
        live, promoted, left = _career(vendor, period, live, rng)
    return Agent(
        key=f"AG-{vendor.code}-{number:03}",
        vendor=vendor.name,
        site=rng.choice(vendor.sites),
        team=f"{vendor.name}-team-{number % 5 + 1}",
        supervisor=f"SV-{vendor.code}-{number % 5 + 1:02}",
        role=role,
        tier=2 if role in {"specialist", "lead"} else 1,
        languages=_languages(vendor, number, rng),
        shift=rng.choices(SHIFTS, (5, 4, 1))[0],
        hired=live - 24 * DAY,
        certified=live - 3 * DAY,
        expires=expires,
        live=live,
        promoted=promoted,
        left=left,
        left_reason=rng.choices(("voluntary", "involuntary", "transfer"), (7, 2, 1))[0] if left else None,
    )


def _career(vendor: Vendor, period: Period, live: int, rng: Random) -> tuple[int, int | None, int | None]:
    """Return first live moment, promotion and leaving: some join, rise or go during the period."""
    fate = rng.random()
    at = _day(period.start + rng.randrange(10, period.days - 5) * DAY)
    if fate < vendor.attrition_rate:
        return live, None, at
    if fate < 2 * vendor.attrition_rate:  # replaced, more or less
        return at, None, None
    return (live, at, None) if fate > 0.97 else (live, None, None)


def _languages(vendor: Vendor, number: int, rng: Random) -> tuple[str, ...]:
    spoken = sorted({language for region in vendor.regions.items for language in REGIONS[region].languages.items})
    return tuple(sorted({"en", spoken[number % len(spoken)], rng.choice(spoken)}))


def _client_agent(number: int, period: Period) -> Agent:
    hired = period.start - 400 * DAY
    return Agent(
        key=f"AG-CLI-{number:03}",
        vendor=CLIENT,
        site="client-hq",
        team="client-escalations",
        supervisor="SV-CLI-01",
        role=CLIENT,
        tier=3,
        languages=("de", "en", "es", "fr", "nl", "pt"),
        shift=SHIFTS[number % 2],
        hired=hired,
        certified=hired + 30 * DAY,
        expires=period.end + 300 * DAY,
        live=hired + 33 * DAY,
    )


def _day(at: int) -> int:
    return at // DAY * DAY

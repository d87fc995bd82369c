"""Everything that happens, before it is told in tables."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.sample.chance import stream
from govcode.sample.clock import Period
from govcode.sample.intake import intake
from govcode.sample.library import Library, library
from govcode.sample.life import Life, lives
from govcode.sample.reviews import Review, Session, reviews, sessions
from govcode.sample.roster import Roster, roster


@dataclass(frozen=True, slots=True)
class World:
    """The period, the people, the tickets and what was written down for them."""

    period: Period
    roster: Roster
    library: Library
    lives: tuple[Life, ...]
    sessions: tuple[Session, ...]
    reviews: tuple[Review, ...]


def world(seed: int, tickets: int, period: Period) -> World:
    """Return the one world of a seed and a size."""
    staff = roster(tickets, period, stream(seed, "roster"))
    cases = intake(tickets, period, stream(seed, "intake"))
    told = lives(cases, staff, period, stream(seed, "lives"))
    held = sessions(period, stream(seed, "sessions"))
    return World(
        period=period,
        roster=staff,
        library=library(tickets, period, stream(seed, "library")),
        lives=tuple(told),
        sessions=tuple(held),
        reviews=reviews(told, held, period, stream(seed, "reviews")),
    )

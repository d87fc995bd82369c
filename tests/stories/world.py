"""What is ordinary at the three vendors: the level of each KPI, how many rows it rests on, and what stories change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import pi, sin

from tests.stories import stories as told
from tests.stories.documents import QUEUES

_SEASON = 52.0  # weeks; the busiest of them are those before Christmas


@dataclass(frozen=True, slots=True)
class Usual:
    """The level of a KPI at Acme, Borealis and Cirrus, and its rows in a period; `season` is how far a year moves it.

    `noise` is the standard deviation of one row of a mean, or that of the value itself, as a share of it.
    """

    levels: tuple[float, float, float]
    n: tuple[int, int, int]
    season: float = 0.0
    noise: float = 0.04


_TICKETS, _CALLS, _MONTHLY = (620, 540, 310), (900, 760, 420), (420, 360, 210)
USUAL: dict[str, Usual] = {
    "abandoned": Usual((0.07, 0.08, 0.09), _CALLS, 0.015),
    "adherence": Usual((0.945, 0.94, 0.943), (800, 700, 420), noise=0.006),
    "attrition": Usual((0.35, 0.45, 0.4), (180, 160, 90)),
    "backlog-age": Usual((0.11, 0.12, 0.12), (350, 330, 180), 0.02),
    "cost-per-contact": Usual((5.2, 4.6, 4.9), _MONTHLY),
    "cost-per-resolved": Usual((7.4, 6.9, 7.1), _MONTHLY),
    "critical-failures": Usual((0.012, 0.015, 0.014), (240, 220, 160)),
    "drafts-approved": Usual((0.58, 0.55, 0.61), _MONTHLY),
    "easy": Usual((5.4, 5.2, 5.3), (500, 430, 260), noise=1.2),
    "escalated": Usual((0.2, 0.19, 0.18), _TICKETS),
    "first-contact-resolution": Usual((0.75, 0.74, 0.73), _TICKETS, 0.01),
    "first-reply-in-time": Usual((0.86, 0.85, 0.86), (420, 380, 240), 0.02),
    "first-reply-time": Usual((1.4, 1.6, 1.5), (420, 380, 240), 0.1),
    "handoff-complete": Usual((0.985, 0.988, 0.99), (900, 820, 500)),
    "next-reply-time": Usual((2.9, 3.1, 3.0), (700, 640, 380), 0.2),
    "occupancy": Usual((0.82, 0.83, 0.81), (800, 700, 420), 0.01, 0.006),
    "one-touch": Usual((0.63, 0.6, 0.62), _TICKETS),
    "ping-pong": Usual((0.08, 0.09, 0.08), _MONTHLY),
    "qa-agreement": Usual((0.86, 0.85, 0.87), (130, 120, 80), noise=0.02),
    "qa-score": Usual((88.0, 87.5, 88.5), (240, 220, 160), noise=8.0),
    "recommended": Usual((22.0, 15.0, 18.0), (600, 520, 300), noise=0.15),
    "recontacted": Usual((0.1, 0.105, 0.1), _TICKETS, 0.005),
    "reopened": Usual((0.06, 0.13, 0.062), _TICKETS, 0.004),
    "response-rate": Usual((0.29, 0.27, 0.28), (8_000, 6_500, 4_000)),
    "satisfaction": Usual((4.1, 4.0, 4.15), (2_300, 1_750, 1_100), noise=1.0),
    "satisfied": Usual((0.84, 0.83, 0.84), (2_300, 1_750, 1_100)),
    "service-level": Usual((0.79, 0.77, 0.78), _CALLS, 0.03),
    "sla-met": Usual((0.91, 0.9, 0.91), _TICKETS, 0.01),
    "stalled": Usual((0.09, 0.1, 0.09), _MONTHLY),
    "time-to-resolve": Usual((13.0, 15.0, 13.5), _TICKETS, 0.6),
    "transferred": Usual((0.07, 0.075, 0.07), (3_600, 3_000, 1_700)),
    "wait-of-all": Usual((74.0, 88.0, 81.0), _CALLS, 9.0, 120.0),
}
# Before the first step, after it, and after the second one.
_GAMED = {
    "reopened": (0.13, 0.1, 0.055),
    "time-to-resolve": (15.0, 12.6, 9.4),
    "recontacted": (0.105, 0.19, 0.42),
    "first-contact-resolution": (0.74, 0.69, 0.52),
}
# How much better or worse than the whole a queue is.
_QUEUES = {"account": 0.03, "billing": -0.01, "orders": 0.05, "technical": -0.06, "trust": -0.05}
_SIMPSON = {"account": 0.8, "billing": 0.7, "orders": 0.88, "technical": 0.62, "trust": 0.55}
_SIMPSON_FALL = 0.04
_ASKED_BEFORE = {"account": 0.15, "billing": 0.3, "orders": 0.2, "technical": 0.29, "trust": 0.06}
_ASKED_AFTER = {"account": 0.22, "billing": 0.1, "orders": 0.55, "technical": 0.1, "trust": 0.03}


def level(kpi: str, vendor: str, start: date, *, redefined: bool = True) -> float:
    """Return the true level of a KPI in the period that begins on a day."""
    usual = USUAL[kpi]
    found = usual.levels[told.VENDORS.index(vendor)]
    if vendor == told.BOREALIS and kpi in _GAMED:
        found = _GAMED[kpi][sum(start >= step for step in told.AUTO_CLOSE)]
    if kpi == told.REDEFINED_KPI and redefined:
        found -= told.OLD_HIGHER_BY
    return found + usual.season * _busy(start)


def strata(kpi: str, vendor: str, start: date) -> dict[str, tuple[float, float]]:
    """Return the share of each queue and its level."""
    if kpi == told.SIMPSON_KPI and vendor == told.ACME:
        after = start >= told.SIMPSON_FROM
        asked, fall = (_ASKED_AFTER, _SIMPSON_FALL) if after else (_ASKED_BEFORE, 0.0)
        return {queue: (asked[queue], rate - fall) for queue, rate in _SIMPSON.items()}
    whole = level(kpi, vendor, start)
    return {queue: (share, whole + _QUEUES[queue]) for queue, share in QUEUES.items()}


def rows(kpi: str, vendor: str, start: date) -> int:
    """Return on how many rows a period rests."""
    n = USUAL[kpi].n[told.VENDORS.index(vendor)] * (1 + 0.12 * _busy(start))
    part = told.PARTIAL_DAYS / 7 if (vendor, start) == told.PARTIAL else 1
    return max(1, round(n * part))


def delivered_in(vendor: str, week: date, as_of: date) -> bool:
    """Say whether a vendor's rows of a week were in the drop that was read on a day."""
    if (vendor, week) == told.MISSED or (vendor, as_of) == _run_of(told.MISSED):
        return False
    return (vendor, as_of) != _run_of(told.LATE)


def logs_in(vendor: str, week: date) -> bool:
    """Say whether a vendor delivered its logs of a week."""
    who, since = told.LOGS_STOP
    return vendor != who or week < since


def _run_of(story: tuple[str, date]) -> tuple[str, date]:
    vendor, week = story
    return vendor, date.fromordinal(week.toordinal() + 7)


def _busy(start: date) -> float:
    """Return the season, from -1 in June to 1 in December."""
    return sin(2 * pi * (start.timetuple().tm_yday / 7 - 37) / _SEASON)


def vendors_with(weeks: Iterable[date], as_of: date) -> tuple[str, ...]:
    """Return the vendors that delivered anything of some weeks in the drop that was read on a day."""
    several = tuple(weeks)
    return tuple(v for v in told.VENDORS if any(delivered_in(v, week, as_of) for week in several))

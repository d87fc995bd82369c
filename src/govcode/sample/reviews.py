"""Quality reviews of tickets, at random and in the weekly calibration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from govcode.sample.clock import DAY, HOUR, Period
from govcode.sample.life import Life
from govcode.sample.vendors import BY_NAME, VENDORS

DIMENSIONS = ("accuracy", "compliance", "empathy", "process", "resolution", "tone")
CRITICAL = "compliance"
MOST = 5  # points per dimension
REVIEWERS = 3
_REVIEWED, _CRITICAL_RATE, _PER_SESSION = 0.1, 0.03, 3


@dataclass(frozen=True, slots=True)
class Session:
    """One calibration of a vendor's reviewers; `held` in UTC seconds."""

    session_id: str
    vendor: str
    held: int


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer's ratings (0 to `MOST`, in the order of `DIMENSIONS`) of one ticket; `at` in UTC seconds."""

    review_id: str
    life: Life
    reviewer: str
    at: int
    ratings: tuple[int, ...]
    session: Session | None

    @property
    def critical_fail(self) -> bool:
        """Tell whether the critical dimension failed."""
        return self.ratings[DIMENSIONS.index(CRITICAL)] == 0

    @property
    def score(self) -> int:
        """Return the score, 0 to 100; a critical failure scores 0."""
        return 0 if self.critical_fail else round(100 * sum(self.ratings) / (MOST * len(DIMENSIONS)))


def sessions(period: Period, rng: Random) -> list[Session]:
    """Return one calibration per vendor and week, oldest first."""
    found = []
    for week in range(period.days // 7):
        for vendor in VENDORS:
            held = period.start + (week * 7 + 6) * DAY + rng.randrange(8, 15) * HOUR
            found.append(Session(f"CAL-{vendor.code}-{week + 1:02}", vendor.name, held))
    return found


def reviews(lives: Sequence[Life], held: Sequence[Session], period: Period, rng: Random) -> tuple[Review, ...]:
    """Return the reviews of solved tickets, oldest first."""
    solved = [life for life in lives if life.solves and not life.case.is_test]
    found = [review for life in solved if rng.random() < _REVIEWED for review in _sampled(life, period, rng)]
    found += [review for session in held for review in _calibrated(session, solved, rng)]
    return tuple(sorted(found, key=lambda review: (review.at, review.review_id)))


def _sampled(life: Life, period: Period, rng: Random) -> Iterator[Review]:
    at = life.solves[0] + rng.randrange(3 * HOUR, 6 * DAY)
    reviewer = rng.randrange(1, REVIEWERS + 1)
    if at < period.end:
        ratings = _ratings(_merit(life, rng), rng)
        yield Review(f"Q-{life.case.ticket_id[2:]}", life, _reviewer(life, reviewer), at, ratings, None)


def _calibrated(session: Session, solved: Sequence[Life], rng: Random) -> Iterator[Review]:
    """Return what every reviewer gave, blind, to a few tickets of the week before."""
    week = [
        x for x in solved if x.case.vendor == session.vendor and session.held - 7 * DAY <= x.solves[0] < session.held
    ]
    for life in rng.sample(week, min(_PER_SESSION, len(week))):
        merit = _merit(life, rng)
        for number in range(1, REVIEWERS + 1):
            name = f"Q-{life.case.ticket_id[2:]}-{session.session_id[-2:]}-{number}"
            yield Review(name, life, _reviewer(life, number), session.held, _ratings(merit, rng), session)


def _reviewer(life: Life, number: int) -> str:
    return f"QA-{BY_NAME[life.case.vendor].code}-{number}"


def _merit(life: Life, rng: Random) -> tuple[float, ...]:
    """Return how good the work was per dimension; now and then it breaks the critical one."""
    vendor = BY_NAME[life.case.vendor]
    broken = rng.random() < _CRITICAL_RATE * (1.5 - vendor.quality) * 2
    return tuple(0.0 if broken and d == CRITICAL else rng.gauss(vendor.quality, 0.1) for d in DIMENSIONS)


def _ratings(merit: tuple[float, ...], rng: Random) -> tuple[int, ...]:
    lean = rng.gauss(0, 0.04)
    return tuple(0 if w == 0 else max(1, min(MOST, round((w + lean + rng.gauss(0, 0.05)) * MOST))) for w in merit)

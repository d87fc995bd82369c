"""What is known of a ticket the moment it arrives."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from random import Random

from govcode.sample.arrivals import Arrival, arrivals
from govcode.sample.chance import heavy
from govcode.sample.clock import DAY, HOUR, MINUTE, Period
from govcode.sample.vendors import BY_NAME, CUSTOMER_TIERS, LEVELS, QUEUE_MIX, QUEUES, REGIONS, SEVERITY_MIX

PEOPLE = ("phone", "chat")  # channels where somebody waits on the line
_SPAM, _TEST, _AGAIN = 0.015, 0.004, 0.13
_REGULATED = {"compliance": 1.0, "billing_dispute": 0.35, "access": 0.06}
_NO_LATE_ALARMS = 26 * HOUR  # a critical or regulated ticket has its escalation window inside the period
_MEDIAN_REFUND, _LARGEST_REFUND = 290.0, 4_900.0
NEEDS_APPROVAL = 500


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket as it arrived; moments in UTC seconds, money in cents."""

    ticket_id: str
    vendor: str
    region: str
    language: str
    queue: str
    channel: str
    topic: str
    severity: str
    priority: str
    regulated: bool
    customer_key: str
    customer_tier: str
    issue_key: str
    created: int
    first_contact: int
    is_spam: bool
    is_test: bool
    again: Case | None
    refund_cents: int | None
    approval_id: str | None
    auth_passed: bool

    @property
    def category(self) -> str:
        """Return the category its queue works on."""
        return QUEUES[self.queue].category


def intake(tickets: int, period: Period, rng: Random) -> list[Case]:
    """Return the tickets as they arrive, oldest first."""
    recent: dict[tuple[str, str], deque[Case]] = defaultdict(lambda: deque(maxlen=40))
    cases: list[Case] = []
    for number, arrival in enumerate(arrivals(tickets, period, rng), start=1):
        neighbours = recent[arrival.vendor, arrival.region]
        again = _earlier(neighbours, rng) if neighbours and rng.random() < _AGAIN else None
        case = _case(number, arrival, again, period, rng)
        if not (case.is_spam or case.is_test):
            neighbours.append(case)
        cases.append(case)
    return cases


def _earlier(neighbours: deque[Case], rng: Random) -> Case:
    """Return a ticket the customer comes back to, most often a recent one."""
    return neighbours[-1 - int(len(neighbours) * rng.random() ** 3)]


def _case(number: int, arrival: Arrival, again: Case | None, period: Period, rng: Random) -> Case:
    queue = again.queue if again else QUEUE_MIX.draw(rng)
    topic = again.topic if again else QUEUES[queue].topics.draw(rng)
    channel = BY_NAME[arrival.vendor].channels.draw(rng)
    is_spam = again is None and channel in {"email", "web"} and rng.random() < _SPAM
    is_test = again is None and not is_spam and rng.random() < _TEST
    calm = is_spam or is_test or arrival.at > period.end - _NO_LATE_ALARMS
    severity = _severity(calm, rng)
    refund = None if topic != "refund" or is_spam else _refund_cents(rng)
    return Case(
        ticket_id=f"T-{number:06}",
        vendor=arrival.vendor,
        region=arrival.region,
        language=again.language if again else REGIONS[arrival.region].languages.draw(rng),
        queue=queue,
        channel=channel,
        topic=topic,
        severity=severity,
        priority=_priority(severity, rng),
        regulated=not calm and rng.random() < _REGULATED.get(topic, 0),
        customer_key=again.customer_key if again else f"ck-{rng.getrandbits(48):012x}",
        customer_tier=again.customer_tier if again else CUSTOMER_TIERS.draw(rng),
        issue_key=again.issue_key if again else f"IS-{number:06}",
        created=arrival.at,
        first_contact=arrival.at - rng.randrange(2, 20) if channel in PEOPLE else arrival.at,
        is_spam=is_spam,
        is_test=is_test,
        again=again,
        refund_cents=refund,
        approval_id=f"A-{10_000 + number}" if refund and refund > NEEDS_APPROVAL * 100 else None,
        auth_passed=not is_spam and (topic not in {"delivery", "troubleshooting", "other"} or rng.random() < 0.6),
    )


def _severity(calm: bool, rng: Random) -> str:  # noqa: FBT001
    severity = SEVERITY_MIX.draw(rng)
    return "high" if calm and severity == "critical" else severity


def _priority(severity: str, rng: Random) -> str:
    """Return the priority: mostly the severity, sometimes one level beside it."""
    if severity == "critical" or rng.random() < 0.9:
        return severity
    return LEVELS[max(0, min(2, LEVELS.index(severity) + rng.choice((-1, 1))))]


def _refund_cents(rng: Random) -> int:
    amount = min(heavy(rng, _MEDIAN_REFUND, 1.1), _LARGEST_REFUND)
    return max(199, round(amount * 100))


SLA_SECONDS = {"critical": 8 * HOUR, "high": DAY, "normal": 3 * DAY, "low": 5 * DAY}
REPLY_MEDIAN = {"email": 95 * MINUTE, "web": 120 * MINUTE, "phone": 40, "chat": 55}

"""Knowledge articles and reply templates, both with versions, both the client's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from govcode.sample.clock import DAY, Period

HIGH_RISK = ("billing_dispute", "cancellation", "compliance", "refund")
TOPICS = ("access", "billing_dispute", "cancellation", "compliance", "delivery", "other", "refund", "troubleshooting")
_SUBJECTS = (
    "basics",
    "exceptions",
    "step by step",
    "what to ask first",
    "limits",
    "by country",
    "for premium customers",
    "wording",
)
_TICKETS_PER_ARTICLE = 60
_FEWEST_PER_TOPIC = 5


@dataclass(frozen=True, slots=True)
class Article:
    """One version of a knowledge article; moments in UTC seconds."""

    article_id: str
    version: int
    title: str
    topic: str
    owner: str
    effective: int
    superseded: int | None
    reviewed: int
    interval_days: int


@dataclass(frozen=True, slots=True)
class Template:
    """One version of the approved wording for a high-risk topic; moments in UTC seconds."""

    template_id: str
    version: int
    topic: str
    approved: int
    expires: int


@dataclass(frozen=True, slots=True)
class Library:
    """What agents may cite."""

    articles: tuple[Article, ...]
    by_topic: Mapping[str, tuple[Article, ...]]
    templates: tuple[Template, ...]

    def cite(self, topic: str, at: int, rng: Random) -> Article:
        """Return an article version on the topic that is in force at a moment."""
        choice = self.by_topic[topic]
        in_force = [a for a in choice if a.effective <= at and (a.superseded is None or at < a.superseded)]
        return in_force[int(rng.random() * len(in_force))]

    def wording(self, topic: str, at: int) -> Template | None:
        """Return the newest approved template for the topic at a moment, None for topics without one."""
        return next((t for t in reversed(self.templates) if t.topic == topic and t.approved <= at < t.expires), None)


def library(tickets: int, period: Period, rng: Random) -> Library:
    """Return a library that grows with the volume of tickets."""
    per_topic = max(_FEWEST_PER_TOPIC, tickets // _TICKETS_PER_ARTICLE // len(TOPICS))
    names = [(topic, number) for topic in TOPICS for number in range(per_topic)]
    articles = [a for serial, (t, n) in enumerate(names, 1) for a in _versions(f"KB-{serial:04}", t, n, period, rng)]
    by_topic = {topic: tuple(a for a in articles if a.topic == topic) for topic in TOPICS}
    return Library(tuple(articles), by_topic, tuple(t for topic in HIGH_RISK for t in _templates(topic, period, rng)))


def _versions(article_id: str, topic: str, number: int, period: Period, rng: Random) -> list[Article]:
    """Return the versions of one article: the first of each topic is always revised inside the period."""
    revisions = sorted(period.start + rng.randrange(1, period.days - 1) * DAY for _ in range(rng.choice((0, 0, 1, 2))))
    if number == 0:
        revisions = [period.start + rng.randrange(5, 20) * DAY]
    starts = [period.start - rng.randrange(60, 500) * DAY, *sorted(set(revisions))]
    title = f"{topic.replace('_', ' ').capitalize()}: {_SUBJECTS[number % len(_SUBJECTS)]}"
    interval = rng.choice((90, 120, 180))
    owner = rng.choice(("content-billing", "content-care", "content-tech", "content-trust"))
    return [
        Article(
            article_id=article_id,
            version=version,
            title=title,
            topic=topic,
            owner=owner,
            effective=start,
            superseded=end,
            reviewed=max(start, period.end - rng.randrange(2, interval - 5) * DAY) if end is None else start,
            interval_days=interval,
        )
        for version, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True), start=1)
    ]


def _templates(topic: str, period: Period, rng: Random) -> list[Template]:
    """Return two versions that overlap: the second is approved before the first expires."""
    change = period.start + rng.randrange(25, 55) * DAY
    name = f"TP-{topic}"
    return [
        Template(name, 1, topic, period.start - 80 * DAY, change + 7 * DAY),
        Template(name, 2, topic, change, period.end + 120 * DAY),
    ]

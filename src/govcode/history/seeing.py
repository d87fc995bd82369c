"""What is seen of each link by itself: whether its bytes are those that were recorded, and what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govcode.core.diagnostic import Refused
from govcode.history.canonical import digest, read
from govcode.history.entry import Entry, linked
from govcode.history.link import Link, headline_of
from govcode.history.problem import What
from govcode.history.record import Record


@dataclass(frozen=True, slots=True)
class Fact:
    """What was seen of a link: its entry, the digest of the bytes that are there, and what is wrong with them."""

    entry: Entry
    digest: str
    run: str | None
    wrong: tuple[tuple[What, str], ...] = ()

    @property
    def holds(self) -> bool:
        """Say whether the hash is that of the link."""
        return linked(self.entry.position, self.entry.record, self.entry.previous) == self.entry.hash

    def __str__(self) -> str:
        """Return position and run."""
        return f"record {self.entry.position}" + (f" (run {self.run})" if self.run else "")


def facts_of(links: Iterable[Link], project: str | None) -> Iterator[Fact]:
    """Yield what is seen of each link of a project's chain; its bytes are let go."""
    return (seen(link, project)[0] for link in links)


def seen(link: Link, project: str | None) -> tuple[Fact, Record | None]:
    """Return what is seen of a link, and its record if it can be read."""
    mark = digest(link.body)
    told = link.headline.run if link.headline else None
    try:
        record = read(link.body)
    except Refused as refused:
        # What was changed need not be readable too.
        wrong = [(What.UNREADABLE, f"cannot be read: {refused.problems[0].message}")]
        return Fact(link.entry, mark, told, tuple(wrong if mark == link.entry.record else ())), None
    wrong = []
    if project is not None and record.project != project:
        wrong.append((What.HEADLINE, f"is of the project '{record.project}', not of '{project}'"))
    if link.headline is not None and headline_of(link.headline.entry, record) != link.headline:
        wrong.append((What.HEADLINE, "is told otherwise in lists than it was recorded"))
    return Fact(link.entry, mark, told or record.run, tuple(wrong)), record

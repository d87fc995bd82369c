"""A page of the portal before it is rendered, and what only the portal's blocks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govcode.reports.review.blocks import Cell, Page, Trend
from govcode.review.stands import State


@dataclass(frozen=True, slots=True)
class Strip(Cell):
    """A cell that begins with a sign for each of several weeks, oldest first; `free` weeks have no limit to keep."""

    states: tuple[State, ...] = ()
    free: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A value at a day with its interval, and the limits that were in force."""

    at: date
    value: float | None
    low: float | None = None
    high: float | None = None
    target: float | None = None
    minimum: float | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Panels(Trend):
    """Trends of several subjects, one below the other on one scale.

    `changed` are the days from which the definition is another one.
    """

    panels: tuple[tuple[str, tuple[Spot, ...]], ...] = ()
    changed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of everything: what it is, where it leads, and more words by which it is found."""

    kind: str
    title: str
    href: str
    note: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, where it lies, the pages above it (titles and paths), and the list of everything, if this is its page."""

    path: str
    page: Page
    above: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()

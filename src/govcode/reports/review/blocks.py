"""What a section is made of; every format renders every block, so a new section needs no format to change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Tone(StrEnum):
    """How something is meant; formats show it by a word or sign besides its colour."""

    GOOD = "good"
    WATCH = "watch"  # close to a limit, about to expire, not sure
    BAD = "bad"
    UNKNOWN = "unknown"  # no data is never good
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, the number or date it stands for (by which it is sorted), where it leads, and smaller words below it.

    `href` is an anchor of the same page, without `#`.
    """

    text: str
    value: float | str | None = None
    tone: Tone = Tone.PLAIN
    href: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id in JSON, its heading, whether it holds numbers, and whether readers filter by it."""

    id: str
    title: str
    numeric: bool = False
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `empty` is told in place of no rows; `anchors` name rows, in order, for links."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    anchors: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what they stand for."""

    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that must not be overlooked."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Keys:
    """Named rows of evidence: keys only, never contents; `total` is how many there are."""

    label: str
    keys: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a chart; `low` and `high` are its interval or the chart's limits at it; `marked` stands out."""

    at: date
    value: float | None
    low: float | None = None
    high: float | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """Values over time with their intervals, against a target and a minimum; `ceiling` says that lower is better."""

    unit: str
    points: tuple[Point, ...]
    target: float | None = None
    minimum: float | None = None
    ceiling: bool = False


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Plotted values over time between the limits of a chart; marked ones signal."""

    unit: str
    points: tuple[Point, ...]
    centre: float | None


@dataclass(frozen=True, slots=True)
class HeatSpot:
    """A risk on the heat map: ranks from 0 (very low) to 4; `before` is where it was the quarter before."""

    label: str
    likelihood: int
    impact: int
    before: tuple[int, int] | None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Risks by likelihood and impact; `levels` are the words of each field, rows from very low likelihood up."""

    spots: tuple[HeatSpot, ...]
    levels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """How often something went from one place to another."""

    counts: tuple[tuple[str, str, int], ...]
    things: str


@dataclass(frozen=True, slots=True)
class Bars:
    """A length per label, such as the age of an action in days."""

    unit: str
    bars: tuple[tuple[str, float, Tone], ...]
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A state per row and column, such as whether a delivery was on time in a week."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, Tone], ...]], ...]


Chart: TypeAlias = Trend | ControlChart | HeatMap | Flow | Bars | Calendar


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, what it shows in words for those who do not see it, and the table behind it."""

    id: str
    title: str
    description: str
    chart: Chart
    table: Table


Block: TypeAlias = Prose | Facts | Note | Keys | Table | Figure


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under a heading of their own; `id` is their anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section: one sentence that sums it up, then groups of blocks."""

    number: int
    id: str
    title: str
    summary: str
    tone: Tone
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole review."""

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]

"""The published shape of the JSON review, version 1: a type of its own, never a dump of what is inside."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from govcode.reports.review.blocks import Tone

VERSION: Literal["1.0"] = "1.0"
Rank: TypeAlias = Annotated[int, Field(ge=0, le=4)]


class Part(BaseModel):
    """A closed object."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CellShown(Part):
    """A text and the number or words it stands for; `href` names a section, group, table, figure or row."""

    text: str
    value: float | str | None
    tone: Tone
    href: str = ""
    note: str = ""


class ColumnShown(Part):
    """A column; `id` is its name in each row."""

    id: str
    title: str
    numeric: bool


class TableShown(Part):
    """Rows by the ids of their columns; `anchors` has the name of each row that has one, by its place from 0."""

    kind: Literal["table"]
    id: str
    caption: str
    columns: list[ColumnShown]
    rows: list[dict[str, CellShown]]
    anchors: dict[str, str]
    empty: str


class ProseShown(Part):
    """A paragraph."""

    kind: Literal["prose"]
    text: str


class FactShown(Part):
    """A label and what it stands for."""

    label: str
    cell: CellShown


class FactsShown(Part):
    """Labels and what they stand for."""

    kind: Literal["facts"]
    facts: list[FactShown]


class NoteShown(Part):
    """A sentence that must not be overlooked."""

    kind: Literal["note"]
    tone: Tone
    text: str


class KeysShown(Part):
    """Rows of evidence by their keys; `total` is how many there are."""

    kind: Literal["keys"]
    label: str
    keys: list[str]
    total: Annotated[int, Field(ge=0)]


class PointShown(Part):
    """A value in time; `low` and `high` are its interval or the limits at it."""

    at: date
    value: float | None
    low: float | None
    high: float | None
    marked: bool


class TrendShown(Part):
    """Values over time against a target and a minimum; `ceiling` says that lower is better."""

    kind: Literal["trend"]
    unit: str
    points: list[PointShown]
    target: float | None
    minimum: float | None
    ceiling: bool


class ControlChartShown(Part):
    """Values over time between the limits of a control chart."""

    kind: Literal["control_chart"]
    unit: str
    points: list[PointShown]
    centre: float | None


class SpotShown(Part):
    """A risk: ranks from 0 (very low) to 4; `before` is likelihood and impact of the quarter before."""

    label: str
    likelihood: Rank
    impact: Rank
    before: tuple[Rank, Rank] | None
    href: str | None


class HeatMapShown(Part):
    """Risks by likelihood and impact; `levels` has a row per likelihood, lowest first."""

    kind: Literal["heat_map"]
    spots: list[SpotShown]
    levels: list[list[str]]


class WayShown(Part):
    """How often something went from one place to another."""

    start: str
    end: str
    count: int


class FlowShown(Part):
    """How often things went from place to place."""

    kind: Literal["flow"]
    things: str
    ways: list[WayShown]


class BarShown(Part):
    """A length."""

    label: str
    value: float
    tone: Tone


class BarsShown(Part):
    """A length per label."""

    kind: Literal["bars"]
    unit: str
    bars: list[BarShown]
    limit: float | None


class StateShown(Part):
    """A state in words."""

    text: str
    tone: Tone


class LineShown(Part):
    """A line of a calendar, a state per column."""

    label: str
    states: list[StateShown]


class CalendarShown(Part):
    """A state per line and column."""

    kind: Literal["calendar"]
    columns: list[str]
    lines: list[LineShown]


AnyChart: TypeAlias = Annotated[
    TrendShown | ControlChartShown | HeatMapShown | FlowShown | BarsShown | CalendarShown,
    Field(discriminator="kind"),
]


class FigureShown(Part):
    """A chart, what it shows in words, and the table behind it."""

    kind: Literal["figure"]
    id: str
    title: str
    description: str
    chart: AnyChart
    table: TableShown


AnyBlock: TypeAlias = Annotated[
    ProseShown | FactsShown | NoteShown | KeysShown | TableShown | FigureShown, Field(discriminator="kind")
]


class GroupShown(Part):
    """Blocks under a heading of their own."""

    id: str
    title: str
    blocks: list[AnyBlock]


class SectionShown(Part):
    """A numbered section."""

    number: int
    id: str
    title: str
    summary: str
    tone: Tone
    groups: list[GroupShown]


class ReviewV1(Part):
    """The whole review."""

    schema_version: Literal["1.0"]
    title: str
    subtitle: str
    language: str
    sections: list[SectionShown]

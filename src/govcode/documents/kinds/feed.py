"""`Feed`: how a system's export becomes datasets. It is data, not code: files, dialect, names, formats, value maps.

A delivered value may lie inside another: `satisfaction_rating.score`, `comments[0].body`, `custom_fields[id=7].value`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from govcode.core.fields import ColumnName, Expression, Id, Shape
from govcode.documents.envelope import Envelope
from govcode.documents.kinds.dataset import Grain

ManifestField = Literal[
    "table",
    "file",
    "grain",
    "period_start",
    "period_end",
    "watermark",
    "extracted_at",
    "row_count",
    "sha256",
    "schema_version",
    "mode",
]


class Dialect(Shape):
    """How a CSV file is written; never guessed."""

    delimiter: str = Field(default=",", min_length=1, max_length=1, description="Between two cells")
    quote: str = Field(default='"', max_length=1, description="Around a cell; empty for none")
    escape: str = Field(default='"', max_length=1, description="Before a quote inside a cell")
    encoding: Literal["utf-8", "latin-1", "utf-16"] = Field(default="utf-8", description="How characters are stored")


class CellMap(Shape):
    """How a column's text becomes a value. A short form is the delivered name alone."""

    from_: str | None = Field(
        default=None,
        alias="from",
        description="The delivered name, or the path to a nested value; the same name, if left out",
        examples=["Created At", "satisfaction_rating.score", "custom_fields[id=360001].value"],
    )
    value: Expression | None = Field(
        default=None,
        description="The value itself, computed from the texts named under `read`",
        examples=["case when answered is not null then 'answered' else 'abandoned' end"],
    )
    format: str | None = Field(
        default=None,
        description="How a date or timestamp is written: `iso`, `unix` (seconds), `unix_ms`, or a pattern",
        examples=["%d/%m/%Y %H:%M"],
    )
    values: dict[str, str | None] | None = Field(
        default=None, min_length=1, description="Delivered text: our word (or null). Anything else counts as unmapped"
    )
    yes: list[str] = Field(default=["true"], min_length=1, description="The texts that mean yes, case ignored")
    no: list[str] = Field(default=["false"], min_length=1, description="The texts that mean no, case ignored")
    nulls: list[str] | None = Field(default=None, description="The texts that mean empty, here")
    constant: str | None = Field(default=None, description="The same text for each row; nothing is delivered")
    optional: bool = Field(default=False, description="An export that lacks it everywhere means: empty everywhere")


def _cell(value: object) -> object:
    return {"from": value} if isinstance(value, str) else value


Cell = Annotated[CellMap, BeforeValidator(_cell, json_schema_input_type=CellMap | str)]


class ReadText(Shape):
    """A delivered text under a name of our own. A short form is the delivered name alone."""

    from_: str = Field(alias="from", description="The delivered name, or the path to a nested value")
    nulls: list[str] | None = Field(default=None, description="The texts that mean empty, here")
    optional: bool = Field(default=False, description="An export that lacks it everywhere means: empty everywhere")


Read = Annotated[ReadText, BeforeValidator(_cell, json_schema_input_type=ReadText | str)]


class Keep(Shape):
    """Of the rows that are the same thing delivered again, only the newest is kept."""

    latest: str = Field(
        description="The moment or number that says which is the newest: a name of `read`, or a delivered one",
        examples=["LastUpdateTimestamp"],
    )
    per: list[str] = Field(
        min_length=1,
        description="What rows of the same thing have in common: names of `read`, or delivered ones",
        examples=[["ContactId"]],
    )
    gone: Expression | None = Field(
        default=None,
        description="If this is true of the newest, the thing was deleted since, and none of its rows is kept",
        examples=["status = 'deleted'"],
    )


class FeedTable(Shape):
    """One delivered table and the dataset it fills."""

    dataset: Id
    files: list[str] = Field(
        default=[],
        description="File names or patterns inside the drop; any file, if the drop is one file",
        examples=[["tickets*.csv"]],
    )
    format: Literal["csv", "json", "jsonl", "parquet"] | None = Field(
        default=None,
        description="`json` is one value, `jsonl` a value per line; by the file's ending, if left out (.json is jsonl)",
    )
    rows: str | None = Field(
        default=None,
        description="Where in a JSON file the list of records is; the file itself is the list, if left out",
        examples=["tickets", "data.items"],
    )
    each: str | None = Field(
        default=None,
        description="A row is each element of this list inside a record, or of a list inside those elements",
        examples=["events", "participants.sessions.segments"],
    )
    grain: Grain | None = Field(default=None, description="What one delivered row is; as the dataset says, if left out")
    history: Literal["full", "latest"] = Field(
        default="full",
        description="`latest` says that the export knows only how things stand now, not what happened on the way",
    )
    csv: Dialect = Field(default=Dialect(), description="How the CSV is written")
    nulls: list[str] = Field(default=[""], description="The texts that mean empty, in every column")
    format_of_dates: str = Field(
        default="iso",
        alias="dates",
        description="How dates and timestamps are written: `iso`, `unix` (seconds), `unix_ms`, or a pattern",
    )
    decimal: Literal[".", ","] = Field(default=".", description="The decimal mark of numbers")
    timezone: str | None = Field(default=None, description="The zone of times without one; the feed's, if left out")
    read: dict[ColumnName, Read] = Field(
        default={}, description="Names for delivered texts that `where`, `keep` and `value` use"
    )
    where: Expression | None = Field(default=None, description="Only delivered rows for which this is true are rows")
    keep: Keep | None = Field(default=None, description="For exports that deliver the same thing more than once")
    columns: dict[ColumnName, Cell] = Field(
        default={}, description="Dataset column: delivered column; a column of the same name needs no line"
    )
    optional: bool = Field(default=False, description="A drop without this table is no problem")


class Manifest(Shape):
    """A file of the drop that says what the drop holds; each of its rows is about a table or a file."""

    file: str = Field(description="Its name inside the drop, CSV or JSON by its ending", examples=["manifest.json"])
    rows: str | None = Field(
        default=None, description="Where in a JSON file the list of entries is; the file itself, if left out"
    )
    csv: Dialect = Field(default=Dialect(), description="How the CSV is written")
    format_of_dates: str = Field(default="iso", alias="dates", description="How its moments are written")
    fields: dict[ManifestField, str] = Field(
        default={}, description="What a field is called there; a field of the same name needs no line"
    )


class FeedSpec(Shape):
    """The tables of a system's export."""

    timezone: str = Field(
        default="UTC", description="The zone of times that do not carry one", examples=["Europe/Amsterdam"]
    )
    manifest: Manifest | None = Field(default=None, description="The file in which the sender says what was sent")
    tables: dict[Id, FeedTable] = Field(min_length=1, description="Each delivered table, by a short name")


class Feed(Envelope):
    """How a system's export becomes datasets."""

    kind: Literal["Feed"]
    spec: FeedSpec

"""`Feed`: how a system's export becomes datasets. It is data, not code: files, dialect, names, formats, value maps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from govcode.core.fields import ColumnName, Id, Shape
from govcode.documents.envelope import Envelope


class Dialect(Shape):
    """How a CSV file is written; never guessed."""

    delimiter: str = Field(default=",", min_length=1, max_length=1, description="Between two cells")
    quote: str = Field(default='"', max_length=1, description="Around a cell; empty for none")
    escape: str = Field(default='"', max_length=1, description="Before a quote inside a cell")
    encoding: Literal["utf-8", "latin-1", "utf-16"] = Field(default="utf-8", description="How characters are stored")


class CellMap(Shape):
    """How a column's text becomes a value. A short form is the delivered name alone."""

    from_: str | None = Field(default=None, alias="from", description="The delivered name; the same name, if left out")
    format: str | None = Field(
        default=None, description="How a date or timestamp is written: `iso`, or a pattern", examples=["%d/%m/%Y %H:%M"]
    )
    values: dict[str, str | None] | None = Field(
        default=None, min_length=1, description="Delivered text: our word (or null). Anything else counts as unmapped"
    )
    yes: list[str] = Field(default=["true"], min_length=1, description="The texts that mean yes, case ignored")
    no: list[str] = Field(default=["false"], min_length=1, description="The texts that mean no, case ignored")
    nulls: list[str] | None = Field(default=None, description="The texts that mean empty, here")
    constant: str | None = Field(default=None, description="The same text for each row; nothing is delivered")


def _cell(value: object) -> object:
    return {"from": value} if isinstance(value, str) else value


Cell = Annotated[CellMap, BeforeValidator(_cell, json_schema_input_type=CellMap | str)]


class FeedTable(Shape):
    """One delivered table and the dataset it fills."""

    dataset: Id
    files: list[str] = Field(
        default=[],
        description="File names or patterns inside the drop; any file, if the drop is one file",
        examples=[["tickets*.csv"]],
    )
    format: Literal["csv", "jsonl", "parquet"] | None = Field(
        default=None, description="By the file's ending, if left out"
    )
    csv: Dialect = Field(default=Dialect(), description="How the CSV is written")
    nulls: list[str] = Field(default=[""], description="The texts that mean empty, in every column")
    format_of_dates: str = Field(default="iso", alias="dates", description="How dates and timestamps are written")
    decimal: Literal[".", ","] = Field(default=".", description="The decimal mark of numbers")
    timezone: str | None = Field(default=None, description="The zone of times without one; the feed's, if left out")
    columns: dict[ColumnName, Cell] = Field(
        default={}, description="Dataset column: delivered column; a column of the same name needs no line"
    )
    optional: bool = Field(default=False, description="A drop without this table is no problem")


class FeedSpec(Shape):
    """The tables of a system's export."""

    timezone: str = Field(
        default="UTC", description="The zone of times that do not carry one", examples=["Europe/Amsterdam"]
    )
    tables: dict[Id, FeedTable] = Field(min_length=1, description="Each delivered table, by a short name")


class Feed(Envelope):
    """How a system's export becomes datasets."""

    kind: Literal["Feed"]
    spec: FeedSpec

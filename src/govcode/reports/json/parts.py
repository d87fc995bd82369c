"""What every part of the published report is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer


def _rounded(number: float) -> float:
    return float(f"{number:.12g}")


Real = Annotated[float, PlainSerializer(_rounded, return_type=float)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2})?)?$")]
Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """A closed object."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

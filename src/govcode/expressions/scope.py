"""What the names in an expression can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govcode.ir.clock import Clock
from govcode.ir.expression import Literal, Type


@dataclass(frozen=True)
class Scope:
    """The columns an expression may read.

    `values` holds the declared values of a text column, where there are any; `constants` are called as functions
    without arguments, such as `as_of()`; `calendars` are named by functions such as `business_time`; `described` names
    the whole, such as `dataset 'tickets'`.
    """

    columns: Mapping[str, Type]
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    constants: Mapping[str, Literal] = field(default_factory=dict)
    described: str = "the data"
    calendars: Mapping[str, Clock] = field(default_factory=dict)

"""The text of a definition, whose hash says whether two runs mean the same by a rule or KPI."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from hashlib import sha256

from govcode.ir.check import Limit
from govcode.ir.measure import Measure
from govcode.ir.relation import Relation


def definition_of(relation: Relation, measure: Measure, limit: Limit) -> str:
    """Return the text of a definition: its rows by their mark, and what is asked of them."""
    return f"({_mark(relation)}, {measure!r}, {limit!r})"


@lru_cache(maxsize=16_384)
def _mark(relation: Relation) -> str:
    """Return a text that is another one for other rows; the same rows stand below many others and are told once."""
    told = (_told(getattr(relation, field.name)) for field in fields(relation) if field.repr)
    return sha256(f"{type(relation).__name__}({', '.join(told)})".encode()).hexdigest()


def _told(value: object) -> str:
    if isinstance(value, Relation):
        return _mark(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Relation):
        return ", ".join(map(_told, value))
    return repr(value)

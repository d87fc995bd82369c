"""Which values of a segment may be shown: declared ones, texts of a declared form, truth, small whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import re2

from govcode.expressions.patterns import pattern
from govcode.findings.finding import Place
from govcode.ir.check import Check, Segment
from govcode.ir.expression import Value
from govcode.plan.segmenting import LONG, SMALL, UNDECLARED, whole

EMPTY = "(empty)"


def place(segments: Sequence[Segment], values: Sequence[Value]) -> Place:
    """Return the values of segments as they may be shown."""
    return Place(tuple((s.name, shown(s, value)) for s, value in zip(segments, values, strict=True)))


def shown(segment: Segment, value: Value) -> str:
    """Return a value, or a word in parentheses for one that may be anything."""
    match value:
        case None:
            return EMPTY
        case bool():
            return "yes" if value else "no"
        case int() if abs(value) < SMALL:
            return str(value)
        case str() if segment.values and value in segment.values:
            return value
        case str() if segment.pattern and len(value) <= LONG and _has_form(value, segment.pattern):
            return value
        case _:
            return UNDECLARED


def _has_form(value: str, form: str) -> bool:
    return re2.search(pattern(whole(form)).re2, value) is not None


def segment_of(check: Check, segments: Sequence[Segment], values: Sequence[Value]) -> Place | None:
    """Return the part of the data a value of a KPI is about, its vendor first where the check holds for one alone."""
    segment = place(segments, values) if segments else None
    if not check.vendor:
        return segment
    named = segment.values if segment else ()
    return segment if "vendor" in dict(named) else Place((("vendor", check.vendor), *named))

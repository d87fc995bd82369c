"""A KPI's numbers are put beside what else was measured, so that one number does not have to say everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from govcode.findings.drifting import charted
from govcode.findings.excusing import with_excused
from govcode.findings.finding import Finding
from govcode.findings.leaving_out import with_left_out
from govcode.findings.mixing import with_mix
from govcode.findings.worst import with_worst
from govcode.ir.check import Aside, Check, Score, SideKind
from govcode.ir.measure import Aggregate, Grouped, Measured

Sides: TypeAlias = Sequence[tuple[Aside, Measured | None]]


def argued(
    check: Check, score: Score, main: Grouped, sides: Sides, findings: Iterable[Finding], as_of: datetime
) -> tuple[Finding, ...]:
    """Return the findings of a KPI with excused rows, worst segments, mix and chart, as far as they were measured."""
    told = with_left_out(check, score, tuple(findings), sides)
    for measure, found in _groups(sides, SideKind.EXCUSED):
        told = with_excused(check, score, told, measure, found, as_of)
    for measure, found in _groups(sides, SideKind.DRILL):
        told = with_worst(check, score, told, measure, found, as_of)
    for measure, found in _groups(sides, SideKind.MIX):
        told = with_mix(check, score, told, measure, found)
    return charted(check, score, told, main)


def _groups(sides: Sides, kind: SideKind) -> Iterator[tuple[Aggregate, Grouped]]:
    """Yield the unnamed measurements of a kind; the named ones are counts."""
    for aside, found in sides:
        measure = aside.measure
        if aside.kind is kind and not aside.name and isinstance(measure, Aggregate) and isinstance(found, Grouped):
            yield measure, found

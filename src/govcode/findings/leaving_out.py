"""How many rows a KPI leaves out, by why, told with the number they are left out of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govcode.findings.finding import Finding
from govcode.findings.kpis import place_of
from govcode.ir.check import Aside, Check, Score, SideKind
from govcode.ir.measure import Grouped, Measured


def with_left_out(
    check: Check, score: Score, findings: Sequence[Finding], sides: Sequence[tuple[Aside, Measured | None]]
) -> tuple[Finding, ...]:
    """Return the findings with the rows of their own segment and period that each exclusion left out."""
    named = [(aside.name, found) for aside, found in sides if aside.kind is SideKind.EXCLUDED]
    found = next((answer for _, answer in named if isinstance(answer, Grouped)), None)
    if found is None:
        return tuple(findings)
    counts = {place_of(check, score, group): group.terms for group in found.groups}
    return tuple(
        replace(finding, details=(*finding.details, *_told([name for name, _ in named], terms)))
        if (terms := counts.get((finding.segment, finding.period)))
        else finding
        for finding in findings
    )


def _told(names: Sequence[str], terms: Sequence[object]) -> tuple[tuple[str, int], ...]:
    counts = ((name, int(str(term or 0))) for name, term in zip(names, terms, strict=True))
    return tuple((name, count) for name, count in counts if count)

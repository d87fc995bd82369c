"""A measured value as a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from govcode.findings.finding import Finding, Outcome
from govcode.reports.format.measured import interval_of, missed, sign_of, value_of
from govcode.reports.format.moments import period
from govcode.reports.format.numbers import NONE, count
from govcode.reports.format.words import SAYING, Sign, place
from govcode.reports.html.charts import strip
from govcode.reports.html.scale import stretch


@dataclass(frozen=True, slots=True)
class ValueRow:
    """Where, when, how much, how sure, and what that means."""

    where: str
    when: str
    value: str
    interval: str
    drawing: Markup
    n: str
    outcome: Outcome
    sign: Sign
    missed: str
    waived_by: str | None
    reason: str | None


def value_rows(findings: Sequence[Finding], *, drawn: bool = True) -> tuple[ValueRow, ...]:
    """Return findings as rows whose drawings share one axis."""
    between = stretch(findings)
    return tuple(_row(finding, strip(finding, between) if drawn else Markup()) for finding in findings)


def _said(finding: Finding) -> str:
    """Return what was found of a promise that is not about the value itself."""
    return finding.reason or "" if finding.kind in SAYING and finding.outcome is Outcome.FAIL else ""


def _row(finding: Finding, drawing: Markup) -> ValueRow:
    return ValueRow(
        where=place(finding.segment),
        when=period(finding.period, finding.limit) if finding.period else NONE,
        value=value_of(finding),
        interval=interval_of(finding),
        drawing=drawing,
        n=count(finding.number.n) if finding.number else NONE,
        outcome=finding.outcome,
        sign=sign_of(finding),
        missed=missed(finding) or _said(finding),
        waived_by=finding.waived_by,
        reason=finding.reason,
    )

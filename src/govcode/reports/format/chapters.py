"""Findings put together the way people read them: what broke first, worst first, one entry per promise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import About, Enforcement
from govcode.verdict.decision import Report

KPI = "kpi"
UNJUDGED = (Outcome.ERROR, Outcome.NO_DATA, Outcome.INCONCLUSIVE, Outcome.IMMATURE)
_STRICTEST_FIRST = list(Enforcement)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Promise:
    """Findings of one rule or KPI that belong together; `blocks` if one of them decided the verdict."""

    findings: tuple[Finding, ...]
    blocks: bool

    @property
    def id(self) -> str:
        """Return the id of the rule or KPI."""
        return self.findings[0].id

    @property
    def about(self) -> About:
        """Return what people need to know of it."""
        return self.findings[0].about


@dataclass(frozen=True, slots=True)
class Series:
    """A KPI with everything that was measured of it, segments in order and periods oldest first."""

    findings: tuple[Finding, ...]
    segments: tuple[tuple[Finding, ...], ...]
    broken: tuple[Finding, ...]

    @property
    def about(self) -> About:
        """Return what people need to know of it."""
        return self.findings[0].about


@dataclass(frozen=True, slots=True)
class Chapters:
    """All findings of a report, each in one chapter; `kpis` tells those of KPIs once more, as series."""

    broken: tuple[Promise, ...]
    unjudged: tuple[Promise, ...]
    waived: tuple[Promise, ...]
    kept: tuple[Promise, ...]
    kpis: tuple[Series, ...]


def chapters(report: Report) -> Chapters:
    """Return the findings of a report in chapters."""
    blocking = {id(report.findings[index]) for index in report.decision.blocking}

    def promises(findings: Iterable[Finding], by: Callable[[Finding], Hashable]) -> tuple[Promise, ...]:
        together = (tuple(_newest_first(group)) for group in grouped(findings, by))
        return tuple(Promise(group, any(id(f) in blocking for f in group)) for group in together)

    open_: list[Finding] = []
    accepted: list[Finding] = []
    for finding in report.findings:
        (accepted if _accepted(finding, blocks=id(finding) in blocking) else open_).append(finding)
    ranked = sorted(open_, key=_worst_first)
    return Chapters(
        broken=promises((f for f in ranked if f.outcome is Outcome.FAIL), _promise),
        unjudged=promises(
            (f for outcome in UNJUDGED for f in ranked if f.outcome is outcome),
            lambda f: (f.outcome, _promise(f)),
        ),
        waived=promises(sorted(accepted, key=_worst_first), lambda f: (f.waived_by, _promise(f))),
        kept=promises((f for f in ranked if f.outcome is Outcome.PASS), _promise),
        kpis=_series(report.findings, {id(f) for f in open_ if f.outcome is Outcome.FAIL}),
    )


def grouped(items: Iterable[T], by: Callable[[T], Hashable]) -> list[list[T]]:
    """Return the items that share a key together, in the order in which the keys first appear."""
    found: dict[Hashable, list[T]] = {}
    for item in items:
        found.setdefault(by(item), []).append(item)
    return list(found.values())


def _accepted(finding: Finding, *, blocks: bool) -> bool:
    """Say whether waivers accept a finding: what is left after them keeps its limit, and it does not block."""
    return finding.waived_by is not None and not blocks


def _promise(finding: Finding) -> tuple[str, About]:
    return (finding.id, finding.about)


def _worst_first(finding: Finding) -> tuple[int, int, str]:
    return (-finding.about.severity.rank, _STRICTEST_FIRST.index(finding.about.enforcement), finding.id)


def _newest_first(findings: list[Finding]) -> list[Finding]:
    """Return findings newest period first; those of one period, and those without, keep their order."""
    return sorted(findings, key=lambda f: -f.period[0].toordinal() if f.period else 0)


def _series(findings: Iterable[Finding], broken: set[int]) -> tuple[Series, ...]:
    all_ = []
    for group in grouped((f for f in findings if f.kind == KPI), _promise):
        segments = sorted(grouped(group, lambda f: f.segment), key=lambda s: str(s[0].segment or ""))
        in_time = (tuple(sorted(s, key=lambda f: f.period[0].toordinal() if f.period else 0)) for s in segments)
        newest = tuple(_newest_first([f for f in group if id(f) in broken]))
        all_.append(Series(tuple(group), tuple(in_time), newest))
    return tuple(sorted(all_, key=lambda s: (not s.broken, _worst_first(s.findings[0]))))

"""Findings put together the way people read them: what broke first, worst first, one entry per promise."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from govcode.findings.finding import Finding, Outcome
from govcode.ir.check import About, Enforcement
from govcode.reports.format.words import plural, visible
from govcode.verdict.decision import Report
from govcode.verdict.standing import Standing, standings

VENDOR = "vendor"
NAMED = 3
KPI = "kpi"
UNJUDGED = (Outcome.ERROR, Outcome.NO_DATA, Outcome.INCONCLUSIVE, Outcome.IMMATURE)
_STRICTEST_FIRST = list(Enforcement)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Promise:
    """Findings of one rule or KPI that belong together; `blocks` if one of them decided the verdict.

    `whose` names the vendors where a promise is written differently for some of them; `standing` is that of its id.
    """

    findings: tuple[Finding, ...]
    blocks: bool
    whose: str | None
    standing: Standing

    @property
    def id(self) -> str:
        """Return the id of the rule or KPI."""
        return self.findings[0].id

    @property
    def about(self) -> About:
        """Return what people need to know of it."""
        return self.findings[0].about

    @property
    def title(self) -> str:
        """Return its title, with the vendors that it is for."""
        return _title(self.about, self.whose)


@dataclass(frozen=True, slots=True)
class Series:
    """A KPI with everything that was measured of it, segments in order and periods oldest first."""

    findings: tuple[Finding, ...]
    segments: tuple[tuple[Finding, ...], ...]
    broken: tuple[Finding, ...]
    whose: str | None

    @property
    def about(self) -> About:
        """Return what people need to know of it."""
        return self.findings[0].about

    @property
    def title(self) -> str:
        """Return its title, with the vendors that it is for."""
        return _title(self.about, self.whose)


@dataclass(frozen=True, slots=True)
class Chapters:
    """All findings of a report, each in one chapter; `kpis` tells those of KPIs once more, as series.

    `standings` are those of all promises by id.
    """

    broken: tuple[Promise, ...]
    unjudged: tuple[Promise, ...]
    waived: tuple[Promise, ...]
    kept: tuple[Promise, ...]
    kpis: tuple[Series, ...]
    standings: dict[str, Standing]


def chapters(report: Report) -> Chapters:
    """Return the findings of a report in chapters."""
    blocking = {id(report.findings[index]) for index in report.decision.blocking}
    standing, whose = standings(report.findings), _whose(report.findings)

    def promises(findings: Iterable[Finding], by: Callable[[Finding], Hashable]) -> tuple[Promise, ...]:
        together = (tuple(_newest_first(group)) for group in grouped(findings, by))
        return tuple(
            Promise(g, any(id(f) in blocking for f in g), whose.get(_promise(g[0])), standing[g[0].id])
            for g in together
        )

    open_: list[Finding] = []
    accepted: list[Finding] = []
    for finding in report.findings:
        (accepted if _accepted(finding, blocks=id(finding) in blocking) else open_).append(finding)
    ranked = sorted(open_, key=_worst_first)
    return Chapters(
        broken=_adjacent(promises((f for f in ranked if f.outcome is Outcome.FAIL), _promise)),
        unjudged=promises(
            (f for outcome in UNJUDGED for f in ranked if f.outcome is outcome),
            lambda f: (f.outcome, _promise(f)),
        ),
        waived=promises(sorted(accepted, key=_worst_first), lambda f: (f.waived_by, _promise(f))),
        kept=promises((f for f in ranked if f.outcome is Outcome.PASS), _promise),
        kpis=_series(report.findings, {id(f) for f in open_ if f.outcome is Outcome.FAIL}, whose),
        standings=standing,
    )


def ids(promises: Iterable[Promise]) -> list[str]:
    """Return the ids of promises, each once: what is counted as one promise."""
    return list(dict.fromkeys(promise.id for promise in promises))


def counted(promises: Iterable[Promise], *whole: Standing) -> str:
    """Return how many promises stand like `whole`, per standing, and how many others are here only in part."""
    told = {promise.id: promise.standing for promise in promises}
    numbers = [(sum(standing is which for standing in told.values()), str(which)) for which in whole]
    numbers.append((sum(standing not in whole for standing in told.values()), "in part"))
    parts = [(number, word) for number, word in numbers if number]
    return ", ".join(f"{plural(n, 'promise') if i == 0 else f'{n:,}'} {word}" for i, (n, word) in enumerate(parts))


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


def _adjacent(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """Return promises in their order, but those of one id after each other."""
    return tuple(promise for group in grouped(promises, lambda p: p.id) for promise in group)


def _title(about: About, whose: str | None) -> str:
    return f"{about.title} — {whose}" if whose else about.title


def _whose(findings: Iterable[Finding]) -> dict[tuple[str, About], str]:
    """Return the vendors that each way of writing a promise is for, where there are several ways."""
    found: dict[tuple[str, About], str] = {}
    for same in grouped(findings, lambda f: f.id):
        ways = {_promise(way[0]): _vendors(way) for way in grouped(same, _promise)}
        if len(ways) > 1 and any(ways.values()):
            found |= {key: _vendors_told(vendors) for key, vendors in ways.items()}
    return found


def _vendors(findings: Iterable[Finding]) -> list[str]:
    named = (dict(f.segment.values).get(VENDOR) for f in findings if f.segment is not None)
    return list(dict.fromkeys(visible(name) for name in named if name))


def _vendors_told(names: list[str]) -> str:
    if not names:
        return "the other vendors"
    more = len(names) - NAMED
    told = ", ".join(names[:NAMED]) + (f" and {plural(more, 'more vendor')}" if more > 0 else "")
    return f"{VENDOR if len(names) == 1 else f'{VENDOR}s'} {told}"


def _worst_first(finding: Finding) -> tuple[int, int, str]:
    return (-finding.about.severity.rank, _STRICTEST_FIRST.index(finding.about.enforcement), finding.id)


def _newest_first(findings: list[Finding]) -> list[Finding]:
    """Return findings newest period first; those of one period, and those without, keep their order."""
    return sorted(findings, key=lambda f: -f.period[0].toordinal() if f.period else 0)


def _series(findings: Iterable[Finding], broken: set[int], whose: dict[tuple[str, About], str]) -> tuple[Series, ...]:
    all_ = []
    for group in grouped((f for f in findings if f.kind == KPI), _promise):
        segments = sorted(grouped(group, lambda f: f.segment), key=lambda s: str(s[0].segment or ""))
        in_time = (tuple(sorted(s, key=lambda f: f.period[0].toordinal() if f.period else 0)) for s in segments)
        newest = tuple(_newest_first([f for f in group if id(f) in broken]))
        all_.append(Series(tuple(group), tuple(in_time), newest, whose.get(_promise(group[0]))))
    return tuple(sorted(all_, key=lambda s: (not s.broken, _worst_first(s.findings[0]))))

"""Everything the page shows, in the words and numbers it shows them in."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from govcode.core.diagnostic import Diagnostic
from govcode.core.show import show
from govcode.findings.finding import Finding, Outcome
from govcode.reports.format.chapters import Promise, chapters, counted, grouped, ids
from govcode.reports.format.limits import expected
from govcode.reports.format.measured import broken_rows, reasons, value_told
from govcode.reports.format.moments import moment
from govcode.reports.format.numbers import count
from govcode.reports.format.redefined import Rewritten, rewritten
from govcode.reports.format.words import SIGNS, VERDICTS, Sign, plural, where_and_when
from govcode.reports.html.broken import Card, cards
from govcode.reports.html.kpis import Kpi, kpis
from govcode.verdict.decision import Report
from govcode.verdict.standing import Standing

PLACES = 4
_OPEN = (Standing.NOT_JUDGED, Standing.UNDECIDED)
_WHOLE = dict.fromkeys(Outcome, _OPEN) | {Outcome.PASS: (Standing.KEPT,), Outcome.FAIL: (Standing.WAIVED,)}
_COLOURS = {
    Standing.BROKEN: (Outcome.FAIL, "broken"),
    Standing.NOT_JUDGED: (Outcome.NO_DATA, "unjudged"),
    Standing.UNDECIDED: (Outcome.INCONCLUSIVE, "unjudged"),
    Standing.WAIVED: (Outcome.IMMATURE, "waivers"),
    Standing.KEPT: (Outcome.PASS, "kept"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """How many promises stand alike, and where to read on; `outcome` is whose colour they have."""

    outcome: Outcome
    symbol: str
    word: Standing
    number: str
    goal: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A promise in a list."""

    promise: Promise
    told: str | None
    whole: bool
    places: tuple[str, ...]
    more_places: tuple[str, ...]
    waived_by: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Promises that could not be judged for the same kind of reason."""

    outcome: Outcome
    sign: Sign
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The page from top to bottom."""

    report: Report
    verdict: str
    sign: Sign
    as_of: str
    missing: tuple[str, ...]
    promises: str
    tiles: tuple[Tile, ...]
    broken: tuple[Card, ...]
    broken_size: str
    kpis: tuple[Kpi, ...]
    kpis_size: str
    unjudged: tuple[Group, ...]
    unjudged_size: str
    waived: tuple[Entry, ...]
    rewritten: tuple[Rewritten, ...]
    warnings: tuple[str, ...]
    kept: tuple[Entry, ...]
    kept_size: str
    findings: str
    command: str


def page(report: Report) -> Page:
    """Return what the page shows of a report."""
    told = chapters(report)
    outcome = report.decision.outcome
    return Page(
        report=report,
        verdict=VERDICTS[outcome],
        sign=SIGNS[outcome],
        as_of=moment(report.as_of),
        missing=tuple(_missing(report)),
        promises=plural(len(told.standings), "promise"),
        tiles=_tiles(list(told.standings.values())),
        broken=cards(told.broken),
        broken_size=plural(len(ids(told.broken)), "promise"),
        kpis=kpis(told.kpis),
        kpis_size=count(len({one.findings[0].id for one in told.kpis})),
        unjudged=tuple(_group(group) for group in grouped(told.unjudged, lambda p: p.findings[0].outcome)),
        unjudged_size=counted(told.unjudged, *_OPEN),
        waived=tuple(_entry(promise, _found(promise)) for promise in told.waived),
        rewritten=rewritten(report.redefined),
        warnings=_shown(report.warnings),
        kept=tuple(_entry(promise, _checked(promise)) for promise in told.kept),
        kept_size=counted(told.kept, Standing.KEPT),
        findings=_findings(report),
        command=_command(report),
    )


def _tiles(told: Sequence[Standing]) -> tuple[Tile, ...]:
    tiles = []
    for which, (outcome, goal) in _COLOURS.items():
        if told.count(which) or which in {Standing.BROKEN, Standing.KEPT}:
            symbol = "◇" if which is Standing.WAIVED else SIGNS[outcome].symbol
            tiles.append(Tile(outcome, symbol, which, count(told.count(which)), goal))
    return tuple(tiles)


def _findings(report: Report) -> str:
    """Return how many findings there are per outcome: what the promises are made of."""
    found = report.counts()
    return ", ".join(f"{count(found[outcome])} {SIGNS[outcome].word}" for outcome in Outcome)


def _missing(report: Report) -> list[str]:
    if not report.drops:
        return ["No data drop was read."]
    return [
        f"Table {table.name} of feed {drop.feed} is missing: {table.missing}"
        for drop in report.drops
        for table in drop.tables
        if table.missing
    ]


def _group(promises: Sequence[Promise]) -> Group:
    outcome = promises[0].findings[0].outcome
    return Group(outcome, SIGNS[outcome], tuple(_entry(promise, _reason(promise)) for promise in promises))


def _entry(promise: Promise, told: str | None) -> Entry:
    places = tuple(where for finding in promise.findings if (where := where_and_when(finding)))
    whole = promise.standing in _WHOLE[promise.findings[0].outcome]
    return Entry(promise, told, whole, places[:PLACES], places[PLACES:], promise.findings[0].waived_by)


def _reason(promise: Promise) -> str:
    first = promise.findings[0]
    reason = reasons(promise.findings)
    valued = first.outcome is Outcome.INCONCLUSIVE and first.number is not None and len(promise.findings) == 1
    return f"{reason} ({value_told(first)})" if valued else reason


def _found(promise: Promise) -> str:
    first = promise.findings[0]
    found = _one(first)
    return f"{found}, and {plural(len(promise.findings) - 1, 'other finding')}" if promise.findings[1:] else found


def _one(finding: Finding) -> str:
    return value_told(finding) if finding.number is not None else broken_rows(finding)


def _checked(promise: Promise) -> str:
    first = promise.findings[0]
    allowed = expected(first)
    if promise.findings[1:]:
        checked = plural(len(promise.findings), "value")
    elif first.number is not None:
        checked = value_told(first)
    else:
        checked = broken_rows(first) if first.violations is not None else "checked"
    return f"{checked}; {allowed}" if allowed else checked


def _shown(problems: Sequence[Diagnostic]) -> tuple[str, ...]:
    return tuple(show(problem) for problem in problems)


def _command(report: Report) -> str:
    """Return the command that makes this report again; where the drops lay is not part of a report."""
    drops = [f"--drop {shlex.quote(drop.feed)}=PATH" for drop in report.drops]
    return " ".join(("govcode check PROJECT", *drops, f"--as-of {report.as_of:%Y-%m-%d}"))

"""The verdict at the top, and what follows the KPIs: not judged, waived, warnings, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govcode.core.diagnostic import Diagnostic
from govcode.core.show import show
from govcode.findings.finding import Outcome
from govcode.findings.redefined import Redefined
from govcode.reports.format.chapters import Promise, counted, grouped, ids
from govcode.reports.format.measured import broken_rows, reasons, shortest_reason, value_told
from govcode.reports.format.moments import moment
from govcode.reports.format.numbers import count
from govcode.reports.format.redefined import Rewritten, rewritten
from govcode.reports.format.words import SIGNS, VERDICTS, plural, prose, visible, where_and_when
from govcode.reports.text.layout import BLANK, Block, columns, hanging, heading, labelled, line, sign, style
from govcode.verdict.decision import ExcuseUse, Report, WaiverUse
from govcode.verdict.standing import Standing, standings

ALONE = 8  # so many promises with one reason are told one by one
REWRITTEN = 6  # values of a KPI whose definition has changed
WARNINGS = 5
_WHOLE = (Standing.NOT_JUDGED, Standing.UNDECIDED)


def head(report: Report) -> Block:
    """Return the verdict, then what it is about."""
    outcome = report.decision.outcome
    verdict = Text(overflow="fold")
    verdict.append(f"{SIGNS[outcome].symbol} {VERDICTS[outcome].upper()}", style=style(outcome))
    verdict.append(f"  {visible(report.decision.sentence)}", style="bold")
    about = [report.title, f"as of {moment(report.as_of)}", f"documents {report.documents_digest[:12]}"]
    if report.revision:
        about.append(f"revision {report.revision[:12]}")
    return (verdict, *_standings(report), line(" · ".join(about), "dim"), *_missing(report))


def _standings(report: Report) -> Block:
    """Return how all promises stand, unless the verdict has said it."""
    if report.decision.outcome is Outcome.PASS or not report.findings:
        return ()
    told = standings(report.findings).values()
    numbers = [(sum(one is which for one in told), which) for which in Standing]
    parts = ", ".join(f"{count(number)} {which}" for number, which in numbers if number)
    return (line(f"{plural(len(told), 'promise')}: {parts}."),)


def _missing(report: Report) -> Iterator[RenderableType]:
    if not report.drops:
        yield line("No data drop was read.", "bold")
    for drop in report.drops:
        for table in drop.tables:
            if table.missing:
                yield line(f"Missing: table {table.name} of feed {drop.feed}: {table.missing}", "bold")


def unjudged(promises: Sequence[Promise]) -> Block:
    """Return what could not be judged, and why: by outcome, whole promises first, a line for each."""
    if not promises:
        return ()
    title = f"Could not be judged ({counted(promises, *_WHOLE)})"
    return (*heading(title, "this is not the same as kept"), *_open(promises))


def _open(promises: Sequence[Promise]) -> Iterator[RenderableType]:
    for group in grouped(promises, lambda p: p.findings[0].outcome):
        whole = [promise for promise in group if promise.standing in _WHOLE]
        part = [promise for promise in group if promise.standing not in _WHOLE]
        shown = Text(overflow="fold")
        shown.append_text(sign(group[0].findings[0].outcome))
        shown.append(f"  {counted(group, *_WHOLE)}")
        yield Padding(shown, (0, 0, 0, 4))
        for alike in grouped(whole, lambda p: p.findings[0].reason):
            yield from _alike(alike) if len(alike) > ALONE else map(_one, alike)
        if part:
            rows = [_in_short(same) for same in grouped(part, lambda p: p.id)]
            yield Padding(columns(("", "", ""), rows), (0, 0, 0, 2))


def _alike(promises: Sequence[Promise]) -> Iterator[RenderableType]:
    """Tell many promises with one reason once, with the ids of all of them."""
    first = promises[0].findings[0]
    blocking = len(ids(promise for promise in promises if promise.blocks))
    told = f"{plural(len(ids(promises)), 'promise')}: {prose(first.reason) or SIGNS[first.outcome].meaning}"
    yield hanging(told + (f" · {count(blocking)} close the gate" if blocking else ""), indent=6)
    yield labelled((("which", ", ".join(ids(promises))),), indent=6)


def _one(promise: Promise) -> RenderableType:
    """Tell a promise of which nothing more is known with its title, as no other section has it."""
    where = where_and_when(promise.findings[0])
    notes = [
        where if where and not promise.findings[1:] else "",
        _value(promise) or "",
        plural(len(promise.findings), "value") if promise.findings[1:] else "",
        "closes the gate" if promise.blocks else "",
    ]
    told = f"{promise.title}  {promise.id}: {reasons(promise.findings)}"
    return hanging(" · ".join(filter(None, (told, *notes))), indent=6)


def _in_short(same: Sequence[Promise]) -> tuple[str, str, str]:
    """Return the id of a promise, how many of its values are open, and the shortest reason."""
    findings = [finding for promise in same for finding in promise.findings]
    blocks = " · closes the gate" if any(promise.blocks for promise in same) else ""
    return same[0].id, plural(len(findings), "value"), shortest_reason(findings) + blocks


def _value(promise: Promise) -> str | None:
    """Return the value that nothing could be concluded from, where it is one."""
    first = promise.findings[0]
    one = len(promise.findings) == 1 and first.outcome is Outcome.INCONCLUSIVE
    return value_told(first) if one and first.number else None


def waived(promises: Sequence[Promise], waivers: Sequence[WaiverUse]) -> Block:
    """Return the failures that are accepted for now, then every waiver and what became of it."""
    if not promises and not waivers:
        return ()
    if not promises:
        return (*heading("Waivers", "no promise is waived as a whole"), *_waived(promises, waivers))
    title = f"Waived ({plural(len(ids(promises)), 'promise')})"
    return (*heading(title, "broken, and accepted for now"), *_waived(promises, waivers))


def _waived(promises: Sequence[Promise], waivers: Sequence[WaiverUse]) -> Iterator[RenderableType]:
    for promise in promises:
        first = promise.findings[0]
        found = value_told(first) if first.number is not None else broken_rows(first)
        more = f" and {plural(len(promise.findings) - 1, 'other finding')}" if promise.findings[1:] else ""
        yield hanging(f"{promise.title}  {promise.id}: {found}{more}; waiver {first.waived_by}")
    if promises and waivers:
        yield BLANK
    for waiver in waivers:
        until = f"until {waiver.until}, approved by {waiver.approved_by}, accepts {count(waiver.waived)}"
        yield hanging(f"{waiver.id}: {waiver.state}; {until}; {prose(waiver.reason)}", _waiver_style(waiver))


def _waiver_style(waiver: WaiverUse) -> str:
    return "" if waiver.state == "in force" else "yellow"


def excused(events: Sequence[ExcuseUse]) -> Block:
    """Return every excused event and what became of it: KPIs leave its rows out, and are told with them too."""
    if not events:
        return ()
    return (*heading(f"Excused events ({count(len(events))})", "left out of KPIs, and told"), *map(_excused, events))


def _excused(event: ExcuseUse) -> RenderableType:
    by = f"approved by {event.approved_by}" if event.approved_by else "approved by nobody"
    rows = ", ".join(f"{plural(number, 'row')} of {id_}" for id_, number in event.rows)
    span = f"{moment(event.start)} to {moment(event.end)} (UTC), expires {event.expires}"
    told = "; ".join(filter(None, (f"{event.state}", span, by, rows, prose(event.reason), prose(event.evidence))))
    return hanging(f"{event.id}: {told}", "" if event.state == "in force" else "yellow")


def rewrites(values: Sequence[Redefined]) -> Block:
    """Return every KPI whose definition has changed, with its values by both definitions on the same data."""
    kpis = rewritten(values)
    if not kpis:
        return ()
    note = "the old and the new value on the same data"
    return (
        *heading(f"Definitions that changed ({count(len(kpis))})", note),
        *(row for kpi in kpis for row in _kpi(kpi)),
    )


def _kpi(kpi: Rewritten) -> Iterator[RenderableType]:
    yield hanging(f"{kpi.title}  {kpi.id}: {kpi.old_hash[:12]} is now {kpi.new_hash[:12]}")
    for told in kpi.lines[:REWRITTEN]:
        where = f"{told.where}: " if told.where else ""
        yield hanging(f"{where}{told.old}; now {told.new}; moved {told.moved}", "", 6)
    if len(kpi.lines) > REWRITTEN:
        yield hanging(f"and {count(len(kpi.lines) - REWRITTEN)} more values", "dim", 6)


def warnings(problems: Sequence[Diagnostic]) -> Block:
    """Return what is questionable in the documents: the first, and where to find the others."""
    if not problems:
        return ()
    more = len(problems) - WARNINGS
    tail = (hanging(f"and {count(more)} more: govcode lint", "dim"),) if more > 0 else ()
    first = (hanging(show(problem)) for problem in problems[:WARNINGS])
    return (*heading(f"Warnings ({count(len(problems))})"), *first, *tail)


def counts(report: Report) -> Block:
    """Return the number of findings per outcome, in one line."""
    found = report.counts()
    parts = [f"{found[outcome]:,} {SIGNS[outcome].word}" for outcome in Outcome]
    total = f"{plural(len(report.findings), 'finding')}: {', '.join(parts)}; {found['waived']:,} waived"
    return (*_all(report), BLANK, line(f"{total}. Exit code {report.decision.exit_code}."))


def _all(report: Report) -> Block:
    """Say how to see what this screen folds, where it may have folded something."""
    if not any(finding.number or finding.outcome is not Outcome.PASS for finding in report.findings):
        return ()
    return (BLANK, line("Every value, place and key: add -o html=report.html, or -o json=report.json.", "dim"))

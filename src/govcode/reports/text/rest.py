"""The verdict at the top, and what follows the KPIs: not judged, waived, warnings, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from govcode.core.diagnostic import Diagnostic
from govcode.core.show import show
from govcode.findings.finding import Outcome
from govcode.reports.format.chapters import Promise, grouped
from govcode.reports.format.measured import broken_rows, reasons, value_told
from govcode.reports.format.moments import moment
from govcode.reports.format.numbers import count
from govcode.reports.format.words import SIGNS, VERDICTS, plural, prose, visible, where_and_when
from govcode.reports.text.layout import BLANK, Block, hanging, heading, labelled, line, sign, style
from govcode.verdict.decision import Report, WaiverUse

PLACES = 4
ALONE = 3  # so many promises with one reason are told one by one


def head(report: Report) -> Block:
    """Return the verdict, then what it is about."""
    outcome = report.decision.outcome
    verdict = Text(overflow="fold")
    verdict.append(f"{SIGNS[outcome].symbol} {VERDICTS[outcome].upper()}", style=style(outcome))
    verdict.append(f"  {visible(report.decision.sentence)}", style="bold")
    about = [report.title, f"as of {moment(report.as_of)}", f"documents {report.documents_digest[:12]}"]
    if report.revision:
        about.append(f"revision {report.revision[:12]}")
    return (verdict, line(" · ".join(about), "dim"), *_missing(report))


def _missing(report: Report) -> Iterator[RenderableType]:
    if not report.drops:
        yield line("No data drop was read.", "bold")
    for drop in report.drops:
        for table in drop.tables:
            if table.missing:
                yield line(f"Missing: table {table.name} of feed {drop.feed}: {table.missing}", "bold")


def unjudged(promises: Sequence[Promise]) -> Block:
    """Return what could not be judged, and why."""
    if not promises:
        return ()
    return (*heading(f"Could not be judged ({count(len(promises))})", "this is not the same as kept"), *_open(promises))


def _open(promises: Sequence[Promise]) -> Iterator[RenderableType]:
    for group in grouped(promises, lambda p: (p.findings[0].outcome, p.findings[0].reason)):
        if len(group) > ALONE:
            yield from _alike(group)
        else:
            yield from _each(group)


def _alike(promises: Sequence[Promise]) -> Iterator[RenderableType]:
    """Tell many promises with one reason once, with the ids of all of them."""
    first = promises[0].findings[0]
    blocking = sum(promise.blocks for promise in promises)
    shown = Text(overflow="fold")
    shown.append_text(sign(first.outcome))
    shown.append(f"  {plural(len(promises), 'promise')}: {prose(first.reason) or SIGNS[first.outcome].meaning}")
    shown.append(f"  {count(blocking)} close the gate" if blocking else "", style="dim")
    yield Padding(shown, (0, 0, 0, 4))
    yield labelled((("which", ", ".join(dict.fromkeys(promise.id for promise in promises))),), indent=6)


def _each(promises: Sequence[Promise]) -> Iterator[RenderableType]:
    for promise in promises:
        first = promise.findings[0]
        shown = Text(overflow="fold")
        shown.append_text(sign(first.outcome))
        shown.append(f"  {visible(promise.about.title)}")
        shown.append(f"  {promise.id}" + (" · closes the gate" if promise.blocks else ""), style="dim")
        yield Padding(shown, (0, 0, 0, 4))
        yield labelled(
            (
                ("because", reasons(promise.findings)),
                ("found", _value(promise)),
                ("where", _places(promise)),
                ("owner", f"{promise.about.owner}, {promise.about.span}"),
            ),
            indent=6,
        )


def _value(promise: Promise) -> str | None:
    """Return the value that nothing could be concluded from, where it is one."""
    first = promise.findings[0]
    one = len(promise.findings) == 1 and first.outcome is Outcome.INCONCLUSIVE
    return value_told(first) if one and first.number else None


def _places(promise: Promise) -> str | None:
    named = [where for finding in promise.findings if (where := where_and_when(finding))]
    more = len(named) - PLACES
    return "; ".join(named[:PLACES]) + (f"; and {count(more)} more" if more > 0 else "") or None


def waived(promises: Sequence[Promise], waivers: Sequence[WaiverUse]) -> Block:
    """Return the failures that are accepted for now, then every waiver and what became of it."""
    if not promises and not waivers:
        return ()
    note = "broken, and accepted for now" if promises else "nothing is waived as a whole"
    return (*heading(f"Waived ({count(len(promises))})", note), *_waived(promises, waivers))


def _waived(promises: Sequence[Promise], waivers: Sequence[WaiverUse]) -> Iterator[RenderableType]:
    for promise in promises:
        first = promise.findings[0]
        found = value_told(first) if first.number is not None else broken_rows(first)
        more = f" and {plural(len(promise.findings) - 1, 'other finding')}" if promise.findings[1:] else ""
        yield hanging(f"{promise.about.title}  {promise.id}: {found}{more}; waiver {first.waived_by}")
    if promises and waivers:
        yield BLANK
    for waiver in waivers:
        until = f"until {waiver.until}, approved by {waiver.approved_by}, accepts {count(waiver.waived)}"
        yield hanging(f"{waiver.id}: {waiver.state}; {until}; {prose(waiver.reason)}", _waiver_style(waiver))


def _waiver_style(waiver: WaiverUse) -> str:
    return "" if waiver.state == "in force" else "yellow"


def warnings(problems: Sequence[Diagnostic]) -> Block:
    """Return what is questionable in the documents."""
    if not problems:
        return ()
    return (*heading(f"Warnings ({count(len(problems))})"), *(hanging(show(problem)) for problem in problems))


def counts(report: Report) -> Block:
    """Return the number of findings per outcome, in one line."""
    found = report.counts()
    parts = [f"{found[outcome]:,} {SIGNS[outcome].word}" for outcome in Outcome]
    total = f"{plural(len(report.findings), 'finding')}: {', '.join(parts)}; {found['waived']:,} waived"
    return (BLANK, line(f"{total}. Exit code {report.decision.exit_code}."))

"""What broke, worst first: where, how many, which rows, why it matters, what to do, who owns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from govcode.findings.finding import Finding, Spot
from govcode.reports.format.chapters import Promise
from govcode.reports.format.limits import expected, told
from govcode.reports.format.measured import broken_rows, missed, value_told
from govcode.reports.format.numbers import count, part_of
from govcode.reports.format.words import place, plural, prose, visible, where_and_when
from govcode.reports.text.layout import BLANK, Block, columns, heading, labelled, line, severity_style

FULL = 25
CASES = 5
SPOTS = 8
KEYS = 5


def broken(promises: Sequence[Promise]) -> Block:
    """Return the broken promises: the worst in full, any others on a line each, none left out."""
    if not promises:
        return ()
    return (*heading(f"What broke ({count(len(promises))})", "worst first"), *_each(promises))


def _each(promises: Sequence[Promise]) -> Iterator[RenderableType]:
    for number, promise in enumerate(promises[:FULL], 1):
        if number > 1:
            yield BLANK
        yield _title(number, promise)
        yield labelled(_facts(promise))
    if promises[FULL:]:
        yield BLANK
        yield line(f"{plural(len(promises) - FULL, 'more broken promise')}, in short:")
        rows = [(p.about.severity, p.id, _in_short(p), str(p.about.span)) for p in promises[FULL:]]
        yield columns(("", "", "", ""), rows)


def _title(number: int, promise: Promise) -> Text:
    about = promise.about
    shown = Text(overflow="fold")
    shown.append(f"{number:>2}  ")
    shown.append(visible(about.title), style="bold")
    shown.append("\n    ")
    shown.append(about.severity, style=severity_style(about.severity))
    shown.append(f" · {about.enforcement}" + ("" if promise.blocks else " · does not close the gate"))
    return shown


def _facts(promise: Promise) -> Iterator[tuple[str, RenderableType | str | None]]:
    about, first = promise.about, promise.findings[0]
    yield "rule" if first.number is None else "KPI", promise.id
    yield "promised", expected(first) if first.number is not None else None
    for index, finding in enumerate(promise.findings[:CASES]):
        yield "found" if index == 0 else "", _found(finding)
        yield from _evidence(finding)
    if promise.findings[CASES:]:
        # The newest come first; the KPI section lists the values, the json and html reports every finding.
        yield "", f"and {plural(len(promise.findings) - CASES, 'more value or place', 'more values or places')}"
    yield "why", prose(about.why)
    yield "fix", prose(about.fix)
    yield "owner", about.owner
    yield "written", str(about.span)
    yield "controls", ", ".join(about.controls)


def _found(finding: Finding) -> str:
    where = where_and_when(finding)
    if finding.number is not None:
        misses = f"; misses the {missed(finding)}" if missed(finding) else ""
        return f"{value_told(finding)}{misses}{f' — {where}' if where else ''}"
    allowed = told(finding.limit)
    return f"{broken_rows(finding)}{f'; {allowed}' if allowed else ''}{f' — {where}' if where else ''}"


def _evidence(finding: Finding) -> Iterator[tuple[str, RenderableType | str | None]]:
    spots = [spot for spot in finding.spots if spot.violations]
    if spots:
        yield "where", _spots(spots)
    yield "details", "; ".join(f"{label}: {count(rows)}" for label, rows in finding.details)
    if finding.keys:
        more = finding.keys_total - len(finding.keys[:KEYS])
        yield "which", ", ".join(finding.keys[:KEYS]) + (f" and {count(more)} more" if more > 0 else "")
    if finding.waived:
        yield "waived", f"{count(finding.waived)} of them accepted by {finding.accepted_by}"
    if finding.immature:
        yield "not due", f"{plural(finding.immature, 'row')} cannot be judged yet"


def _spots(spots: Sequence[Spot]) -> Text:
    worst = sorted(spots, key=lambda spot: -spot.violations)
    lines = [
        f"{place(s.place)}: {count(s.violations)} of {count(s.population)} ({part_of(s.violations, s.population)})"
        for s in worst[:SPOTS]
    ]
    if worst[SPOTS:]:
        rest = sum(spot.violations for spot in worst[SPOTS:])
        lines.append(f"{plural(len(worst) - SPOTS, 'more place')}: {count(rest)}")
    return Text("\n".join(lines), overflow="fold")


def _in_short(promise: Promise) -> str:
    if len(promise.findings) > 1:
        return f"{count(len(promise.findings))} values or places"
    finding = promise.findings[0]
    return value_told(finding) if finding.number is not None else broken_rows(finding)

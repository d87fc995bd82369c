"""What broke, worst first: where, how many, which rows, why it matters, what to do, who owns it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from govcode.findings.finding import Finding, Spot
from govcode.reports.format.chapters import Promise, ids
from govcode.reports.format.limits import expected, told
from govcode.reports.format.measured import broken_rows, missed, value_told
from govcode.reports.format.numbers import count, part_of
from govcode.reports.format.words import SAYING, place, plural, prose, visible, where_and_when, word_of
from govcode.reports.text.layout import BLANK, Block, columns, heading, labelled, line, severity_style

FULL = 8
CASES = 5
SPOTS = 8
KEYS = 5


def broken(promises: Sequence[Promise]) -> Block:
    """Return the broken promises: the worst in full, any others on a line each, none left out."""
    if not promises:
        return ()
    numbers = {id_: number for number, id_ in enumerate(ids(promises), 1)}
    return (*heading(f"What broke ({plural(len(numbers), 'promise')})", "worst first"), *_each(promises, numbers))


def _each(promises: Sequence[Promise], numbers: dict[str, int]) -> Iterator[RenderableType]:
    """Tell each promise; one that is written anew for a vendor follows the other, under the same number."""
    full = [promise for promise in promises if numbers[promise.id] <= FULL]
    for index, promise in enumerate(full):
        if index:
            yield BLANK
        again = index > 0 and full[index - 1].id == promise.id
        yield _title("" if again else str(numbers[promise.id]), promise)
        yield labelled(_facts(promise))
    short = promises[len(full) :]
    if short:
        yield BLANK
        yield line(f"{plural(len(ids(short)), 'more broken promise')}, in short:")
        yield columns(("", "", ""), [(_severity(p), _named(p), _in_short(p)) for p in short])


def _title(number: str, promise: Promise) -> Text:
    about = promise.about
    shown = Text(overflow="fold")
    shown.append(f"{number:>2}  ")
    shown.append(visible(promise.title), style="bold")
    shown.append("\n    ")
    shown.append(about.severity, style=severity_style(about.severity))
    shown.append(f" · {about.enforcement}" + ("" if promise.blocks else " · does not close the gate"))
    shown.append(f" · {word_of(promise.findings[0])} {visible(promise.id)}")
    return shown


def _severity(promise: Promise) -> Text:
    severity = promise.about.severity
    return Text(f"{severity}", style=severity_style(severity), overflow="fold")


def _named(promise: Promise) -> str:
    return f"{promise.id} ({promise.whose})" if promise.whose else promise.id


def _facts(promise: Promise) -> Iterator[tuple[str, RenderableType | str | None]]:
    about, first = promise.about, promise.findings[0]
    yield "promised", expected(first) if first.number is not None else None
    for index, finding in enumerate(promise.findings[:CASES]):
        yield "found" if index == 0 else "", _found(finding)
        yield from _evidence(finding)
    if promise.findings[CASES:]:
        # The newest come first; the KPI section lists the values, the json and html reports every finding.
        yield "", f"and {plural(len(promise.findings) - CASES, 'more value or place', 'more values or places')}"
    yield "why", prose(about.why)
    yield "fix", prose(about.fix)
    controls = f" · controls {', '.join(about.controls)}" if about.controls else ""
    yield "owner", f"{about.owner} · {about.span}{controls}"


def _found(finding: Finding) -> str:
    where = where_and_when(finding)
    if finding.number is not None:
        misses = f"; misses the {missed(finding)}" if missed(finding) else ""
        said = f"; {prose(finding.reason)}" if finding.kind in SAYING and finding.reason else ""
        return f"{value_told(finding)}{misses}{said}{f' — {where}' if where else ''}"
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
    return line("; ".join(lines))


def _in_short(promise: Promise) -> str:
    if len(promise.findings) > 1:
        return f"{count(len(promise.findings))} values or places"
    finding = promise.findings[0]
    return value_told(finding) if finding.number is not None else broken_rows(finding)

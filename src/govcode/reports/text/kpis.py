"""The KPIs: what broke in full, everything else by its newest judged value per segment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from govcode.findings.finding import Finding, Outcome
from govcode.reports.format.chapters import Series
from govcode.reports.format.limits import expected
from govcode.reports.format.measured import interval_of, missed, reported, value_of
from govcode.reports.format.moments import WEEK, period
from govcode.reports.format.numbers import NONE, count
from govcode.reports.format.words import REPORTED, place, plural, visible
from govcode.reports.text.layout import BLANK, NUMBERS, Block, columns, heading, line, sign

ROWS = 12
_FIRM = {*NUMBERS, "when", WEEK.strip()}
_JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.INCONCLUSIVE)


def kpis(series: Sequence[Series]) -> Block:
    """Return one table per KPI that has a value, those that broke first; the others are told as not judged."""
    valued = [one for one in series if any(f.number and f.number.value is not None for f in one.findings)]
    if not valued:
        return ()
    return (*heading(f"KPIs ({count(len(valued))})", "broken values, then the newest per segment"), *_each(valued))


def _each(series: Sequence[Series]) -> Iterator[RenderableType]:
    for index, one in enumerate(series):
        if index:
            yield BLANK
        yield _title(one)
        broken = one.broken[:ROWS]
        newest = [f for f in map(_newest, one.segments) if f not in one.broken]
        shown = [*broken, *newest[:ROWS]]
        yield _table(shown)
        yield from _left_out(one, broken, shown)


def _table(shown: Sequence[Finding]) -> RenderableType:
    """Return the values; what all cells of a column would repeat stands in its header, to save width."""
    table = {
        **_where(shown),
        **_when(shown),
        "value": [value_of(f) for f in shown],
        "interval": [interval_of(f) for f in shown],
        "n": [count(f.number.n) if f.number else NONE for f in shown],
        "outcome": [_outcome(f) for f in shown],
    }
    firm = [index for index, header in enumerate(table) if header in _FIRM]
    return columns(tuple(table), list(zip(*table.values(), strict=True)), firm)


def _where(shown: Sequence[Finding]) -> dict[str, list[str]]:
    names = {tuple(name for name, _ in f.segment.values) if f.segment else () for f in shown}
    if names == {()}:
        return {}
    if len(names) > 1:
        return {"where": [place(f.segment) for f in shown]}
    header = visible(", ".join(names.pop()))
    return {header: [", ".join(value for _, value in f.segment.values) if f.segment else "" for f in shown]}


def _when(shown: Sequence[Finding]) -> dict[str, list[str]]:
    if not any(f.period for f in shown):
        return {}
    cells = [period(f.period, f.limit) if f.period else NONE for f in shown]
    if all(cell.startswith(WEEK) for cell in cells):
        return {WEEK.strip(): [cell.removeprefix(WEEK) for cell in cells]}
    return {"when": cells}


def _left_out(one: Series, broken: Sequence[Finding], shown: Sequence[Finding]) -> Iterator[RenderableType]:
    """Say what the table does not show, broken values by themselves."""
    if len(one.broken) > len(broken):
        yield line(f"    and {plural(len(one.broken) - len(broken), 'more broken value')}", "bold")
    hidden = [f for f in one.findings if f not in one.broken and f not in shown]
    if hidden:
        accepted = sum(f.outcome is Outcome.FAIL for f in hidden)
        words = f"{count(accepted)} of them broken and waived" if accepted else "none of them broken"
        yield line(f"    and {plural(len(hidden), 'more value')}, {words}", "dim")


def _title(one: Series) -> Text:
    shown = Text(overflow="fold")
    shown.append(f"    {visible(one.about.title)}", style="bold")
    shown.append(f"  {one.findings[0].id}", style="dim")
    promised = expected(one.findings[0])
    if promised:
        shown.append(f"\n    {promised}")
    return shown


def _newest(segment: Sequence[Finding]) -> Finding:
    """Return the newest finding that was judged; without one, the newest."""
    judged = [finding for finding in segment if finding.outcome in _JUDGED]
    return (judged or segment)[-1]


def _outcome(finding: Finding) -> Text:
    shown = Text(f"{REPORTED.symbol} {REPORTED.word}") if reported(finding) else sign(finding.outcome)
    if missed(finding):
        shown.append(f", {missed(finding)} missed")
    if finding.waived_by:
        shown.append(f", waived by {visible(finding.waived_by)}")
    shown.overflow = "fold"
    return shown

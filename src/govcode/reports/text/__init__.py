"""`text`: the report as a screen for people: verdict, what broke and what to do, KPIs, what could not be judged."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from govcode.reports.format.chapters import chapters
from govcode.reports.text.broken import broken
from govcode.reports.text.kpis import kpis
from govcode.reports.text.rest import counts, excused, head, rewrites, unjudged, waived, warnings
from govcode.verdict.decision import Report

NARROWEST = 72


def render(report: Report, *, width: int = 100, color: bool = False) -> str:
    """Return the report as text of at most `width` columns (at least 72), with terminal colours if asked for."""
    told = chapters(report)
    blocks = (
        head(report),
        broken(told.broken),
        kpis(told.kpis),
        unjudged(told.unjudged),
        waived(told.waived, report.waivers),
        excused(report.excuses),
        rewrites(report.redefined),
        warnings(report.warnings),
        counts(report),
    )
    console = _console(max(width, NARROWEST), color=color)
    for part in (part for block in blocks for part in block):
        console.print(part)
    lines = console.file.getvalue().splitlines() if isinstance(console.file, StringIO) else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _console(width: int, *, color: bool) -> Console:
    """Return a console that knows nothing of the terminal or the environment it runs in."""
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        force_jupyter=False,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )

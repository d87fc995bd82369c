"""The few shapes that the screen is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from govcode.findings.finding import Outcome
from govcode.ir.check import Severity
from govcode.reports.format.words import SIGNS, visible

Block = Iterable[RenderableType]
BLANK = Text("")
_STYLES = {
    Outcome.PASS: "green",
    Outcome.FAIL: "bold red",
    Outcome.INCONCLUSIVE: "yellow",
    Outcome.IMMATURE: "cyan",
    Outcome.NO_DATA: "magenta",
    Outcome.ERROR: "bold magenta",
}
_LABEL = 8
# What firm columns may take together, so that a table always fits into the narrowest screen.
_FIRM = 42
NUMBERS = ("value", "interval", "n")


def line(text: str, style: str = "") -> Text:
    """Return a text that wraps between words and is never cut."""
    return Text(visible(text), style=style, overflow="fold")


def heading(title: str, note: str = "") -> Block:
    """Return a blank line and a heading, with what the reader should know of the section."""
    shown = Text(overflow="fold")
    shown.append(title.upper(), style="bold")
    if note:
        shown.append(f"  {visible(note)}", style="dim")
    return (BLANK, shown, BLANK)


def hanging(text: str, style: str = "", indent: int = 4) -> Padding:
    """Return an indented text whose further lines are indented too."""
    return Padding(line(text, style), (0, 0, 0, indent))


def labelled(rows: Iterable[tuple[str, RenderableType | str | None]], indent: int = 4) -> Padding:
    """Return what is known of one thing: a label and its text per line, texts hanging; empty ones left out."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL, style="dim")
    grid.add_column(overflow="fold")
    for label, shown in rows:
        if shown:
            grid.add_row(label, line(shown) if isinstance(shown, str) else shown)
    return Padding(grid, (0, 0, 0, indent))


def columns(headers: Sequence[str], rows: Sequence[Sequence[str | Text]], firm: Sequence[int] = ()) -> Padding:
    """Return a table without lines; the columns in `firm` keep their width, the others break over lines.

    The ones that are broken are folded, so that nothing is ever cut.
    """
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_header=any(headers))
    left = _FIRM
    for index, header in enumerate(headers):
        width = max((cell_len(str(row[index])) for row in (headers, *rows)), default=0)
        fixed = index in firm and width <= left
        left -= width if fixed else 0
        justify: JustifyMethod = "right" if header in NUMBERS else "left"
        table.add_column(header, overflow="fold", justify=justify, width=width if fixed else None)
    for row in rows:
        table.add_row(*(line(cell) if isinstance(cell, str) else cell for cell in row))
    return Padding(table, (0, 0, 0, 4))


def sign(outcome: Outcome) -> Text:
    """Return the symbol and the word of an outcome."""
    return Text(f"{SIGNS[outcome].symbol} {SIGNS[outcome].word}", style=_STYLES[outcome])


def style(outcome: Outcome) -> str:
    """Return the colour of an outcome."""
    return _STYLES[outcome]


def severity_style(severity: Severity) -> str:
    """Return the colour of a severity."""
    return "bold red" if severity.rank >= Severity.HIGH.rank else "bold"

"""`govcode review`: the quarterly review, made from the remembered runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from govcode.cli import options
from govcode.cli.failing import USAGE
from govcode.cli.options import today
from govcode.cli.outputs import Output, outputs_of, to_screen, write_lines
from govcode.cli.telling import shown, with_sources

_NOTHING = 3
_OF_A_SCREEN = "text"


@click.command()
@options.project
@click.option("--quarter", metavar="2026Q3", help="The quarter.  [default: the last one that is over]")
@click.option("--vendor", metavar="ID", help="Only this vendor, with nothing that is another's.")
@options.as_of
@click.option(
    "--history",
    metavar="URL",
    envvar="GOVCODE_HISTORY",
    help="The history: a file, or postgresql://HOST/DATABASE.  [default: `history` in govcode.yaml]",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[=PATH]",
    help="html, markdown, json, pdf, oscal-results, oscal-poam or text; may be repeated; without PATH to the screen."
    "  [default: text]",
)
def command(
    root: Path,
    quarter: str | None,
    vendor: str | None,
    as_of: datetime | None,
    history: str | None,
    outputs: tuple[str, ...],
) -> int:
    """Write the quarterly review of PROJECT: ratings, decisions, scorecard, risks, actions and evidence.

    It is made from the runs that `govcode check --record` has remembered, and from the documents; the same history,
    documents and --as-of give the same bytes.

    Exit codes: 0 written, 2 documents, history or usage wrong, 3 no run of the quarter is remembered.
    """
    from govcode.app.reviewing import NoRuns, Wanted, reviewed  # noqa: PLC0415 - loads the database
    from govcode.reports.review.extra import MissingExtra  # noqa: PLC0415
    from govcode.reports.review.rendering import known, rendered  # noqa: PLC0415
    from govcode.review.quarter import Quarter, quarter_of  # noqa: PLC0415

    wanted = outputs_of(outputs or (_OF_A_SCREEN,), known())
    moment = as_of or today()
    day = moment.date()
    chosen = quarter_of(quarter) if quarter else Quarter(day.year, (day.month + 2) // 3).plus(-1)
    if chosen is None:
        raise click.BadParameter("write a year and a quarter, such as 2026Q3", param_hint="--quarter")
    with with_sources(root):
        try:
            review = reviewed(Wanted(root, chosen, moment, vendor, history))
            texts = tuple(rendered(review, [output.format for output in wanted]))
        except NoRuns as nothing:
            click.echo(shown(root, (nothing.problem,)), err=True)
            return _NOTHING
        except MissingExtra as missing:
            click.echo(f"error: {missing}", err=True)
            return USAGE
    for output, text in zip(wanted, texts, strict=True):
        _write(output, text)
    return 0


def _write(output: Output, text: str | bytes) -> None:
    if output.path is not None:
        write_lines(output.path, [text if isinstance(text, bytes) else text.encode("utf-8")], output.format)
    elif isinstance(text, bytes):
        message = f"{output.format} cannot go to the screen; give it a path: -o {output.format}=review.{output.format}"
        raise click.BadParameter(message, param_hint="--output")
    else:
        to_screen(text)

"""`govcode history calendar`: what was due in a quarter, and what arrived."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from govcode.cli import options
from govcode.cli.history import address, output
from govcode.cli.options import today
from govcode.cli.outputs import to_screen
from govcode.cli.telling import with_sources


@click.command()
@options.project
@click.option("--quarter", metavar="2026Q3", help="The quarter.  [default: the one that is going on]")
@click.option("--vendor", metavar="ID", help="Only this vendor's deliveries.")
@options.as_of
@address
@output
def command(
    root: Path, quarter: str | None, vendor: str | None, as_of: datetime | None, address: str | None, output: str
) -> int:
    """Show the evidence calendar of PROJECT: each delivery that its cadences ask for, and whether it came in time.

    A Cadence document says which vendor delivers which dataset, how often, and how soon it must have been checked.

    Exit codes: 0 all that was due came in time, 1 something is blank, late, partial or was not checked in time,
    2 documents or usage wrong.
    """
    from govcode.app.delivering import delivered  # noqa: PLC0415 - loads the database
    from govcode.app.reviewing import Wanted  # noqa: PLC0415
    from govcode.reports.history.delivered import as_json, as_text  # noqa: PLC0415
    from govcode.review.quarter import Quarter, quarter_of  # noqa: PLC0415

    moment = as_of or today()
    chosen = quarter_of(quarter) if quarter else Quarter(moment.year, (moment.month + 2) // 3)
    if chosen is None:
        raise click.BadParameter("write a year and a quarter, such as 2026Q3", param_hint="--quarter")
    with with_sources(root):
        scene, calendar = delivered(Wanted(root, chosen, moment, vendor, address))
    to_screen(as_json(scene, calendar) if output == "json" else as_text(scene, calendar))
    if calendar.lines and not any(line.cells for line in calendar.lines):
        click.echo(f"no cadence asked for anything in {chosen}", err=True)
    return 1 if calendar.findings else 0

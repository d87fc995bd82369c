"""`govcode explain`: what a code, a kind of rule, a function, a rule or a KPI means."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from govcode.app.explaining import everything, explained, nearest
from govcode.cli import options
from govcode.cli.options import today
from govcode.cli.telling import with_sources


@click.command()
@click.argument("name", metavar="NAME", required=False)
@click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="PROJECT",
    help="Where the rule or KPI is written.  [default: the current folder]",
)
@options.as_of
def command(name: str | None, root: Path, as_of: datetime | None) -> int:
    """Explain NAME: a code (GC114), a kind of document (Kpi) or rule (require), a function (hours), a rule or a KPI.

    Without NAME, list everything that can be explained without a project.
    """
    if name is None:
        click.echo(everything())
        return 0
    with with_sources(root):
        page = explained(name, root, as_of or today())
    if page is None:
        near = nearest(name)
        tail = f"; did you mean '{near}'?" if near else ""
        message = f"nothing is called '{name}' here{tail} (rules and KPIs are looked for in --project)"
        raise click.UsageError(message)
    click.echo(page.rstrip())
    return 0

"""`govcode history list`: the runs that are remembered."""

from __future__ import annotations

from pathlib import Path

import click

from govcode.cli import options
from govcode.cli.history import address, output
from govcode.cli.outputs import to_screen
from govcode.cli.telling import with_sources


@click.command()
@options.project
@address
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last N runs.")
@output
def command(root: Path, address: str | None, last: int | None, output: str) -> int:
    """List the runs of PROJECT, the oldest first.

    Exit codes: 0 listed, 2 the history cannot be used.
    """
    from govcode.app.remembering import listed  # noqa: PLC0415 - loads the database
    from govcode.reports.history import as_json, as_text  # noqa: PLC0415

    with with_sources(root):
        found = listed(root, address)
    chosen = found[-last:] if last else found
    to_screen(as_json.listed(chosen, len(found)) if output == "json" else as_text.listed(chosen, len(found)))
    return 0

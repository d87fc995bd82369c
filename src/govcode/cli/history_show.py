"""`govcode history show`: one run."""

from __future__ import annotations

import click

from govcode.cli.history import address, output, project_first
from govcode.cli.outputs import to_screen
from govcode.cli.telling import with_sources


@click.command()
@click.argument("words", metavar="[PROJECT] RUN", nargs=-1)
@address
@output
def command(words: tuple[str, ...], address: str | None, output: str) -> int:
    """Show RUN: the verdict, what it was made from, and what was not kept.

    Exit codes: 0 shown, 2 there is no such run, or its record was changed.
    """
    from govcode.app.remembering import shown  # noqa: PLC0415 - loads the database
    from govcode.reports.history import as_json, as_text  # noqa: PLC0415

    root, (run,) = project_first(words, 1)
    with with_sources(root):
        found = shown(root, address, run)
    to_screen(as_json.shown(found) if output == "json" else as_text.shown(found))
    return 0

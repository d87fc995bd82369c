"""`govcode history diff`: two runs side by side."""

from __future__ import annotations

import click

from govcode.cli.history import address, output, project_first
from govcode.cli.outputs import to_screen
from govcode.cli.telling import with_sources


@click.command()
@click.argument("words", metavar="[PROJECT] RUN RUN", nargs=-1)
@address
@output
def command(words: tuple[str, ...], address: str | None, output: str) -> int:
    """Compare two runs, the earlier first: what is worse, blank, new, gone, better, and defined anew.

    If the first is the later one, the first line says so.

    Exit codes: 0 compared, 2 there is no such run, or a record was changed.
    """
    from govcode.app.remembering import difference  # noqa: PLC0415 - loads the database
    from govcode.reports.history import as_json, as_text  # noqa: PLC0415

    root, (old, new) = project_first(words, 2)
    with with_sources(root):
        found = difference(root, address, old, new)
    to_screen(as_json.different(found) if output == "json" else as_text.different(found))
    return 0

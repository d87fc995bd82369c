"""`govcode history export`: the history as JSON lines."""

from __future__ import annotations

from pathlib import Path

import click

from govcode.cli import options
from govcode.cli.history import address
from govcode.cli.outputs import file_at, to_screen, write_lines
from govcode.cli.telling import with_sources


@click.command(name="export")
@options.project
@address
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to.  [default: the screen]"
)
def command(root: Path, address: str | None, output: Path | None) -> int:
    """Write the history of PROJECT as JSON lines: a header, a line for each record, and a line that closes the file.

    A file is written whole or not at all. `govcode history verify --file` proves it, `govcode history import` adds it
    to another history.

    Exit codes: 0 written, 2 the history is broken or cannot be used.
    """
    from govcode.app.remembering import exporting  # noqa: PLC0415 - loads the database

    target = file_at(output) if output else None
    with with_sources(root), exporting(root, address) as lines:
        if target is None:
            to_screen(b"".join(lines).decode("utf-8"))
        else:
            write_lines(target, lines, "history export")
    return 0

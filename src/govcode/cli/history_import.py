"""`govcode history import`: the records of exported files, added."""

from __future__ import annotations

from pathlib import Path

import click

from govcode.cli.history import address, project_first, public_key
from govcode.cli.recording import ready_for
from govcode.cli.telling import with_sources


@click.command(name="import")
@click.argument("words", metavar="[PROJECT] FILE...", nargs=-1)
@address
@public_key
@click.option(
    "--sign",
    type=click.Path(path_type=Path),
    metavar="KEYFILE",
    envvar="GOVCODE_SIGNING_KEY",
    help="Sign the new links with this Ed25519 key (PEM).",
)
def command(words: tuple[str, ...], address: str | None, keys: tuple[Path, ...], sign: Path | None) -> int:
    """Add the records of exported FILEs to the history of PROJECT, behind those that are there.

    The files are verified first, and all records are added or none. A record that is there already is known, and not
    added again; the others get a new place in the chain, and their own contents stay what they were.

    Exit codes: 0 added or known, 2 a file is broken, of another project, or the history cannot be written.
    """
    from govcode.app.remembering import imported  # noqa: PLC0415 - loads the database
    from govcode.history.signing import public_key as read_key  # noqa: PLC0415
    from govcode.history.signing import signing_key  # noqa: PLC0415

    root, files = project_first(words, None)
    ready_for(root, address)
    with with_sources(root):
        readable = [read_key(key) for key in keys] if keys else None
        signer = signing_key(sign) if sign else None
        done = imported(root, address, [Path(file) for file in files], signer, readable)
    click.echo(f"{done.new} new, {done.known} known, head {done.head}")
    return 0

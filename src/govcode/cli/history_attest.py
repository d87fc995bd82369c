"""`govcode history attest`: a run as an in-toto statement."""

from __future__ import annotations

from pathlib import Path

import click

from govcode.cli.history import address, project_first
from govcode.cli.outputs import file_at, to_screen, write_whole
from govcode.cli.telling import with_sources


@click.command()
@click.argument("words", metavar="[PROJECT] RUN", nargs=-1)
@address
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to.  [default: the screen]"
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="KEYFILE",
    envvar="GOVCODE_SIGNING_KEY",
    help="Sign it with this Ed25519 key (PEM), in a DSSE envelope.",
)
def command(words: tuple[str, ...], address: str | None, output: Path | None, key: Path | None) -> int:
    """Write RUN as an in-toto statement (test result): what was delivered, and which checks it passed.

    Exit codes: 0 written, 2 there is no such run, its record was changed, or the key cannot be used.
    """
    from govcode.app.remembering import attestation  # noqa: PLC0415 - loads the database
    from govcode.history.signing import signing_key  # noqa: PLC0415

    root, (run,) = project_first(words, 1)
    target = file_at(output) if output else None
    with with_sources(root):
        text = attestation(root, address, run, signing_key(key) if key else None)
    if target is None:
        to_screen(text)
    else:
        write_whole(target, text, "in-toto statement")
    return 0

"""`govcode history verify`: whether every record is as it was written."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.core import ParameterSource

from govcode.cli import options
from govcode.cli.history import address, output, public_key
from govcode.cli.outputs import to_screen
from govcode.cli.telling import with_sources
from govcode.core.diagnostic import closest

_BROKEN = 1
_NOTED = re.compile(r"[0-9a-fA-F]{16,64}", re.ASCII)


def _noted(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(_NOTED.fullmatch, value)):
        raise click.BadParameter("write a hash that was noted, or its first 16 characters or more", ctx, param)
    return value


def _there(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Return a file that is there: a slip in a path is no finding about a history."""
    if value is not None and value.is_dir():
        raise click.BadParameter(f"'{value}' is a folder; name the file itself", ctx, param)
    if value is not None and not value.exists():
        raise click.BadParameter(f"there is no file '{value}'{_near(value)}", ctx, param)
    return value


def _near(missing: Path) -> str:
    """Return the name that may have been meant."""
    beside = [one.name for one in missing.parent.iterdir()] if missing.parent.is_dir() else []
    near = closest(missing.name, beside)
    return f" (did you mean '{missing.parent / near}'?)" if near else ""


def _named_history(written: str) -> None:
    """Refuse a path that is typed and leads nowhere; one of the settings is a history that is gone."""
    from govcode.history.address import address_of  # noqa: PLC0415 - loads the database

    file = address_of(written).file
    if file is not None and not file.exists():
        message = f"there is no history '{written}'{_near(file)}"
        raise click.BadParameter(message, param_hint="--history")


@click.command()
@options.project
@address
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    callback=_there,
    metavar="FILE",
    help="Verify an exported file instead of the history of PROJECT.",
)
@click.option(
    "--expect",
    multiple=True,
    callback=_noted,
    metavar="HASH",
    help="The chain must hold this hash, which was noted elsewhere; may be repeated.",
)
@public_key
@output
def command(
    root: Path,
    address: str | None,
    file: Path | None,
    expect: tuple[str, ...],
    keys: tuple[Path, ...],
    output: str,
) -> int:
    """Say whether every record of PROJECT is as it was written, in its place, and whether none is missing.

    Nothing but the history is needed: no network, no data, no documents besides govcode.yaml.

    Exit codes: 0 nothing was changed; 1 something was, or the history of govcode.yaml or GOVCODE_HISTORY is missing,
    empty or cannot be read; 2 usage, such as a path on the command line where nothing is.
    """
    from govcode.app.remembering import verified, verified_file  # noqa: PLC0415 - loads the database
    from govcode.history.signing import public_key as read_key  # noqa: PLC0415
    from govcode.reports.history import as_json, as_text  # noqa: PLC0415

    typed = click.get_current_context().get_parameter_source("address") is ParameterSource.COMMANDLINE
    with with_sources(root):
        if address and typed and file is None:
            _named_history(address)
        readable = [read_key(key) for key in keys] if keys else None
        found = verified_file(file, expect, readable) if file else verified(root, address, expect, readable)
    to_screen(as_json.verified(found) if output == "json" else as_text.verified(found))
    return _BROKEN if found.problems else 0

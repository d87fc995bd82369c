"""`govcode portal`: the history as a folder of pages, to be opened, copied or served on this machine."""

from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import click

from govcode.cli import options
from govcode.cli.commands import Commands
from govcode.cli.failing import USAGE
from govcode.cli.options import today
from govcode.cli.outputs import placed
from govcode.cli.telling import shown, with_sources

_NOTHING = 3
_PORT = 8321
_HELP: dict[str, str] = {
    "build": "Write the portal into a folder.",
    "serve": "Serve a portal to browsers of this machine.",
}


class Portal(Commands):
    """The group of its subcommands, which are in this file."""

    listed: ClassVar[dict[str, str]] = _HELP

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click asks
        """Return a subcommand."""
        return {"build": build, "serve": serve}.get(cmd_name)


@click.command(cls=Portal)
def command() -> None:
    """Make the history a folder of pages: today's verdict per vendor, every KPI, rule and run, and a search."""


@click.command()
@click.argument("words", metavar="[PROJECT] DIR", nargs=-1)
@click.option(
    "--history",
    metavar="URL",
    envvar="GOVCODE_HISTORY",
    help="The history: a file, or postgresql://HOST/DATABASE.  [default: `history` in govcode.yaml]",
)
@options.as_of
def build(words: tuple[str, ...], history: str | None, as_of: datetime | None) -> int:
    """Write the portal of PROJECT into the folder DIR; PROJECT is the current folder if it is left out.

    The pages need no server, no network and no script: open DIR/index.html. DIR is made, or is a portal that is
    replaced as a whole; a folder with anything else in it is left alone. The same history, documents and --as-of give
    the same bytes.

    Exit codes: 0 written, 2 documents, history or usage wrong, 3 no run is remembered.
    """
    from govcode.app.portal import Wanted, built  # noqa: PLC0415 - loads the database
    from govcode.app.portal_folder import ForeignError  # noqa: PLC0415
    from govcode.app.reviewing import NoRuns  # noqa: PLC0415
    from govcode.reports.review.extra import MissingExtra  # noqa: PLC0415

    root, target = _places(words)
    with with_sources(root):
        try:
            made = built(Wanted(root, as_of or today(), history), target)
        except NoRuns as nothing:
            click.echo(shown(root, (nothing.problem,)), err=True)
            return _NOTHING
        except ForeignError as foreign:
            raise click.BadParameter(str(foreign), param_hint="DIR") from None
        except MissingExtra as missing:
            click.echo(f"error: {missing}", err=True)
            return USAGE
    size = f"{made.pages:,} pages, {made.size / 1e6:,.1f} MB, over {made.runs:,} run{'' if made.runs == 1 else 's'}"
    click.echo(f"Wrote {target}: {size}. Open {target / 'index.html'}, or run: govcode portal serve {target}")
    return 0


def _places(words: tuple[str, ...]) -> tuple[Path, Path]:
    """Return the project and the folder to write."""
    if not 1 <= len(words) <= 2:
        raise click.UsageError("name the folder to write, after PROJECT if it is not the current folder")
    root = Path(words[0]) if len(words) == 2 else Path()
    if not root.is_dir():
        raise click.UsageError(f"'{root}' is no folder of a project")
    return root, placed(Path(words[-1]), "DIR")


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    metavar="NUMBER",
    help="The port; 0 takes any that is free.",
)
def serve(target: Path, port: int) -> int:
    """Serve the portal in DIR on 127.0.0.1, to browsers of this machine alone; Ctrl-C stops it.

    Only the pages that `govcode portal build` wrote are served, to be read.

    Exit codes: 2 DIR is no portal or the port is in use, 130 stopped.
    """
    from govcode.app.portal_folder import ForeignError  # noqa: PLC0415
    from govcode.app.serving import server_of  # noqa: PLC0415

    try:
        server = server_of(target, port)
    except ForeignError as foreign:
        raise click.BadParameter(str(foreign), param_hint="DIR") from None
    except OSError as error:
        reason = "is in use by another program" if error.errno == errno.EADDRINUSE else "cannot be used"
        message = f"port {port} {reason}; choose another one, or 0 for any that is free"
        raise click.BadParameter(message, param_hint="--port") from None
    with server:
        click.echo(f"Serving {target} at {server.address} (Ctrl-C stops)")
        server.serve_forever()
    return 0

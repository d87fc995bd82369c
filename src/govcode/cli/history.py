"""`govcode history`: the runs that are remembered, one file per subcommand, listed once."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import click

from govcode.cli.commands import Commands

# The line of help stands here so that `govcode history --help` loads no subcommand.
HISTORY: dict[str, str] = {
    "attest": "Write a run as an in-toto statement.",
    "calendar": "Show what was due in a quarter, and what arrived.",
    "diff": "Compare two runs: what is new, gone, worse, better.",
    "export": "Write the history as JSON lines, to be carried.",
    "import": "Add the records of exported files.",
    "list": "List the runs that are remembered.",
    "show": "Show one run.",
    "verify": "Say whether every record is as it was written.",
}

address = click.option(
    "--history",
    "address",
    metavar="URL",
    envvar="GOVCODE_HISTORY",
    help="The history: a file, or postgresql://HOST/DATABASE.  [default: `history` in govcode.yaml]",
)
output = click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
public_key = click.option(
    "--public-key",
    "keys",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Every record must be signed by one of these Ed25519 keys (PEM); may be repeated.",
)


class History(Commands):
    """The group of the subcommands."""

    listed: ClassVar[dict[str, str]] = HISTORY
    place: ClassVar[str] = "govcode.cli.history_"


@click.command(cls=History)
def command() -> None:
    """See what is remembered of runs, and prove that it was not changed.

    `govcode check --record` writes a record of each run. A RUN is named by its number in the list, by the beginning of
    its name, or as latest, latest~1 and so on. PROJECT is the current folder if it is left out.
    """


def project_first(words: tuple[str, ...], number: int | None) -> tuple[Path, tuple[str, ...]]:
    """Return the project, the current folder if it is left out, and the words after it: so many, or at least one."""
    wanted = number or 1
    named = len(words) > wanted if number else False
    named = named or bool(words and Path(words[0]).is_dir() and (number is None or _is_project(words[0])))
    root, rest = (Path(words[0]), words[1:]) if named else (Path(), words)
    if not root.is_dir():
        raise click.UsageError(f"'{root}' is no folder of a project")
    if len(rest) < wanted or (number is not None and len(rest) > number):
        what = {None: "a file", 1: "a run"}.get(number, f"{wanted} runs")
        raise click.UsageError(f"name {what}, after PROJECT if it is not the current folder")
    return root, rest


def _is_project(word: str) -> bool:
    """Tell the folder of a project from the name of a run, which may look like any other folder."""
    return word in {".", ".."} or (Path(word) / "govcode.yaml").is_file()

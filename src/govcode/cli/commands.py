"""The commands: one file each, listed once, in alphabetical order; a command is loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

import click

# The line of help stands here so that `govcode --help` loads no command.
COMMANDS: dict[str, str] = {
    "check": "Check vendor drops against the rules: the verdict.",
    "explain": "Explain a diagnostic code, a rule or a KPI.",
    "history": "List, show, compare and verify remembered runs.",
    "init": "Make a new governance repository with a sample drop.",
    "lint": "Check the YAML itself, without any data.",
    "plan": "Show the scans and SQL that check would run.",
    "portal": "Make the history a folder of pages to read and search.",
    "review": "Write the quarterly review from the remembered runs.",
    "sample": "Generate a believable vendor drop with planted defects.",
    "schema": "Print the JSON Schema that editors use for completion.",
    "test": "Try the examples that rules and KPIs carry.",
}


class Commands(click.Group):
    """The group of all commands; a group inside it names its own, and where their files are."""

    listed: ClassVar[dict[str, str]] = COMMANDS
    place: ClassVar[str] = "govcode.cli."

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click asks
        """Return the names of the commands."""
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click asks
        """Return a command, loaded now."""
        if cmd_name not in self.listed:
            return None
        command: click.Command = import_module(f"{self.place}{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as click asks
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.listed.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; of an unknown one, tell the nearest."""
        from govcode.core.diagnostic import closest  # noqa: PLC0415 - only where it is needed

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = closest(args[0], self.listed)
            if near and "did you mean" not in error.message.lower():
                message = f"{error.message} Did you mean '{near}'?"
                raise click.UsageError(message, ctx) from None
            raise

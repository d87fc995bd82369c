"""The command line: the only place where a value becomes an exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from govcode.cli.commands import Commands
from govcode.cli.failing import guarded
from govcode.cli.leaving import leave

SETTINGS = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "GOVCODE", "max_content_width": 100}


@click.command(cls=Commands, context_settings=SETTINGS)
@click.version_option(package_name="govcode", message="govcode %(version)s")
def govcode() -> None:
    """Govern outsourced customer support by rules in git.

    Policies, KPIs and escalation rules are YAML; every vendor drop is checked against them.
    Begin with: govcode init my-governance
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit with its code."""
    sys.exit(_code(arguments))


def run() -> None:
    """Run a command as a process of its own, which ends with it."""
    leave(_code(None))


def _code(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few characters gets question marks, not a failure.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    gc.disable()  # a command ends before it has made enough rubbish to be worth looking for
    return guarded(govcode, arguments)

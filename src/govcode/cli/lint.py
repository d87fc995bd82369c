"""`govcode lint`: the YAML itself, without any data."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from govcode.app.linting import lint
from govcode.cli import options
from govcode.cli.options import today
from govcode.cli.telling import shown
from govcode.core.diagnostic import Level
from govcode.core.show import as_json


@click.command()
@options.project
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.as_of
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
def command(root: Path, output: str, as_of: datetime | None, *, strict: bool) -> int:
    """Check the YAML of PROJECT: every problem at once, with its place and a way out.

    Exit codes: 0 no errors, 2 errors (with --strict also warnings).
    """
    linted = lint(root, as_of or today())
    errors = sum(problem.level is Level.ERROR for problem in linted.problems)
    warnings = len(linted.problems) - errors
    if output == "json":
        problems = [as_json(problem) for problem in linted.problems]
        click.echo(json.dumps({"schema_version": "1.0", "problems": problems}, indent=2))
    else:
        if linted.problems:
            errors_first = tuple(sorted(linted.problems, key=lambda problem: problem.level is not Level.ERROR))
            click.echo(shown(root, errors_first) + "\n")
        click.echo(_summary(linted.documents, errors, warnings))
    return 2 if errors or (strict and warnings) else 0


def _summary(documents: int, errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return f"{documents} documents, no problems"
    counts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return f"{documents} documents, {', '.join(counts)}; `govcode explain CODE` tells more about a code"

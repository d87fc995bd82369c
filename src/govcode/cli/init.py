"""`govcode init`: a new governance repository."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePosixPath

import click

from govcode.cli.options import Moment, today
from govcode.scaffold.repository import SAMPLE_DROP, Laid, OccupiedError


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--no-sample", is_flag=True, help="Leave the sample drop out.")
@click.option(
    "--as-of",
    type=Moment(),
    metavar="DATE",
    help="The day it begins: reviews are dated from it, the sample ends the day before.  [default: today]",
)
def command(target: Path, as_of: datetime | None, *, no_sample: bool) -> int:
    """Make a new governance repository in DIR: policies, KPIs, escalation rules, and a sample drop to try them on.

    Exit codes: 0 made, 2 DIR is not empty (nothing is ever written over).
    """
    from govcode.app.starting import start  # noqa: PLC0415 - loads the generator

    try:
        laid = start(target, as_of or today(), with_sample=not no_sample)
    except OccupiedError as error:
        raise click.UsageError(str(error)) from None
    click.echo(_told(target, laid))
    return 0


def _told(target: Path, laid: Laid) -> str:
    folders = [PurePosixPath(path).parts[0] for path in laid.files]
    counts = [f"{folders.count(name)} in {name}/" for name in ("policies", "kpis", "escalation_rules")]
    made = f"Made {target}: {len(laid.files)} files, {', '.join(counts)}"
    steps = [
        (f"govcode lint {target}", "the YAML itself: every mistake with its place"),
        (f"govcode test {target}", "the examples that the rules carry"),
        (f"govcode check {target}", "the drops against the rules"),
    ]
    drop = f"Put the first drop into {target / SAMPLE_DROP}, or say in govcode.yaml where it lies."
    if laid.sample:
        rows = sum(file.rows for file in laid.sample.files)
        drop = f"{SAMPLE_DROP}/ holds a made-up drop of {rows:,} rows with mistakes planted: the check has to fail."
    width = max(len(step) for step, _ in steps)
    return "\n".join([f"{made}.", drop, "", *(f"  {step.ljust(width)}  {why}" for step, why in steps)])

"""`govcode sample`: a believable vendor drop with planted defects."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click

from govcode.cli.options import Moment
from govcode.sample import LAST_DAY, Sample
from govcode.scaffold.repository import SEED, TICKETS, OccupiedError


def _until_is_meant(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Name the option that is meant by the one other commands have."""
    if value is not None:
        name = param.opts[0]
        raise click.NoSuchOption(name, f"No such option '{name}'. Did you mean '--until'?", ctx=ctx)


@click.command()
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=SEED, show_default=True, help="The same seed gives the same bytes.")
@click.option("--tickets", type=click.IntRange(1, 1_000_000), default=TICKETS, show_default=True, help="How many.")
@click.option("--clean", is_flag=True, help="Plant no defects: every rule of the reference pack is kept.")
@click.option(
    "--until",
    type=Moment(),
    metavar="DATE",
    default=datetime.combine(LAST_DAY, datetime.min.time()),
    help=f"The last day of the thirteen weeks.  [default: {LAST_DAY}]",
)
@click.option("--as-of", hidden=True, expose_value=False, callback=_until_is_meant)
def command(target: Path, seed: int, tickets: int, until: datetime, *, clean: bool) -> int:
    """Generate a made-up drop of three vendors and thirteen weeks into DIR, one file per table.

    Every planted defect is listed in labels.csv: the rule it breaks, and the key of the row.

    Exit codes: 0 generated, 2 DIR is not empty (nothing is ever written over).
    """
    from govcode.app.starting import Wanted, sample_drop  # noqa: PLC0415 - loads the generator

    try:
        sample = sample_drop(target, Wanted(seed, tickets, until.date(), defects=not clean))
    except OccupiedError as error:
        raise click.UsageError(str(error)) from None
    click.echo(_told(sample, until.date()))
    return 0


def _told(sample: Sample, until: date) -> str:
    width = max(len(file.name) for file in sample.files)
    files = [f"  {file.name.ljust(width)}  {file.rows:>9,} rows" for file in sample.files]
    broken = len({label.rule for label in sample.labels})
    defects = f"{len(sample.labels)} planted defects of {broken} rules" if sample.labels else "no defects planted"
    after = until + timedelta(days=1)
    check = f"govcode check PROJECT --drop standard={sample.target} --as-of {after}"
    return "\n".join([f"Made {sample.target}, up to {until}; {defects}:", *files, "", f"  {check}"])

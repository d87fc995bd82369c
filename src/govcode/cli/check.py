"""`govcode check`: documents and drops in, verdict out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic  # how long a run takes is about the real clock

import click

from govcode.cli import options
from govcode.cli.options import today
from govcode.cli.outputs import Output, outputs_of, written
from govcode.cli.progress import bar
from govcode.cli.recording import Recording, ready_for, remembered, signer_of
from govcode.cli.recording import options as recording_options
from govcode.cli.requests import requests_of
from govcode.cli.telling import with_sources
from govcode.ir.check import Severity

_FAILED = 1


@click.command()
@options.project
@options.drops
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[=PATH]",
    help="text, json or html; may be repeated; without PATH to the screen.  [default: text]",
)
@options.as_of
@options.choice
@click.option(
    "--fail-on",
    type=click.Choice([str(s) for s in Severity]),
    help="Failures less severe than this leave the gate open; non-negotiables never do.  [default: from govcode.yaml]",
)
@click.option("--strict", is_flag=True, help="Exit 4 if only inconclusive or immature results are left.")
@click.option("--allow-empty", is_flag=True, help="Missing data does not close the gate.")
@click.option("--no-waivers", is_flag=True, help="Judge as if there were no waivers.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 where it would be 1: to look, not to gate.")
@click.option(
    "--keys",
    type=click.IntRange(1, 100_000),
    default=20,
    show_default=True,
    metavar="N",
    help="The most broken rows that are named for each rule.",
)
@click.option(
    "--against",
    metavar="REV|DIR",
    help="Compute KPIs whose definition differs from an earlier state of PROJECT by the old one as well.",
)
@recording_options
@options.limits
@click.option("--width", type=click.IntRange(40, 300), help="The width of text.  [default: the terminal's]")
def command(  # noqa: PLR0913 - as many as there are options
    root: Path,
    drops: tuple[str, ...],
    outputs: tuple[str, ...],
    as_of: datetime | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    vendor: str | None,
    fail_on: str | None,
    keys: int,
    against: str | None,
    memory: str | None,
    threads: int | None,
    width: int | None,
    recording: Recording | None,
    *,
    strict: bool,
    allow_empty: bool,
    no_waivers: bool,
    exit_zero: bool,
) -> int:
    """Check vendor drops against the rules of PROJECT.

    Exit codes: 0 every gate kept, 1 a gate failed, 2 documents or usage wrong, 3 nothing judged or data missing,
    4 inconclusive under --strict, 70 a bug, 130 interrupted.
    """
    from govcode.app.checking import checked  # noqa: PLC0415 - loads the engine
    from govcode.app.choosing import Choice  # noqa: PLC0415
    from govcode.app.ordering import Order  # noqa: PLC0415
    from govcode.engines.duckdb.engine import Limits  # noqa: PLC0415

    started = monotonic()
    wanted: tuple[Output, ...] = outputs_of(outputs or ("text",))
    if recording is not None:
        ready_for(root, recording.history)
    with with_sources(root), bar() as progress:
        signer = signer_of(recording)
        order = Order(
            root,
            requests_of(drops),
            as_of or today(),
            Choice(select, ignore, vendor),
            fail_on=Severity(fail_on) if fail_on else None,
            strict=strict,
            allow_empty=allow_empty,
            use_waivers=not no_waivers,
            limits=Limits(memory, threads),
            sample=keys,
            progress=progress,
            against=against,
            covering=recording is not None,
        )
        done = checked(order)
    written(done.report, wanted, width)
    if recording:
        with with_sources(root):
            remembered(done, recording, signer, monotonic() - started)
    code = done.report.decision.exit_code
    return 0 if exit_zero and code == _FAILED else code

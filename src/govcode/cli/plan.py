"""`govcode plan`: what check would run, before it runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govcode.cli import options
from govcode.cli.options import today
from govcode.cli.outputs import to_screen
from govcode.cli.requests import requests_of
from govcode.cli.telling import with_sources

if TYPE_CHECKING:
    from govcode.app.planning import PlannedScan, Planning


@click.command()
@options.project
@options.drops
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.as_of
@options.choice
@click.option(
    "--dialect", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="Whose SQL is shown."
)
def command(  # noqa: PLR0913 - as many as there are options
    root: Path,
    drops: tuple[str, ...],
    output: str,
    as_of: datetime | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    vendor: str | None,
    dialect: str,
) -> int:
    """Show what check would run for PROJECT: the scans, what each is asked, for which rules, and the SQL.

    The drops are opened for their column names; no row is read and nothing is judged.

    Exit codes: 0 shown, 2 documents or usage wrong.
    """
    from govcode.app.choosing import Choice  # noqa: PLC0415
    from govcode.app.ordering import Order  # noqa: PLC0415 - loads the engine
    from govcode.app.planning import planned  # noqa: PLC0415

    with with_sources(root):
        order = Order(root, requests_of(drops), as_of or today(), Choice(select, ignore, vendor))
        plan = planned(order, dialect)
    to_screen(_json(plan) if output == "json" else "\n".join(_text(plan)) + "\n")
    return 0


def _json(plan: Planning) -> str:
    return json.dumps({"schema_version": "1.0", **asdict(plan)}, indent=2, ensure_ascii=False) + "\n"


def _text(plan: Planning) -> Iterator[str]:
    statements = _many(sum(len(scan.statements) for scan in plan.scans), "statement")
    yield f"{_many(plan.checks, 'check')}, {_many(len(plan.scans), 'scan')}, {statements}; nothing has been run"
    for number, scan in enumerate(plan.scans, start=1):
        yield from _scan(number, scan, plan.dialect)
    for title, found in (("Answered without a scan", plan.answered), ("Cannot be measured", plan.blocked)):
        if found:
            yield f"\n{title}"
            yield from (f"  {one.check}: {one.reason}" for one in found)


def _scan(number: int, scan: PlannedScan, dialect: str) -> Iterator[str]:
    yield f"\nScan {number}: {scan.rows}"
    for kind, count in Counter(question.kind for question in scan.questions).items():
        yield f"  {kind}" + (f" × {count}" if count > 1 else "")
        for question in scan.questions:
            if question.kind == kind:
                yield f"    {', '.join(question.checks)}"
    for i, sql in enumerate(scan.statements, start=1):
        yield f"\n  -- {dialect}, statement {i} of {len(scan.statements)}"
        yield from (f"  {line}" for line in sql.splitlines())


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"

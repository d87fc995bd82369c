"""`govcode test`: the examples that rules and KPIs carry."""

from __future__ import annotations

from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

import click

from govcode.cli import options
from govcode.cli.options import today
from govcode.cli.telling import shown, with_sources


@click.command()
@options.project
@options.as_of
@click.option("--select", multiple=True, metavar="ID", help="Only these rules or KPIs; refunds means refunds.*")
def command(root: Path, as_of: datetime | None, select: tuple[str, ...]) -> int:
    """Try the examples that the rules and KPIs of PROJECT carry.

    Exit codes: 0 every example came out as written, 1 one did not, 2 documents wrong, 3 there was none to try.
    """
    from govcode.app.testing import test_examples  # noqa: PLC0415 - loads the reference engine

    def wanted(id_: str) -> bool:
        return not select or any(id_.startswith(f"{s}.") or fnmatchcase(id_, s) for s in select)

    with with_sources(root):
        tested = test_examples(root, as_of or today(), wanted)
    if tested.problems:
        click.echo(shown(root, tested.problems) + "\n")
    for name in tested.without:
        click.echo(f"no example: {name}")
    failed = len(tested.problems)
    result = f"{tested.tried} examples of {tested.rules} rules and KPIs"
    click.echo(f"{result}: {failed} came out otherwise" if failed else f"{result}: all came out as written")
    if failed:
        return 1
    return 0 if tested.tried else 3

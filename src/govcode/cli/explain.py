"""`govcode explain`: what a code, a kind of rule, a function, a rule or a KPI means, and what a number is made of."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from govcode.app.explaining import everything, explained, nearest
from govcode.cli import options
from govcode.cli.options import today
from govcode.cli.outputs import to_screen
from govcode.cli.requests import requests_of
from govcode.cli.telling import with_sources
from govcode.ir.limit import Period

WIDTH = 100


class Stretch(click.ParamType[datetime]):
    """A day, or a week, month or quarter by its ISO name; its first day."""

    name = "PERIOD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - as click asks
        """Return the first day, at midnight."""
        try:
            day = _first_day(str(value))
        except ValueError:
            self.fail("GC407 write 2026-09-07, 2026-W37, 2026-09 or 2026-Q3", param, ctx)
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day of the KPI's own calendar


def _first_day(text: str) -> date:
    week = re.fullmatch(r"(\d{4})-?W(\d{2})", text)
    month, quarter = re.fullmatch(r"(\d{4})-(\d{2})", text), re.fullmatch(r"(\d{4})-?Q([1-4])", text)
    if week:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1)
    if month:
        return date(int(month[1]), int(month[2]), 1)
    if quarter:
        return date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
    return date.fromisoformat(text)


@click.command()
@click.argument("name", cls=options.Optional, metavar="NAME", required=False)
@click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="PROJECT",
    help="Where the rule or KPI is written.  [default: the current folder]",
)
@options.drops
@click.option("--vendor", metavar="ID", help="Take this vendor's number of the KPI apart.")
@click.option("--day", type=Stretch(), help="Take the number of this day apart.")
@click.option("--week", type=Stretch(), help="Take the number of this week apart: 2026-W37, or a day of it.")
@click.option("--month", type=Stretch(), help="Take the number of this month apart: 2026-09.")
@click.option("--quarter", type=Stretch(), help="Take the number of this quarter apart: 2026-Q3.")
@click.option(
    "--keys",
    type=click.IntRange(1, 100_000),
    default=20,
    show_default=True,
    metavar="N",
    help="The most rows that are named.",
)
@options.as_of
def command(  # noqa: PLR0913 - as many as there are options
    name: str | None,
    root: Path,
    drops: tuple[str, ...],
    vendor: str | None,
    day: datetime | None,
    week: datetime | None,
    month: datetime | None,
    quarter: datetime | None,
    keys: int,
    as_of: datetime | None,
) -> int:
    """Explain NAME: a code (GC114), a kind of document (Kpi) or rule (require), a function (hours), a rule or a KPI.

    With --vendor, a period or --drop, take a KPI's number apart: what it is made of, what was left out, how sure it is,
    and the keys of the rows that counted against it. Without NAME, list everything that can be explained.
    """
    if name is None:
        click.echo(everything())
        return 0
    lengths = {Period.DAY: day, Period.WEEK: week, Period.MONTH: month, Period.QUARTER: quarter}
    asked = [(length, start) for length, start in lengths.items() if start is not None]
    if len(asked) > 1:
        raise click.UsageError("name one period: --day, --week, --month or --quarter")
    if asked or vendor or drops:
        return _number(name, root, drops, vendor, asked[0] if asked else (None, None), keys, as_of or today())
    with with_sources(root):
        page = explained(name, root, as_of or today())
        near = None if page else nearest(name, root, as_of or today())
    if page is None:
        tail = f"; did you mean '{near}'?" if near else ""
        message = f"nothing is called '{name}' here{tail} (rules and KPIs are looked for in --project)"
        raise click.UsageError(message)
    click.echo(page.rstrip())
    return 0


def _number(
    name: str,
    root: Path,
    drops: tuple[str, ...],
    vendor: str | None,
    asked: tuple[Period | None, datetime | None],
    keys: int,
    as_of: datetime,
) -> int:
    from govcode.app.arguing import Question, argued  # noqa: PLC0415 - loads the engine
    from govcode.app.ordering import Order  # noqa: PLC0415
    from govcode.reports.text.apart import argued as told  # noqa: PLC0415

    length, start = asked
    with with_sources(root):
        order = Order(root, requests_of(drops), as_of, sample=keys)
        values = argued(order, Question(name, start, vendor, length))
    to_screen("\n".join(told(value, WIDTH) for value in values))
    return 0

"""Options that commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


EARLIEST, LATEST = 1990, 2199  # years from which it makes sense to look at support data


class Moment(click.ParamType[datetime]):
    """A date, meaning its first moment in UTC, or a moment."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - as click asks
        """Return the moment, naive and in UTC."""
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail("GC407 write a date such as 2026-11-22, or a moment such as 2026-11-22T06:00:00Z", param, ctx)
        if not EARLIEST <= moment.year <= LATEST:
            self.fail(f"GC407 write a year from {EARLIEST} to {LATEST}", param, ctx)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


class Size(click.ParamType[str]):
    """An amount of memory."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - as click asks
        """Return the amount as it is written."""
        if not re.fullmatch(r"[1-9]\d{0,6}(\.\d{1,3})?\s?[KMGT]i?B", str(value)):
            self.fail("write a number and a unit, such as 512MB or 2GB", param, ctx)
        return str(value)


def now() -> datetime:
    """Return the current moment, naive and in UTC: the one place where a clock is read."""
    return datetime.now(UTC).replace(tzinfo=None)  # noqa: TID251 - time comes in by the front door


def today() -> datetime:
    """Return the start of the current day in UTC."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0)


class Optional(click.Argument):
    """An argument that may be left out: its usage shows it in brackets, a mistake names it without."""

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 - as click asks
        """Return what stands in the usage."""
        return f"[{self.metavar}]"

    def get_error_hint(self, ctx: click.Context | None) -> str:  # noqa: ARG002 - as click asks
        """Return what a mistake calls it."""
        return f"'{self.metavar}'"


project = click.argument(
    "root",
    cls=Optional,
    metavar="PROJECT",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    required=False,
)
as_of = click.option(
    "--as-of",
    type=Moment(),
    metavar="DATE",
    help="Judge as seen from the start of this day, in UTC.  [default: today]",
)


def both(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    """Return several decorators as one, the first outermost."""

    def decorate(function: F) -> F:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


choice = both(
    click.option("--select", multiple=True, metavar="ID", help="Only these rules or KPIs; refunds means refunds.*"),
    click.option("--ignore", multiple=True, metavar="ID", help="All but these rules or KPIs."),
    click.option("--vendor", metavar="ID", help="Only this vendor's rows."),
)
drops = click.option(
    "--drop",
    "drops",
    multiple=True,
    metavar="FEED=PATH",
    help="A drop to read; may be repeated, FEED@VENDOR=PATH names its vendor.  [default: those in govcode.yaml]",
)
limits = both(
    click.option("--memory", type=Size(), metavar="SIZE", help="The most memory the engine may use, such as 2GB."),
    click.option("--threads", type=click.IntRange(1, 256), help="The most threads the engine may use."),
)

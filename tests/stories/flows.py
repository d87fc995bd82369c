"""Where handoffs went: from which team to which, how many in a month, and how many of them came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from tests.stories import stories as told

Way = tuple[str, str]

KPI = told.FLOW_KPI
_MONTHLY = {"billing": 60, "orders": 35, "technical": 90}  # to the second tier; the client gets a fifth of that
_CLIENT, _BACK, _SPREAD = 0.2, 0.04, 0.08


def counts(vendor: str, start: date, part: float) -> Iterator[tuple[Way, int]]:
    """Yield how many handoffs of a month, or of a part of it, went which way."""
    random = Random(f"{KPI}/{vendor}/{start}")
    for queue, usual in _MONTHLY.items():
        back = told.FLOW_RETURNED if (vendor, queue) == told.FLOW_RETURNS else _BACK
        first, second = f"{vendor}-{queue}-t1", f"{vendor}-{queue}-t2"
        there = part * usual * (1 + random.uniform(-_SPREAD, _SPREAD))
        ways = {
            (first, second): there,
            (first, f"client-{queue}"): there * _CLIENT,
            (second, first): there * back,
        }
        yield from ((way, round(count)) for way, count in ways.items() if round(count))

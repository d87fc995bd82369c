"""The public holidays of countries, from the `holidays` library.

The library is loaded only by projects that name a country.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """The holidays of the years that were asked for and that the library knows; `None` where it knows none of them."""

    days: frozenset[date]
    known: tuple[int, int] | None


def countries() -> frozenset[str]:
    """Return the two-letter codes of all countries whose holidays are known."""
    from holidays.registry import EntityLoader  # noqa: PLC0415 - a quarter of a second

    return frozenset(code for code in EntityLoader.get_country_codes(include_aliases=False) if len(code) == 2)


def subdivisions(country: str) -> frozenset[str]:
    """Return the codes of the parts of a country that have holidays of their own."""
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(map(str, country_holidays(country).subdivisions))


@lru_cache(maxsize=64)
def public_holidays(country: str, subdivision: str | None, first: int, last: int) -> PublicHolidays:
    """Return the holidays of a country, or a part of it, in the years from the first to the last."""
    from holidays import country_holidays  # noqa: PLC0415

    book = country_holidays(country, subdiv=subdivision)
    low, high = max(first, book.start_year), min(last, book.end_year)
    if low > high:
        return PublicHolidays(frozenset(), None)
    found = country_holidays(country, subdiv=subdivision, years=range(low, high + 1))
    return PublicHolidays(frozenset(day for day in found if low <= day.year <= high), (low, high))

"""Rows that become days, as SQL."""

from __future__ import annotations

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.listing import Names, listed
from govcode.ir.relation import MOST_DAYS, Spread


def spread_query(dialect: Dialect, relation: Spread, own: Names, rows: str) -> str:
    """Return the query of each row once for each of its days, over the query of the rows."""
    first, count, number = (dialect.name(f"days:{word}") for word in ("first", "count", "number"))
    start, end = dialect.emit(relation.start), dialect.emit(relation.end)
    counted = f"select *, {start} as {first}, {dialect.days_between(start, end)} as {count} from ({rows})"
    within = f"{count} between 1 and {MOST_DAYS}"
    numbered = f"select *, {dialect.unpacked(dialect.numbers(count))} as {number} from ({counted}) where {within}"
    day = dialect.days_later(first, number)
    return f"select {listed(own)}, {day} as {dialect.name(relation.name)} from ({numbered})"

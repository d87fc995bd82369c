"""DuckDB's way to write what statements are made of."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.engines.sql import duckdb as notation
from govcode.engines.sql.duckdb_constants import identifier
from govcode.engines.sql.order_statistics import order_ranks
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation


class Dialect:
    """DuckDB's SQL; nothing is stored."""

    def emit(self, expr: Expr) -> str:
        """Return an expression."""
        return notation.emit(expr)

    def name(self, word: str) -> str:
        """Return a quoted name."""
        return identifier(word)

    def stored(self, relation: Relation) -> str | None:  # noqa: ARG002 - a store knows
        """Return None: every relation is written out."""
        return None

    def alone(self, relation: Relation, column: str) -> bool:  # noqa: ARG002 - not without the data
        """Return False: nothing is known of the rows."""
        return False

    def kept(self, name: str, rows: str) -> str:
        """Return the statement that stores the rows of a query."""
        return f"create temp table {name} as {rows}"

    def first_by(self, value: str, order: str, where: str | None) -> str:
        """Return the value of the first row; `arg_min` alone would pass over nulls."""
        return f"arg_min_null({value}, {order})" + _filter(where)

    def last_by(self, value: str, order: str, where: str | None) -> str:
        """Return the value of the last row."""
        return f"arg_max_null({value}, {order})" + _filter(where)

    def neighbour(self, value: str, distance: int, over: str) -> str:
        """Return a known value before or after the row's own."""
        function = "lag" if distance > 0 else "lead"
        return f"{function}({value}, {abs(distance)} ignore nulls) {over}"

    def smallest(self, key: str, row: str, count: int, where: str) -> str:
        """Return the smallest keys with their rows."""
        pair = f"{{'n': {key} is null, 'k': {key}, 'r': {row}}}"
        return self.smallest_of(pair, count, where)

    def smallest_of(self, value: str, count: int, where: str) -> str:
        """Return the smallest of such pairs."""
        return f"min({value}, {max(count, 1)})" + _filter(where)

    def unpacked(self, values: str) -> str:
        """Return a list as rows."""
        return f"unnest({values})"

    def text_of(self, value: str, type_: Type) -> str:
        """Return a value as text."""
        return value if type_ is Type.TEXT else f"cast({value} as varchar)"

    def millionths(self, number: str) -> str:
        """Return a number in millionths; beyond 128 bits it fails rather than be wrong."""
        return f"cast(sign({number}) * floor(abs({number}) * 1e6 + 0.5) as hugeint)"

    def whole(self, value: str) -> str:
        """Return a 128-bit integer."""
        return f"cast({value} as hugeint)"

    def double(self, value: str) -> str:
        """Return a double."""
        return f"cast({value} as double)"

    def order_statistics(self, value: str, q: float, where: str) -> str:
        """Return the order statistics around a position and at the ends of its interval, from the sorted list."""
        lower, upper, low, high = (f"cast({rank} as bigint)" for rank in order_ranks("cast(len(l) as double)", q))
        # A list is counted from 1; beyond its end there is null, before its start it is counted from the end.
        picked = f"[len(l), l[{lower}], l[{upper}], case when {low} >= 1 then l[{low}] end, l[{high}]]"
        return f"list_transform([{self.sorted_list(value)}{_filter(where)}], lambda l: {picked})[1]"

    def sorted_list(self, value: str) -> str:
        """Return the sorted list of the values."""
        return f"list({value} order by {value})"

    def record(self, fields: Sequence[tuple[str, str]]) -> str:
        """Return a struct."""
        return f"{{{', '.join(f'{name}: {value}' for value, name in fields)}}}"

    def nearest_join(self) -> str | None:
        """Return the join for series of moments."""
        return "asof left join"

    def days_between(self, start: str, end: str) -> str:
        """Return how many days a date lies after another."""
        return f"({end} - {start})"

    def days_later(self, start: str, count: str) -> str:
        """Return the date so many days after a date."""
        return f"({start} + cast({count} as integer))"

    def numbers(self, count: str) -> str:
        """Return the numbers from 0 on."""
        return f"range({count})"


def _filter(where: str | None) -> str:
    return "" if where is None else f" filter (where {where})"

"""DuckDB's way to write what statements are made of."""

from __future__ import annotations

from govcode.engines.sql import duckdb as notation
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation


class Dialect:
    """DuckDB's SQL; nothing is stored."""

    def emit(self, expr: Expr) -> str:
        """Return an expression."""
        return notation.emit(expr)

    def name(self, word: str) -> str:
        """Return a quoted name."""
        return notation.identifier(word)

    def stored(self, relation: Relation) -> str | None:  # noqa: ARG002 - a store knows
        """Return None: every relation is written out."""
        return None

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

    def neighbours_of(self, value: str, q: float, where: str) -> str:
        """Return the order statistics around a position, from the sorted list of the values."""
        values = f"list({value} order by {value})" + _filter(where)
        at = f"(len(l) - 1) * cast('{q!r}' as double)"
        picked = f"[len(l), l[cast(floor({at}) as bigint) + 1], l[cast(ceil({at}) as bigint) + 1]]"
        return f"list_transform([{values}], lambda l: {picked})[1]"


def _filter(where: str | None) -> str:
    return "" if where is None else f" filter (where {where})"

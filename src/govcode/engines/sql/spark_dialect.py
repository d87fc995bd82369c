"""Spark's way to write what statements are made of (3.5 and later, in ANSI mode, for a session in UTC).

ANSI mode, the default since Spark 4, matters for sums only: without it one that is too large would be null, not an
error.
"""

from __future__ import annotations

from collections.abc import Sequence

from govcode.engines.sql import spark, spark_constants
from govcode.engines.sql.order_statistics import order_ranks
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation

_HALF = "4294967296"  # 2 to the power of 32
_MOST = "39614081257132168796771975168e0"  # 2 to the power of 95
_PLAIN = "9007199254740992e0"  # 2 to the power of 53, up to where every whole double is exact


class Dialect:
    """Spark's SQL; nothing is stored."""

    def emit(self, expr: Expr) -> str:
        """Return an expression."""
        return spark.emit(expr)

    def name(self, word: str) -> str:
        """Return a quoted name."""
        return spark_constants.identifier(word)

    def stored(self, relation: Relation) -> str | None:  # noqa: ARG002 - a session would know
        """Return None: every relation is written out."""
        return None

    def alone(self, relation: Relation, column: str) -> bool:  # noqa: ARG002 - not without the data
        """Return False: nothing is known of the rows."""
        return False

    def kept(self, name: str, rows: str) -> str:
        """Return the statement that stores the rows of a query; Spark computes a view anew for each that reads it."""
        return f"cache table {name} as {rows}"

    def first_by(self, value: str, order: str, where: str | None) -> str:
        """Return the value of the first row; `min_by` keeps it even if it is null."""
        return f"min_by({value}, {order})" + _filter(where)

    def last_by(self, value: str, order: str, where: str | None) -> str:
        """Return the value of the last row."""
        return f"max_by({value}, {order})" + _filter(where)

    def neighbour(self, value: str, distance: int, over: str) -> str:
        """Return a known value before or after the row's own."""
        function = "lag" if distance > 0 else "lead"
        return f"{function}({value}, {abs(distance)}) ignore nulls {over}"

    def unpacked(self, values: str) -> str:
        """Return a list as rows."""
        return f"explode({values})"

    def smallest(self, key: str, row: str, count: int, where: str) -> str:
        """Return the smallest keys with their rows."""
        return self.smallest_of(f"named_struct('n', {key} is null, 'k', {key}, 'r', {row})", count, where)

    def smallest_of(self, value: str, count: int, where: str) -> str:
        """Return the smallest of such pairs, from the sorted list of all."""
        return f"slice(array_sort(collect_list({value}){_filter(where)}), 1, {max(count, 1)})"

    def text_of(self, value: str, type_: Type) -> str:
        """Return a value as text; Spark writes large numbers with an exponent, here they are written out."""
        if type_ is Type.TEXT:
            return value
        if type_ is not Type.NUMBER:
            return f"cast({value} as string)"
        whole = f"concat(cast(cast({value} as bigint) as string), '.0')"
        is_whole = f"abs({value}) < {_PLAIN} and {value} = floor({value})"
        return f"(case when {is_whole} then {whole} else cast({value} as string) end)"

    def millionths(self, number: str) -> str:
        """Return a number in millionths; beyond 96 bits it fails rather than be wrong.

        Spark makes a decimal of the shortest text of a double; only of integers it keeps every digit.
        """
        scaled = f"abs({number}) * 1e6 + 0.5e0"
        floored = f"case when x < {_PLAIN} then cast(floor(x) as double) else x end"
        high = f"floor(x / {_HALF}e0)"
        low = f"cast(x - {high} * {_HALF}e0 as bigint)"
        exact = f"cast({high} as decimal(38, 0)) * cast({_HALF} as decimal(38, 0)) + cast({low} as decimal(38, 0))"
        checked = f"case when x >= {_MOST} then raise_error('a number too large to be summed') else {exact} end"
        whole = f"transform(transform(array({scaled}), x -> {floored}), x -> {checked})[0]"
        return f"cast(case when {number} < 0 then -{whole} else {whole} end as decimal(38, 0))"

    def whole(self, value: str) -> str:
        """Return a decimal without fraction."""
        return f"cast({value} as decimal(38, 0))"

    def double(self, value: str) -> str:
        """Return a double."""
        return f"cast({value} as double)"

    def order_statistics(self, value: str, q: float, where: str) -> str:
        """Return the order statistics around a position and at the ends of its interval, from the sorted list."""
        ranks = order_ranks("cast(size(l) as double)", q)
        picked = ", ".join(f"get(l, cast({rank} as int) - 1)" for rank in ranks)
        values = f"array_sort(collect_list({value}){_filter(where)})"
        return f"transform(array({values}), l -> array(cast(size(l) as double), {picked}))[0]"

    def sorted_list(self, value: str) -> str:
        """Return the sorted list of the values."""
        return f"array_sort(collect_list({value}))"

    def record(self, fields: Sequence[tuple[str, str]]) -> str:
        """Return a struct."""
        return f"named_struct({', '.join(f'{name!r}, {value}' for value, name in fields)})"

    def nearest_join(self) -> str | None:
        """Return None: Spark has no join for series of moments."""
        return None

    def days_between(self, start: str, end: str) -> str:
        """Return how many days a date lies after another."""
        return f"datediff({end}, {start})"

    def days_later(self, start: str, count: str) -> str:
        """Return the date so many days after a date."""
        return f"date_add({start}, {count})"

    def numbers(self, count: str) -> str:
        """Return the numbers from 0 on."""
        return f"sequence(0, {count} - 1)"


def _filter(where: str | None) -> str:
    return "" if where is None else f" filter (where {where})"

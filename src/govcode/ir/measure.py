"""What an engine is asked, and what it answers.

An engine returns only integers, exact quantiles and keys: every rate, interval and verdict is computed in Python,
so that two engines agree bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from govcode.ir.expression import Expr, Value, both
from govcode.ir.relation import Named, Relation


@dataclass(frozen=True, slots=True)
class RowTest:
    """Rows for which `applies` is true must make `holds` true; null is not true.

    With `by_row`, broken rows are named by their position in the drop, not by their key.
    """

    holds: Expr
    applies: Expr | None = None
    by_row: bool = False


@dataclass(frozen=True, slots=True)
class Repeats:
    """Rows whose values in `exprs` (none null) are shared by more than `allowed` rows are broken.

    With `among`, only rows for which it is true are counted; their values are still looked for in all rows.
    """

    exprs: tuple[Expr, ...]
    allowed: int = 1
    applies: Expr | None = None
    among: Expr | None = None


@dataclass(frozen=True, slots=True)
class Dangling:
    """Rows whose `expr` is not null and is not among the values of `key` in `to` are broken."""

    expr: Expr
    to: Relation
    key: str
    applies: Expr | None = None


class TermKind(StrEnum):
    """One number of a group of rows."""

    COUNT = "count"  # rows for which `expr` is true
    SUM = "sum"  # millionths: the integer sum of floor(|expr| * 1e6 + 0.5) with the sign; a duration: microseconds
    SQUARES = "squares"  # the integer sum of the squares of those millionths
    ORDER = "order"  # an `Ordered`: the order statistics around position (n - 1) · q
    CLUSTERS = "clusters"  # per unit of `by`, its values' (number, sum as in SUM), ascending
    HISTOGRAM = "histogram"  # a `Histogram` of the values (as in SUM), by whether `by` is true
    PATTERNS = "patterns"  # per list of the values (as in SUM) of a unit of `by`, ascending: (list, units that have it)
    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an aggregate; nulls of `expr` do not take part, nor rows whose unit `by` is null.

    `by` is the unit of clusters and patterns, and the condition of a histogram.
    """

    kind: TermKind
    expr: Expr
    q: float | None = None
    by: Expr | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Terms of the rows for which `applies` is true, one answer per group."""

    groups: tuple[Named, ...]
    terms: tuple[Term, ...]
    applies: Expr | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """An expectation of Great Expectations, by its own name and arguments (JSON text)."""

    type: str
    arguments: str
    applies: Expr | None = None


@dataclass(frozen=True, slots=True)
class Headers:
    """The delivered column names of a dataset's tables: those `denied`, or those neither mapped nor `allowed`.

    The plan answers it from what was delivered; no engine is asked.
    """

    dataset: str
    allowed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unlisted: bool = False
    applies: Expr | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of the delivered files that are no rows are broken; they are named by their numbers."""

    applies: Expr | None = None


@dataclass(frozen=True, slots=True)
class Announced:
    """What the manifest of a drop announces of something, held against what came.

    The plan answers it from what was delivered; no engine is asked.
    """

    what: str
    applies: Expr | None = None


Measure: TypeAlias = RowTest | Repeats | Dangling | Aggregate | Expectation | Headers | Lines | Announced


def counted_among(measure: Measure, part: Expr) -> Measure:
    """Return a measure that counts only rows of a part; what a row is compared with stays the same."""
    if isinstance(measure, Repeats):
        return replace(measure, among=both(part, measure.among))
    return replace(measure, applies=both(part, measure.applies))


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything asked of one relation.

    `key` names the rows in evidence; `segments` are the columns by which broken rows are also counted.
    """

    relation: Relation
    key: Expr | None
    measures: tuple[Measure, ...]
    segments: tuple[Named, ...] = ()
    sample: int = 20


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """The counts of one segment; values in the order of `Scan.segments`."""

    values: tuple[Value, ...]
    population: int
    broken: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a row test, repeats or dangling: rows it applies to, rows that break it, the smallest keys.

    `keys` are texts; a row without key is named by `row N`.
    """

    rows: int
    population: int
    broken: int
    keys: tuple[str, ...] = ()
    segments: tuple[SegmentCount, ...] = ()


Z = 1.959963984540054  # the standard normal quantile of a 95 % interval


@dataclass(frozen=True, slots=True)
class Ordered:
    """The answer to ORDER: the number of values, the two around position (n - 1) · q, and the ends of its interval.

    The ends are the values at the ranks floor(n·q - Z·sqrt(n·q·(1-q))) and ceil(n·q + Z·sqrt(n·q·(1-q))) + 1, counted
    from 1; None where there is no such rank. Source: Conover, Practical Nonparametric Statistics (1999), section 3.2.
    """

    n: int
    lower: float
    upper: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Histogram:
    """The answer to HISTOGRAM: the different values, ascending, and per value the rows where `by` is true and is not.

    Columns, as there may be as many values as rows.
    """

    values: tuple[int, ...]
    true: tuple[int, ...]
    other: tuple[int, ...]


# Parts of an answer to CLUSTERS (number, sum) and PATTERNS (values, units), or a HISTOGRAM.
Parts: TypeAlias = tuple[tuple[int, ...], ...] | tuple[tuple[tuple[int, ...], int], ...] | Histogram
TermAnswer: TypeAlias = Value | Ordered | Parts


@dataclass(frozen=True, slots=True)
class Group:
    """One group of an aggregate: its values and one answer per term (None where no value took part)."""

    values: tuple[Value, ...]
    terms: tuple[TermAnswer, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The answer to an aggregate, groups in the order of their values (nulls first)."""

    rows: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """The answer to an expectation: whether it was met, and counts where it has them."""

    met: bool
    population: int | None
    broken: int | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The engine could not answer; the reason names a class of problem, never a value."""

    reason: str


Measured: TypeAlias = Counted | Grouped | Expected | Failed

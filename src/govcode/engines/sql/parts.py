"""Terms that have many parts, as SQL: a statement each, whose rows are the parts.

A whole number is told as two columns: one of 64 bits, which is fetched three times as fast, and one that is null unless
the number does not fit into those.
"""

from __future__ import annotations

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.listing import Names, listed
from govcode.ir.expression import TRUE, Expr, Type
from govcode.ir.measure import Term, TermKind

PARTED = frozenset({TermKind.CLUSTERS, TermKind.HISTOGRAM, TermKind.PATTERNS})


def units(dialect: Dialect, expr: Expr) -> str:
    """Return a number in millionths, a duration in microseconds."""
    value = dialect.emit(expr)
    return dialect.whole(value) if expr.type is Type.DURATION else dialect.millionths(value)


def part_statement(dialect: Dialect, term: Term, rows: str, groups: Names, applies: str | None) -> str:
    """Return the statement of a term over the rows for which a condition is true, in the order of groups and parts."""
    names = [name for _, name in groups]
    inner = listed([*groups, (units(dialect, term.expr), "v"), (dialect.emit(term.by or TRUE), "u")])
    known = f"select {inner} from ({rows})" + (f" where {applies}" if applies else "")
    match term.kind:
        case TermKind.CLUSTERS:
            units_ = _grouped(
                f"({known}) where v is not null and u is not null", [*names, "u"], "count(*) as c, sum(v) as s"
            )
            return _ordered(units_, names, ("c", *_whole("s")), ("c", "s"))
        case TermKind.HISTOGRAM:
            counts = "count(case when u then 1 end) as t, count(case when u then null else 1 end) as f"
            values = _grouped(f"({known}) where v is not null", [*names, "v"], counts)
            return _ordered(values, names, (*_whole("v"), "t", "f"), ("v",))
        case TermKind.PATTERNS:
            lists = f"{dialect.sorted_list('v')} as l"
            units_ = _grouped(f"({known}) where v is not null and u is not null", [*names, "u"], lists)
            patterns = _grouped(f"({units_})", [*names, "l"], "count(*) as c")
            return _ordered(patterns, names, ("l", "c"), ("l",))
        case _:
            raise TypeError(f"{term.kind} has no parts")


def _grouped(rows: str, names: list[str], terms: str) -> str:
    listed_names = ", ".join(names)
    return f"select {listed_names}, {terms} from {rows} group by {listed_names}"


def _ordered(rows: str, names: list[str], parts: tuple[str, ...], order: tuple[str, ...]) -> str:
    return f"select {', '.join([*names, *parts])} from ({rows}) order by {', '.join([*names, *order])}"


def _whole(number: str) -> tuple[str, str]:
    """Return a whole number in 64 bits, and where it does not fit."""
    short = f"try_cast({number} as bigint)"
    # Spark would give a column that is only cast its old name, and then order by what is null in it.
    return f"{short} as short", f"case when {short} is null then {number} end as wide"

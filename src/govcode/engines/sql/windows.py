"""Windows as SQL: what a row sees of the rows that have the same keys."""

from __future__ import annotations

from govcode.engines.sql.dialect import Dialect
from govcode.engines.sql.listing import Names, listed
from govcode.ir.relation import Glance, GlanceKind, Window

_UP_TO_HERE = "rows between unbounded preceding and current row"


def window_query(dialect: Dialect, relation: Window, own: Names, rows: str, position: tuple[str, ...]) -> str:
    """Return the query of a window over the query of its rows; `position` orders rows that tie."""
    if not relation.columns:
        return f"select {listed(own)} from ({rows})"
    keys = [dialect.name(f"key:{i}") for i in range(len(relation.keys))]
    order = [dialect.name(f"order:{i}") for i in range(len(relation.order))]
    named = zip((*relation.keys, *relation.order), (*keys, *order), strict=True)
    inner = "".join(f", {dialect.emit(expr)} as {name}" for expr, name in named)
    values = {glance.name: dialect.name(f"glance:{i}") for i, glance in enumerate(relation.columns)}
    read = [glance for glance in relation.columns if glance.kind is not GlanceKind.POSITION]
    inner += "".join(f", {_value(dialect, glance)} as {values[glance.name]}" for glance in read)
    partition = f"partition by {', '.join(keys)} " if keys else ""
    over = f"{partition}order by {', '.join([*(f'{name} asc nulls last' for name in order), *position])}"
    together = " and ".join(f"{key} is not null" for key in keys)
    seen = ", ".join(
        f"{_seen(dialect, glance, values[glance.name], over, together)} as {dialect.name(glance.name)}"
        for glance in relation.columns
    )
    return f"select {listed(own)}, {seen} from (select *{inner} from ({rows}))"


def _value(dialect: Dialect, glance: Glance) -> str:
    value = dialect.emit(glance.expr)
    if glance.kind is GlanceKind.SO_FAR:
        value = f"case when {value} then 1 end"
    return value if glance.where is None else f"case when ({dialect.emit(glance.where)}) is true then {value} end"


def _seen(dialect: Dialect, glance: Glance, value: str, over: str, together: str) -> str:
    """Return a column of a window; where a key is null, the row is alone."""
    match glance.kind:
        case GlanceKind.PREVIOUS:
            found, alone = dialect.neighbour(value, 1, f"over ({over})"), None
        case GlanceKind.NEXT:
            found, alone = dialect.neighbour(value, -1, f"over ({over})"), None
        case GlanceKind.POSITION:
            found, alone = f"row_number() over ({over})", "1"
        case GlanceKind.SO_FAR:
            found, alone = f"count({value}) over ({over} {_UP_TO_HERE})", f"case when {value} = 1 then 1 else 0 end"
    if not together:
        return found
    return f"case when {together} then {found}" + (f" else {alone}" if alone else "") + " end"

"""The columns by which a query tells in which order its rows were delivered.

What an engine calls the first row must not depend on how it runs a query. So every query carries the columns that
order its rows: `ROW`, `PART` over a union, the key of a roll-up, the day of a row that became days. A column of these
that the relation itself does not have is carried under its name and a colon.
"""

from __future__ import annotations

from govcode.engines.sql.dialect import Dialect
from govcode.ir.expression import Column
from govcode.ir.relation import (
    ROW,
    Given,
    Lookup,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Source,
    Spread,
    Union,
    Window,
    schema,
)

PART = "part:"  # which part of a union a row is of
ROWS = 1 << 40  # more than a part has rows
PLACE = "place:"  # which row of a part it is, where the parts have no columns in common that say it


def position_columns(relation: Relation) -> tuple[str, ...]:
    """Return the names that together order the rows of a relation as they were delivered."""
    match relation:
        case Given() | Source():
            return (ROW,)
        case Rollup(key=key):
            return (key.name,)
        case Union(parts):
            return (PART, *(shared_positions(parts) or (PLACE,)))
        case Restrict(of=of):
            return position_columns(of)
        case Spread(name=day):
            return (*renamed_positions(relation).values(), day)
        case Project() | Lookup() | Window() | Nearest():
            return tuple(renamed_positions(relation).values())


def shared_positions(parts: tuple[Relation, ...]) -> tuple[str, ...] | None:
    """Return the columns by which the rows of each part of a union are ordered, or None if they are not the same."""
    first, *others = (tuple(name for name in position_columns(part) if name != PART) for part in parts)
    return first if all(other == first for other in others) and set(first) <= set(schema(parts[0])) else None


def one_value(dialect: Dialect, names: tuple[str, ...]) -> str:
    """Return positions, given by their quoted names, as one value that has their order."""
    part, row = dialect.name(PART), dialect.name(ROW)
    if names == (part, row):  # by far the most frequent, and a number is compared twice as fast as a pair
        return f"({dialect.whole(part)} * {ROWS} + {row})"
    return f"({', '.join(names)})" if len(names) > 1 else names[0]


def renamed_positions(relation: Project | Lookup | Window | Nearest | Spread) -> dict[str, str]:
    """Return, per name that orders the rows below a relation, its name in the relation."""
    names: dict[str, str] = {}
    for position in position_columns(relation.of):
        name = _kept_as(relation, position) or f"{position}:"
        while name in names.values():
            name += ":"
        names[position] = name
    return names


def _kept_as(relation: Project | Lookup | Window | Nearest | Spread, position: str) -> str | None:
    """Return the name under which a relation keeps a position of the rows below it, or None if it does not."""
    if position.endswith(":"):
        return position
    match relation:
        case Project(columns=columns):
            own = (c.name for c in columns if isinstance(c.expr, Column) and c.expr.name == position)
            return next(own, ROW if position == ROW else None)
        case Spread(name=day):
            return None if position in {day, ROW} else position
        case Window(columns=glances):
            return None if position in {glance.name for glance in glances} else position
        case Lookup(columns=pairs) | Nearest(columns=pairs):
            return None if position in {here for _, here in pairs} else position

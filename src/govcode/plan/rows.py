"""Relations over what was delivered, and of what is not there, why.

What a column is computed from may be missing; then the column is gone and its reason is told, while the others stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from govcode.ir.expression import Column, Expr, columns_of
from govcode.ir.relation import (
    ROW,
    Fold,
    Given,
    Glance,
    Lookup,
    Named,
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


@dataclass(frozen=True, slots=True)
class Rows:
    """Bound rows, or None with the reason; `gone` says why a column is not there.

    `stands` says, where the rows tell only how things stand now, why nobody can tell from them what happened before.
    """

    relation: Relation | None
    why: str | None = None
    gone: dict[str, str] = field(default_factory=dict)
    stands: str | None = None

    def lacks(self, *exprs: Expr | None) -> str | None:
        """Return why one of the expressions cannot be read from these rows, or None if all can."""
        there = schema(self.relation) if self.relation is not None else {}
        lacking = sorted(columns_read(exprs) - set(there))
        return self._reason(lacking[0]) if lacking else None

    def _reason(self, column: str) -> str:
        return self.why or self.gone.get(column, f"column '{column}' was not delivered")


def reads_datasets(relation: Relation) -> bool:
    """Say whether a relation reads a dataset whose place a delivered table has yet to take."""
    match relation:
        case Given():
            return True
        case Source():
            return False
        case Union(parts):
            return any(map(reads_datasets, parts))
        case Lookup(of=of, to=to) | Nearest(of=of, to=to):
            return reads_datasets(of) or reads_datasets(to)
        case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Window(of=of) | Spread(of=of):
            return reads_datasets(of)


def columns_read(exprs: Iterable[Expr | None]) -> frozenset[str]:
    """Return the columns that expressions read."""
    return frozenset().union(*(columns_of(expr) for expr in exprs if expr is not None))


def needs_of_fold(fold: Fold) -> frozenset[str]:
    """Return the columns a fold reads."""
    return columns_read((fold.expr, fold.where, fold.then))


def needs_of_glance(glance: Glance) -> frozenset[str]:
    """Return the columns a column of a window reads."""
    return columns_read((glance.expr, glance.where))


def restricted(relation: Restrict, rows: Rows) -> Rows:
    """Return the rows for which a condition is true, if it can be read."""
    if rows.relation is None:
        return rows
    why = rows.lacks(relation.where)
    return Rows(None, why) if why else replace(rows, relation=replace(relation, of=rows.relation))


def projected(relation: Project, rows: Rows) -> Rows:
    """Return rows with the columns that can be computed."""
    if rows.relation is None:
        return rows
    lacking = {column.name: rows.lacks(column.expr) for column in relation.columns}
    kept = tuple(column for column in relation.columns if lacking[column.name] is None)
    gone = {name: why for name, why in lacking.items() if why is not None}
    return replace(rows, relation=replace(relation, of=rows.relation, columns=kept), gone=gone)


def united(parts: Sequence[Rows]) -> Rows:
    """Return the rows of all parts, with the columns that each of them has; without one of them there are none."""
    for part in parts:
        if part.relation is None:
            return part
    relations = [part.relation for part in parts if part.relation is not None]
    columns = [schema(relation) for relation in relations]
    common = {name: type_ for name, type_ in columns[0].items() if all(name in other for other in columns)}
    gone = {name: why for part in parts for name, why in part.gone.items() if name not in common}
    alike = tuple(Named(name, Column(name, type_)) for name, type_ in common.items() if name != ROW)
    picked = [r if list(c) == list(common) else Project(r, alike) for r, c in zip(relations, columns, strict=True)]
    stands = next((part.stands for part in parts if part.stands), None)
    return Rows(Union(tuple(picked)), gone=gone, stands=stands)


def rolled_up(relation: Rollup, events: Rows) -> Rows:
    """Return a roll-up with the folds that can be computed."""
    if events.relation is None or events.stands:
        return events if events.relation is None else Rows(None, events.stands)
    why = events.lacks(relation.key, *relation.order)
    if why:
        return Rows(None, why)
    lacking = {fold.name: events.lacks(fold.expr, fold.where, fold.then) for fold in relation.columns}
    kept = tuple(fold for fold in relation.columns if lacking[fold.name] is None)
    gone = {name: why for name, why in lacking.items() if why is not None}
    return Rows(replace(relation, of=events.relation, columns=kept), gone=gone)


def seen(relation: Window, rows: Rows) -> Rows:
    """Return rows with what can be seen of the others; without keys or order there are the rows alone."""
    if rows.relation is None:
        return rows
    together = rows.stands or rows.lacks(*relation.keys, *relation.order)
    lacking = {glance.name: together or rows.lacks(glance.expr, glance.where) for glance in relation.columns}
    kept = tuple(glance for glance in relation.columns if lacking[glance.name] is None)
    gone = rows.gone | {name: why for name, why in lacking.items() if why is not None}
    return replace(
        rows, relation=replace(relation, of=rows.relation, columns=kept) if kept else rows.relation, gone=gone
    )


def looked_up(relation: Lookup, here: Rows, there: Rows) -> Rows:
    """Return rows with the columns that can be looked up."""
    why = here.lacks(relation.on) or there.why
    if why is None and there.relation is not None and relation.key not in schema(there.relation):
        why = there.gone.get(relation.key, f"column '{relation.key}' was not delivered")
    return _joined(relation, here, there, why)


def nearest(relation: Nearest, here: Rows, there: Rows) -> Rows:
    """Return rows with the columns that can be taken from their nearest rows."""
    mine, theirs = [pair[0] for pair in relation.keys], [pair[1] for pair in relation.keys]
    why = here.lacks(relation.at, *mine) or there.why or there.lacks(relation.there_at, *theirs)
    return _joined(relation, here, there, why)


def _joined(relation: Lookup | Nearest, here: Rows, there: Rows, why: str | None) -> Rows:
    """Return rows with the columns of the other rows that are there; with a reason, with none of them."""
    if here.relation is None:
        return here
    if there.relation is None or why:
        return replace(here, gone=here.gone | {name: str(why) for _, name in relation.columns})
    other = schema(there.relation)
    kept = tuple(pair for pair in relation.columns if pair[0] in other)
    gone = {
        name: there.gone.get(column, "was not delivered") for column, name in relation.columns if column not in other
    }
    return replace(
        here, relation=replace(relation, of=here.relation, to=there.relation, columns=kept), gone=here.gone | gone
    )


def spread(relation: Spread, rows: Rows) -> Rows:
    """Return the days of rows, if their first and last can be read."""
    if rows.relation is None:
        return rows
    why = rows.lacks(relation.start, relation.end)
    gone = {name: reason for name, reason in rows.gone.items() if name != relation.name}
    return Rows(None, why) if why else replace(rows, relation=replace(relation, of=rows.relation), gone=gone)

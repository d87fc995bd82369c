"""Which delivered rows are rows of a dataset: those that the feed asks for, of each thing the newest delivery."""

from __future__ import annotations

from dataclasses import dataclass

from govcode.documents.kinds.dataset import Dataset
from govcode.documents.kinds.feed import Keep
from govcode.drops.delivery import Delivered
from govcode.expressions.phrases import is_null, is_true, negated
from govcode.ir.expression import TRUE, Column, Expr, Type, both
from govcode.ir.measure import Measure, RowTest
from govcode.ir.relation import Glance, GlanceKind, Named, Project, Relation, Restrict, Source, Window
from govcode.plan.casting import cast, computed, delivered_text, lacking, newest_first

_WANTED, _LATER = Column(":wanted", Type.BOOLEAN), Column(":later", Type.BOOLEAN)
_GONE = Column(":gone", Type.BOOLEAN)
_KNOWN, _MOMENT, _NUMBER = (
    Column(":known", Type.BOOLEAN),
    Column(":moment", Type.TIMESTAMP),
    Column(":number", Type.NUMBER),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A dataset filled from one delivered table; `missing` names the columns that were not delivered.

    `lines` are the delivered rows, if others than those of `relation`, and `left_out` counts those it has not.
    """

    relation: Project
    missing: tuple[str, ...]
    lines: Project | None = None
    left_out: tuple[tuple[str, Measure], ...] = ()


def bound(delivered: Delivered, dataset: Dataset) -> Bound | str:
    """Return the typed rows of a delivered table, or why nobody can tell which they are."""
    columns, missing = cast(delivered, dataset)
    chosen = _chosen(delivered)
    if isinstance(chosen, str):
        return chosen
    table, read = delivered.table, Source(delivered.name, delivered.every_column)
    if not chosen:
        return Bound(Project(read, tuple(columns)), tuple(missing))
    typed = Project(read, (*columns, *chosen))
    seen: Relation = typed
    unwanted = [("left out by `where`", negated(is_true(_WANTED)))] if table.where else []
    wanted = is_true(_WANTED) if table.where else None
    if table.keep:
        seen = _with_later(typed, table.keep, wanted)
        unwanted.append(("delivered again later", both(wanted, is_true(_LATER)) or _LATER))
    newest = both(wanted, is_null(_LATER) if table.keep else None) or TRUE
    kept = newest
    if table.keep and table.keep.gone:
        unwanted.append(("deleted since", both(newest, is_true(_GONE)) or _GONE))
        kept = both(newest, negated(is_true(_GONE))) or TRUE
    own = tuple(Named(c.name, Column(c.name, c.expr.type)) for c in columns)
    flags = tuple(Named(f":{label}", flag) for label, flag in unwanted)
    left_out = tuple((label, RowTest(negated(is_true(Column(f":{label}", Type.BOOLEAN))))) for label, _ in unwanted)
    return Bound(Project(Restrict(seen, kept), own), tuple(missing), Project(seen, flags), left_out)


def _chosen(delivered: Delivered) -> list[Named] | str:
    """Return the columns by which rows are chosen, or what is lacking for that."""
    table, columns = delivered.table, list[Named]()
    if table.where is not None:
        condition = computed(table.where, delivered, Type.BOOLEAN)
        if condition is None:
            return f"`where` reads {lacking(table.where, delivered, Type.BOOLEAN)}"
        columns.append(Named(_WANTED.name, condition))
    if table.keep is not None:
        for i, name in enumerate(table.keep.per, start=1):
            text = delivered_text(name, delivered)
            if text is None:
                return f"`keep` reads '{_written(name, delivered)}', which was not delivered"
            columns.append(Named(f":per {i}", text))
        latest = newest_first(table.keep.latest, delivered)
        if latest is None:
            return f"`keep` reads '{_written(table.keep.latest, delivered)}', which was not delivered"
        columns += [Named(c.name, e) for c, e in zip((_KNOWN, _MOMENT, _NUMBER), latest, strict=True)]
        if table.keep.gone is not None:
            gone = computed(table.keep.gone, delivered, Type.BOOLEAN)
            if gone is None:
                return f"`keep` reads {lacking(table.keep.gone, delivered, Type.BOOLEAN)}"
            columns.append(Named(_GONE.name, gone))
    return columns


def _written(name: str, delivered: Delivered) -> str:
    read = delivered.table.read.get(name)
    return read.from_ if read else name


def _with_later(typed: Project, keep: Keep, wanted: Expr | None) -> Window:
    """Return the rows with whether a wanted one of the same thing is greater, or as great and delivered later."""
    keys = tuple(Column(f":per {i}", Type.TEXT) for i, _ in enumerate(keep.per, start=1))
    later = Glance(_LATER.name, GlanceKind.NEXT, TRUE, Type.BOOLEAN, wanted)
    return Window(typed, keys, (_KNOWN, _MOMENT, _NUMBER), (later,))

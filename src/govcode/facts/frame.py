"""A relation while a fact builds on it, with short names for the columns it has got on the way.

Columns that an operation adds get a name that no author can write, so they cannot clash with those of a dataset.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govcode.expressions import Scope, typed
from govcode.expressions.build import promote
from govcode.ir.expression import Column, Expr, Type, substitute
from govcode.ir.relation import (
    ROW,
    Fold,
    FoldKind,
    Glance,
    GlanceKind,
    Lookup,
    Named,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Side,
    Spread,
    Window,
    schema,
)

_ADDED = " of the fact"
_LAID = " laid down"
_COUNTS = {FoldKind.COUNT, FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED}


def written(text: str, names: Mapping[str, Expr]) -> Expr:
    """Return an expression as authors write them, over names that stand for expressions.

    Raise TypeError where it cannot be read or does not fit the types: the fact has a bug.
    """
    done = typed(text, Scope({name: expr.type for name, expr in names.items()}), None)
    if done.expr is None:
        raise TypeError(f"{text}: {done.problems[0].message}")
    return substitute(done.expr, names)


@dataclass(frozen=True, slots=True)
class Frame:
    """A relation and the names by which a fact speaks of its columns: `values` stand for expressions over it."""

    relation: Relation
    values: Mapping[str, Expr]

    def __getitem__(self, name: str) -> Expr:
        """Return what a name stands for."""
        return self.values[name]

    def read(self, text: str, **more: Expr) -> Expr:
        """Return an expression over the frame's names, and some more."""
        return written(text, {**self.values, **more})

    def naming(self, **texts: str) -> Frame:
        """Return the same rows, with names for expressions; later ones may use earlier ones."""
        frame = self
        for name, text in texts.items():
            frame = frame.having({name: frame.read(text)})
        return frame

    def having(self, values: Mapping[str, Expr]) -> Frame:
        """Return the same rows, with names for expressions that others have made."""
        return Frame(self.relation, {**self.values, **values})

    def picked(self) -> Frame:
        """Return rows with the frame's names as their only columns."""
        columns = tuple(Named(name, expr) for name, expr in self.values.items())
        return Frame(Project(self.relation, columns), {c.name: Column(c.name, c.expr.type) for c in columns})

    def laid(self, *names: str) -> Frame:
        """Return the same rows with some names as columns of their own, so that each is worked out once."""
        own = tuple(Named(name, Column(name, type_)) for name, type_ in schema(self.relation).items() if name != ROW)
        added = tuple(Named(name + _LAID, self.values[name]) for name in names)
        relation = Project(self.relation, own + added)
        return Frame(relation, {**self.values, **{n: Column(n + _LAID, self.values[n].type) for n in names}})

    def where(self, text: str, **more: Expr) -> Frame:
        """Return the rows for which a condition is true."""
        return Frame(Restrict(self.relation, self.read(text, **more)), self.values)

    def rolled(self, key: str, order: Iterable[str], folds: Iterable[Fold]) -> Frame:
        """Return one row per value of a column, which has to be one of the relation's own."""
        column = self.values[key]
        if not isinstance(column, Column):
            raise TypeError(f"`{key}` is no column")
        made = tuple(folds)
        relation = Rollup(self.relation, column, tuple(self.values[name] for name in order), made)
        return Frame(relation, {key: column} | {fold.name: Column(fold.name, fold.type) for fold in made})

    def fold(self, name: str, kind: FoldKind, text: str, where: str | None = None) -> Fold:
        """Return a column of a roll-up of this frame."""
        expr = self.read(text)
        type_ = Type.INTEGER if kind in _COUNTS else expr.type
        if kind is FoldKind.SUM and type_ is Type.INTEGER:
            expr, type_ = promote(expr, Type.NUMBER), Type.NUMBER
        return Fold(name, kind, expr, type_, None if where is None else self.read(where))

    def seen(self, keys: Iterable[str], order: Iterable[str], glances: Iterable[Glance]) -> Frame:
        """Return each row with what it sees of the other rows of its keys."""
        made = tuple(glances)
        keyed, ordered = (tuple(self.values[name] for name in names) for names in (keys, order))
        return self._with(Window(self.relation, keyed, ordered, made), {g.name: g.type for g in made})

    def glance(self, name: str, kind: GlanceKind, text: str, where: str | None = None) -> Glance:
        """Return a column of a window over this frame."""
        expr = self.read(text)
        type_ = expr.type if kind in (GlanceKind.PREVIOUS, GlanceKind.NEXT) else Type.INTEGER
        return Glance(name + _ADDED, kind, expr, type_, None if where is None else self.read(where))

    def looked_up(self, to: Frame, on: Expr, key: str, names: Mapping[str, str]) -> Frame:
        """Return each row with columns of the row of `to` whose `key` equals `on`: name here, column there."""
        pairs = tuple((there, here + _ADDED) for here, there in names.items())
        types = {here + _ADDED: to.values[there].type for here, there in names.items()}
        return self._with(Lookup(self.relation, to.relation, on, key, pairs), types)

    def nearest(
        self,
        to: Frame,
        keys: Iterable[tuple[Expr, Expr]],
        moments: tuple[Expr, Expr],
        side: Side,
        names: Mapping[str, str],
        *,
        inclusive: bool,
    ) -> Frame:
        """Return each row with columns of the row of `to` that is nearest to its moment: name here, column there.

        `keys` and `moments` are pairs of what is compared here and there.
        """
        pairs = tuple((there, here + _ADDED) for here, there in names.items())
        types = {here + _ADDED: to.values[there].type for here, there in names.items()}
        relation = Nearest(self.relation, to.relation, tuple(keys), *moments, side, inclusive, pairs)
        return self._with(relation, types)

    def daily(self, start: str, end: str, name: str) -> Frame:
        """Return each row once for each day from `start` on and before `end`, both dates."""
        relation = Spread(self.relation, self.values[start], self.values[end], name + _ADDED)
        return self._with(relation, {name + _ADDED: Type.DATE})

    def _with(self, relation: Relation, added: Mapping[str, Type]) -> Frame:
        values = {name.removesuffix(_ADDED): Column(name, type_) for name, type_ in added.items()}
        return Frame(relation, {**self.values, **values})


def frame_of(relation: Relation) -> Frame:
    """Return a frame whose names are the columns of a relation."""
    return Frame(relation, {name: Column(name, type_) for name, type_ in schema(relation).items() if name != ROW})

"""A dataset rolled up from events."""

from __future__ import annotations

from govcode.catalog.bench import Bench
from govcode.catalog.contract import Contract
from govcode.documents.kinds.dataset import Dataset, RollUp
from govcode.documents.kinds.dataset import Fold as WrittenFold
from govcode.documents.located import Located
from govcode.ir.expression import Column, Expr, Type
from govcode.ir.relation import Fold, FoldKind, Rollup

_COUNTS = {FoldKind.COUNT, FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED}
_CONDITIONS = {FoldKind.COUNT, FoldKind.FOLLOWED}


def rolled_up(at: Located, document: Dataset, spec: RollUp, events: Bench) -> Contract | None:
    """Return the contract of a dataset with one row per key of the events."""
    base = ("spec", "from")
    key = events.column(spec.per, *base, "per")
    order = [events.column(name, *base, "order", i) for i, name in enumerate(spec.order)]
    folds = [_fold(events, name, fold) for name, fold in spec.columns.items()]
    if not isinstance(key, Column) or None in order:
        if key is not None and not isinstance(key, Column):
            events.report("GC205", f"`{spec.per}` is computed; roll up by a delivered column", *base, "per")
        return None
    done = tuple(fold for fold in folds if fold)
    relation = Rollup(events.relation, key, tuple(e for e in order if e), done)
    columns: dict[str, Expr] = {key.name: key, **{fold.name: Column(fold.name, fold.type) for fold in done}}
    values, patterns = dict(events.contract.values), dict(events.contract.patterns)
    kept = {n: values[n] for n in columns if n in values} | _inherited(events, done)
    patterns = {name: pattern for name, pattern in patterns.items() if name == key.name}
    doubtful = frozenset(spec.columns) - {fold.name for fold in done}
    return Contract(at.id, at, document, relation, columns, kept, patterns, doubtful)


def _inherited(events: Bench, folds: tuple[Fold, ...]) -> dict[str, frozenset[str]]:
    """Return the declared values of columns that carry another column's value on."""
    carrying = {FoldKind.FIRST, FoldKind.LAST, FoldKind.MIN, FoldKind.MAX}
    known = events.contract.values
    return {
        fold.name: known[fold.expr.name]
        for fold in folds
        if fold.kind in carrying and isinstance(fold.expr, Column) and fold.expr.name in known
    }


def _fold(events: Bench, name: str, fold: WrittenFold) -> Fold | None:
    base = ("spec", "from", "columns", name)
    written = {kind: text for kind in FoldKind if (text := getattr(fold, str(kind))) is not None}
    if len(written) != 1:
        message = f"`{name}` needs exactly one of {', '.join(FoldKind)}"
        events.report("GC102", message, *base)
        return None
    kind, text = next(iter(written.items()))
    if (kind is FoldKind.FOLLOWED) != (fold.by is not None):
        events.report("GC102", "`followed` and `by` go together", *base)
        return None
    read = events.condition if kind in _CONDITIONS else events.value
    expr = read(text, *base, str(kind))
    where = events.condition(fold.where, *base, "where") if fold.where else None
    then = events.condition(fold.by, *base, "by") if fold.by else None
    if expr is None or (fold.where and where is None) or (fold.by and then is None):
        return None
    return Fold(name, kind, expr, _type(events, kind, expr, base), where, then)


def _type(events: Bench, kind: FoldKind, expr: Expr, base: tuple[str, ...]) -> Type:
    if kind in _COUNTS:
        return Type.INTEGER
    if kind is not FoldKind.SUM:
        return expr.type
    if expr.type not in {Type.INTEGER, Type.NUMBER, Type.DURATION}:
        events.report("GC205", f"a sum needs numbers or durations; this is a {expr.type}", *base, "sum")
    return Type.DURATION if expr.type is Type.DURATION else Type.NUMBER

"""Which datasets a check reads: of those that are looked up, only the ones it needs a column of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TypeVar

from govcode.ir.check import Check
from govcode.ir.expression import columns_of
from govcode.ir.relation import (
    Fold,
    Given,
    Glance,
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
    tables_of,
)
from govcode.plan.binding import needs

T = TypeVar("T", Fold, Glance)


def reads(check: Check) -> frozenset[str]:
    """Return the datasets that a check reads."""
    return _read(check.subject.relation, needs(check.measure))


def _read(relation: Relation, columns: frozenset[str]) -> frozenset[str]:
    match relation:
        case Lookup(of, to, on, key, pairs):
            taken = frozenset(there for there, here in pairs if here in columns)
            own = columns - {here for _, here in pairs}
            return _read(of, own | columns_of(on)) | _read(to, taken | {key}) if taken else _read(of, own)
        case Nearest(of=of, to=to, columns=pairs):
            taken = frozenset(there for there, here in pairs if here in columns)
            own = columns - {here for _, here in pairs}
            here, there = _sides(relation)
            return _read(of, own | here) | _read(to, taken | there) if taken else _read(of, own)
        case Restrict(of, where):
            return _read(of, columns | columns_of(where))
        case Project(of, named):
            return _read(of, _all(*(columns_of(c.expr) for c in named if c.name in columns)))
        case Rollup(of, key, order, folds):
            return _read(of, _all({key.name}, *map(columns_of, order), *map(_parts, _wanted(folds, columns))))
        case Window(of, keys, order, glances):
            own = columns - {glance.name for glance in glances}
            return _read(of, _all(own, *map(columns_of, (*keys, *order)), *map(_parts, _wanted(glances, columns))))
        case Spread(of, start, end, name):
            return _read(of, (columns - {name}) | columns_of(start) | columns_of(end))
        case Union(parts):
            return _all(*(_read(part, columns) for part in parts))
        case Given() | Source():
            return tables_of(relation)


def _all(*parts: AbstractSet[str]) -> frozenset[str]:
    return frozenset().union(*parts)


def _wanted(parts: Iterable[T], columns: frozenset[str]) -> Iterator[T]:
    return (part for part in parts if part.name in columns)


def _parts(part: Fold | Glance) -> frozenset[str]:
    then = part.then if isinstance(part, Fold) else None
    return _all(*(columns_of(expr) for expr in (part.expr, part.where, then) if expr is not None))


def _sides(nearest: Nearest) -> tuple[frozenset[str], frozenset[str]]:
    """Return the columns that decide which row is nearest, here and there."""
    here = (columns_of(expr) for expr in (nearest.at, *(key for key, _ in nearest.keys)))
    there = (columns_of(expr) for expr in (nearest.there_at, *(key for _, key in nearest.keys)))
    return _all(*here), _all(*there)

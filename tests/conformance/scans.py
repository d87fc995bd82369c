"""Tables, scans and answers as the case files write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from govcode.expressions import Scope, typed
from govcode.ir.expression import TRUE, Column, Expr, Type, Value
from govcode.ir.measure import (
    Aggregate,
    Counted,
    Dangling,
    Expectation,
    Failed,
    Group,
    Grouped,
    Histogram,
    Measure,
    Measured,
    Ordered,
    Repeats,
    RowTest,
    Scan,
    SegmentCount,
    Term,
    TermAnswer,
    TermKind,
)
from govcode.ir.relation import (
    Fold,
    FoldKind,
    Given,
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
    Source,
    Spread,
    Union,
    Window,
    schema,
)
from tests.conformance.engines import Tables, Types
from tests.expressions.scope import SCOPE

Written: TypeAlias = Any  # what YAML holds
_COUNTS = {FoldKind.COUNT, FoldKind.CHANGES, FoldKind.RETURNS, FoldKind.FOLLOWED}


@dataclass(frozen=True)
class Case:
    """A scan over tables and the answers to it."""

    name: str
    tables: Tables
    types: Types
    scan: Scan
    gives: tuple[Measured, ...]


def cases(folder: Path) -> Iterator[Case]:
    """Give every case of every file of the folder."""
    for path in sorted(folder.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for written in document["cases"]:
            yield _case(path.stem, document.get("tables", {}) | written.pop("tables", {}), written)


def _case(stem: str, tables: Written, written: Written) -> Case:
    types = {name: {c: Type(t) for c, t in table["columns"].items()} for name, table in tables.items()}
    rows = {name: [_row(types[name], row) for row in table["rows"]] for name, table in tables.items()}
    name = f"{stem}: {written.pop('name')}"
    if "has" in written:
        scan, gives = rows_of(relation_of(written.pop("relation"), types)), _has(written.pop("has"))
    else:
        scan, gives = scan_of(written.pop("scan"), types), tuple(map(_answer, written.pop("gives")))
    assert not written, f"{name}: {sorted(written)} mean nothing here"
    return Case(name, rows, types, scan, gives)


def _row(types: Mapping[str, Type], row: list[Value]) -> dict[str, Value]:
    return {name: _typed(type_, value) for (name, type_), value in zip(types.items(), row, strict=True)}


def _typed(type_: Type, value: Value) -> Value:
    return float(value) if type_ is Type.NUMBER and value is not None and not isinstance(value, str) else value  # type: ignore[arg-type]


def rows_of(relation: Relation) -> Scan:
    """Return a scan that tells what rows a relation has: each of them, and how often."""
    groups = tuple(Named(name, Column(name, type_)) for name, type_ in schema(relation).items())
    return Scan(relation, None, (Aggregate(groups, (Term(TermKind.COUNT, TRUE),)),))


def _has(rows: list[list[Value]]) -> tuple[Measured, ...]:
    """Return the answer that tells these rows, all of them different and in the order of their values."""
    return (Grouped(len(rows), tuple(Group(tuple(row), (1,)) for row in rows)),)


def expression(text: str | int | bool, columns: Mapping[str, Type]) -> Expr:
    """Return the tree of an expression over these columns."""
    found = typed(
        str(text).lower() if isinstance(text, bool) else str(text), Scope(columns, calendars=SCOPE.calendars), None
    )
    assert found.expr is not None, (text, found.problems)
    return found.expr


def _maybe(text: str | None, columns: Mapping[str, Type]) -> Expr | None:
    return None if text is None else expression(text, columns)


def relation_of(written: Written, types: Types) -> Relation:
    """Return a relation: the name of a table, or `{kind: fields}`."""
    if isinstance(written, str):
        return Given(written, tuple(types.get(written, {}).items()))
    ((kind, fields),) = written.items()
    if kind == "union":
        return Union(tuple(relation_of(part, types) for part in fields))
    if kind == "source":
        return Source(fields, tuple(types[fields]))
    of = relation_of(fields["of"], types)
    columns = schema(of)
    match kind:
        case "project":
            return Project(of, _named(fields["columns"], columns))
        case "restrict":
            return Restrict(of, expression(fields["where"], columns))
        case "rollup":
            order = tuple(expression(text, columns) for text in fields.get("order", ()))
            folds = tuple(_fold(name, fold, columns) for name, fold in fields["columns"].items())
            return Rollup(of, Column(fields["key"], columns[fields["key"]]), order, folds)
        case "lookup":
            to, on = relation_of(fields["to"], types), expression(fields["by"], columns)
            return Lookup(of, to, on, fields["key"], tuple(fields["columns"].items()))
        case "window":
            glances = tuple(_glance(name, glance, columns) for name, glance in fields["columns"].items())
            keys, order = (
                tuple(expression(text, columns) for text in fields.get(part, ())) for part in ("keys", "order")
            )
            return Window(of, keys, order, glances)
        case "nearest":
            return _nearest(of, fields, types)
        case "spread":
            return Spread(of, expression(fields["start"], columns), expression(fields["end"], columns), fields["name"])
        case _:
            raise AssertionError(kind)


def _nearest(of: Relation, fields: Written, types: Types) -> Nearest:
    to = relation_of(fields["to"], types)
    here, there = schema(of), schema(to)
    keys = tuple((expression(one, here), expression(other, there)) for one, other in fields.get("keys", ()))
    side, inclusive = Side(fields["side"]), fields.get("inclusive", True)
    at, there_at = expression(fields["at"], here), expression(fields["there_at"], there)
    return Nearest(of, to, keys, at, there_at, side, inclusive, tuple(fields["columns"].items()))


def _glance(name: str, written: Written, columns: Mapping[str, Type]) -> Glance:
    where = _maybe(written.get("where"), columns)
    ((word, text),) = ((k, v) for k, v in written.items() if k != "where")
    kind, expr = GlanceKind(word), expression(text, columns)
    return Glance(name, kind, expr, glance_type(kind, expr), where)


def glance_type(kind: GlanceKind, expr: Expr) -> Type:
    """Return the type of what a glance gives."""
    return expr.type if kind in (GlanceKind.PREVIOUS, GlanceKind.NEXT) else Type.INTEGER


def _named(written: Written, columns: Mapping[str, Type]) -> tuple[Named, ...]:
    return tuple(Named(name, expression(text, columns)) for name, text in written.items())


def _fold(name: str, written: Written, columns: Mapping[str, Type]) -> Fold:
    where, then = (_maybe(written.get(part), columns) for part in ("where", "then"))
    ((word, text),) = ((k, v) for k, v in written.items() if k not in ("where", "then"))
    kind, expr = FoldKind(word), expression(text, columns)
    return Fold(name, kind, expr, fold_type(kind, expr), where, then)


def fold_type(kind: FoldKind, expr: Expr) -> Type:
    """Return the type of what a fold gives."""
    if kind in _COUNTS:
        return Type.INTEGER
    return Type.NUMBER if kind is FoldKind.SUM and expr.type is not Type.DURATION else expr.type


def scan_of(written: Written, types: Types) -> Scan:
    """Return a scan: its relation, its measures, and maybe a key, segments and how many keys are named."""
    relation = relation_of(written["relation"], types)
    columns = schema(relation)
    measures = tuple(_measure(measure, columns, types) for measure in written["measures"])
    segments = _named(written.get("segments", {}), columns)
    return Scan(relation, _maybe(written.get("key"), columns), measures, segments, written.get("sample", 20))


def _measure(written: Written, columns: Mapping[str, Type], types: Types) -> Measure:
    ((kind, fields),) = written.items()
    applies = _maybe(fields.get("applies"), columns)
    match kind:
        case "row_test":
            return RowTest(expression(fields["holds"], columns), applies, fields.get("by_row", False))
        case "repeats":
            exprs = tuple(expression(text, columns) for text in fields["exprs"])
            return Repeats(exprs, fields.get("allowed", 1), applies)
        case "dangling":
            expr, to = expression(fields["expr"], columns), relation_of(fields["to"], types)
            return Dangling(expr, to, fields["key"], applies)
        case "aggregate":
            terms = tuple(_asked(TermKind(kind), columns, *rest) for kind, *rest in fields["terms"])
            return Aggregate(_named(fields.get("groups", {}), columns), terms, applies)
        case "expectation":
            return Expectation(fields["type"], "{}", applies)
        case _:
            raise AssertionError(kind)


def _asked(kind: TermKind, columns: Mapping[str, Type], text: Written, more: Written = None) -> Term:
    """Return a term; after its expression comes a position (`order`), or a unit or condition."""
    expr = expression(text, columns)
    return Term(kind, expr, more) if kind is TermKind.ORDER else Term(kind, expr, by=_maybe(more, columns))


def _answer(written: Written) -> Measured:
    if written == "failed":
        return Failed("")
    if "groups" in written:
        groups = tuple(Group(tuple(values), tuple(map(_term, terms))) for values, terms in written["groups"])
        return Grouped(written["rows"], groups)
    segments = tuple(SegmentCount(tuple(values), *counts) for values, *counts in written.get("segments", ()))
    keys = tuple(written.get("keys", ()))
    return Counted(written["rows"], written["population"], written["broken"], keys, segments)


def _term(written: Written) -> TermAnswer:
    """Return a term: `{ordered: [n, lower, upper, low, high]}`, a histogram's columns, a list of parts, or a value."""
    if isinstance(written, dict) and "values" in written:
        return Histogram(*(tuple(written[column]) for column in ("values", "true", "other")))
    if isinstance(written, dict):
        n, *found = written["ordered"]
        lower, upper, low, high = (None if value is None else float(value) for value in found)
        assert lower is not None
        assert upper is not None
        return Ordered(n, lower, upper, low, high)
    answer: TermAnswer = _tuples(written)
    return answer


def _tuples(written: Written) -> Written:
    return tuple(map(_tuples, written)) if isinstance(written, list) else written

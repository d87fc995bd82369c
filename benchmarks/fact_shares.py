"""Which fact makes which part of a relation: facts are watched while they build, and known again by the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from govcode.catalog.derived import FactBench
from govcode.facts import FACTS
from govcode.facts.fact import Fact
from govcode.ir.relation import (
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
    tables_of,
)

Working: TypeAlias = Rollup | Window | Lookup | Nearest | Spread


@dataclass(frozen=True, slots=True)
class Part:
    """An operation of a fact: the columns it makes and the datasets it reads; `adds` are the columns of the fact."""

    kind: str
    dataset: str
    operation: type
    columns: frozenset[str]
    reads: frozenset[str]
    adds: frozenset[str]


@contextmanager
def watched() -> Iterator[list[Part]]:
    """Yield the parts of all facts that are linked meanwhile."""
    found: list[Part] = []
    others: list[Relation] = []
    derive, other = {fact: fact.derive for fact in FACTS}, FactBench.other

    def seen(self: FactBench, dataset: str, *field: str | int) -> FactBench | None:
        bench = other(self, dataset, *field)
        others.extend([bench.relation] if bench else [])
        return bench

    FactBench.other = seen  # type: ignore[method-assign]
    for fact in FACTS:
        fact.derive = _watching(derive[fact], found, others)  # type: ignore[method-assign]
    try:
        yield found
    finally:
        FactBench.other = other  # type: ignore[method-assign]
        for fact in FACTS:
            fact.derive = derive[fact]  # type: ignore[method-assign]


def _watching(derive: Callable[..., Any], found: list[Part], others: list[Relation]) -> Callable[..., Any]:
    def watching(self: Fact, rows: FactBench) -> Any:  # noqa: ANN401 - what facts return
        others.clear()
        made = derive(self, rows)
        before = {below for relation in (rows.relation, *others) for below in _all(relation)}
        new = (part for part in _all(made.relation) if part not in before) if made else ()
        found.extend(
            Part(self.kind, rows.name, type(part), columns_of(part), tables_of(part), frozenset(self.names()))
            for part in new
            if isinstance(part, Working)
        )
        return made

    return watching


def in_use(parts: Iterable[Part], relations: Iterable[Relation]) -> list[Part]:
    """Return the parts of the facts of which a relation has a column: the plan has left out what nobody reads.

    Facts share operations, so those that nobody asks for would be found as well.
    """
    projects = [part for relation in relations for part in _all(relation) if isinstance(part, Project)]
    named = {column.name for project in projects for column in project.columns}
    return [part for part in parts if part.adds & named]


def facts_in(
    relation: Relation, parts: Sequence[Part], kept: Callable[[Relation], bool], datasets: Mapping[str, str]
) -> dict[tuple[str, str], None]:
    """Return the facts (kind, dataset) that are worked out for a relation, without what is kept below it.

    `datasets` are those of the delivered tables.
    """
    return {fact: None for part in _all(relation, kept) for fact in _facts(part, parts, datasets)}


def _facts(part: Relation, parts: Iterable[Part], datasets: Mapping[str, str]) -> dict[tuple[str, str], None]:
    """Return the facts that use an operation, of which the plan may have left out columns and tables."""
    if not isinstance(part, Working):
        return {}
    columns, reads = columns_of(part), {datasets.get(name, name) for name in tables_of(part)}
    return {
        (known.kind, known.dataset): None
        for known in parts
        if isinstance(part, known.operation) and columns <= known.columns and reads <= known.reads
    }


def columns_of(part: Working) -> frozenset[str]:
    """Return the columns that an operation makes."""
    match part:
        case Rollup(columns=columns) | Window(columns=columns):
            return frozenset(column.name for column in columns)
        case Lookup(columns=pairs) | Nearest(columns=pairs):
            return frozenset(here for _, here in pairs)
        case Spread(name=name):
            return frozenset({name})


def _all(relation: Relation, stops: Callable[[Relation], bool] = lambda _: False) -> Iterator[Relation]:
    """Yield a relation and all it is made of, up to those at which something stops."""
    yield relation
    for below in _below(relation):
        if not stops(below):
            yield from _all(below, stops)


def _below(relation: Relation) -> tuple[Relation, ...]:
    match relation:
        case Given() | Source():
            return ()
        case Union(parts):
            return parts
        case Lookup(of=of, to=to) | Nearest(of=of, to=to):
            return of, to
        case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Window(of=of) | Spread(of=of):
            return (of,)

"""A dataset that has the rows of another one, and facts about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeAlias

from govcode.catalog.bench import Bench
from govcode.catalog.contract import Contract
from govcode.catalog.problems import Problems
from govcode.documents.kinds.dataset import Dataset, DatasetSpec
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.facts.fact import Derived, Fact
from govcode.ir.expression import AsOf, Column, Expr, Type
from govcode.ir.relation import Named, Project, Relation

Known: TypeAlias = Callable[[str, Pointer], Contract | None]


@dataclass(frozen=True, slots=True)
class FactBench:
    """A dataset as a fact sees it: implements `facts.fact.FactTable`."""

    bench: Bench
    known: Known

    @property
    def name(self) -> str:
        """Return the id of the dataset."""
        return self.bench.name

    @property
    def relation(self) -> Relation:
        """Return the rows."""
        return self.bench.relation

    @property
    def columns(self) -> Mapping[str, Expr]:
        """Return the columns, each as an expression over the rows."""
        return self.bench.contract.columns

    @property
    def values(self) -> Mapping[str, frozenset[str]]:
        """Return the declared texts of columns."""
        return self.bench.contract.values

    @property
    def key(self) -> Expr | None:
        """Return the column that names a row."""
        return self.bench.contract.key

    @property
    def event_time(self) -> Expr | None:
        """Return the moment a row belongs to."""
        return self.bench.event_time

    @property
    def as_of(self) -> Expr:
        """Return the moment from which everything is seen."""
        return AsOf(self.bench.as_of, Type.TIMESTAMP)

    def condition(self, text: str, *field: str | int) -> Expr | None:
        """Return a condition with its types, or report its mistakes."""
        with self._told_as_default(field):
            return self.bench.condition(text, *field)

    def value(self, text: str, *field: str | int) -> Expr | None:
        """Return an expression of any type, or report its mistakes."""
        with self._told_as_default(field):
            return self.bench.value(text, *field)

    @contextmanager
    def _told_as_default(self, field: Pointer) -> Iterator[None]:
        """Let a problem of what nobody wrote say where it comes from, and where to write otherwise."""
        found = self.bench.problems.found
        before = len(found)
        yield
        if not self.bench.where.wrote((*self.bench.base, *field)):
            way_out = f"the fact reads it unless you write `{field[-1]}:`"
            found[before:] = [replace(problem, suggestion=way_out) for problem in found[before:]]

    def other(self, dataset: str, *field: str | int) -> FactBench | None:
        """Return another dataset, or report that there is none of that name."""
        contract = self.known(dataset, self.bench.base + field)
        return None if contract is None else replace(self, bench=replace(self.bench, contract=contract))

    def calendar(self, name: str, *field: str | int) -> Expr | None:
        """Return a Calendar as a constant, or report that there is none of that name."""
        return self.bench.calendar(name, *field)

    def zone(self, name: str, *field: str | int) -> str | None:
        """Return a time zone, or report that there is none of that name."""
        return self.bench.zone(name, *field)

    def report(self, code: str, message: str, *field: str | int, suggestion: str | None = None) -> None:
        """Report a problem at a field."""
        self.bench.report(code, message, *field, suggestion=suggestion)


def forms_fit(at: Located, spec: DatasetSpec, problems: Problems) -> bool:
    """Say whether a dataset with facts is written in one form alone, after reporting what does not belong."""
    if spec.of is None:
        message = "`facts` are about the rows of another dataset, and `of` does not say which"
        problems.error("GC102", message, at, ("spec", "facts"), "add `of:`")
    for word, present in (("columns", bool(spec.columns)), ("from", spec.from_ is not None)):
        if present:
            message = f"a dataset that has the rows `of` another has its columns too, so `{word}` would not be read"
            problems.error("GC101", message, at, ("spec", word), "delete it, or make two datasets")
    if spec.of is not None and not spec.facts:
        problems.error("GC102", "`of` goes with `facts`: without any it is the same dataset", at, ("spec", "of"))
    return spec.of is not None and bool(spec.facts)


def derived(at: Located, document: Dataset, of: Contract, known: Known, bench: Bench) -> Contract:
    """Return the contract of a dataset with the rows of another one and the columns of its facts.

    A fact that has mistakes, which are reported, leaves its columns out; nobody is told twice that they are missing.
    """
    contract = replace(of, name=at.id, at=at, document=_like(document, of))
    for i, fact in enumerate(document.spec.facts):
        table = FactBench(replace(bench, contract=contract, base=("spec", "facts", i)), known)
        if fact.grain is not None and i > 0:
            message = f"`{fact.kind}` makes of each row a row per {fact.grain}, so no other fact may come before it"
            table.report("GC322", message, "kind", suggestion="move it to the top of the list")
            contract = _without(contract, fact)
            continue
        found = fact.derive(table)
        contract = _with(table, contract, fact, found) if found else _without(contract, fact)
    return replace(contract, document=document)


def _like(document: Dataset, of: Contract) -> Dataset:
    """Return the document with the key and event time of the dataset it is about, where it names none itself."""
    spec, theirs = document.spec, of.document.spec
    update = {"key": spec.key or theirs.key, "event_time": spec.event_time or theirs.event_time}
    return document.model_copy(update={"spec": spec.model_copy(update=update)})


def _without(contract: Contract, fact: Fact) -> Contract:
    return replace(contract, doubtful=contract.doubtful | {*fact.names()})


def _with(table: FactBench, contract: Contract, fact: Fact, found: Derived) -> Contract:
    """Return the contract with the columns of a fact; a name that is taken is reported and stays what it was."""
    kept = dict(found.kept if found.kept is not None else contract.columns)
    prefix = fact.prefix or ""
    added = {prefix + name: expr for name, expr in found.columns.items() if prefix + name not in kept}
    taken = ", ".join(f"`{prefix}{name}`" for name in found.columns if prefix + name in kept)
    if taken:
        message = f"`{fact.kind}` adds columns whose names are taken: {taken}"
        place, way_out = ("prefix", "choose another prefix") if prefix else ("kind", "add `prefix: seen_`")
        table.report("GC322", message, place, suggestion=way_out)
    columns = tuple(Named(name, expr) for name, expr in {**kept, **added}.items())
    values = {name: words for name, words in contract.values.items() if name in kept}
    return replace(
        contract,
        relation=Project(found.relation, columns),
        columns={c.name: Column(c.name, c.expr.type) for c in columns},
        values=values | {prefix + name: words for name, words in found.values.items()},
        patterns={name: pattern for name, pattern in contract.patterns.items() if name in kept},
    )

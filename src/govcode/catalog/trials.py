"""The examples that rules and KPIs carry, made ready to be tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from govcode.catalog.bench import Bench
from govcode.catalog.checks.kpi import made
from govcode.catalog.contract import Contract
from govcode.catalog.example_rows import Tables, typed_rows
from govcode.catalog.linking import Linking
from govcode.core.place import Span
from govcode.documents.kinds.escalation_rule import EscalationRule
from govcode.documents.kinds.kpi import FullExample, Kpi, KpiExample
from govcode.documents.kinds.policy import Policy
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.check import Check, Limit, Score
from govcode.ir.expression import Column
from govcode.ir.measure import Aggregate, Dangling, Measure, Scan
from govcode.ir.relation import Given, Lookup, Nearest, Project, Relation, Restrict, Rollup, Spread, Union, Window
from govcode.rules.rule import Asked, Examples

# Rules that may themselves be about the values of a column: rows that break them may hold any.
_ABOUT_VALUES = frozenset({"one_of", "matches", "refers_to", "expectation"})


@dataclass(frozen=True, slots=True)
class Trial:
    """An example: rows, what is asked of them, and what should come out.

    `breaks` says whether a rule is to be broken; for a KPI it is None and `gives` is the value to be found.
    """

    id: str
    span: Span
    scan: Scan
    limit: Limit
    tables: Tables
    as_of: datetime
    breaks: bool | None = None
    gives: float | None = None


def trials_of(linking: Linking, checks: Sequence[Check]) -> tuple[Trial, ...]:
    """Return the examples of all documents, reporting rows that do not fit their dataset."""
    return (*_policies(linking), *_escalations(linking, checks), *_kpis(linking))


def _policies(linking: Linking) -> Iterator[Trial]:
    for at, policy in linking.registry.each(Policy):
        for i, rule in enumerate(policy.spec.rules):
            contract = linking.contracts.get(rule.dataset)
            if rule.examples is None or contract is None:
                continue
            pointer: Pointer = ("spec", "rules", i)
            as_of = _as_of(rule.examples, linking.as_of)
            silent = linking.silent(as_of)
            asked = rule.ask(Bench(contract, linking.contracts, at, pointer, silent.problems, as_of))
            if asked:
                yield from _examples(
                    linking, at, f"{at.id}.{rule.id}", contract, rule.examples, pointer, asked, rule.kind
                )


def _escalations(linking: Linking, checks: Sequence[Check]) -> Iterator[Trial]:
    known = {check.id: check for check in checks}
    for at, rule in linking.registry.each(EscalationRule):
        for i, criterion in enumerate(rule.spec.criteria):
            check, contract = known.get(f"{at.id}.{criterion.id}"), linking.contracts.get(rule.spec.dataset)
            if criterion.examples and check and contract:
                asked = Asked(check.measure, check.limit, check.subject.relation)
                pointer: Pointer = ("spec", "criteria", i)
                yield from _examples(linking, at, check.id, contract, criterion.examples, pointer, asked, check.kind)


def _kpis(linking: Linking) -> Iterator[Trial]:
    for at, kpi in linking.registry.each(Kpi):
        example, full = kpi.spec.example, kpi.spec.full_example
        if example is not None:
            yield from _kpi(linking, at, kpi, example, "example", {kpi.spec.of: example.rows}, {kpi.spec.of: ("rows",)})
        if full is not None:
            places: dict[str, Pointer] = {name: ("tables", name) for name in full.tables}
            yield from _kpi(linking, at, kpi, full, "full_example", full.tables, places)


def _kpi(
    linking: Linking,
    at: Located,
    kpi: Kpi,
    example: KpiExample | FullExample,
    word: str,
    written: Mapping[str, Sequence[Mapping[str, object]]],
    places: Mapping[str, Pointer],
) -> Iterator[Trial]:
    contract, as_of = linking.contracts.get(kpi.spec.of), _as_of(example, linking.as_of)
    check = made(linking.silent(as_of), at, kpi) if contract else None
    if contract is None or check is None:
        return
    if not isinstance(check.limit, Score) or not isinstance(check.measure, Aggregate):
        return
    base: Pointer = ("spec", word)
    tables = typed_rows(linking, at, written, {name: (*base, *place) for name, place in places.items()})
    if tables is None:
        return
    scan = _scan(linking, contract.relation, replace(check.measure, groups=()), tables)
    yield Trial(at.id, at.at((*base, "gives")), scan, check.limit, tables, as_of, gives=example.gives)


def _as_of(examples: Examples | KpiExample | FullExample, otherwise: datetime) -> datetime:
    return datetime.combine(examples.as_of, time()) if examples.as_of else otherwise


def _examples(  # noqa: PLR0913, PLR0917 - a rule, its examples and where they stand
    linking: Linking,
    at: Located,
    id_: str,
    contract: Contract,
    examples: Examples,
    base: Pointer,
    asked: Asked,
    kind: str,
) -> Iterator[Trial]:
    for word, breaks in (("keeps", False), ("breaks", True)):
        for i, example in enumerate(getattr(examples, word)):
            pointer = (*base, "examples", word, i)
            written, places = _tables(example, contract.name, pointer)
            tables = typed_rows(linking, at, written, places, any_text=breaks and kind in _ABOUT_VALUES)
            if tables is None:
                continue
            relation = asked.relation or contract.relation
            scan = _scan(linking, relation, asked.measure, tables)
            as_of = _as_of(examples, linking.as_of)
            yield Trial(id_, at.at(pointer), scan, asked.limit, tables, as_of, breaks)


def _tables(
    example: object, dataset: str, pointer: Pointer
) -> tuple[dict[str, Sequence[Mapping[str, object]]], dict[str, Pointer]]:
    """Return the rows of each dataset of an example and where they stand; a single row stands at the example itself."""
    if isinstance(example, list):
        return {dataset: example}, {dataset: pointer}
    if isinstance(example, dict) and example and all(isinstance(rows, list) for rows in example.values()):
        return dict(example), {name: (*pointer, name) for name in example}
    return {dataset: [example if isinstance(example, dict) else {}]}, {dataset: pointer}


def _scan(linking: Linking, relation: Relation, measure: Measure, tables: Tables) -> Scan:
    for name in tables:
        relation = _given(relation, linking.contracts[name])
        if isinstance(measure, Dangling):
            measure = replace(measure, to=_given(measure.to, linking.contracts[name]))
    for name in linking.contracts:
        tables.setdefault(name, [])
    return Scan(relation, None, (measure,))


def _given(relation: Relation, contract: Contract, done: dict[Relation, Relation] | None = None) -> Relation:
    """Return a relation in which a dataset's rows are those of the example, whatever they are derived from.

    The same rows are below many others, so what is `done` is not done again.
    """
    done = {} if done is None else done
    if relation not in done:
        done[relation] = _replaced(relation, contract, done)
    return done[relation]


def _replaced(relation: Relation, contract: Contract, done: dict[Relation, Relation]) -> Relation:
    if relation == contract.relation:
        columns = tuple((name, e.type) for name, e in contract.columns.items() if e == Column(name, e.type))
        return Given(contract.name, columns)
    match relation:
        case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Window(of=of) | Spread(of=of):
            return replace(relation, of=_given(of, contract, done))
        case Lookup(of=of, to=to) | Nearest(of=of, to=to):
            return replace(relation, of=_given(of, contract, done), to=_given(to, contract, done))
        case Union(parts):
            return Union(tuple(_given(part, contract, done) for part in parts))
        case _:
            return relation

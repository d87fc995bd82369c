"""Dataset documents become contracts, those they are derived from first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from govcode.catalog.bench import Bench
from govcode.catalog.contract import Contract
from govcode.catalog.derived import derived, forms_fit
from govcode.catalog.passed_on import passed_on
from govcode.catalog.problems import Problems
from govcode.catalog.registry import Registry
from govcode.catalog.rollup import rolled_up
from govcode.documents.kinds.dataset import Dataset
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.located import Located, Lost
from govcode.ir.clock import Clock
from govcode.ir.expression import Column, Type
from govcode.ir.relation import Given, Lookup


@dataclass(slots=True)
class _Builder:
    registry: Registry
    problems: Problems
    as_of: datetime
    vendors: frozenset[str]
    clocks: Mapping[str, Clock]
    done: dict[str, Contract] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    under_way: list[str] = field(default_factory=list)

    def build(self, name: str) -> Contract | None:
        """Return the contract of a dataset, or None if it has been reported to be broken."""
        if name in self.done or name in self.broken:
            return self.done.get(name)
        at = self.registry.of("Dataset")[name]
        if name in self.under_way:
            circle = " → ".join([*self.under_way[self.under_way.index(name) :], name])
            self.problems.error("GC315", f"datasets derive from each other in a circle: {circle}", at, ("spec", "from"))
            return None
        self.under_way.append(name)
        contract = self._contract(at)
        self.under_way.pop()
        if contract:
            self.done[name] = contract
        else:
            self.broken.add(name)
        return contract

    def _contract(self, at: Located) -> Contract | None:
        document = at.document
        if not isinstance(document, Dataset):
            return None
        contract = self._rows(at, document)
        if contract is None:
            return None
        contract = replace(contract, clocks=self.clocks)
        for i, take in enumerate(document.spec.lookups):
            contract = self._looked_up(contract, i, take.dataset, take.on, take.key, take.columns)
        for name, text in document.spec.computed.items():
            bench = self._bench(contract, at)
            expr = bench.value(text, "spec", "computed", name)
            if expr:
                texts = passed_on(expr, contract.values) if expr.type is Type.TEXT else None
                values = contract.values | ({name: texts} if texts else {})
                contract = replace(contract, columns=contract.columns | {name: expr}, values=values)
            else:
                contract = _without(contract, [name])
        self._named(contract)
        return contract

    def _rows(self, at: Located, document: Dataset) -> Contract | None:
        spec = document.spec
        if spec.of is not None or spec.facts:
            return self._with_facts(at, document)
        if spec.from_ is None:
            if not spec.columns:
                self.problems.error("GC102", "a dataset needs `columns`, `from`, or `of` and `facts`", at, ("spec",))
                return None
            types = tuple((name, Type(column.type)) for name, column in spec.columns.items())
            values = {n: frozenset(c.values) for n, c in spec.columns.items() if c.values}
            if "vendor" in spec.columns and "vendor" not in values and self.vendors:
                values["vendor"] = self.vendors
            patterns = {n: c.pattern for n, c in spec.columns.items() if c.pattern}
            columns = {name: Column(name, type_) for name, type_ in types}
            return Contract(at.id, at, document, Given(at.id, types), dict(columns), values, patterns)
        if spec.columns:
            message = "a dataset that is rolled up `from` events has its columns there, so `columns` would not be read"
            self.problems.error("GC101", message, at, ("spec", "columns"), "move them into `from`, or delete them")
        events = self._known(spec.from_.events, at, ("spec", "from", "events"))
        return rolled_up(at, document, spec.from_, self._bench(events, at)) if events else None

    def _with_facts(self, at: Located, document: Dataset) -> Contract | None:
        of = document.spec.of
        if not forms_fit(at, document.spec, self.problems) or of is None:
            return None
        base = self._known(of, at, ("spec", "of"))
        if base is None:
            return None
        return derived(at, document, base, lambda name, place: self._known(name, at, place), self._bench(base, at))

    def _known(self, name: str, at: Located, pointer: tuple[str | int, ...]) -> Contract | None:
        if name not in self.registry.of("Dataset"):
            self.problems.unknown("GC110", "dataset", name, self.registry.of("Dataset"), at, pointer)
            return None
        return self.build(name)

    def _looked_up(
        self, contract: Contract, i: int, dataset: str, on: str, key: str, columns: dict[str, str]
    ) -> Contract:
        base = ("spec", "lookups", i)
        other = self._known(dataset, contract.at, (*base, "dataset"))
        if other is None:
            return _without(contract, columns)
        here, there = self._bench(contract, contract.at), self._bench(other, contract.at)
        on_expr, key_expr = here.column(on, *base, "on"), there.column(key, *base, "key")
        found = {name: there.column(name, *base, "columns", here_) for here_, name in columns.items()}
        if on_expr is None or key_expr is None or None in found.values():
            return _without(contract, columns)
        pairs = tuple((name, here_) for here_, name in columns.items())
        added = {here_: Column(here_, e.type) for here_, name in columns.items() if (e := found[name])}
        values = {here_: other.values[name] for here_, name in columns.items() if name in other.values}
        return replace(
            contract,
            relation=Lookup(contract.relation, other.relation, on_expr, key, pairs),
            columns=contract.columns | added,
            values=contract.values | values,
        )

    def _named(self, contract: Contract) -> None:
        spec, bench = contract.document.spec, self._bench(contract, contract.at)
        for word in ("key", "event_time"):
            name = getattr(spec, word)
            if name:
                bench.column(name, "spec", word)
        if spec.totals and spec.grain not in {None, "agent", "agent-day"}:
            message = f"each row is one {spec.grain}, so it is no total over many contacts and its value is not told"
            bench.report("GC319", message, "spec", "totals", suggestion="delete `totals`, or correct `grain`")
        moment = contract.event_time
        if moment and moment.type not in {Type.DATE, Type.TIMESTAMP}:
            bench.report("GC205", f"`{spec.event_time}` is a {moment.type}, not a moment", "spec", "event_time")
        for i, name in enumerate(spec.segments):
            if bench.column(name, "spec", "segments", i) and not shown(contract, name):
                message = f"`{name}` has no declared values, so broken rows cannot be counted by it openly"
                bench.report("GC102", message, "spec", "segments", i, suggestion=f"give {name} `values` or a `pattern`")

    def _bench(self, contract: Contract, at: Located) -> Bench:
        return Bench(contract, self.done, at, (), self.problems, self.as_of)


def _without(contract: Contract, names: Iterable[str]) -> Contract:
    return replace(contract, doubtful=contract.doubtful | {*names})


def shown(contract: Contract, name: str) -> bool:
    """Say whether the values of a column may be shown: declared, of a declared form, or not a text."""
    return contract.shows(name)


def contracts_of(
    registry: Registry, problems: Problems, as_of: datetime, clocks: Mapping[str, Clock]
) -> dict[str, Contract]:
    """Return the contract of every dataset that has no mistakes of its own."""
    vendors = frozenset(at.id for at, _ in registry.each(Vendor))
    builder = _Builder(registry, problems, as_of, vendors, clocks)
    for name in registry.of("Dataset"):
        builder.build(name)
    problems.lost += tuple(Lost("Dataset", name) for name in sorted(builder.broken))
    return builder.done

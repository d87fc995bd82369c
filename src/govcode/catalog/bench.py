"""The bench on which a document's words are resolved against one dataset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from govcode.calendar.offsets import zones
from govcode.catalog.contract import Contract
from govcode.catalog.problems import Problems
from govcode.core.diagnostic import Diagnostic
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.expressions import Scope, typed
from govcode.expressions.phrases import calendar
from govcode.ir.check import Segment
from govcode.ir.expression import AsOf, Expr, Type, substitute
from govcode.ir.relation import Relation


@dataclass(frozen=True, slots=True)
class Bench:
    """A dataset as a part of a document sees it: implements `rules.table.Table`."""

    contract: Contract
    contracts: dict[str, Contract]
    where: Located
    base: Pointer
    problems: Problems
    as_of: datetime

    @property
    def name(self) -> str:
        """Return the id of the dataset."""
        return self.contract.name

    @property
    def relation(self) -> Relation:
        """Return the rows."""
        return self.contract.relation

    @property
    def event_time(self) -> Expr | None:
        """Return the moment a row belongs to."""
        return self.contract.event_time

    def condition(self, text: str, *field: str | int) -> Expr | None:
        """Return a condition with its types, or report its mistakes."""
        return self._typed(text, field, Type.BOOLEAN)

    def value(self, text: str, *field: str | int) -> Expr | None:
        """Return an expression of any type, or report its mistakes."""
        return self._typed(text, field, None)

    def column(self, name: str, *field: str | int) -> Expr | None:
        """Return a column, or report that there is none of that name."""
        if name in self.contract.columns:
            return self.contract.columns[name]
        if name in self.contract.doubtful:
            return None
        self.problems.no_column(name, self.name, self.contract.columns, self.where.at(self.base + field))
        return None

    def other(self, dataset: str, *field: str | int) -> Bench | None:
        """Return another dataset, or report that there is none of that name."""
        contract = self.contracts.get(dataset)
        if contract is None:
            self.problems.unknown("GC110", "dataset", dataset, self.contracts, self.where, self.base + field)
            return None
        return Bench(contract, self.contracts, self.where, self.base, self.problems, self.as_of)

    def segment(self, name: str, *field: str | int) -> Segment | None:
        """Return a column as one by which rows are told apart, or report that its values may not be shown."""
        if self.column(name, *field) is None:
            return None
        if not self.contract.shows(name):
            message = f"`{name}` has no declared values, so rows cannot be told apart by it"
            self.report("GC102", message, *field, suggestion=f"give {name} `values` or a `pattern` in its dataset")
            return None
        return self.contract.segment(name)

    def calendar(self, name: str, *field: str | int) -> Expr | None:
        """Return a calendar as a constant, or report that there is none of that name."""
        known = self.contract.clocks
        if name in known:
            return calendar(known[name])
        self.problems.unknown("GC118", "calendar", name, known, self.where, self.base + field)
        return None

    def zone(self, name: str, *field: str | int) -> str | None:
        """Return a time zone, or report that there is none of that name."""
        if name in zones():
            return name
        self.problems.unknown("GC108", "time zone", name, zones(), self.where, self.base + field)
        return None

    def report(self, code: str, message: str, *field: str | int, suggestion: str | None = None) -> None:
        """Report a problem at a field."""
        self.problems.error(code, message, self.where, self.base + field, suggestion)

    def _typed(self, text: str, field: Pointer, expect: Type | None) -> Expr | None:
        pointer = self.base + field
        done = self.contract.read.get((text, expect, self.as_of))
        if done is None:
            scope = scope_of(self.contract, self.as_of)
            done = self.contract.read[text, expect, self.as_of] = typed(text, scope, expect)
        for problem in done.problems:
            said = text[problem.start : problem.end].strip("\"'")
            if problem.code == "GC114" and said in self.contract.doubtful:
                continue
            if problem.code == "GC118" and self.problems.may_be_said(problem.code, said):
                continue
            place = self.where.inside(pointer, problem.start, problem.end)
            self.problems.found.append(Diagnostic(problem.code, problem.message, place, problem.suggestion))
        return None if done.expr is None else substitute(done.expr, self.contract.columns)


def scope_of(contract: Contract, as_of: datetime) -> Scope:
    """Return the names an expression over a dataset may use."""
    constants = {"as_of": AsOf(as_of, Type.TIMESTAMP)}
    return Scope(contract.types, contract.values, constants, f"dataset '{contract.name}'", contract.clocks)

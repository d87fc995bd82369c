"""Handoff checklists: required fields, conditional fields, minimum content, copy and paste."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.catalog.bench import Bench
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.handoff_checklist import HandoffChecklist
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.expressions.phrases import lowered, telling, word_count_at_least
from govcode.ir.check import Check, Limit
from govcode.ir.expression import Expr, Type, both
from govcode.ir.measure import Measure, Repeats, RowTest
from govcode.rules.rule import tolerance


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the checks of each checklist."""
    for at, checklist in linking.registry.each(HandoffChecklist):
        bench = linking.bench(at, checklist.spec.dataset, ("spec",))
        if bench:
            spec_bench = Bench(bench.contract, bench.contracts, at, ("spec",), bench.problems, bench.as_of)
            part = linking.part(bench, checklist.spec.scope)
            yield from _Checklist(at, checklist, spec_bench, part).checks()


class _Checklist:
    def __init__(self, at: Located, document: HandoffChecklist, bench: Bench, part: Expr | None) -> None:
        self._at, self._document, self._spec, self._bench, self._part = at, document, document.spec, bench, part

    def checks(self) -> Iterator[Check]:
        yield from self._required()
        yield from self._conditional()
        yield from self._minimum()
        yield from self._copies()

    def _required(self) -> Iterator[Check]:
        names = self._spec.required
        found = [self._telling(name, "required", i) for i, name in enumerate(names)]
        holds = both(*[test for test in found if test])
        if holds and None not in found:
            says = f"{', '.join(names)} are filled (a placeholder counts as empty)"
            yield self._check("required-fields", RowTest(holds, self._part), says, ("spec", "required"))

    def _conditional(self) -> Iterator[Check]:
        for i, condition in enumerate(self._spec.conditional):
            base = ("conditional", i)
            when = self._bench.condition(condition.when, *base, "when")
            found = [self._telling(name, *base, "require", j) for j, name in enumerate(condition.require)]
            holds = both(*[test for test in found if test])
            if when and holds and None not in found:
                says = f"{', '.join(condition.require)} are filled where {condition.when}"
                yield self._check(condition.id, RowTest(holds, both(self._part, when)), says, ("spec", *base))

    def _minimum(self) -> Iterator[Check]:
        for name, words in self._spec.minimum_words.items():
            column, filled = self._text(name, "minimum_words", name), self._telling(name, "minimum_words", name)
            if column and filled:
                test = RowTest(word_count_at_least(column, words), both(self._part, filled))
                says = f"{name} has at least {words} words where it is filled"
                pointer = ("spec", "minimum_words", name)
                yield self._check(f"minimum-words-{name.replace('_', '-')}", test, says, pointer)

    def _copies(self) -> Iterator[Check]:
        copies = self._spec.copy_paste
        if copies is None:
            return
        for i, name in enumerate(copies.fields):
            base = ("copy_paste", "fields", i)
            column, filled = self._text(name, *base), self._telling(name, *base)
            if column and filled:
                test = Repeats((lowered(column),), copies.in_more_than, both(self._part, filled))
                says = f"no text of {name} stands in more than {copies.in_more_than} handoffs"
                limit = tolerance(copies.at_most)
                yield self._check(f"copy-paste-{name.replace('_', '-')}", test, says, ("spec", *base), limit)

    def _text(self, name: str, *field: str | int) -> Expr | None:
        column = self._bench.column(name, *field)
        if column and column.type is not Type.TEXT:
            self._bench.report("GC205", f"`{name}` is a {column.type}, not a text", *field)
            return None
        return column

    def _telling(self, name: str, *field: str | int) -> Expr | None:
        column = self._bench.column(name, *field)
        return telling(column, tuple(self._spec.placeholders)) if column else None

    def _check(self, name: str, measure: Measure, says: str, pointer: Pointer, limit: Limit | None = None) -> Check:
        at, spec, of = self._at, self._spec, subject(self._bench.contract)
        limit = limit or tolerance(spec.at_most)
        told = about(
            at,
            at.at(pointer),
            title=f"{self._document.metadata.title}: {says}",
            sentence=f"Handoffs in {spec.dataset}: {says}.",
            severity=spec.severity,
            enforcement=spec.enforcement,
            why=spec.why,
            fix=spec.fix,
            definition=(of.relation, measure, limit),
        )
        return Check(f"{at.id}.{name}", "handoff", told, of, measure, limit)

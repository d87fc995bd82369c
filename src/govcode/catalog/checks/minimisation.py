"""Data minimisation: masked and hashed columns, retention, and which columns may be delivered at all."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.catalog.bench import Bench
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.data_minimisation import DataMinimisation
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.expressions.phrases import as_timestamp, either, is_null, is_true, matching, negated, no_later, shifted
from govcode.ir.check import AtMost, Check, Limit
from govcode.ir.expression import AsOf, Expr, Type, both
from govcode.ir.measure import Headers, Measure, RowTest
from govcode.rules.rule import tolerance


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the checks of each document."""
    for at, document in linking.registry.each(DataMinimisation):
        bench = linking.bench(at, document.spec.dataset, ("spec",))
        if bench:
            own = Bench(bench.contract, bench.contracts, at, ("spec",), bench.problems, bench.as_of)
            yield from _Minimisation(linking, at, document, own).checks()


class _Minimisation:
    def __init__(self, linking: Linking, at: Located, document: DataMinimisation, bench: Bench) -> None:
        self._linking, self._at, self._spec, self._bench = linking, at, document.spec, bench
        self._part = linking.part(bench, None)

    def checks(self) -> Iterator[Check]:
        yield from self._columns()
        yield from self._forms()
        yield from self._retention()

    def _columns(self) -> Iterator[Check]:
        spec = self._spec
        if spec.denied:
            measure = Headers(spec.dataset, denied=tuple(spec.denied))
            yield self._check("denied-columns", measure, f"none of {', '.join(spec.denied)} is delivered", "denied")
        if spec.only_mapped:
            measure = Headers(spec.dataset, allowed=tuple(spec.allowed), denied=tuple(spec.denied), unlisted=True)
            yield self._check("unlisted-columns", measure, "only mapped or allowed columns are delivered", "allowed")

    def _forms(self) -> Iterator[Check]:
        forms = [("masked", i, m.column, m.pattern) for i, m in enumerate(self._spec.masked)]
        forms += [("hashed", i, h.column, rf"^[0-9a-fA-F]{{{h.digits}}}$") for i, h in enumerate(self._spec.hashed)]
        for word, i, name, pattern in forms:
            column = self._bench.column(name, word, i, "column")
            test = self._form(column, pattern, word, i) if column else None
            if test:
                says = f"every {name} is {word}"
                yield self._check(f"{word}-{name.replace('_', '-')}", RowTest(test, self._part), says, word, i)

    def _form(self, column: Expr, pattern: str, *field: str | int) -> Expr | None:
        if column.type is not Type.TEXT:
            self._bench.report("GC205", f"a {column.type} cannot be masked or hashed", *field, "column")
            return None
        form = matching(column, pattern)
        if isinstance(form, str):
            self._bench.report("GC210", form, *field, "pattern")
            return None
        return either(is_null(column), form)

    def _retention(self) -> Iterator[Check]:
        for i, window in enumerate(self._spec.retention):
            base = ("retention", i)
            moment = self._bench.column(window.column, *base, "column")
            unless = self._bench.condition(window.unless, *base, "unless") if window.unless else None
            if moment is None or (window.unless and unless is None):
                continue
            if moment.type not in {Type.DATE, Type.TIMESTAMP}:
                self._bench.report("GC205", f"`{window.column}` is a {moment.type}, not a moment", *base, "column")
                continue
            end = shifted(as_timestamp(moment), window.keep)
            holds = no_later(AsOf(self._linking.as_of, Type.TIMESTAMP), end)
            applies = both(self._part, negated(is_true(unless)) if unless else None, negated(is_null(moment)))
            says = f"rows of {self._spec.dataset} are kept at most {window.keep // 86_400_000_000} days"
            yield self._check(window.id, RowTest(holds, applies), says, *base)

    def _check(self, name: str, measure: Measure, says: str, *field: str | int) -> Check:
        at, spec, of = self._at, self._spec, subject(self._bench.contract)
        limit: Limit = AtMost(0) if isinstance(measure, Headers) else tolerance(spec.at_most)
        pointer: Pointer = ("spec", *field)
        told = about(
            at,
            at.at(pointer),
            title=f"Data minimisation: {says}",
            sentence=f"{at.document.metadata.title}: {says}.",
            severity=spec.severity,
            enforcement=spec.enforcement,
            why=spec.why,
            fix=spec.fix,
            definition=(of.relation, measure, limit),
        )
        return Check(f"{at.id}.{name}", "minimisation", told, of, measure, limit)

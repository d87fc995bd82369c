"""What datasets promise of their columns: typed cells, filled, unique, known values, a form.

Whether a cell has the type it should have is known only where the text is read: the plan adds that to these checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from govcode.catalog.bench import Bench
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.dataset import ColumnPromise, Dataset
from govcode.expressions.phrases import among, either, filled, is_null, matching
from govcode.ir.check import Check
from govcode.ir.measure import Measure, Repeats, RowTest
from govcode.rules.rule import blocking, tolerance


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the checks of each column of each delivered dataset."""
    for at, dataset in linking.registry.each(Dataset):
        bench = linking.bench(at, at.id, ()) if at.id in linking.contracts else None
        if bench is None or not dataset.spec.is_delivered:
            continue
        for name, promise in dataset.spec.columns.items():
            yield from _column(bench, dataset, name, promise)


def _column(bench: Bench, dataset: Dataset, name: str, promise: ColumnPromise) -> Iterator[Check]:
    column = bench.contract.columns[name]
    if promise.required:
        yield _check(bench, dataset, name, "required", RowTest(filled(column)), "is filled in every row")
    if promise.unique:
        yield _check(bench, dataset, name, "unique", Repeats((column,)), "has no value twice")
    if promise.values:
        listed = ", ".join(promise.values)
        test = RowTest(among(column, tuple(promise.values)))
        yield _check(bench, dataset, name, "one_of", test, f"holds only {listed}")
    if promise.pattern:
        form = matching(column, promise.pattern)
        if isinstance(form, str):
            bench.report("GC210", form, "spec", "columns", name, "pattern")
        else:
            test = RowTest(either(is_null(column), form))
            yield _check(bench, dataset, name, "matches", test, f"has the form {promise.pattern}")


def _check(bench: Bench, dataset: Dataset, name: str, kind: str, measure: Measure, says: str) -> Check:
    promise = dataset.spec.columns[name]
    limit, of = tolerance(promise.at_most), subject(bench.contract)
    title = f"`{name}` of {bench.name} {says}"
    told = about(
        bench.where,
        bench.where.key(("spec", "columns", name)),
        title=title,
        sentence=f"{title}.",
        severity=dataset.spec.severity,
        enforcement=dataset.spec.enforcement,
        why=promise.description,
        fix=None,
        definition=(of.relation, measure, limit),
    )
    blocks, above = blocking(promise.blocks_kpis)
    id_ = f"{bench.name}.{name}.{kind}"
    return Check(id_, kind, told, of, measure, limit, blocks=blocks, blocks_above=above)

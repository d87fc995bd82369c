"""The checks that come with reading: every cell has its type, every mapped text is in the map."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.catalog.catalog import Catalog
from govcode.catalog.contract import Contract
from govcode.catalog.linking import about, subject
from govcode.drops.delivery import Delivered
from govcode.expressions.phrases import is_true, negated
from govcode.ir.check import AtMost, Check, Subject
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Lines, RowTest
from govcode.ir.relation import Project, schema
from govcode.plan.binding import Binding
from govcode.plan.casting import bad, unmapped
from govcode.rules.rule import tolerance


def reading_checks(catalog: Catalog, binding: Binding) -> Iterator[Check]:
    """Yield a check for each delivered table, and for each column whose text has to be read as something."""
    for table, project in binding.parts:
        if table.dataset in catalog.contracts and (project or not table.table.optional):
            yield _lines(catalog.contracts[table.dataset], table, project)
    for name, rows in binding.datasets.items():
        if rows.relation is None or name not in catalog.contracts:
            continue
        there, contract = schema(rows.relation), catalog.contracts[name]
        for column, promise in contract.document.spec.columns.items():
            if bad(column) in there:
                yield _check(contract, column, "type", bad(column), f"every cell is {_a(promise.type)}")
            if unmapped(column) in there:
                yield _check(contract, column, "mapped", unmapped(column), "every text is in the feed's value map")


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _lines(contract: Contract, table: Delivered, project: Project | None) -> Check:
    limit, of = AtMost(0), Subject(contract.name, project or contract.relation)
    title = f"Every line of {table.name} is a row"
    told = about(
        contract.at,
        contract.at.at(("metadata", "id")),
        title=title,
        sentence=f"{title}.",
        severity=contract.document.spec.severity,
        enforcement=contract.document.spec.enforcement,
        why="A line that is no row is missing from every other check.",
        fix="Correct the lines named by number, or the feed's dialect.",
        definition=(contract.relation, Lines(), limit),
    )
    return Check(f"{contract.name}.lines", "lines", told, of, Lines(), limit, vendor=table.vendor)


def _check(contract: Contract, column: str, kind: str, flag: str, says: str) -> Check:
    promise = contract.document.spec.columns[column]
    test = RowTest(negated(is_true(Column(flag, Type.BOOLEAN))), by_row=True)
    limit, of = tolerance(promise.at_most), subject(contract)
    title = f"`{column}` of {contract.name}: {says}"
    told = about(
        contract.at,
        contract.at.key(("spec", "columns", column)),
        title=title,
        sentence=f"{title}.",
        severity=contract.document.spec.severity,
        enforcement=contract.document.spec.enforcement,
        why="A cell that cannot be read is treated as empty by every other check.",
        fix="Correct the cells named by row, or the column's format or value map in the feed.",
        definition=(of.relation, test, limit),
    )
    return Check(f"{contract.name}.{column}.{kind}", kind, told, of, test, limit)

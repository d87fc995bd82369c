"""The checks that come with reading: every cell has its type, every mapped text is in the map."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.catalog.catalog import Catalog
from govcode.catalog.contract import Contract
from govcode.catalog.linking import about, subject
from govcode.expressions.phrases import is_true, negated
from govcode.ir.check import AtMost, Check, Subject
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Lines, RowTest
from govcode.ir.relation import schema
from govcode.plan.binding import Binding, Part
from govcode.plan.casting import bad, unmapped
from govcode.plan.plan import Planned
from govcode.rules.rule import blocking, tolerance


def reading_checks(catalog: Catalog, binding: Binding) -> Iterator[Check | Planned]:
    """Yield a check for each delivered table, and for each column whose text has to be read as something."""
    for part in binding.parts:
        if part.table.dataset in catalog.contracts and (part.rows or not part.table.table.optional):
            yield from _lines(catalog.contracts[part.table.dataset], part, binding)
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


def _lines(contract: Contract, part: Part, binding: Binding) -> Iterator[Check | Planned]:
    table, limit = part.table, AtMost(0)
    of = Subject(contract.name, part.lines or contract.relation)
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
    id_, details = binding.check_id(table, "lines"), part.left_out
    check = Check(id_, "lines", told, of, Lines(), limit, vendor=table.vendor, details=details)
    # Where other tables fill the dataset, it is this one alone that gives nothing.
    elsewhere = part.rows is None and binding.datasets[contract.name].relation is not None
    yield Planned(check, blocked=f"{table.name}: {part.why}") if elsewhere else check


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
    blocks, above = blocking(promise.blocks_kpis)
    return Check(f"{contract.name}.{column}.{kind}", kind, told, of, test, limit, blocks=blocks, blocks_above=above)

"""Which rows a delivered table gives, and the texts they are made of: what can be wrong with how a feed says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govcode.catalog.contract import Contract
from govcode.catalog.feed_expressions import outcomes, typed_in_feed
from govcode.catalog.linking import Linking
from govcode.core.diagnostic import Diagnostic
from govcode.core.nested import BadPath, names_of, path_of
from govcode.documents.kinds.feed import CellMap, FeedTable
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.expression import Expr, Type

_READ_BY = {
    Type.INTEGER: "integer({0})",
    Type.NUMBER: "number({0})",
    Type.DATE: "date(timestamp({0}))",
    Type.TIMESTAMP: "timestamp({0})",
}
_OTHER_WAYS = ("from_", "constant", "format", "values", "nulls")


def rows_checked(linking: Linking, at: Located, table: FeedTable, base: Pointer) -> None:
    """Report what is wrong with where the records are, which are rows, and which texts are read."""
    for field, fits in (("rows", {None, "json"}), ("each", {None, "json", "jsonl", "parquet"})):
        written: str | None = getattr(table, field)
        if written is None:
            continue
        path_checked(linking, at, written, (*base, field), names_of)
        if table.format not in fits:
            message = f"`{field}` has no meaning in a file of format {table.format}"
            linking.problems.error("GC101", message, at, (*base, field), f"delete `{field}`, or correct `format`")
    for written, pointer in _delivered_names(table):
        if _is_nested(table):
            path_checked(linking, at, written, (*base, *pointer), path_of)
    if table.where is not None:
        _expression(linking, at, table, table.where, (*base, "where"), Type.BOOLEAN)
    if table.keep is not None and table.keep.gone is not None:
        _expression(linking, at, table, table.keep.gone, (*base, "keep", "gone"), Type.BOOLEAN)


def grain_checked(linking: Linking, at: Located, table: FeedTable, contract: Contract, base: Pointer) -> None:
    """Report a table whose rows are other things than the rows of its dataset."""
    promised = contract.document.spec.grain
    if table.grain and promised and table.grain != promised:
        message = f"a row of this table is a {table.grain}, but a row of dataset '{contract.name}' is a {promised}"
        suggestion = f"fill a dataset whose grain is {table.grain}, or choose the rows with `each` or `where`"
        linking.problems.error("GC214", message, at, (*base, "grain"), suggestion)


def value_checked(
    linking: Linking, at: Located, table: FeedTable, contract: Contract, name: str, base: Pointer
) -> None:
    """Report what is wrong with a column that is computed."""
    cell = table.columns[name]
    if cell.value is None:
        return
    for field in _also_written(cell):
        message = f"the column is computed by `value`, so `{field}` would not be read"
        linking.problems.error("GC101", message, at, (*base, field), f"delete `{field}`, or `value`")
    expect = Type(contract.document.spec.columns[name].type)
    expr = _expression(linking, at, table, cell.value, (*base, "value"), expect)
    declared = contract.values.get(name)
    for word in dict.fromkeys(outcomes(expr) if expr and declared else ()):
        if declared and word not in declared:
            linking.problems.unknown("GC211", f"value of `{name}`:", word, declared, at, (*base, "value"))


def _also_written(cell: CellMap) -> list[str]:
    written = cell.model_fields_set
    return [field.removesuffix("_") for field in (*_OTHER_WAYS, "yes", "no") if field in written]


def _is_nested(table: FeedTable) -> bool:
    """Say whether values of the table can lie inside each other; where the file's ending decides, they may not."""
    return table.format in {"json", "jsonl"} or table.rows is not None or table.each is not None


def _delivered_names(table: FeedTable) -> Iterator[tuple[str, Pointer]]:
    """Yield each delivered name that a table reads, with its place."""
    for name, cell in table.columns.items():
        if cell.from_ is not None:
            yield cell.from_, ("columns", name, "from")
    for name, text in table.read.items():
        yield text.from_, ("read", name, "from")
    if table.keep is not None:
        for i, name in enumerate(table.keep.per):
            yield name, ("keep", "per", i)
        yield table.keep.latest, ("keep", "latest")


def path_checked(linking: Linking, at: Located, written: str, pointer: Pointer, read: Callable[[str], object]) -> None:
    """Report a path that cannot be read."""
    try:
        read(written)
    except BadPath as bad:
        linking.problems.error("GC103", str(bad), at, pointer)


def _expression(
    linking: Linking, at: Located, table: FeedTable, text: str, pointer: Pointer, expect: Type
) -> Expr | None:
    """Return an expression with its types, or report its mistakes."""
    done = typed_in_feed(text, table, expect)
    for problem in done.problems:
        place = at.inside(pointer, problem.start, problem.end)
        way = _reading(text, table, expect) if problem.code == "GC207" else None
        linking.problems.found.append(Diagnostic(problem.code, problem.message, place, way or problem.suggestion))
    return done.expr


def _reading(text: str, table: FeedTable, expect: Type) -> str | None:
    """Return how a text is read as what is needed, if the expression gives a text."""
    found = typed_in_feed(text, table, None).expr
    way = _READ_BY.get(expect) if found is not None and found.type is Type.TEXT else None
    return way.format(text) if way else None

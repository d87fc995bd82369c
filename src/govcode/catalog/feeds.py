"""Feed documents are resolved: each delivered table fills a dataset, each mapped column is one of its columns."""

from __future__ import annotations

from govcode.calendar.offsets import zones
from govcode.catalog.contract import Contract
from govcode.catalog.feed_rows import grain_checked, path_checked, rows_checked, value_checked
from govcode.catalog.linking import Linking
from govcode.core.nested import names_of
from govcode.documents.kinds.feed import CellMap, Feed, FeedSpec, FeedTable, Manifest
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.expressions.phrases import date_format_problem


def feeds_of(linking: Linking) -> dict[str, FeedSpec]:
    """Return the feeds by id, reporting what does not fit their datasets."""
    feeds: dict[str, FeedSpec] = {}
    for at, feed in linking.registry.each(Feed):
        feeds[at.id] = feed.spec
        _zone(linking, at, feed.spec.timezone, ("spec", "timezone"))
        _manifest(linking, at, feed.spec.manifest, ("spec", "manifest"))
        for name, table in feed.spec.tables.items():
            _table(linking, at, table, ("spec", "tables", name))
    for i, drop in enumerate(linking.registry.project.drops):
        project = next(iter(linking.registry.of("Project").values()))
        if drop.feed not in feeds:
            linking.problems.unknown("GC111", "feed", drop.feed, feeds, project, ("spec", "drops", i, "feed"))
        if drop.vendor and drop.vendor not in linking.registry.of("Vendor"):
            known = linking.registry.of("Vendor")
            linking.problems.unknown("GC116", "vendor", drop.vendor, known, project, ("spec", "drops", i, "vendor"))
    return feeds


def _manifest(linking: Linking, at: Located, manifest: Manifest | None, base: Pointer) -> None:
    wrong = date_format_problem(manifest.format_of_dates) if manifest else None
    if wrong:
        linking.problems.error("GC212", wrong, at, (*base, "dates"))
    if manifest is not None and not manifest.file.lower().endswith((".csv", ".json")):
        message = "a manifest is a .csv or a .json file"
        linking.problems.error("GC103", message, at, (*base, "file"))
    if manifest is not None and manifest.rows is not None:
        path_checked(linking, at, manifest.rows, (*base, "rows"), names_of)


def _zone(linking: Linking, at: Located, zone: str | None, pointer: Pointer) -> None:
    if zone is not None and zone != "UTC" and zone not in zones():
        linking.problems.unknown("GC108", "time zone", zone, zones(), at, pointer)


def _table(linking: Linking, at: Located, table: FeedTable, base: Pointer) -> None:
    bench = linking.bench(at, table.dataset, base)
    _zone(linking, at, table.timezone, (*base, "timezone"))
    wrong = date_format_problem(table.format_of_dates)
    if wrong:
        linking.problems.error("GC212", wrong, at, (*base, "dates"))
    rows_checked(linking, at, table, base)
    if bench is None:
        return
    if not bench.contract.document.spec.is_delivered:
        how = "is rolled up from another" if bench.contract.document.spec.from_ else "has the rows of another"
        message = f"dataset '{table.dataset}' {how}; no feed can fill it"
        linking.problems.error("GC103", message, at, (*base, "dataset"))
        return
    grain_checked(linking, at, table, bench.contract, base)
    delivered = bench.contract.document.spec.columns
    for name, cell in table.columns.items():
        pointer = (*base, "columns", name)
        if name not in delivered:
            linking.problems.no_column(name, table.dataset, delivered, at.key(pointer))
            continue
        _cell(linking, at, bench.contract, name, cell, pointer)
        value_checked(linking, at, table, bench.contract, name, pointer)


def _cell(linking: Linking, at: Located, contract: Contract, name: str, cell: CellMap, pointer: Pointer) -> None:
    wrong = date_format_problem(cell.format) if cell.format else None
    if wrong:
        linking.problems.error("GC212", wrong, at, (*pointer, "format"))
    declared = contract.values.get(name)
    for text, word in (cell.values or {}).items():
        if declared and word is not None and word not in declared:
            where = (*pointer, "values", text)
            linking.problems.unknown("GC211", f"value of `{name}`:", word, declared, at, where)

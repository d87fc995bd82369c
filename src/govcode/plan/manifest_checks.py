"""The checks that come with a manifest: what the sender says was sent is what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcode.catalog.catalog import Catalog
from govcode.catalog.contract import Contract
from govcode.catalog.linking import about, subject
from govcode.drops.announcing import Announcement, announcements, file_names, span_of
from govcode.drops.delivery import Delivered, Drop
from govcode.drops.manifest import Manifest
from govcode.expressions.phrases import as_timestamp, before, is_null, negated, no_later
from govcode.ir.check import AtMost, Bounds, Check, Enforcement, Limit, Rows, Severity, Subject
from govcode.ir.expression import TRUE, Expr, Literal, Type, both, columns_of
from govcode.ir.measure import Aggregate, Announced, Counted, Measure, RowTest, Term, TermKind
from govcode.ir.relation import Given
from govcode.plan.binding import Binding, Part
from govcode.plan.plan import Planned

_WHY = "A drop that is not what its sender says is incomplete, or another one."
_FIX = "Ask for the drop again, or have the manifest corrected."
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class _Sent:
    """A table of a drop with a manifest: what its dataset promises, and what was delivered."""

    contract: Contract
    drop: Drop
    part: Part
    binding: Binding

    @property
    def table(self) -> Delivered:
        return self.part.table


def manifest_checks(catalog: Catalog, drops: tuple[Drop, ...], binding: Binding) -> Iterator[Check | Planned]:
    """Yield what a manifest lets be checked: of each drop that has to have one, and of each of its tables."""
    parts = {part.table.name: part for part in binding.parts}
    for drop in drops:
        if drop.manifest is None:
            continue
        yield _manifest(catalog, drop, drop.manifest)
        for table in drop.tables if drop.manifest.entries else ():
            if table.dataset in catalog.contracts and table.name in parts:
                yield from _table(_Sent(catalog.contracts[table.dataset], drop, parts[table.name], binding))


def _manifest(catalog: Catalog, drop: Drop, manifest: Manifest) -> Planned:
    at = catalog.registry.of("Feed")[drop.feed]
    title = f"The manifest of feed {drop.feed} can be read and is about its tables"
    rows, measure, limit = Given(drop.feed, ()), Announced("entries"), AtMost(0)
    told = about(
        at,
        at.at(("spec", "manifest")),
        title=title,
        sentence=f"{title}.",
        severity=Severity.HIGH,
        enforcement=Enforcement.WAIVABLE,
        why=_WHY,
        fix="Correct the entries named by number, or the names of fields and tables in the feed.",
        definition=(rows, measure, limit),
    )
    check = Check(
        f"{drop.feed}.manifest", "manifest", told, Subject(drop.feed, rows), measure, limit, vendor=drop.vendor
    )
    if manifest.missing or not manifest.entries:
        return Planned(check, blocked=manifest.missing or "the manifest has no entries")
    known = {one.number for table in drop.tables for one in announcements(drop, table)}
    wrong = [n for n, entry in enumerate(manifest.entries, start=1) if n not in known or entry.unreadable]
    return Planned(check, given=_counted(len(manifest.entries), [f"entry {number}" for number in wrong]))


def _counted(population: int, broken: list[str]) -> Counted:
    return Counted(population, population, len(broken), tuple(broken[:_SHOWN]))


def _table(sent: _Sent) -> Iterator[Check | Planned]:
    table, said = sent.table, announcements(sent.drop, sent.table)
    if table.files is None and not said:
        return  # that it is missing is told where its lines are checked
    yield _given(sent, "files", "is of the files that its manifest lists", _files(sent, said))
    came = tuple(one for one in said if one.files)
    if any(one.entry.sha256 for one in came):
        yield _given(sent, "hash", "has the hashes that its manifest says", _hashes(table, came))
    grain = table.table.grain or sent.contract.document.spec.grain
    if grain and any(one.entry.grain for one in came):
        other = [one for one in came if one.entry.grain and one.entry.grain.casefold() != grain]
        wrong = _counted(sum(one.entry.grain is not None for one in came), [f"entry {one.number}" for one in other])
        yield _given(sent, "grain", f"has a {grain} in each row, as its manifest says", wrong)
    yield from _rows(sent, came)
    yield from _moments(sent, came)


def _files(sent: _Sent, said: tuple[Announcement, ...]) -> Counted:
    names = file_names(sent.drop, sent.table)
    listed = {i for one in said for i in one.files}
    absent = [f"entry {one.number} of the manifest was not delivered" for one in said if not one.files]
    unlisted = [f"file {i + 1} is not in the manifest" for i in range(len(names)) if i not in listed]
    return _counted(len(names) + len(absent), absent + unlisted)


def _hashes(table: Delivered, came: tuple[Announcement, ...]) -> Counted:
    known = [one for one in came if one.entry.sha256]

    def digest(one: Announcement) -> str:
        return table.digests[one.files[0]] if len(one.files) == 1 else table.sha256

    other = [one for one in known if (one.entry.sha256 or "").casefold() != digest(one)]
    return _counted(len(known), [f"entry {one.number}" for one in other])


def _rows(sent: _Sent, came: tuple[Announcement, ...]) -> Iterator[Check | Planned]:
    table, counts = sent.table, [one.entry.row_count for one in came]
    known = [count for count in counts if count is not None]
    if not known or sent.part.lines is None:
        return
    covered = {i for one in came if one.entry.row_count is not None for i in one.files}
    total = sum(known)
    says = f"has the {total} {'rows' if table.records is None else 'records'} that its manifest says"
    if len(known) < len(counts) or len(covered) < len(table.digests):
        check = _check(sent, "rows", says, Announced("rows"), AtMost(0))
        yield Planned(check, blocked="the manifest does not say how many rows each file has")
    elif table.records is not None:
        differs = [] if table.records == total else [f"{table.records} records were delivered"]
        yield _given(sent, "rows", says, _counted(1, differs))
    else:
        counted = Aggregate((), (Term(TermKind.COUNT, TRUE),))
        of = Subject(sent.contract.name, sent.part.lines)
        yield _check(sent, "rows", says, counted, Rows(Bounds(total, total)), of)


def _moments(sent: _Sent, came: tuple[Announcement, ...]) -> Iterator[Check]:
    moment = sent.contract.event_time
    promised = sent.contract.document.spec.columns
    if moment is None or sent.part.rows is None or not came or not columns_of(moment) <= {*promised}:
        return
    at, span = as_timestamp(moment), span_of(came)
    of = subject(sent.contract, sent.part.rows)

    def test(holds: Expr | None) -> RowTest:
        return RowTest(holds or TRUE, applies=negated(is_null(moment)))

    if span.start or span.end:
        start = no_later(Literal(span.start, Type.TIMESTAMP), at) if span.start else None
        end = before(at, Literal(span.end, Type.TIMESTAMP)) if span.end else None
        says = "has no row outside the period of its manifest"
        yield _check(sent, "period", says, test(both(start, end)), AtMost(0), of)
    if span.watermark:
        holds = no_later(at, Literal(span.watermark, Type.TIMESTAMP))
        yield _check(sent, "watermark", "has no row after the watermark of its manifest", test(holds), AtMost(0), of)


def _given(sent: _Sent, kind: str, says: str, found: Counted) -> Planned:
    return Planned(_check(sent, kind, says, Announced(kind), AtMost(0)), given=found)


def _check(sent: _Sent, kind: str, says: str, measure: Measure, limit: Limit, of: Subject | None = None) -> Check:
    contract, title = sent.contract, f"{sent.table.name} {says}"
    told = about(
        contract.at,
        contract.at.at(("metadata", "id")),
        title=title,
        sentence=f"{title}.",
        severity=contract.document.spec.severity,
        enforcement=contract.document.spec.enforcement,
        why=_WHY,
        fix=_FIX,
        # What a manifest says changes with each drop; that it has to be true does not.
        definition=(contract.relation, Announced(kind), AtMost(0)),
    )
    id_ = sent.binding.check_id(sent.table, f"manifest-{kind}")
    of = of or Subject(contract.name, contract.relation)
    return Check(id_, "manifest", told, of, measure, limit, vendor=sent.table.vendor)

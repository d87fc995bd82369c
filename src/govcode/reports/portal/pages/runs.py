"""A run: its verdict, what it read, what it found, its place in the chain and how to prove that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govcode.findings.finding import Outcome
from govcode.history.entry import Remembered
from govcode.history.record import Record, Result
from govcode.reports.format.moments import moment, period
from govcode.reports.format.words import SIGNS, plural, prose, visible
from govcode.reports.portal.addresses import INDEX, RUNS, run_page
from govcode.reports.portal.cells import check_cell, promise_cell, verdict_cell
from govcode.reports.portal.pages.facts import section
from govcode.reports.portal.sheet import Sheet
from govcode.reports.review.blocks import Block, Cell, Column, Facts, Page, Prose, Section, Table, Tone
from govcode.reports.review.cells import NOTHING, amount, day_cell, number_cell, part

_MOST = 400  # results in a table
_FEW = 5


def run_sheet(run: Remembered) -> Sheet:
    """Return the page of a run."""
    record = run.record
    sections = (
        _verdict(run),
        _proof(run),
        _broken(record),
        _unknown(record),
        _read(record),
        _rest(record),
    )
    page = Page(f"Run {visible(record.run)}", f"as of {moment(record.as_of)}", "en", sections)
    return Sheet(run_page(run.entry), page, (("Overview", INDEX), ("Runs", RUNS)))


def _verdict(run: Remembered) -> Section:
    record = run.record
    engines = ", ".join(f"{name} {version}" for name, version in record.engines)
    pairs = (
        ("Verdict", verdict_cell(record.outcome, f"exit code {record.exit_code}")),
        ("Judged as of", Cell(moment(record.as_of))),
        ("Vendor", Cell(visible(record.vendor or "all"))),
        ("Recorded", Cell(f"{record.recorded_at:%Y-%m-%d %H:%M:%S} UTC, after {record.seconds:,.1f} s")),
        (
            "Documents",
            Cell(visible(record.documents), note=visible(f"revision {record.revision}") if record.revision else None),
        ),
        ("Made by", Cell(visible(f"govcode {record.tool}{f', {engines}' if engines else ''}"))),
    )
    counts = Counter(result.outcome for result in record.results)
    told = ", ".join(f"{number:,} {_word(outcome)}" for outcome, number in sorted(counts.items()))
    tone = {"pass": Tone.GOOD, "fail": Tone.BAD}.get(record.outcome, Tone.UNKNOWN)
    results = Prose(f"{plural(len(record.results), 'result')}: {told or 'none'}.")
    return section(1, "verdict", "Verdict", (visible(record.sentence), tone), Facts(pairs), results)


def _word(outcome: str) -> str:
    return SIGNS[Outcome(outcome)].word if outcome in list(Outcome) else visible(outcome)


def _proof(run: Remembered) -> Section:
    entry = run.entry
    signed = f"by the key {entry.signature.key}" if entry.signature else "not signed"
    pairs = (
        ("Place in the chain", Cell(f"link {entry.position:,}")),
        ("Hash of the link", Cell(entry.hash)),
        ("Hash of the record", Cell(entry.record)),
        ("Hash of the link before", Cell(entry.previous)),
        ("Signature", Cell(visible(signed))),
    )
    how = (
        ("Nothing was changed", Cell(f"govcode history verify --expect {entry.hash}")),
        ("This run, to hand on", Cell(f"govcode history attest {visible(run.record.run)}")),
    )
    said = ("Each record is a link of a chain of hashes; two commands, run in the project, prove it.", Tone.PLAIN)
    return section(2, "proof", "How to prove it", said, Facts((*pairs, *how)))


def _broken(record: Record) -> Section:
    columns = (
        Column("check", "Promise"),
        Column("where", "Where and when"),
        Column("figure", "Number", numeric=True),
        Column("promise", "Enforcement", filtered=True),
        Column("gate", "Closed the gate", filtered=True),
        Column("waiver", "Accepted by"),
        Column("mark", "Fingerprint"),
    )
    closing = set(record.blocking)
    failed = [(place, result) for place, result in enumerate(record.results) if result.outcome == "fail"]
    failed.sort(key=lambda pair: (pair[0] not in closing, pair[0]))
    rows = tuple(tuple(_failure(record, result, place in closing)) for place, result in failed[:_MOST])
    table = Table("broken-table", "Broken", columns, rows, "nothing was broken")
    blocks: list[Block] = [table]
    if len(failed) > _MOST:
        blocks.append(Prose(f"{len(failed) - _MOST:,} more are not listed; govcode history show lists all."))
    said = (f"{plural(len(failed), 'result')} broken.", Tone.BAD if failed else Tone.GOOD)
    return section(3, "broken", "What was broken", said, *blocks)


def _failure(record: Record, result: Result, closed: bool) -> Iterator[Cell]:  # noqa: FBT001 - a fact of the result
    of = record.definitions[result.definition]
    yield check_cell(of)
    yield Cell(_where(result), note=_spots(result))
    if result.value is not None:
        yield Cell(amount(result.value, of.unit, result.n, of.minimum, of.target), result.value)
    else:
        yield number_cell(result.violations)
    yield promise_cell(of)
    yield Cell("yes", tone=Tone.BAD) if closed else Cell("no")
    yield Cell(visible(result.waived_by or "–"))
    yield Cell(visible(result.fingerprint))


def _where(result: Result) -> str:
    parts = [part(result.segment)] if result.segment else []
    parts += [period(result.period)] if result.period else []
    return ", ".join(parts) or "all rows"


def _spots(result: Result) -> str | None:
    """Return where the broken rows lie, most first."""
    most = sorted(result.spots, key=lambda spot: -spot[1])[:_FEW]
    return ", ".join(f"{part(segment)}: {broken:,}" for segment, broken, _ in most) or None


def _unknown(record: Record) -> Section:
    """Return what could not be said, by check and outcome: how often, and the first reason."""
    counts: Counter[tuple[int, str]] = Counter()
    reasons: dict[tuple[int, str], str] = {}
    for result in record.results:
        if result.outcome not in {"pass", "fail"}:
            counts[result.definition, result.outcome] += 1
            reasons.setdefault((result.definition, result.outcome), result.reason or "")
    columns = (
        Column("check", "Promise"),
        Column("outcome", "Outcome", filtered=True),
        Column("times", "Results", numeric=True),
        Column("reason", "First reason"),
    )
    rows = tuple(
        (
            check_cell(record.definitions[place]),
            Cell(_word(outcome), tone=Tone.PLAIN if outcome == "immature" else Tone.UNKNOWN),
            number_cell(number),
            Cell(prose(reasons[place, outcome]) or "–"),
        )
        for (place, outcome), number in sorted(counts.items())
    )
    table = Table("unknown-table", "Not judged", columns, rows, "everything was judged")
    said = (f"{plural(counts.total(), 'result')} not judged.", Tone.UNKNOWN if rows else Tone.GOOD)
    return section(4, "unknown", "What could not be said", said, table)


def _read(record: Record) -> Section:
    drops = tuple(
        (
            Cell(visible(drop.feed)),
            Cell(visible(drop.vendor or "all")),
            Cell(visible(table.name)),
            Cell(visible(table.missing), tone=Tone.UNKNOWN) if table.missing else number_cell(table.rows),
            Cell(moment(table.watermark), table.watermark.isoformat()) if table.watermark else NOTHING,
            Cell(visible(table.sha256)),
        )
        for drop in record.drops
        for table in drop.tables
    )
    columns = (
        Column("feed", "Feed", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("table", "Table"),
        Column("rows", "Rows", numeric=True),
        Column("reaches", "Reaches"),
        Column("hash", "SHA-256 of its files"),
    )
    coverage = tuple(
        (
            Cell(visible(seen.dataset)),
            Cell(visible(seen.vendor)),
            number_cell(seen.rows),
            Cell(f"{seen.stretches[0][0]} to {seen.stretches[-1][1]}" if seen.stretches else "–"),
            number_cell(len(seen.stretches) or None),
            Cell(moment(seen.newest), seen.newest.isoformat()) if seen.newest else NOTHING,
        )
        for seen in record.coverage
    )
    days = (
        Column("dataset", "Dataset", filtered=True),
        Column("vendor", "Vendor", filtered=True),
        Column("rows", "Rows", numeric=True),
        Column("days", "Days"),
        Column("parts", "Stretches of days with rows", numeric=True),
        Column("newest", "Newest row"),
    )
    said = (
        f"{plural(len(drops), 'table')}, {sum(t.rows or 0 for d in record.drops for t in d.tables):,} rows.",
        Tone.PLAIN,
    )
    return section(
        5,
        "read",
        "What it was made from",
        said,
        Table("drops-table", "Delivered tables", columns, drops, "no drop is recorded"),
        Table("coverage-table", "On which days there are rows", days, coverage, "no row has a day and a vendor"),
    )


def _rest(record: Record) -> Section:
    """Return the waivers and excused events it knew, and its warnings."""
    waivers = tuple(
        (Cell(visible(w.id)), Cell(visible(w.state)), day_cell(w.first), day_cell(w.last), number_cell(w.waived))
        for w in record.waivers
    )
    excuses = tuple(
        (
            Cell(visible(e.id)),
            Cell(visible(e.state)),
            Cell(moment(e.start)),
            Cell(moment(e.end)),
            Cell(prose(e.reason) or "–"),
        )
        for e in record.excuses
    )
    used = (
        Column("waiver", "Waiver"),
        Column("state", "State"),
        Column("from", "From"),
        Column("until", "Until"),
        Column("accepted", "Accepted", numeric=True),
    )
    events = (
        Column("event", "Excused event"),
        Column("state", "State"),
        Column("from", "From"),
        Column("until", "Until"),
        Column("reason", "Reason"),
    )
    warnings = tuple((Cell(prose(text) or "–"),) for text in record.warnings)
    counts = (
        plural(len(waivers), "waiver"),
        plural(len(excuses), "excused event"),
        plural(len(warnings), "warning"),
    )
    said = (f"{', '.join(counts)}.", Tone.PLAIN)
    return section(
        6,
        "rest",
        "Waivers, excused events and warnings",
        said,
        Table("waivers-table", "Waivers", used, waivers, "it knew no waiver"),
        Table("excuses-table", "Excused events", events, excuses, "it knew no excused event"),
        Table("warnings-table", "Warnings", (Column("warning", "Warning"),), warnings, "it gave no warning"),
    )

"""Section 12: contract, evidence and exit."""

from __future__ import annotations

from govcode.reports.format.numbers import share
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.review.blocks import Bars, Block, Calendar, Cell, Column, Figure, Group, Note, Section, Table, Tone
from govcode.reports.review.cells import NOTHING
from govcode.reports.review.telling import day, findings, listed, number, person, vendor
from govcode.reports.review.topic_tables import topic_group
from govcode.review.contract import CLAUSES, VOLUMES, ClauseCell, Concentration, Operating
from govcode.review.details import DetailCell
from govcode.review.papers import EvidenceLine, Paper
from govcode.review.review import Review

_PAPERS = {Paper.IN_DATE: Tone.GOOD, Paper.EXPIRING: Tone.WATCH, Paper.EXPIRED: Tone.BAD, Paper.NONE: Tone.UNKNOWN}
_DONE = {
    Operating.KEPT: Tone.GOOD,
    Operating.BROKEN: Tone.BAD,
    Operating.NO_DATA: Tone.UNKNOWN,
    Operating.UNCHECKED: Tone.UNKNOWN,
}
_UNTESTED = Cell("nobody has tried to leave", tone=Tone.UNKNOWN)
_MISSING = "No check of the contract itself is declared, such as what a solved case costs."


def section(review: Review) -> Section:
    """Return what papers and checks show of the contract."""
    matrix = review.contract.matrix
    details = review.contract.details
    shown, set_out = sum(cell.shown for cell in matrix), sum(cell.declared for cell in details)
    found = review.contract.findings
    expired = sum(1 for line in review.contract.evidence if line.state is Paper.EXPIRED)
    soon = sum(1 for line in review.contract.evidence if line.state is Paper.EXPIRING)
    summary = (
        f"Article 28(3): {shown} of {len(matrix)} clauses by vendor are shown by paper and by kept checks, and "
        f"{set_out} of {len(details)} details by vendor are set out in a contract; "
        f"{plural(expired, 'paper')} expired, {soon} within 90 days of the end."
    )
    bad = expired or any(cell.operating is Operating.BROKEN for cell in matrix)
    whole = matrix and shown == len(matrix) and set_out == len(details)
    tone = Tone.BAD if bad else Tone.GOOD if whole else Tone.UNKNOWN
    groups = (
        Group("article-28", "Article 28(3), clause by clause", (_figure(review), _certificates())),
        Group(
            "evidence",
            "Evidence",
            (
                _evidence(review),
                findings(
                    "evidence-findings",
                    "What is wrong with it",
                    found,
                    review,
                    "Every paper is in date and was read within a year.",
                ),
            ),
        ),
        Group("concentration", "Concentration", (_concentration(review),)),
        Group("exit", "Tests of leaving", (_tests(review),)),
        topic_group(review, review.topics["contract"], "Checks of the contract", _MISSING),
    )
    return Section(12, "contract", "Contract, evidence and exit", summary, tone, groups)


def _certificates() -> Note:
    text = (
        "A certificate or an attestation says that somebody looked once; it is weak evidence of how work is done. What "
        "the checks of a clause show of the quarter stands beside it. A clause without a check is shown by paper only. "
        "What the first sentence of the article asks a contract for is answered by contracts alone, and no data can "
        "show it; what no document names is not declared."
    )
    return Note(Tone.PLAIN, text)


def _figure(review: Review) -> Figure:
    matrix = review.contract.matrix
    by_vendor: dict[str, list[ClauseCell]] = {}
    for cell in matrix:
        by_vendor.setdefault(cell.vendor, []).append(cell)
    rows = tuple(
        (vendor(review, who).text, tuple((_short(cell), _tone(cell)) for cell in cells))
        for who, cells in by_vendor.items()
    )
    letters = tuple(clause.rpartition("-")[2] for clause in CLAUSES)
    shown = sum(1 for cell in matrix if cell.shown)
    description = (
        f"For each vendor and each clause (a) to (h): whether there is a paper, and what the checks of the quarter "
        f"show. {shown} of {len(matrix)} are shown by both."
    )
    return Figure("article-28-figure", "Article 28(3) by vendor", description, Calendar(letters, rows), _matrix(review))


def _short(cell: ClauseCell) -> str:
    paper = {Paper.IN_DATE: "paper", Paper.EXPIRING: "paper ends", Paper.EXPIRED: "expired", Paper.NONE: "no paper"}
    return f"{paper[cell.paper]}, {cell.operating}"


def _tone(cell: ClauseCell) -> Tone:
    if cell.operating is Operating.BROKEN or cell.paper is Paper.EXPIRED:
        return Tone.BAD
    if not cell.shown:
        return Tone.UNKNOWN
    return Tone.WATCH if cell.weak or cell.paper is Paper.EXPIRING else Tone.GOOD


def _matrix(review: Review) -> Table:
    columns = (
        Column("vendor", "Vendor", filtered=True),
        Column("clause", "Clause", filtered=True),
        Column("paper", "On paper", filtered=True),
        Column("operating", "In operation", filtered=True),
        Column("evidence", "Papers"),
        Column("checks", "Checks"),
        Column("words", "In words"),
    )
    contract = review.contract
    rows = tuple(
        row
        for who in review.scene.vendors
        for row in (
            *(_detail(review, cell) for cell in contract.details if cell.vendor == who),
            *(_clause(review, cell) for cell in contract.matrix if cell.vendor == who),
        )
    )
    return Table("article-28-table", "Paper against operation", columns, rows, "No vendor is reviewed.")


def _detail(review: Review, cell: DetailCell) -> tuple[Cell, ...]:
    """Return the row of a detail of the contract: there is nothing of it that a check could look at."""
    return (
        vendor(review, cell.vendor),
        Cell(visible(review.scene.clauses.get(cell.detail, cell.detail)), cell.detail),
        Cell("not declared" if cell.paper is Paper.NONE else cell.paper.value, tone=_PAPERS[cell.paper]),
        Cell("nothing to check"),
        Cell(listed(cell.evidence)),
        NOTHING,
        Cell(visible(cell.sentence)),
    )


def _clause(review: Review, cell: ClauseCell) -> tuple[Cell, ...]:
    return (
        vendor(review, cell.vendor),
        Cell(visible(review.scene.clauses.get(cell.clause, cell.clause)), cell.clause),
        Cell(cell.paper.value, tone=_PAPERS[cell.paper], note="weak: certificates only" if cell.weak else None),
        Cell(cell.operating.value, tone=_DONE[cell.operating]),
        Cell(listed(cell.evidence)),
        Cell(listed(track.check for track in cell.tracks)),
        Cell(visible(cell.sentence)),
    )


def _evidence(review: Review) -> Table:
    columns = (
        Column("title", "Paper"),
        Column("type", "Type", filtered=True),
        Column("vendors", "Vendors"),
        Column("controls", "Controls"),
        Column("issued", "Issued"),
        Column("state", "State", filtered=True),
        Column("last", "Last day"),
        Column("left", "Days left", numeric=True),
        Column("reviewed", "Last read"),
        Column("owner", "Owner"),
        Column("location", "Where"),
    )
    lines = review.contract.evidence
    rows = tuple(_paper(review, line) for line in lines)
    empty = "No evidence is declared: no contract, certificate, report or test is known."
    return Table("evidence-table", "Papers, those that end first", columns, rows, empty, tuple(x.anchor for x in lines))


def _paper(review: Review, line: EvidenceLine) -> tuple[Cell, ...]:
    paper = line.evidence
    read = f"by {review.named(paper.reviewed_by)}" if paper.reviewed_by else None
    place = f"{paper.location}, {paper.clause}" if paper.clause else paper.location
    return (
        Cell(visible(paper.title), paper.id, note=paper.id),
        Cell(paper.type, tone=Tone.WATCH if line.weak else Tone.PLAIN, note="weak by itself" if line.weak else None),
        Cell(listed(review.named(who) for who in line.vendors)),
        Cell(listed(paper.controls)),
        day(paper.issued),
        Cell(line.state.value, tone=_PAPERS[line.state]),
        day(paper.last, none="no end"),
        number(line.days_left),
        Cell(
            f"{paper.reviewed or 'never'}",
            f"{paper.reviewed or ''}",
            Tone.WATCH if line.stale else Tone.PLAIN,
            note=visible(read) if read else None,
        ),
        person(review, paper.owner),
        Cell(prose(place) or "–", note=f"SHA-256 {paper.sha256}" if paper.sha256 else None),
    )


def _concentration(review: Review) -> Block:
    lines = review.contract.concentration
    if not lines:
        what = " or ".join(VOLUMES)
        text = f"No run says how many rows of {what} each vendor delivered: it is not known who does how much."
        return Note(Tone.UNKNOWN, text)
    columns = (
        Column("dataset", "Dataset", filtered=True),
        Column("vendor", "Vendor"),
        Column("rows", "Rows", numeric=True),
        Column("share", "Share", numeric=True),
        Column("run", "Run"),
    )
    rows = tuple(
        (
            Cell(visible(line.dataset)),
            vendor(review, line.vendor),
            number(line.rows),
            Cell(share(line.share), line.share),
            Cell(visible(line.run), note=f"as of {line.as_of:%Y-%m-%d}"),
        )
        for line in lines
    )
    most = max(lines, key=lambda line: line.share)
    description = (
        f"Share of rows by vendor; most of {most.dataset} lies with {review.named(most.vendor)}: {share(most.share)}."
    )
    bars = tuple((visible(_bar(review, line)), 100 * line.share, Tone.PLAIN) for line in lines)
    table = Table("concentration-table", "Rows by vendor in the newest run", columns, rows, "No rows.")
    return Figure("concentration-figure", "Who does how much", visible(description), Bars("%", bars), table)


def _bar(review: Review, line: Concentration) -> str:
    return f"{line.dataset}, {review.named(line.vendor)}"


def _tests(review: Review) -> Table:
    columns = (
        Column("vendor", "Vendor", filtered=True),
        Column("day", "Newest test"),
        Column("title", "What was tested"),
        Column("state", "State"),
    )
    rows = tuple(
        (
            vendor(review, test.vendor),
            day(test.day, Tone.PLAIN if test.line else Tone.UNKNOWN, "none"),
            Cell(visible(test.line.evidence.title))
            if test.line
            else Cell("nobody has tried to leave", tone=Tone.UNKNOWN),
            Cell(test.line.state.value, tone=_PAPERS[test.line.state]) if test.line else Cell("–"),
        )
        for test in review.contract.tests
    )
    return Table("exit-table", "The newest test of each vendor that is kept as evidence", columns, rows, "No vendor.")

"""Section 14: exceptions: waivers, excused events, disputes."""

from __future__ import annotations

from govcode.reports.format.numbers import PERCENT, interval, share
from govcode.reports.format.words import plural, prose, visible
from govcode.reports.review.blocks import Cell, Column, Group, Section, Table, Tone
from govcode.reports.review.cells import check_cell
from govcode.reports.review.excuse_tables import excuses
from govcode.reports.review.telling import day, findings, listed, number, person, said, vendor
from govcode.review.disputes import DisputeLine, OverturnRate
from govcode.review.review import Review
from govcode.review.waivers import WaiverLine, WaiverState

SOON = 30  # days before the end
_STATES = {
    WaiverState.IN_FORCE: Tone.WATCH,
    WaiverState.UNUSED: Tone.PLAIN,
    WaiverState.ENDED: Tone.PLAIN,
    WaiverState.NOT_YET: Tone.PLAIN,
}
_OUTCOMES = {"pending": Tone.WATCH, "upheld": Tone.PLAIN, "overturned": Tone.WATCH, "withdrawn": Tone.PLAIN}


def section(review: Review) -> Section:
    """Return waivers, excused events and disputes with their findings."""
    lines, disputes = review.waivers, review.disputes
    found = [finding for line in lines for finding in line.findings]
    force = sum(1 for line in lines if line.state in {WaiverState.IN_FORCE, WaiverState.UNUSED})
    needed = sum(1 for line in lines if line.needed)
    pending = sum(1 for line in disputes.lines if line.dispute.outcome == "pending")
    unknown = [line for line in disputes.lines if line.unknown]
    summary = (
        f"{plural(force, 'waiver')} in force, {needed} ended though still needed; "
        f"{plural(len(disputes.lines), 'dispute')}, {pending} pending."
    )
    tone = Tone.BAD if found else Tone.WATCH if force or pending or unknown else Tone.GOOD
    groups = (
        Group(
            "waivers-group",
            "Waivers",
            (
                _waivers(review),
                _uses(review),
                findings("waiver-findings", "Findings", found, review, "No waiver has ended though it is needed."),
            ),
        ),
        Group("excused", "Excused events", (excuses(review),)),
        Group("disputes", "Disputes", (_disputes(review), _rates(review))),
    )
    return Section(14, "waivers", "Waivers, excused events and disputes", summary, tone, groups)


def _waivers(review: Review) -> Table:
    columns = (
        Column("waiver", "Waiver"),
        Column("rules", "Rules"),
        Column("reason", "Reason"),
        Column("approver", "Approved by", filtered=True),
        Column("first", "First day"),
        Column("last", "Last day"),
        Column("left", "Days left", numeric=True),
        Column("state", "State", filtered=True),
        Column("renewals", "Renewals", numeric=True),
        Column("runs", "Runs that used it", numeric=True),
        Column("needed", "Still fails"),
    )
    rows = tuple(_waiver(review, line) for line in review.waivers)
    anchors = tuple(line.anchor for line in review.waivers)
    return Table(
        "waiver-table",
        "Waivers that runs of the quarter know",
        columns,
        rows,
        "No waiver was known to a run of the quarter.",
        anchors,
    )


def _waiver(review: Review, line: WaiverLine) -> tuple[Cell, ...]:
    left = number(line.days_left, Tone.WATCH if line.days_left <= SOON else Tone.PLAIN)
    if line.days_left < 0:
        left = Cell("over", line.days_left)
    still = "; ".join(
        f"{rule}: {listed(vendor(review, who or None).text for who in whom)}" for rule, whom in line.needed
    )
    return (
        Cell(visible(line.id)),
        Cell(listed(line.rules)),
        said(line.reason),
        person(review, line.approved_by),
        day(line.first),
        day(line.last),
        left,
        Cell(line.state.value, tone=Tone.BAD if line.needed else _STATES[line.state]),
        number(line.renewals, Tone.WATCH if line.renewals else Tone.PLAIN),
        number(len(line.uses)),
        Cell(visible(still) or "–", tone=Tone.BAD if still else Tone.PLAIN),
    )


def _uses(review: Review) -> Table:
    columns = (
        Column("waiver", "Waiver", filtered=True),
        Column("day", "As of"),
        Column("run", "Run"),
        Column("waived", "Accepted", numeric=True),
    )
    rows = tuple(
        (Cell(visible(line.id), href=line.anchor), day(use.day), Cell(visible(use.run)), number(use.waived))
        for line in review.waivers
        for use in line.uses
    )
    return Table(
        "waiver-uses", "Violations that waivers accepted, by run", columns, rows, "No waiver accepted anything."
    )


def _disputes(review: Review) -> Table:
    columns = (
        Column("dispute", "Dispute"),
        Column("vendor", "Vendor", filtered=True),
        Column("rule", "Rule", filtered=True),
        Column("findings", "Findings", numeric=True),
        Column("grounds", "Grounds"),
        Column("raised", "Raised"),
        Column("outcome", "Outcome", filtered=True),
        Column("days", "Days open", numeric=True),
        Column("decision", "Decision"),
    )
    rows = tuple(_dispute(review, line) for line in review.disputes.lines)
    caption = "Disputes raised or decided in the quarter, or pending"
    return Table("dispute-table", caption, columns, rows, "No finding is contested.")


def _dispute(review: Review, line: DisputeLine) -> tuple[Cell, ...]:
    dispute = line.dispute
    lost = "; ".join(f"{mark}: {found}" for mark, found in line.fingerprints if mark in line.unknown)
    decided = f"{review.named(dispute.decided_by)}, {dispute.decided}" if dispute.decided_by else None
    return (
        Cell(visible(dispute.title), dispute.id, note=dispute.id),
        vendor(review, dispute.vendor),
        check_cell(dispute.rule),
        number(len(dispute.fingerprints), Tone.BAD if lost else Tone.PLAIN, lost or None),
        Cell(prose(dispute.grounds) or "–", note=visible(f"by {review.named(dispute.raised_by)}")),
        day(dispute.raised),
        Cell(dispute.outcome, tone=_OUTCOMES[dispute.outcome]),
        number(line.days),
        Cell(prose(dispute.decision) or "–", note=visible(decided) if decided else None),
    )


def _rates(review: Review) -> Table:
    columns = (
        Column("rule", "Rule"),
        Column("overturned", "Overturned", numeric=True),
        Column("decided", "Decided", numeric=True),
        Column("rate", "Overturn rate", numeric=True),
        Column("pending", "Pending", numeric=True),
        Column("withdrawn", "Withdrawn", numeric=True),
    )
    rows = tuple(
        (
            check_cell(rate.rule),
            number(rate.overturned),
            number(rate.decided),
            _rate(rate),
            number(rate.pending),
            number(rate.withdrawn),
        )
        for rate in review.disputes.rates
    )
    return Table("overturn-table", "Overturned of decided disputes, all time", columns, rows, "No rule was contested.")


def _rate(rate: OverturnRate) -> Cell:
    if rate.rate is None or rate.interval is None:
        return Cell("–", -1, note="none decided")
    return Cell(share(rate.rate, rate.decided), rate.rate, note=interval(rate.interval, PERCENT, rate.decided))

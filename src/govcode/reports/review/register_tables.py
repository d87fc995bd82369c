"""The tables of the risk register."""

from __future__ import annotations

from govcode.reports.format.numbers import share
from govcode.reports.format.words import prose, visible
from govcode.reports.review.blocks import Cell, Column, Table, Tone
from govcode.reports.review.cells import check_cell
from govcode.reports.review.telling import day, level, listed, number, person, said, vendor
from govcode.review.likelihood import Trend
from govcode.review.review import Review
from govcode.review.risks import Acceptance, RegisterEntry, Way, Works

_NONE = "No risk is declared."
_ACCEPTANCES = {
    Acceptance.UNNEEDED: Tone.PLAIN,
    Acceptance.IN_FORCE: Tone.WATCH,
    Acceptance.NOT_YET: Tone.WATCH,
    Acceptance.EXPIRED: Tone.BAD,
    Acceptance.MISSING: Tone.BAD,
}
_WAYS = {Way.UP: Tone.BAD, Way.DOWN: Tone.GOOD, Way.SAME: Tone.PLAIN, Way.NEW: Tone.PLAIN}
_TRENDS = {Trend.RISING: Tone.BAD, Trend.FALLING: Tone.GOOD, Trend.STEADY: Tone.PLAIN, Trend.UNKNOWN: Tone.UNKNOWN}
_WORKS = {Works.YES: Tone.GOOD, Works.NO: Tone.BAD, Works.UNSHOWN: Tone.UNKNOWN}


def levels(review: Review) -> Table:
    """Return levels now and before, the appetite, and what is done, an anchor per entry."""
    columns = (
        Column("risk", "Risk"),
        Column("vendor", "Vendor", filtered=True),
        Column("owner", "Owner", filtered=True),
        Column("inherent", "Inherent"),
        Column("residual", "Residual", filtered=True),
        Column("before", "Last quarter"),
        Column("way", "Moved", filtered=True),
        Column("appetite", "Appetite"),
        Column("treatment", "Treatment"),
        Column("acceptance", "Acceptance", filtered=True),
        Column("actions", "Actions"),
        Column("evidence", "Evidence"),
        Column("status", "Status", filtered=True),
    )
    rows = tuple(_levels(review, entry) for entry in review.register)
    anchors = tuple(entry.anchor for entry in review.register)
    return Table("register-table", "The register of risks, highest first", columns, rows, _NONE, anchors)


def _levels(review: Review, entry: RegisterEntry) -> tuple[Cell, ...]:
    risk, accepted = entry.risk, entry.risk.acceptance
    until = f"by {review.named(accepted.by)} until {accepted.last}: {prose(accepted.reason)}" if accepted else None
    return (
        Cell(visible(risk.title), risk.id, note=risk.id),
        vendor(review, entry.vendor),
        person(review, risk.owner),
        level(entry.inherent),
        level(entry.residual.level, Tone.BAD if entry.beyond else Tone.GOOD),
        level(entry.before.level) if entry.before else Cell("not compared", -1),
        Cell(entry.way.value, tone=_WAYS[entry.way], note=visible(entry.why)),
        level(risk.appetite, note="beyond" if entry.beyond else None),
        Cell(risk.treatment),
        Cell(entry.acceptance.value, tone=_ACCEPTANCES[entry.acceptance], note=visible(until) if until else None),
        _actions(review, entry),
        Cell(listed(paper.id for paper in entry.evidence)),
        Cell(risk.status),
    )


def _actions(review: Review, entry: RegisterEntry) -> Cell:
    """Return the actions against a risk, each with its owner, its date and where it stands in the action plan."""
    states = {(item.action.id, item.vendor): item for item in review.actions.items if item.action}
    told = []
    for action in entry.actions:
        item = states.get((action.id, entry.vendor)) or states.get((action.id, None))
        state = f", {item.state}" if item else ""
        told.append(f"{action.id}: {review.named(action.owner)}, due {action.due}{state}")
    first = next((item.anchor for action in entry.actions if (item := states.get((action.id, entry.vendor)))), None)
    return Cell(listed(action.id for action in entry.actions), href=first, note=visible("; ".join(told)) or None)


def likelihoods(review: Review) -> Table:
    """Return how each likelihood was found, in numbers and in words."""
    columns = (
        Column("risk", "Risk"),
        Column("vendor", "Vendor", filtered=True),
        Column("inherent", "Inherent"),
        Column("broken", "Weeks broken", numeric=True),
        Column("judged", "Weeks judged", numeric=True),
        Column("share", "Share", numeric=True),
        Column("blank", "Weeks blank", numeric=True),
        Column("trend", "Trend", filtered=True),
        Column("observed", "Observed"),
        Column("used", "Used"),
        Column("because", "In words"),
    )
    rows = tuple(_likelihood(review, entry) for entry in review.register)
    return Table("likelihood-table", "Likelihoods in the quarter", columns, rows, _NONE)


def _likelihood(review: Review, entry: RegisterEntry) -> tuple[Cell, ...]:
    seen, by_hand = entry.residual.observed, entry.residual.override
    part = seen.share
    missing = seen.blank or seen.partly
    note = f"and {seen.partly} in part" if seen.partly else None
    hand = f"set by hand by {review.named(by_hand.by)} until {by_hand.last}: {by_hand.reason}" if by_hand else None
    return (
        Cell(visible(entry.risk.title), entry.risk.id, href=entry.anchor, note=entry.risk.id),
        vendor(review, entry.vendor),
        level(entry.risk.likelihood),
        number(seen.broken, Tone.BAD if seen.broken else Tone.PLAIN),
        number(seen.judged, Tone.PLAIN if seen.judged else Tone.UNKNOWN),
        Cell("–", -1, Tone.UNKNOWN) if part is None else Cell(share(part), part),
        number(seen.blank, Tone.UNKNOWN if missing else Tone.PLAIN, note),
        Cell(seen.trend.value, tone=_TRENDS[seen.trend]),
        level(seen.level),
        level(entry.residual.likelihood, Tone.WATCH if by_hand else Tone.PLAIN, prose(hand)),
        Cell(visible(seen.sentence)),
    )


def causes(review: Review) -> Table:
    """Return the checks behind each move since last quarter, with their numbers."""
    columns = (
        Column("risk", "Risk"),
        Column("vendor", "Vendor", filtered=True),
        Column("check", "Check"),
        Column("before", "Broken last quarter", numeric=True),
        Column("after", "Broken this quarter", numeric=True),
        Column("blank", "Blank, last and this", numeric=True),
    )
    rows = tuple(
        (
            Cell(visible(entry.risk.title), entry.risk.id, href=entry.anchor, note=entry.risk.id),
            vendor(review, entry.vendor),
            check_cell(cause.check),
            Cell(f"{cause.before[0]} of {cause.before[1]}", cause.before[0]),
            Cell(f"{cause.after[0]} of {cause.after[1]}", cause.after[0]),
            Cell(f"{cause.before[2]} → {cause.after[2]}", cause.after[2]),
        )
        for entry in review.register
        for cause in entry.causes
    )
    caption = "Checks that stood otherwise than last quarter: weeks broken of weeks judged"
    return Table("cause-table", caption, columns, rows, "No check stood otherwise, or there is nothing to compare.")


def safeguards(review: Review) -> Table:
    """Return each safeguard and whether its checks show that it works."""
    columns = (
        Column("risk", "Risk"),
        Column("vendor", "Vendor", filtered=True),
        Column("safeguard", "Safeguard"),
        Column("works", "Shown to work", filtered=True),
        Column("kept", "Check-weeks kept", numeric=True),
        Column("judged", "Judged", numeric=True),
        Column("blank", "Blank", numeric=True),
        Column("checks", "By"),
    )
    rows = tuple(
        (
            Cell(visible(entry.risk.title), entry.risk.id, href=entry.anchor, note=entry.risk.id),
            vendor(review, entry.vendor),
            said(shown.safeguard.title),
            Cell(shown.works.value, tone=_WORKS[shown.works]),
            number(shown.kept),
            number(shown.judged),
            number(shown.blank, Tone.UNKNOWN if shown.blank else Tone.PLAIN),
            Cell(listed(shown.safeguard.checks)),
        )
        for entry in review.register
        for shown in entry.safeguards
    )
    caption = "Safeguards, and the weeks of their checks"
    return Table("safeguard-table", caption, columns, rows, "No risk names a safeguard.")


def statements(review: Review) -> Table:
    """Return what each risk is, once for all vendors."""
    columns = (
        Column("risk", "Risk"),
        Column("category", "Category", filtered=True),
        Column("statement", "Statement"),
        Column("affects", "Affects"),
        Column("impact", "Impact"),
        Column("velocity", "Hurts within"),
        Column("checks", "Seen by"),
        Column("controls", "Controls"),
        Column("seen", "First seen"),
        Column("reviewed", "Last read"),
    )
    once = {entry.risk.id: entry for entry in review.register}
    rows = tuple(
        (
            Cell(visible(entry.risk.title), risk_id, note=risk_id),
            Cell(entry.risk.category),
            said(entry.statement),
            said(entry.risk.affects),
            level(entry.risk.impact, note=prose(entry.risk.impact_reason)),
            Cell(entry.risk.velocity),
            Cell(listed(entry.risk.checks)),
            Cell(listed(_control(review, control) for control in entry.risk.controls)),
            day(entry.risk.first_seen),
            day(entry.risk.reviewed, none="never"),
        )
        for risk_id, entry in sorted(once.items())
    )
    return Table("statement-table", "Risks in words", columns, rows, _NONE)


def _control(review: Review, control: str) -> str:
    title = review.scene.clauses.get(control)
    return f"{control} ({title})" if title else control

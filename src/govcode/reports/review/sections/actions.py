"""Section 15: the plan of action and milestones."""

from __future__ import annotations

from govcode.reports.format.words import plural, prose, visible
from govcode.reports.review.blocks import Bars, Block, Cell, Column, Figure, Group, Note, Section, Table, Tone
from govcode.reports.review.cells import check_cell
from govcode.reports.review.telling import day, findings, number, person, severity, vendor
from govcode.review.actions import ActionItem, ActionState, short_told
from govcode.review.review import Review

TONES = {
    ActionState.NO_ACTION: Tone.BAD,
    ActionState.FAILED: Tone.BAD,
    ActionState.OVERDUE: Tone.BAD,
    ActionState.OPEN: Tone.WATCH,
    ActionState.WAITING: Tone.WATCH,
    ActionState.WAIVED: Tone.WATCH,
    ActionState.CLOSED: Tone.GOOD,
}
_BARS = 30  # of the oldest; the table has all


def section(review: Review) -> Section:
    """Return every failure of the quarter with what is done about it."""
    items, found = review.actions.items, review.actions.findings
    counts = {state: sum(1 for item in items if item.state is state) for state in ActionState}
    told = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    summary = f"{plural(len(items), 'item')}: {told}." if items else "Nothing failed, and no action is open."
    worst = next((TONES[state] for state in ActionState if counts[state]), Tone.GOOD)
    groups = (
        Group("plan", "Plan", (*_how(), _table(review))),
        Group("ageing", "Age of what is not closed", (_ageing(review),)),
        Group(
            "repeats",
            "Repeated findings without an action",
            (
                findings(
                    "repeats-table",
                    "Broken more than once, and nobody acts",
                    found,
                    review,
                    "Nothing came twice without an action.",
                ),
            ),
        ),
    )
    return Section(15, "actions", "Action plan", summary, worst, groups)


def _how() -> tuple[Block, ...]:
    text = (
        "An action is closed by kept periods in a row after its owner said that it was done, never by a word. A period "
        "without an answer begins the row anew. What breaks again after the closing needs a new action. A failure is "
        "waived if a waiver accepted each of its broken periods and is still in force; when the waiver ends, it is a "
        "failure without an action again. The datasets of one delivery are one item."
    )
    return (Note(Tone.PLAIN, text),)


def _table(review: Review) -> Table:
    columns = (
        Column("finding", "Finding"),
        Column("vendor", "Vendor", filtered=True),
        Column("severity", "Severity", filtered=True),
        Column("state", "State", filtered=True),
        Column("action", "Action"),
        Column("owner", "Owner", filtered=True),
        Column("due", "Due"),
        Column("broken", "Broken", numeric=True),
        Column("verified", "Verified by", numeric=True),
        Column("since", "Since"),
        Column("age", "Age in days", numeric=True),
    )
    items = review.actions.items
    rows = tuple(_row(review, item) for item in items)
    empty = "Nothing failed in the quarter, and no action is open."
    return Table("plan-table", "Most urgent first", columns, rows, empty, tuple(item.anchor for item in items))


def _row(review: Review, item: ActionItem) -> tuple[Cell, ...]:
    action = item.action
    plan = (
        Cell(visible(action.title), action.id, note=prose(f"{action.type}: {action.plan}")) if action else Cell("none")
    )
    verified = f"{item.verified} of {item.needed}" if item.needed else "–"
    return (
        _what(item),
        vendor(review, item.vendor),
        severity(item.severity),
        _state(review, item),
        plan,
        person(review, item.owner),
        day(action.due if action else None, Tone.BAD if item.state is ActionState.OVERDUE else Tone.PLAIN),
        Cell(
            f"{item.broken} of {plural(item.judged, item.per)}",
            item.broken,
            note="more than once" if item.repeated else None,
        ),
        Cell(verified, item.verified),
        day(item.since),
        number(item.age),
    )


def _what(item: ActionItem) -> Cell:
    """Return what failed; of a delivery of several datasets, in how many periods each was short."""
    cell = check_cell(item.check, item.title)
    if len(item.short) < 2:
        return cell
    return Cell(cell.text, cell.value, note=visible(f"{item.check}; short: {short_told(item.short)}"))


def _state(review: Review, item: ActionItem) -> Cell:
    """Return where the work stands; a waiver leads to its line."""
    known = item.state is ActionState.WAIVED and any(line.id == item.waiver for line in review.waivers)
    href = f"waiver-{item.waiver}" if known else None
    return Cell(
        item.state.value, list(ActionState).index(item.state), TONES[item.state], href=href, note=visible(item.note)
    )


def _ageing(review: Review) -> Block:
    aged = [(item, item.age) for item in review.actions.items if item.age is not None and not item.closed]
    if not aged:
        return Note(Tone.GOOD, "Nothing that was broken is open.")
    aged.sort(key=lambda pair: -pair[1])
    shown = aged[:_BARS]
    bars = tuple((_label(review, item), float(age), TONES[item.state]) for item, age in shown)
    columns = (
        Column("finding", "Finding"),
        Column("vendor", "Vendor"),
        Column("age", "Age in days", numeric=True),
        Column("state", "State"),
    )
    rows = tuple(
        (
            Cell(visible(item.title), item.check, href=item.anchor),
            vendor(review, item.vendor),
            number(age),
            Cell(item.state.value, tone=TONES[item.state]),
        )
        for item, age in aged
    )
    oldest, most = aged[0]
    part = f" The {_BARS} oldest are drawn." if len(aged) > _BARS else ""
    description = (
        f"{plural(len(aged), 'failure')} not closed; the oldest is {_label(review, oldest)}: {most} days.{part}"
    )
    table = Table("ageing-table", "Oldest first", columns, rows, "Nothing is open.")
    return Figure("ageing-figure", "Days since it began", description, Bars("days", bars), table)


def _label(review: Review, item: ActionItem) -> str:
    return visible(f"{item.check}, {vendor(review, item.vendor).text}")

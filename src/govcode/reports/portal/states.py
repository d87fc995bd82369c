"""The signs and tones of states, and cells made of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from govcode.history.record import Definition
from govcode.reports.format.words import plural, prose
from govcode.reports.portal.sheet import Strip
from govcode.reports.review.blocks import Cell, Tone
from govcode.review.scorecard import KPI
from govcode.review.stands import JUDGED, Stand, State, Week, count

SIGNS: dict[State, tuple[str, Tone]] = {
    State.KEPT: ("✓", Tone.GOOD),
    State.BROKEN: ("✗", Tone.BAD),
    State.ACCEPTED: ("!", Tone.WATCH),
    State.UNSURE: ("≈", Tone.UNKNOWN),
    State.BLANK: ("?", Tone.UNKNOWN),
    State.EARLY: ("…", Tone.PLAIN),
    State.NONE: ("·", Tone.PLAIN),
}
LEGEND = (
    "✓ kept, • told without a limit, ✗ broken, ! accepted by a waiver, ≈ not sure, ? no data, … not due yet, "
    "· no run looked"
)
TOLD_SIGN, TOLD = "•", "told"  # of a week of a KPI without a limit, which is neither kept nor broken


def unlimited(of: Definition) -> bool:
    """Say whether a KPI has no limit, so that it is told and never kept."""
    return of.kind == KPI and of.target is None and of.minimum is None


def broken_at(stands: Sequence[Stand]) -> str:
    """Return at how many vendors something was broken when last judged; of what is not told by vendor, whether."""
    broken, of = sum(stand.broken for stand in stands), [stand for stand in stands if stand.vendor is not None]
    if not of:
        return "Broken when last judged" if broken else "Not broken when last judged"
    return f"Broken at {broken} of {plural(len(of), 'vendor')} when last judged"


def why_blank(week: Week | None) -> str:
    """Return why nothing is known of a week."""
    if week is None or not week.seen:
        return "no run looked"
    return prose(next((one.result.reason for one in reversed(week.seen) if one.result.reason), None)) or (
        "nothing was delivered"
    )


def state_cell(week: Week | None, href: str | None = None) -> Cell:
    """Return how a check stood in a week, by its word."""
    if week is None:
        return Cell("never due", tone=Tone.UNKNOWN)
    return Cell(str(week.state), tone=SIGNS[week.state][1], href=href)


def now_cell(stand: Stand) -> Cell:
    """Return how a check stands now: its newest week, and below it since when, or what was known last."""
    if not stand.current:
        last = stand.weeks[-1] if stand.now is None else stand.now
        return Cell("no longer checked", tone=Tone.PLAIN, note=f"last in the week of {last.stretch.start}")
    if stand.now is None:
        return Cell(str(State.EARLY) if stand.weeks[-1].state is State.EARLY else "never judged", tone=Tone.UNKNOWN)
    note = None
    judged = stand.judged
    if judged is None:
        note = "never judged"
    elif judged is not stand.now:
        note = f"{judged.state} when last judged, in the week of {judged.stretch.start}"
    elif stand.since is not None and judged.state is not State.KEPT:
        note = f"since the week of {stand.since}"
    if stand.now.state is State.KEPT and unlimited(stand.definition):
        return Cell(TOLD, note="no limit")
    cell = state_cell(stand.now)
    return Cell(cell.text, tone=cell.tone, note=note)


def strip(weeks: Sequence[Week], of: Definition) -> Strip:
    """Return a sign per week, and below them how many were broken and blank."""
    judged, broken = count(weeks, *JUDGED), count(weeks, State.BROKEN)
    blank, accepted = count(weeks, State.BLANK), count(weeks, State.ACCEPTED)
    free = unlimited(of)
    counted = f"{plural(judged, 'week')} told" if free else f"{broken} of {judged} broken"
    parts = [counted if judged else "none told" if free else "none judged"]
    parts += [f"{accepted} accepted"] if accepted else []
    parts += [f"{blank} without data"] if blank else []
    return Strip("", broken, note=", ".join(parts), states=tuple(week.state for week in weeks), free=free)


def spoken(states: Sequence[State], *, free: bool = False) -> str:
    """Return a row of signs in words, oldest first: 3 weeks kept, 1 week broken."""
    words = (TOLD if free and state is State.KEPT else str(state) for state in states)
    return ", ".join(f"{plural(len(list(alike)), 'week')} {word}" for word, alike in groupby(words))

"""The signs and tones of states, and cells made of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from govcode.reports.format.words import plural
from govcode.reports.portal.sheet import Strip
from govcode.reports.review.blocks import Cell, Tone
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
    "✓ kept, ✗ broken, ! accepted by a waiver, ≈ too few rows to be sure, ? no data, … not due yet, · no run looked"
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
    cell = state_cell(stand.now)
    return Cell(cell.text, tone=cell.tone, note=note)


def strip(weeks: Sequence[Week]) -> Strip:
    """Return a sign per week, and below them how many were broken and blank."""
    judged, broken = count(weeks, *JUDGED), count(weeks, State.BROKEN)
    blank, accepted = count(weeks, State.BLANK), count(weeks, State.ACCEPTED)
    parts = [f"{broken} of {judged} broken" if judged else "never judged"]
    parts += [f"{accepted} accepted"] if accepted else []
    parts += [f"{blank} without data"] if blank else []
    return Strip("", broken, note=", ".join(parts), states=tuple(week.state for week in weeks))


def spoken(states: Sequence[State]) -> str:
    """Return a row of signs in words, oldest first: 3 weeks kept, 1 week broken."""
    return ", ".join(f"{plural(len(list(alike)), 'week')} {state}" for state, alike in groupby(states))

"""Random support logs, small and full of coincidences, with everything that goes wrong in one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from hypothesis import strategies as st

from tests.oracle.cells import (
    FILLED,
    KEYS,
    LATER,
    MOST,
    PARTS,
    SEASONS,
    STATES,
    VENDORS,
    Cells,
    Log,
    Row,
    Season,
    cells_of,
    some,
    tickets_of,
)


@st.composite
def logs(draw: st.DrawFn) -> tuple[Season, Log]:
    """Return a season and a whole log of it: some small ones that share no names, one after the other."""
    season = draw(st.sampled_from(SEASONS))
    knots = draw(st.lists(st.sampled_from(season.knots), min_size=1, max_size=3))
    vendor = some(*[draw(st.sampled_from(VENDORS))] * 12, *VENDORS)
    at = lambda chance: chance.choice(knots) + chance.choice(LATER)  # noqa: E731 - a cell is a function
    log: Log = {name: [] for name in MOST}
    for number in range(draw(st.sampled_from((1, 3, PARTS, PARTS)))):
        cells, full = cells_of(number, at, some(*season.days), vendor), draw(st.integers(0, 3)) > 0
        for name, most in MOST.items():
            log[name] += _rows(draw, number, name, cells[name], most * 2 // 3 if full else 0)
    return season, log


def _rows(draw: st.DrawFn, part: int, name: str, cells: Cells, least: int) -> list[Row]:
    """Return rows of a dataset, now and then with the first one twice.

    Their cells follow from one number: if each of them were drawn, a whole log would be too much to hold.
    """
    count, seed = draw(st.integers(least, MOST[name])), draw(st.integers(0, 2**32 - 1))
    rows = [_row(name, (part, i), cells, Random(f"{seed} {i}")) for i in range(count)]
    return [*rows, dict(rows[0])] if rows and draw(st.integers(0, 4)) == 4 else rows


def _row(name: str, number: tuple[int, int], cells: Cells, chance: Random) -> Row:
    """Return a row with its key and what depends on its other cells."""
    row = FILLED.get(name, {}) | {column: cell(chance) for column, cell in cells.items()}
    if name in KEYS:
        row[KEYS[name]] = f"{name[0]}{number[0]}-{number[1]}"
    if name == "tickets":
        row["ticket_id"] = tickets_of(number[0])[number[1]]
    return row | DEPENDING[name](row, chance) if name in DEPENDING else row


def _entered(event: Row, chance: Random) -> Row:
    """Return what an event of its kind changes something to."""
    words: dict[str, list[str | None]] = {
        "group": ["A", "B", "C", None],
        "assign": ["a1", "a2", "a3", None],
        "tier": ["2"],
    }
    return {"after": chance.choice(words.get(event["kind"], [*STATES, *STATES, None]))}


def _ended(began: str, *ends: str) -> Callable[[Row, Random], Row]:
    """Return ends that come after the beginning, mostly."""

    def told(row: Row, chance: Random) -> Row:
        if not chance.randrange(5):
            return {}
        return {end: row[began] + chance.choice(LATER) for end in ends if row[end] is not None}

    return told


def _scale(survey: Row, _: Random) -> Row:
    """Return the scale of a survey of its kind."""
    low, high = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}[survey["kind"]]
    return {"scale_min": low, "scale_max": high}


DEPENDING: dict[str, Callable[[Row, Random], Row]] = {
    "contacts": _ended("offered_at", "answered_at", "ended_at"),
    "handoffs": _ended("at", "accepted_at", "returned_at"),
    "surveys": _scale,
    "ticket-events": _entered,
}

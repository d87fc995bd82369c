"""On random histories, facts are what loops over the events of one ticket find, written without any relation."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from govcode.engines.reference import Reference
from govcode.ir.expression import TRUE, Value
from govcode.ir.measure import Aggregate, Grouped, Scan, Term, TermKind
from govcode.ir.relation import Named
from tests.facts.cases import catalog_of

AS_OF = datetime(2026, 3, 20)
START = datetime(2026, 3, 2, 9)
HELD = timedelta(days=7)
Row: TypeAlias = dict[str, Value]
Rows: TypeAlias = list[Row]

moments = st.integers(0, 6).map(lambda hours: START + timedelta(hours=hours))
messages = st.lists(
    st.fixed_dictionaries(
        {
            "ticket_id": st.just("t"),
            "at": moments,
            "author_type": st.sampled_from(["agent", "customer", "bot"]),
            "is_public": st.sampled_from([True, True, False, None]),
        }
    ),
    max_size=7,
)
changes = st.lists(
    st.tuples(st.integers(1, 200), st.sampled_from(["new", "open", "pending", "solved", "closed"])), max_size=7
)
merges = st.lists(st.integers(0, 6), min_size=7, max_size=7)


def told(facts: str, of: str, tables: dict[str, Rows], *names: str) -> list[tuple[Value, ...]]:
    """Return the columns of the rows that come out."""
    contract = catalog_of(f"{{of: {of}, key: {of[:-1]}_id, facts: [{facts}]}}", AS_OF).contracts["told"]
    groups = tuple(Named(name, contract.columns[name]) for name in names)
    scan = Scan(contract.relation, None, (Aggregate(groups, (Term(TermKind.COUNT, TRUE),)),))
    empty: dict[str, Rows] = {"tickets": [], "messages": [], "events": []}
    (answer,) = Reference(empty | tables).measure(scan)
    assert isinstance(answer, Grouped)
    return [group.values for group in answer.groups for _ in range(int(str(group.terms[0])))]


def _at(row: Row) -> datetime:
    assert isinstance(row["at"], datetime)
    return row["at"]


def _talk(rows: Rows) -> Rows:
    """Return what counts of a conversation, in its order."""
    counts = [m for m in rows if m["author_type"] == "customer" or (m["author_type"] == "agent" and m["is_public"])]
    return sorted(counts, key=lambda m: (_at(m), m["author_type"] != "customer"))


@given(rows=messages)
def test_the_first_reply(rows: Rows) -> None:
    talk = _talk(rows)
    asked = next((_at(m) for m in talk if m["author_type"] == "customer"), None)
    after = [_at(m) for m in talk if m["author_type"] == "agent" and asked is not None and _at(m) >= asked]
    tickets: Rows = [{"ticket_id": "t", "created_at": START, "created_by": "agent"}]
    found = told(
        "{kind: first_reply, messages: messages}",
        "tickets",
        {"tickets": tickets, "messages": rows},
        "first_contact_at",
        "first_reply_at",
    )
    assert found == [(asked, min(after, default=None))]


@given(rows=messages)
def test_turns_of_the_customer(rows: Rows) -> None:
    turns: list[list[datetime | None]] = []
    for message in _talk(rows):
        if message["author_type"] == "agent":
            if turns and turns[-1][1] is None:
                turns[-1][1] = _at(message)
        elif not turns or turns[-1][1] is not None:
            turns.append([_at(message), None])
    expected = [(number, *turn) for number, turn in enumerate(turns, 1)]
    found = told("{kind: next_reply}", "messages", {"messages": rows}, "turn", "asked_at", "replied_at")
    assert found == expected


@given(steps=changes)
def test_solves_that_hold(steps: list[tuple[int, str]]) -> None:
    at, history, was = START, list[tuple[datetime, bool]](), False
    for hours, state in steps:
        at += timedelta(hours=hours)
        history.append((at, state in {"solved", "closed"}))
    solves, reopens, resolved = 0, 0, None
    for i, (moment, over) in enumerate(history):
        if over and not was:
            solves += 1
            left = next((later for later, still in history[i:] if not still), None)
            resolved = moment if left is None or left > moment + HELD else resolved
        reopens += was and not over
        was = over
    events: Rows = [
        {"ticket_id": "t", "at": moment, "seq": i, "kind": "status", "after": state}
        for i, ((moment, _), (_, state)) in enumerate(zip(history, steps, strict=True))
    ]
    found = told(
        "{kind: resolution, events: events, held_for: 7d}",
        "tickets",
        {"tickets": [{"ticket_id": "t", "created_at": START}], "events": events},
        *("solves", "reopens", "resolved_at", "is_open"),
    )
    assert found == [(solves, reopens, resolved, not was)]


@given(groups=st.lists(st.sampled_from("ABC"), max_size=8))
def test_stations(groups: list[str]) -> None:
    hops = [(one, after) for one, after in pairwise(groups) if one != after]
    returns = sum(first == after for (first, _), (_, after) in pairwise(hops))
    events: Rows = [
        {"ticket_id": "t", "at": START + timedelta(hours=i), "seq": i, "kind": "group", "after": group}
        for i, group in enumerate(groups)
    ]
    found = told(
        "{kind: stations, events: events}",
        "tickets",
        {"tickets": [{"ticket_id": "t"}], "events": events},
        *("group_stations", "group_changes", "group_returns"),
    )
    assert found == [(len(hops) + bool(groups), len(hops), returns)]


@given(into=merges)
def test_survivors(into: list[int]) -> None:
    """Ticket 0 is never merged; each other one into any of the seven, so that there are chains and circles."""
    parents = {0: None} | {i: parent for i, parent in enumerate(into) if i}
    expected = list[tuple[Value, ...]]()
    for ticket in parents:
        place: int | None = ticket
        for _ in range(len(parents)):
            place = place if place is None or parents[place] is None else parents[place]
        circle = place is not None and parents[place] is not None
        expected.append((str(ticket), None if circle else str(place), circle))
    tickets: Rows = [
        {"ticket_id": str(ticket), "merged_into": None if parent is None else str(parent)}
        for ticket, parent in parents.items()
    ]
    found = told("{kind: merges}", "tickets", {"tickets": tickets}, "ticket_id", "survivor", "merge_circle")
    assert found == expected

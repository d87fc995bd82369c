"""A drop in which nearly every cell is like no other, so that one that gets out is recognised wherever it turns up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

Table: TypeAlias = list[dict[str, str]]
ROWS = 24
ACCENT = "Zoë"


@dataclass(slots=True)
class Cells:
    """Makes cells, and remembers those that must never be told."""

    number: int = 0
    secret: set[str] = field(default_factory=set)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def text(self, word: str) -> str:
        """Return a text like no other, with what HTML, JSON, CSV and SQL have to escape."""
        return self._kept(f'zq{self._next():05d} {word} <{ACCENT}> & "it\'s"')

    def email(self) -> str:
        return self._kept(f"zq{self._next():05d}@leak.example")

    def amount(self) -> str:
        return self._kept(f"{60_000 + self._next() ** 2 % 29_989}.{self.number % 90 + 10}")

    def moment(self) -> str:
        shift = timedelta(minutes=self._next() * 61, seconds=self.number % 59 + 1)
        return self._kept(f"{datetime(2026, 5, 1, 3, 7) + shift}")

    def day(self) -> str:
        return self._kept(f"{(datetime(2011, 3, 2) + timedelta(days=self._next() * 3)).date()}")

    def integer(self) -> str:
        return self._kept(str(4_100_000 + self._next() * 11))

    def digest(self) -> str:
        return self._kept(f"zq{self._next():05d}" + "0" * 20)

    def _kept(self, cell: str) -> str:
        self.secret.add(cell)
        return cell


def tables_of(cells: Cells) -> dict[str, Table]:
    """Return the rows of all tables, as texts; every third row breaks the type or the map of a column."""
    tickets = [_ticket(cells, i) for i in range(ROWS)]
    agents = [
        {"agent_id": cells.text("agent"), "full_name": cells.text("name"), "tickets_declared": cells.text("count")}
        | {"since": cells.day()}
        for _ in range(5)
    ]
    handoffs = [_handoff(cells, i) for i in range(ROWS)]
    for name in ("ticket_id", "email", "note"):
        tickets[1][name] = tickets[0][name]
    handoffs[1]["tried"] = handoffs[0]["tried"]
    return {"tickets": tickets, "agents": agents, "handoffs": handoffs}


def _ticket(cells: Cells, i: int) -> dict[str, str]:
    odd = i % 3 == 2
    return {
        # A key of the declared form is evidence; any other text in its place is a cell like all others.
        "ticket_id": cells.email() if i % 7 == 6 else f"T-{i:04d}",
        "vendor": cells.text("vendor") if i % 5 == 4 else ("acme", "borealis")[i % 2],
        "queue": cells.text("Q7") if i % 4 == 3 else f"Q{i % 3}",
        "topic": cells.text("topic") if odd else "Refund",
        "paid": cells.text("paid") if odd else "yes",
        "created_at": cells.text("created") if i % 8 == 7 else cells.moment(),
        "resolved_at": cells.text("resolved") if i % 9 == 8 else cells.moment(),
        "closed_on": cells.text("closed") if odd else cells.day(),
        "amount": cells.text("amount") if odd else cells.amount(),
        "touches": cells.text("touches") if odd else cells.integer(),
        "handled_by": cells.text("handled"),
        "email": cells.email(),
        "note": cells.text("note"),
        "card": cells.integer(),
        "hash": cells.digest(),
        "approval": cells.text("approval"),
        "full_address": cells.text("address"),
        "another": cells.text("another"),
    }


def _handoff(cells: Cells, i: int) -> dict[str, str]:
    return {
        "handoff_id": cells.email(),
        "ticket_id": f"T-{i // 2:04d}" if i % 4 else cells.text("ticket"),
        "at": cells.moment(),
        "tier": cells.text("tier") if i % 3 else "1",
        "summary": cells.text("summary"),
        "tried": cells.text("tried"),
    }

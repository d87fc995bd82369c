"""Runs of a small project, and their records, as tests ask for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from govcode.app.checking import Checked, checked
from govcode.app.ordering import Order
from govcode.app.recording import record_of
from govcode.drops.delivery import Request
from govcode.history.record import Coverage, Definition, Record, Result
from tests.end_to_end.workspace import Workspace

AS_OF = datetime(2026, 6, 10)
RECORDED = datetime(2026, 6, 10, 4, 5, 6, 789_000)
HEAD = "id,vendor,topic,amount,created_at,closed_on,approval\n"


def row(
    id_: str, vendor: str = "acme", amount: str = "5", at: str = "2026-06-01T10:00:00Z", topic: str = "refund"
) -> str:
    return f"{id_},{vendor},{topic},{amount},{at},,\n"


def run(place: Workspace, *requests: Request, **more: Any) -> Checked:  # noqa: ANN401 - the fields of an order
    asked = requests or (Request("standard", str(place.folder / "drop")),)
    return checked(Order(place.root, asked, AS_OF, covering=True, **more))


def record(place: Workspace, *requests: Request, **more: Any) -> Record:  # noqa: ANN401 - the fields of an order
    return record_of(run(place, *requests, **more), "r-1", RECORDED, 1.23456)


def covered(of: Record, dataset: str = "tickets") -> dict[str, Coverage]:
    return {covered.vendor: covered for covered in of.coverage if covered.dataset == dataset}


def told(of: Record, id_: str) -> list[tuple[Definition, Result]]:
    """Return the results of a rule or KPI, each with its definition."""
    pairs = [(of.definitions[result.definition], result) for result in of.results]
    return [pair for pair in pairs if pair[0].id == id_]


def policy(*rules: str) -> str:
    listed = "".join(f"    - {{{text}, dataset: tickets, title: A rule}}\n" for text in rules)
    head = "apiVersion: govcode/v1\nkind: Policy\nmetadata: {id: p, title: Promises, owner: governance}\n"
    return f"{head}spec:\n  rules:\n{listed}"

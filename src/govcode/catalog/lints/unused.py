"""Datasets that nothing reads, and checklists that lack what every handoff needs."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.handoff_checklist import HandoffChecklist
from govcode.ir.measure import Dangling
from govcode.ir.relation import tables_of

NEEDED = {
    "environment": "what the customer works with",
    "tried": "what has been tried",
    "error": "error details",
    "occurred": "when it happened",
    "expect": "what the customer expects",
}


def lint(catalog: Catalog, problems: Problems) -> None:
    """Warn of unused datasets and thin checklists."""
    used: set[str] = set()
    for check in catalog.checks:
        used |= tables_of(check.subject.relation) | {check.subject.dataset}
        if isinstance(check.measure, Dangling):
            used |= tables_of(check.measure.to)
    for name, contract in catalog.contracts.items():
        if name not in used and not tables_of(contract.relation) & used:
            message = f"nothing uses dataset '{name}'"
            problems.warn("GC308", message, contract.at, ("metadata", "id"), "remove it, or write a rule about it")
    for at, checklist in catalog.registry.each(HandoffChecklist):
        fields = [*checklist.spec.required, *(n for c in checklist.spec.conditional for n in c.require)]
        for stem, meaning in NEEDED.items():
            if not any(stem in field for field in fields):
                message = f"no field of the checklist tells {meaning}"
                problems.warn("GC313", message, at, ("spec", "required"), f"require a field such as '{stem}…'")

"""Owners and approvers are people of the project; controls are of a catalog."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.controls import shipped_controls
from govcode.catalog.problems import Problems
from govcode.documents.kinds.excused_event import ExcusedEvent
from govcode.documents.kinds.waiver import Waiver


def lint(catalog: Catalog, problems: Problems) -> None:
    """Report unknown owners, approvers and controls."""
    if not catalog.registry.of("Project"):
        # Documents that could not be read may have been it; that is told already.
        first = (
            None
            if problems.lost
            else next((at for documents in catalog.registry.by_kind.values() for at in documents.values()), None)
        )
        if first:
            message = "the project has no govcode.yaml with a Project document, so nobody is known"
            problems.error("GC318", message, first, ("metadata", "owner"), "`govcode init DIR` shows one")
        return
    people, controls = catalog.project.people, {*shipped_controls(), *catalog.project.controls}
    for documents in catalog.registry.by_kind.values():
        for at in documents.values():
            metadata = at.document.metadata
            if metadata.owner not in people:
                problems.unknown("GC113", "owner", metadata.owner, people, at, ("metadata", "owner"))
            elif people[metadata.owner].party == "vendor":
                message = f"'{metadata.owner}' is on the vendor's side; the client owns its standards"
                problems.error("GC113", message, at, ("metadata", "owner"), "name someone on the client's side")
            for i, control in enumerate(metadata.controls):
                if control not in controls:
                    problems.unknown("GC115", "control", control, controls, at, ("metadata", "controls", i))
            document = at.document
            approver = document.spec.approved_by if isinstance(document, Waiver | ExcusedEvent) else None
            if approver and approver not in people:
                problems.unknown("GC113", "person", approver, people, at, ("spec", "approved_by"))
            elif approver and people[approver].party == "vendor":
                message = f"'{approver}' is on the vendor's side and cannot accept its failures"
                problems.error("GC304", message, at, ("spec", "approved_by"), "ask someone on the client's side")

"""Dispute documents are resolved: a vendor raises them, the client decides, and a decision has a name and a reason."""

from __future__ import annotations

from govcode.catalog.ledger import Dispute
from govcode.catalog.ledgers.naming import Naming
from govcode.documents.kinds.dispute import Dispute as Written
from govcode.documents.located import Located

_DECIDED = {"upheld", "overturned"}


def disputes_of(naming: Naming) -> tuple[Dispute, ...]:
    """Return the disputes, reporting those that may not be."""
    return tuple(_dispute(naming, at, dispute) for at, dispute in naming.linking.registry.each(Written))


def _dispute(naming: Naming, at: Located, dispute: Written) -> Dispute:
    spec, problems = dispute.spec, naming.linking.problems
    if spec.vendor not in naming.vendors:
        problems.unknown("GC116", "vendor", spec.vendor, naming.vendors, at, ("spec", "vendor"))
    if spec.rule not in naming.rules:
        naming.known_rules((spec.rule,), at, ("spec", "rule"))
    _raised(naming, at, dispute)
    naming.on_clients_side(spec.decided_by, at, ("spec", "decided_by"), owner=True)
    naming.in_order(spec.raised, spec.decided, at, ("spec", "decided"), "the dispute was decided before it was raised")
    decision = {"decided_by": spec.decided_by, "decided": spec.decided, "decision": spec.decision}
    missing = [name for name, value in decision.items() if value is None]
    if spec.outcome in _DECIDED and missing:
        message = f"the dispute is {spec.outcome}, but it does not say who decided that, when and why"
        problems.error("GC324", message, at, ("spec", "outcome"), f"add {' and '.join(f'`{m}`' for m in missing)}")
    return Dispute(
        id=at.id,
        title=dispute.metadata.title,
        owner=dispute.metadata.owner,
        vendor=spec.vendor,
        rule=spec.rule,
        fingerprints=tuple(spec.fingerprints),
        raised_by=spec.raised_by,
        raised=spec.raised,
        grounds=spec.grounds,
        outcome=spec.outcome,
        decided_by=spec.decided_by,
        decided=spec.decided,
        decision=spec.decision,
        span=at.at(("metadata", "id")),
    )


def _raised(naming: Naming, at: Located, dispute: Written) -> None:
    people, person = naming.linking.registry.project.people, dispute.spec.raised_by
    if person not in people:
        naming.linking.problems.unknown("GC113", "person", person, people, at, ("spec", "raised_by"))
    elif people[person].party != "vendor":
        message = f"'{person}' is on the client's side; a dispute is raised by the vendor"
        naming.linking.problems.error("GC304", message, at, ("spec", "raised_by"), "name who raised it")

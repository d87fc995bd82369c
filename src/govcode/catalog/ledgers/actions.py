"""Action documents are resolved: what they answer exists, and their dates can be."""

from __future__ import annotations

from govcode.catalog.ledger import Action
from govcode.catalog.ledgers.naming import Naming
from govcode.documents.kinds.action import Action as Written
from govcode.documents.located import Located


def actions_of(naming: Naming) -> tuple[Action, ...]:
    """Return the actions, reporting those that may not be."""
    return tuple(_action(naming, at, action) for at, action in naming.linking.registry.each(Written))


def _action(naming: Naming, at: Located, action: Written) -> Action:
    spec = action.spec
    naming.known_rules(spec.checks, at, ("spec", "checks"))
    naming.in_order(spec.opened, spec.due, at, ("spec", "due"), "the action is due before it was opened")
    naming.in_order(
        spec.opened, spec.completed, at, ("spec", "completed"), "the action was completed before it was opened"
    )
    if spec.completed and spec.completed > naming.linking.as_of.date():
        message = f"the action cannot have been completed on {spec.completed}, which is still to come"
        naming.linking.problems.error("GC307", message, at, ("spec", "completed"), "leave it out until it is done")
    return Action(
        id=at.id,
        title=action.metadata.title,
        owner=action.metadata.owner,
        checks=tuple(spec.checks),
        vendors=naming.known_vendors(spec.vendors, at) if spec.vendors is not None else (),
        type=spec.type,
        plan=spec.plan,
        opened=spec.opened,
        due=spec.due,
        completed=spec.completed,
        verified_by=spec.verified_by,
        span=at.at(("metadata", "id")),
    )

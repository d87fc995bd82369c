"""Which rules a project writes down, with mistakes of their own or without: naming one of them is no mistake."""

from __future__ import annotations

from govcode.catalog.linking import Linking
from govcode.core.diagnostic import Level
from govcode.documents.kinds.escalation_rule import EscalationRule
from govcode.documents.kinds.policy import Policy

_DERIVING = ("HandoffChecklist", "DataMinimisation", "Dataset")  # their rules are named after what they hold


def is_declared(linking: Linking, rule: str) -> bool:
    """Say whether a rule or KPI that became no check is written all the same: its mistakes have been reported."""
    registry, (document, _, name) = linking.registry, rule.partition(".")
    if rule in registry.of("Kpi"):
        return True
    for at, policy in registry.each(Policy):
        if at.id == document:
            return name in {rule.id for rule in policy.spec.rules}
    for at, escalation in registry.each(EscalationRule):
        if at.id == document:
            return name in {criterion.id for criterion in escalation.spec.criteria}
    files = {registry.of(kind)[document].file for kind in _DERIVING if document in registry.of(kind)}
    return any(p.span.file in files and p.level is Level.ERROR for p in linking.problems.found)

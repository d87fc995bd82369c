"""A rule without an example is a rule nobody has tried."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.escalation_rule import EscalationRule
from govcode.documents.kinds.kpi import Kpi
from govcode.documents.kinds.policy import Policy
from govcode.rules.expectation import Expectation


def lint(catalog: Catalog, problems: Problems) -> None:
    """Warn of rules and KPIs without an example."""
    for at, policy in catalog.registry.each(Policy):
        for i, rule in enumerate(policy.spec.rules):
            tried = rule.examples and rule.examples.breaks and rule.examples.keeps
            if not tried and not isinstance(rule, Expectation):
                message = f"rule '{rule.id}' has no example that keeps it and one that breaks it"
                problems.warn("GC311", message, at, ("spec", "rules", i, "id"), "add `examples`")
    for at, escalation in catalog.registry.each(EscalationRule):
        for i, criterion in enumerate(escalation.spec.criteria):
            if not (criterion.examples and criterion.examples.breaks and criterion.examples.keeps):
                message = f"criterion '{criterion.id}' has no example that keeps it and one that breaks it"
                problems.warn("GC311", message, at, ("spec", "criteria", i, "id"), "add `examples`")
    for at, kpi in catalog.registry.each(Kpi):
        if kpi.spec.example is None:
            message = f"KPI '{at.id}' has no worked example"
            problems.warn("GC311", message, at, ("metadata", "id"), "add `example`")

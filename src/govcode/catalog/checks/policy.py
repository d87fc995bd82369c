"""The rules of policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.policy import Policy
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.check import Check
from govcode.ir.expression import Expr, both
from govcode.ir.measure import Measure
from govcode.rules.rule import Asked, Rule, blocking


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the check of each rule of each policy."""
    for at, policy in linking.registry.each(Policy):
        seen: set[str] = set()
        for i, rule in enumerate(policy.spec.rules):
            pointer: Pointer = ("spec", "rules", i)
            if rule.id in seen:
                message = f"the policy already has a rule '{rule.id}'"
                linking.problems.error("GC106", message, at, (*pointer, "id"), "choose another id")
                continue
            seen.add(rule.id)
            check = _check(linking, at, policy, rule, pointer)
            if check:
                yield check


def _check(linking: Linking, at: Located, policy: Policy, rule: Rule, pointer: Pointer) -> Check | None:
    bench = linking.bench(at, rule.dataset, pointer)
    if bench is None:
        return None
    part = linking.part(bench, policy.spec.scope)
    asked = rule.ask(bench)
    if asked is None:
        return None
    asked = narrowed(asked, part)
    of, (blocks, above) = subject(bench.contract, asked.relation), blocking(rule.blocks_kpis)
    definition = (of.relation, asked.measure, asked.limit)
    told = about(
        at,
        at.at(pointer),
        title=rule.title,
        sentence=rule.sentence(),
        severity=rule.severity,
        enforcement=rule.enforcement,
        why=rule.why,
        fix=rule.fix,
        definition=definition,
    )
    return Check(
        f"{at.id}.{rule.id}",
        str(rule.kind),
        told,
        of,
        asked.measure,
        asked.limit,
        later=asked.later,
        details=asked.details,
        blocks=blocks,
        blocks_above=above,
    )


def narrowed(asked: Asked, part: Expr | None) -> Asked:
    """Return a measure that holds only for a part of the rows."""
    if part is None:
        return asked
    later = narrow(asked.later, part) if asked.later else None
    details = tuple((label, narrow(measure, part)) for label, measure in asked.details)
    return replace(asked, measure=narrow(asked.measure, part), later=later, details=details)


def narrow(measure: Measure, part: Expr | None) -> Measure:
    """Return a measure of fewer rows."""
    return replace(measure, applies=both(part, measure.applies))

"""Waiver documents are resolved: exact rules, a second pair of eyes, at most ninety days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from govcode.catalog.catalog import Waiver
from govcode.catalog.declared import is_declared
from govcode.catalog.linking import Linking
from govcode.documents.kinds.waiver import Waiver as Written
from govcode.documents.located import Located
from govcode.ir.check import Check, Enforcement
from govcode.ir.expression import Expr

DEFAULT_DAYS, MOST_DAYS = 30, 90


def waivers_of(linking: Linking, checks: Iterable[Check]) -> tuple[Waiver, ...]:
    """Return the waivers, reporting those that may not be."""
    by_id: dict[str, list[Check]] = {}
    for check in checks:
        by_id.setdefault(check.id, []).append(check)
    return tuple(_waiver(linking, at, waiver, by_id) for at, waiver in linking.registry.each(Written))


def _waiver(linking: Linking, at: Located, waiver: Written, checks: dict[str, list[Check]]) -> Waiver:
    spec, problems = waiver.spec, linking.problems
    where: dict[str, Expr] = {}
    for i, rule in enumerate(spec.rules):
        if rule not in checks:
            if not is_declared(linking, rule):
                problems.unknown("GC112", "rule", rule, checks, at, ("spec", "rules", i))
            continue
        check = checks[rule][0]
        _allowed(linking, at, waiver, check, i)
        if spec.where and check.subject.dataset not in where:
            bench = linking.bench(at, check.subject.dataset, ("spec",))
            found = bench.condition(spec.where, "where") if bench else None
            if found:
                where[check.subject.dataset] = found
    last = spec.until or spec.from_ + timedelta(days=DEFAULT_DAYS)
    if last < spec.from_:
        problems.error("GC307", "the waiver ends before it starts", at, ("spec", "until"))
    elif (last - spec.from_).days > MOST_DAYS:
        message = f"a waiver lasts at most {MOST_DAYS} days; this one lasts {(last - spec.from_).days}"
        latest = spec.from_ + timedelta(days=MOST_DAYS)
        problems.error("GC302", message, at, ("spec", "until"), f"until: {latest} at the latest")
    elif last < linking.as_of.date():
        message = f"the waiver ended on {last}; what it waived counts again"
        problems.warn("GC305", message, at, ("spec", "until"), "remove it, or have it approved anew")
    conditions = where if spec.where else None
    return Waiver(
        at.id, tuple(spec.rules), conditions, spec.reason, spec.approved_by, spec.from_, last, at.at(("metadata", "id"))
    )


def _allowed(linking: Linking, at: Located, waiver: Written, check: Check, i: int) -> None:
    if check.about.enforcement is Enforcement.NON_NEGOTIABLE:
        message = f"'{check.id}' is non-negotiable: it cannot be waived"
        linking.problems.error("GC303", message, at, ("spec", "rules", i))
    if waiver.spec.approved_by == check.about.owner:
        message = f"'{check.about.owner}' owns '{check.id}' and cannot approve a waiver of it"
        linking.problems.error("GC304", message, at, ("spec", "approved_by"), "ask someone else on the client's side")

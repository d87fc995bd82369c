"""Vendor overrides: a rule or KPI is asked more strictly of one vendor, and as before of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govcode.catalog.declared import is_declared
from govcode.catalog.linking import Linking
from govcode.documents.kinds.vendor import Override, Vendor
from govcode.documents.located import Located
from govcode.expressions.phrases import equal_to_one_of, is_true, negated
from govcode.ir.check import Aside, AtMost, AtMostShare, Bounds, Check, Limit, Score, Severity
from govcode.ir.expression import Expr, replaced
from govcode.ir.measure import counted_among
from govcode.rules.rule import tolerance


def overridden(linking: Linking, checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks with each vendor's overrides as checks of their own."""
    result = list(checks)
    for at, vendor in linking.registry.each(Vendor):
        for rule, override in vendor.spec.overrides.items():
            known = {check.id for check in result}
            if rule not in known:
                if not is_declared(linking, rule):
                    _unknown(linking, at, rule, override, result)
                continue
            result = [made for check in result for made in _split(linking, at, rule, override, check)]
    return tuple(result)


def _unknown(linking: Linking, at: Located, rule: str, override: Override, checks: Iterable[Check]) -> None:
    of_kpi = override.target is not None or override.minimum is not None
    known = {check.id for check in checks if (check.kind == "kpi" or not of_kpi)}
    code, what = ("GC117", "KPI") if of_kpi else ("GC112", "rule")
    linking.problems.error_at_key(code, what, rule, known, at, ("spec", "overrides", rule))


def _split(linking: Linking, at: Located, rule: str, override: Override, check: Check) -> list[Check]:
    if check.id != rule or check.vendor:
        return [check]
    contract = linking.contracts[check.subject.dataset]
    pointer = ("spec", "overrides", rule)
    column = contract.columns.get("vendor")
    if column is None:
        message = f"dataset '{contract.name}' has no column `vendor`, so '{rule}' cannot differ by vendor"
        linking.problems.error("GC114", message, at, pointer)
        return [check]
    theirs = equal_to_one_of(column, (at.id,))
    limit = _tightened(linking, at, override, check, pointer)
    severity = _severity(linking, at, override, check, pointer)
    about = replace(check.about, severity=severity, span=at.key(pointer), definition=f"{check.about.definition}{limit}")
    special = replace(_only(linking, check, theirs), about=about, limit=limit, vendor=at.id)
    if isinstance(check.limit, AtMost) and check.limit.count:
        # A tolerance in rows is for everybody together: a vendor of its own must not bring a tolerance of its own.
        return [check, special]
    return [replace(_only(linking, check, negated(is_true(theirs))), rest=True), special]


def _only(linking: Linking, check: Check, part: Expr) -> Check:
    # A value that two vendors share is a repeated one for both.
    details = tuple((label, counted_among(measure, part)) for label, measure in check.details)
    later = counted_among(check.later, part) if check.later else None
    asides = tuple(_aside(linking, check, aside, part) for aside in check.asides)
    return replace(check, measure=counted_among(check.measure, part), later=later, details=details, asides=asides)


def _aside(linking: Linking, check: Check, aside: Aside, part: Expr) -> Aside:
    """Return an aside of a part of the rows; other rows have a vendor of their own, or are everybody's."""
    if aside.subject is not None:
        here = linking.contracts[check.subject.dataset].columns["vendor"]
        there = linking.contracts[aside.subject.dataset].columns.get("vendor")
        if there is None:
            return aside
        part = replaced(part, here, there)
    return replace(aside, measure=counted_among(aside.measure, part))


def _severity(linking: Linking, at: Located, override: Override, check: Check, pointer: tuple[str, ...]) -> Severity:
    severity = override.severity
    if severity is None:
        return check.about.severity
    if severity.rank < check.about.severity.rank:
        message = f"severity {severity} is below the {check.about.severity} that holds for everybody"
        linking.problems.error("GC306", message, at, (*pointer, "severity"), "an override can only tighten")
    return severity


def _tightened(linking: Linking, at: Located, override: Override, check: Check, pointer: tuple[str, ...]) -> Limit:
    limit = check.limit
    if override.at_most is not None:
        new = tolerance(override.at_most)
        if not isinstance(limit, AtMost | AtMostShare) or type(new) is not type(limit):
            message = f"'{check.id}' has no tolerance of that kind to tighten"
            linking.problems.error("GC306", message, at, (*pointer, "at_most"))
        elif _size(new) > _size(limit):
            message = f"a tolerance of {_size(new):g} is looser than the {_size(limit):g} that holds for everybody"
            linking.problems.error("GC306", message, at, (*pointer, "at_most"), "an override can only tighten")
        else:
            limit = new
    for field in ("target", "minimum"):
        written = getattr(override, field)
        if written is None:
            continue
        if not isinstance(limit, Score):
            message = f"'{check.id}' is a rule; only a KPI has a {field}"
            linking.problems.error("GC306", message, at, (*pointer, field), "write at_most")
        elif not _inside(written.bounds, getattr(limit, field)):
            message = f"this {field} is looser than the one that holds for everybody"
            linking.problems.error("GC306", message, at, (*pointer, field), "an override can only tighten")
        else:
            limit = replace(limit, **{field: written.bounds})
    return limit


def _size(limit: Limit) -> float:
    return limit.count if isinstance(limit, AtMost) else limit.share if isinstance(limit, AtMostShare) else 0


def _inside(new: Bounds, old: Bounds | None) -> bool:
    if old is None:
        return True
    low_kept = old.low is None or (new.low is not None and new.low >= old.low)
    high_kept = old.high is None or (new.high is not None and new.high <= old.high)
    return low_kept and high_kept

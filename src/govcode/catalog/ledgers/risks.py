"""Risk documents are resolved: their checks exist, somebody else accepts them, and not for ever."""

from __future__ import annotations

from govcode.catalog.ledger import Accepted, Level, Overridden, Risk, Safeguard
from govcode.catalog.ledgers.naming import Naming
from govcode.documents.kinds.risk import Risk as Written
from govcode.documents.kinds.risk import RiskSpec
from govcode.documents.located import Located

MOST_DAYS_ACCEPTED, MOST_DAYS_OVERRIDDEN = 366, 92


def risks_of(naming: Naming) -> tuple[Risk, ...]:
    """Return the risks, reporting those that may not be."""
    return tuple(_risk(naming, at, risk) for at, risk in naming.linking.registry.each(Written))


def _risk(naming: Naming, at: Located, risk: Written) -> Risk:
    spec, metadata = risk.spec, risk.metadata
    naming.known_rules(spec.checks, at, ("spec", "checks"))
    for i, safeguard in enumerate(spec.safeguards):
        naming.known_rules(safeguard.checks, at, ("spec", "safeguards", i, "checks"))
    if spec.treatment == "accept" and spec.acceptance is None:
        message = "the risk is accepted, but nobody is named who accepts it, why and until when"
        naming.linking.problems.error("GC323", message, at, ("spec", "treatment"), "add `acceptance`, or treat it")
    return Risk(
        id=at.id,
        title=metadata.title,
        owner=metadata.owner,
        controls=tuple(metadata.controls),
        category=spec.category,
        cause=spec.cause,
        event=spec.event,
        consequence=spec.consequence,
        vendors=naming.known_vendors(spec.vendors, at),
        affects=spec.affects,
        checks=tuple(spec.checks),
        likelihood=Level(spec.inherent.likelihood),
        impact=Level(spec.inherent.impact),
        impact_reason=spec.impact_reason,
        safeguards=tuple(Safeguard(each.title, tuple(each.checks)) for each in spec.safeguards),
        appetite=Level(spec.appetite),
        velocity=spec.velocity,
        treatment=spec.treatment,
        acceptance=_acceptance(naming, at, spec),
        override=_override(naming, at, spec),
        first_seen=spec.first_seen,
        reviewed=metadata.review.last if metadata.review else None,
        status=spec.status,
        span=at.at(("metadata", "id")),
    )


def _acceptance(naming: Naming, at: Located, spec: RiskSpec) -> Accepted | None:
    given = spec.acceptance
    if given is None:
        return None
    naming.on_clients_side(given.by, at, ("spec", "acceptance", "by"))
    expires = ("spec", "acceptance", "expires")
    if naming.in_order(given.from_, given.expires, at, expires, "the acceptance ends before it starts"):
        naming.short(given.from_, given.expires, MOST_DAYS_ACCEPTED, at, expires)
    if given.expires < naming.linking.as_of.date():
        message = f"the acceptance ended on {given.expires}; the risk is beyond appetite again if it is high"
        naming.linking.problems.warn("GC305", message, at, expires, "have it accepted anew, or reduce the risk")
    return Accepted(given.by, given.reason, given.from_, given.expires)


def _override(naming: Naming, at: Located, spec: RiskSpec) -> Overridden | None:
    given = spec.override
    if given is None:
        return None
    naming.on_clients_side(given.by, at, ("spec", "override", "by"))
    expires = ("spec", "override", "expires")
    if naming.in_order(given.from_, given.expires, at, expires, "the override ends before it starts"):
        naming.short(given.from_, given.expires, MOST_DAYS_OVERRIDDEN, at, expires)
    if given.expires < naming.linking.as_of.date():
        message = f"the override ended on {given.expires}; the observed likelihood counts again"
        naming.linking.problems.warn("GC305", message, at, expires, "remove it, or have it set anew")
    return Overridden(Level(given.likelihood), given.by, given.reason, given.from_, given.expires)

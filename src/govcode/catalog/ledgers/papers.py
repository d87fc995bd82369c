"""Evidence documents are resolved: whose they are, who read them, and whether they still count."""

from __future__ import annotations

from govcode.catalog.ledger import Evidence
from govcode.catalog.ledgers.naming import Naming
from govcode.documents.kinds.evidence import Evidence as Written
from govcode.documents.located import Located


def papers_of(naming: Naming) -> tuple[Evidence, ...]:
    """Return the evidence, reporting what may not be and what has expired."""
    return tuple(_paper(naming, at, evidence) for at, evidence in naming.linking.registry.each(Written))


def _paper(naming: Naming, at: Located, evidence: Written) -> Evidence:
    spec, problems = evidence.spec, naming.linking.problems
    naming.on_clients_side(spec.reviewed_by, at, ("spec", "reviewed_by"), owner=True)
    naming.in_order(spec.issued, spec.expires, at, ("spec", "expires"), "the evidence expires before it was issued")
    naming.in_order(spec.issued, spec.reviewed, at, ("spec", "reviewed"), "the evidence was read before it was issued")
    if spec.expires and spec.issued <= spec.expires < naming.linking.as_of.date():
        problems.warn("GC326", f"the evidence expired on {spec.expires}", at, ("spec", "expires"), "ask for a new one")
    if not evidence.metadata.controls:
        message = "the evidence names no control, so it shows nothing"
        problems.error("GC327", message, at, ("metadata", "id"), "add `controls`, such as [gdpr-28-3-a]")
    return Evidence(
        id=at.id,
        title=evidence.metadata.title,
        owner=evidence.metadata.owner,
        controls=tuple(evidence.metadata.controls),
        vendors=naming.known_vendors(spec.vendors, at) if spec.vendors is not None else (),
        type=spec.type,
        issuer=spec.issuer,
        issued=spec.issued,
        last=spec.expires,
        location=spec.location,
        clause=spec.clause,
        sha256=spec.sha256,
        reviewed_by=spec.reviewed_by,
        reviewed=spec.reviewed,
        span=at.at(("metadata", "id")),
    )

"""The attestation: what a result rests on, and who is to sign it. A document that is made does not sign itself."""

from __future__ import annotations

from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.metadata import SIGNS
from govcode.reports.review.oscal.writing import NAMESPACE, Part, markup, props

_PENDING = "Not signed yet. Whoever is named here signs the review that this document belongs to."
_NOBODY = "Not signed, and the project names nobody to sign it."


def attestation(frame: Frame, vendor: str | None) -> Part:
    """Return what is known to be so by the history, and the place of the signatures."""
    cover = frame.review.cover
    signers = [frame.person(each) for each in cover.front.signed_by]
    signed = sum(run.entry.signature is not None for run in cover.runs)
    runs = f"{len(cover.runs)} remembered runs of the quarter, {signed} of them signed with a key"
    basis = f"It rests on {runs}. The chain of the history ends at link {cover.length}, {cover.head or 'with no run'}."
    again = f" The command that makes it again: {cover.front.command}" if cover.front.command else ""
    parts = [
        {
            "uuid": frame.uuid("attestation", frame.quarter, vendor, name),
            "name": name,
            "ns": NAMESPACE,
            "title": title,
            "props": told,
            "prose": prose,
        }
        for name, title, told, prose in (
            ("basis", "Basis", props(chain_head=cover.head or None, chain_length=cover.length), markup(basis + again)),
            ("sign-off", "Sign-off", props(signed=False), _PENDING if signers else _NOBODY),
        )
    ]
    return {
        "responsible-parties": [{"role-id": SIGNS, "party-uuids": signers}] if signers else [],
        "parts": parts,
    }

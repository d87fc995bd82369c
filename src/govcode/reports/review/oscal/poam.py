"""`oscal-poam`: the plan of action and milestones, with the findings, observations and risks that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.reports.review.oscal.assessed import Assessed, assessed_of
from govcode.reports.review.oscal.failing import failing, needs_one
from govcode.reports.review.oscal.findings import finding, touches
from govcode.reports.review.oscal.frame import Frame, framed
from govcode.reports.review.oscal.items import item, nothing
from govcode.reports.review.oscal.metadata import metadata, resources, tool
from govcode.reports.review.oscal.observations import observation, paper
from govcode.reports.review.oscal.risks import observed, risk
from govcode.reports.review.oscal.writing import NAMESPACE, Part, document
from govcode.review.register import RegisterEntry
from govcode.review.review import Review

ROOT = "plan-of-action-and-milestones"


def render(review: Review) -> str:
    """Return the plan of action as an OSCAL POA&M in JSON, with a newline at its end."""
    frame, several = framed(review, "plan"), assessed_of(review)
    found = {(one.id, one.vendor): one for one in several}
    planned = [(each, [found[part, each.vendor] for part in each.parts]) for each in review.actions.items]
    about = [one for _, parts in planned for one in parts]
    entries = [entry for entry in review.register if entry.beyond or any(touches(entry, one) for one in about)]
    observations = _observations(frame, several, about, entries)
    items = [item(frame, each, parts, entries) for each, parts in planned]
    own = [(each, parts) for each, parts in planned if needs_one(frame, each, parts, entries)]
    body = {
        "metadata": metadata(frame, "Plan of action and milestones", several),
        "system-id": {"identifier-type": NAMESPACE, "id": frame.project},
        "local-definitions": {"assessment-assets": tool(frame)},
        "observations": observations,
        "risks": [
            *(risk(frame, entry, several) for entry in entries),
            *(failing(frame, each, parts) for each, parts in own),
        ],
        "findings": [finding(frame, one, entries) for one in about],
        "poam-items": items or [nothing(frame)],
        "back-matter": {"resources": resources(frame, observations)},
    }
    return document(ROOT, body)


def _observations(
    frame: Frame, several: Sequence[Assessed], about: Sequence[Assessed], entries: Sequence[RegisterEntry]
) -> list[Part]:
    """Return what was observed of the items and of their risks."""
    named = {frame.observation(one.id, one.vendor) for one in about}
    named |= {name for entry in entries for name in observed(frame, entry, several)}
    seen = [observation(frame, one) for one in several]
    read = [paper(frame, line, vendor) for line in frame.review.contract.evidence for vendor in line.vendors]
    return [each for each in (*seen, *read) if each["uuid"] in named]

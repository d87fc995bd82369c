"""Whom and what a document names: its title, roles, people and vendors, and the runs and documents behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govcode.history.entry import Remembered
from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.observations import run_urn
from govcode.reports.review.oscal.responses import ACTS
from govcode.reports.review.oscal.writing import OSCAL, Part, markup, moment, props, text, urn

SIGNS, ASSESSED, COMMITTEE = "signatory", "assessed-vendor", "review-committee"
_ROLES = (
    (SIGNS, "Signs the review"),
    (ASSESSED, "Vendor that is assessed"),
    (COMMITTEE, "Committee that decides"),
    (ACTS, "Does what an action says"),
)


def metadata(frame: Frame, title: str, several: tuple[Assessed, ...]) -> Part:
    """Return the head of a document; it was last modified at the as-of moment, because it follows from that."""
    review = frame.review
    front, scene = review.cover.front, review.scene
    alone = f" of {review.named(scene.vendor)}" if scene.vendor else ""
    return {
        "title": markup(f"{title}{alone}: {front.title}, {scene.quarter}"),
        "last-modified": moment(scene.as_of),
        "version": f"{scene.quarter}-{scene.as_of:%Y%m%d}",
        "oscal-version": OSCAL,
        "props": props(
            quarter=frame.quarter,
            vendor=scene.vendor,
            confidentiality=front.confidentiality,
            revision=front.revision,
            documents_sha256=front.documents or None,
            chain_head=review.cover.head or None,
            chain_length=review.cover.length,
        ),
        "roles": [{"id": role, "title": words} for role, words in _ROLES],
        "parties": list(_parties(frame, several)),
        "responsible-parties": list(_responsible(frame)),
    }


def resources(frame: Frame, observations: Iterable[Part]) -> list[Part]:
    """Return the plan that was followed, and each run of the quarter or that an observation rests on."""
    scene = frame.review.scene
    rested = {shown.get("href") for seen in observations for shown in seen["relevant-evidence"]}
    names = {run.record.run for run in scene.in_quarter}
    used = [run for run in scene.runs if run.record.run in names or run_urn(run.record) in rested]
    return [plan(frame), *(_run(frame, run) for run in used)]


def plan(frame: Frame) -> Part:
    """Return what takes the place of an assessment plan: the governance documents at their revision."""
    front = frame.review.cover.front
    digest = front.documents
    rlink = {"href": urn("documents", digest), "hashes": [{"algorithm": "SHA-256", "value": digest}]}
    at = f"at revision {front.revision}" if front.revision else "which are not kept in git"
    return {
        "uuid": plan_uuid(frame),
        "title": "Assessment plan: the governance documents",
        "description": markup(
            f"The policies, KPIs, risks and cadences of project {frame.project}, {at}: each check says what is "
            "looked at, how often, and what counts as kept. The runs name the documents that they were made with."
        ),
        "props": props(project=frame.project, revision=front.revision, command=front.command or None),
        "rlinks": [rlink] if digest else [],
    }


def plan_uuid(frame: Frame) -> str:
    """Return the UUID of the plan, which changes with the documents."""
    front = frame.review.cover.front
    return frame.uuid("plan", front.documents, front.revision)


def tool(frame: Frame) -> Part:
    """Return the tool as an asset of the assessment."""
    version = frame.review.cover.front.version
    component = {
        "uuid": frame.tool,
        "type": "software",
        "title": "govcode",
        "description": "Reads what vendors deliver, and holds it against the governance documents.",
        "props": props(tool_version=version or None, versions_of_runs=", ".join(frame.review.cover.tools) or None),
        "status": {"state": "operational"},
    }
    platform = {"uuid": frame.uuid("platform", frame.tool), "uses-components": [{"component-uuid": frame.tool}]}
    return {"components": [component], "assessment-platforms": [platform]}


def _parties(frame: Frame, several: tuple[Assessed, ...]) -> Iterator[Part]:
    review = frame.review
    for vendor in review.scene.vendors:
        yield {
            "uuid": frame.vendor(vendor),
            "type": "organization",
            "name": text(review.named(vendor)),
            "props": props(id=vendor),
        }
    for person in sorted(_people(frame, several)):
        yield {
            "uuid": frame.person(person),
            "type": "person",
            "name": text(review.named(person)),
            "props": props(id=person),
        }
    committee = review.cover.front.committee
    if committee:
        yield {"uuid": frame.uuid("committee", committee), "type": "organization", "name": text(committee)}


def _people(frame: Frame, several: tuple[Assessed, ...]) -> set[str]:
    """Return everybody whom a part of the document names."""
    review = frame.review
    found = {*review.cover.front.signed_by, *(one.owner for one in several)}
    for entry in review.register:
        told = entry.risk
        found |= {told.owner, *(action.owner for action in entry.actions)}
        found |= {each.by for each in (told.acceptance, told.override) if each}
    found |= {item.owner for item in review.actions.items}
    found |= {item.action.owner for item in review.actions.items if item.action}
    papers = [line.evidence for line in review.contract.evidence]
    return found | {paper.owner for paper in papers} | {paper.reviewed_by for paper in papers if paper.reviewed_by}


def _responsible(frame: Frame) -> Iterator[Part]:
    front = frame.review.cover.front
    if front.signed_by:
        yield {"role-id": SIGNS, "party-uuids": [frame.person(each) for each in front.signed_by]}
    if frame.review.scene.vendors:
        yield {"role-id": ASSESSED, "party-uuids": [frame.vendor(each) for each in frame.review.scene.vendors]}
    if front.committee:
        yield {"role-id": COMMITTEE, "party-uuids": [frame.uuid("committee", front.committee)]}


def _run(frame: Frame, run: Remembered) -> Part:
    record, entry = run.record, run.entry
    return {
        "uuid": frame.uuid("run", record.run),
        "title": f"Run {markup(record.run)}",
        "description": "What a run of the checks leaves behind: its record, as a link of the chain of the history.",
        "props": props(
            as_of=record.as_of,
            recorded_at=record.recorded_at,
            revision=record.revision,
            documents_sha256=record.documents or None,
            chain_position=entry.position,
            chain_hash=entry.hash,
            signed_by_key=entry.signature.key if entry.signature else None,
        ),
        "rlinks": [
            {
                "href": run_urn(record),
                "hashes": [{"algorithm": "SHA-256", "value": entry.record}],
            }
        ],
    }

"""`oscal-results`: OSCAL assessment results, one result per vendor and one for what is not told by vendor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from govcode.reports.review.oscal.assessed import Assessed, assessed_of
from govcode.reports.review.oscal.findings import finding, of_controls
from govcode.reports.review.oscal.frame import Frame, framed
from govcode.reports.review.oscal.metadata import metadata, plan_uuid, resources, tool
from govcode.reports.review.oscal.objectives import objective, reviewed_controls
from govcode.reports.review.oscal.observations import observation, paper, run_urn
from govcode.reports.review.oscal.risks import risk
from govcode.reports.review.oscal.signing import attestation
from govcode.reports.review.oscal.writing import Part, document, markup, moment, props
from govcode.review.review import Review

ROOT = "assessment-results"
_SHARED = "what is not told by vendor"


def render(review: Review) -> str:
    """Return the review as OSCAL assessment results in JSON, with a newline at its end."""
    frame, several = framed(review), assessed_of(review)
    results = [_result(framed(review, "result", vendor), several, vendor) for vendor in _subjects(review, several)]
    observations = [seen for result in results for seen in result["observations"]]
    body = {
        "metadata": metadata(frame, "Assessment results", several),
        "import-ap": {"href": f"#{plan_uuid(frame)}", "remarks": "The governance documents are the plan."},
        "local-definitions": {"objectives-and-methods": list(_objectives(several))},
        "results": results,
        "back-matter": {"resources": resources(frame, observations)},
    }
    return document(ROOT, {name: part for name, part in body.items() if several or name != "local-definitions"})


def _subjects(review: Review, several: Sequence[Assessed]) -> tuple[str | None, ...]:
    """Return the vendors, and None if something is not told by vendor or there are none."""
    shared = not review.scene.vendors or any(one.vendor is None for one in several)
    return (*review.scene.vendors, *((None,) if shared else ()))


def _objectives(several: Sequence[Assessed]) -> Iterator[Part]:
    told = {one.id: one for one in several}
    return (objective(one) for one in told.values())


def _result(frame: Frame, several: Sequence[Assessed], vendor: str | None) -> Part:
    review = frame.review
    scene, own = review.scene, [one for one in several if one.vendor == vendor]
    papers = [line for line in review.contract.evidence if vendor in line.vendors] if vendor else []
    entries = [entry for entry in review.register if entry.vendor == vendor]
    start = datetime.combine(scene.quarter.start, time())
    whom = _SHARED if vendor is None else review.named(vendor)
    return {
        "uuid": frame.uuid("result", frame.quarter, vendor),
        "title": markup(f"{whom[:1].upper()}{whom[1:]}, {scene.quarter}"),
        "description": _rated(frame, vendor),
        "start": moment(start),
        "end": moment(max(start, min(scene.as_of, datetime.combine(scene.quarter.end, time())))),
        "props": _props(frame, vendor),
        "local-definitions": {"assessment-assets": tool(frame)},
        "reviewed-controls": reviewed_controls(own, several),
        "attestations": [attestation(frame, vendor)],
        "assessment-log": _log(frame, vendor),
        "observations": [
            *(observation(frame, one) for one in own),
            *(paper(frame, line, vendor) for line in papers if vendor),
        ],
        "risks": [risk(frame, entry, several) for entry in entries],
        "findings": [
            *(finding(frame, one, review.register) for one in own),
            *of_controls(frame, own, papers, vendor),
        ],
        "remarks": None if own else "No check of the quarter is told of it: nothing of it is known.",
    }


def _log(frame: Frame, vendor: str | None) -> Part | None:
    """Return the runs of the quarter by when they ran."""
    runs = [run.record for run in frame.review.scene.in_quarter]
    entries = [
        {
            "uuid": frame.uuid("run of", frame.quarter, vendor, record.run),
            "title": f"Run {markup(record.run)}",
            "start": moment(record.recorded_at),
            "props": props(run=run_urn(record), as_of=record.as_of),
        }
        for record in runs
    ]
    return {"entries": entries} if entries else None


def _rated(frame: Frame, vendor: str | None) -> str:
    rating = next((each for each in frame.review.ratings if each.vendor == vendor), None)
    if rating is None:
        return "No promise is told of it, so it is not rated."
    because = "; ".join(reason.text for reason in rating.reasons)
    return markup(f"Rating: {rating.word}{f', because of {because}' if because else ''}.")


def _props(frame: Frame, vendor: str | None) -> list[Part]:
    rating = next((each for each in frame.review.ratings if each.vendor == vendor), None)
    if rating is None:
        return props(vendor=vendor)
    return props(
        vendor=vendor,
        rating=rating.word,
        rating_of_what_is_known=rating.known,
        rating_before=rating.before,
        promises=rating.promises,
        promises_judged=rating.judged,
    )

"""Observations: how each check, delivery and paper stood, and the runs that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govcode.history.record import Record
from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.writing import Part, markup, moment, props, text, urn
from govcode.review.papers import EvidenceLine
from govcode.review.scorecard import Line
from govcode.review.track import Standing, seen_of

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


def observation(frame: Frame, one: Assessed) -> Part:
    """Return what was observed of a check or delivery; it counts until the review of the next quarter."""
    records, scene = tuple(_records(frame, one)), frame.review.scene
    collected = max((record.recorded_at for record in records), default=scene.as_of)
    return {
        "uuid": frame.observation(one.id, one.vendor),
        "title": markup(one.title),
        "description": f"{markup(one.words)} {one.counts}",
        "props": _told(frame, one),
        "methods": ["EXAMINE" if one.line else "TEST"],
        "types": ["control-objective"],
        "origins": frame.origins(),
        "subjects": frame.subjects(one.vendor),
        "relevant-evidence": [evidence(frame, record) for record in records],
        "collected": moment(collected),
        "expires": moment(scene.quarter.plus(1).end),
        "remarks": None if records else "No run has a word on it in this quarter.",
    }


def evidence(frame: Frame, record: Record) -> Part:
    """Return a run as evidence, with the SHA-256 of its record; the resource of that name tells more of it."""
    return {
        "href": run_urn(record),
        "description": f"The record of run {markup(record.run)}",
        "props": props(record_sha256=frame.entries[record.run].record),
    }


def run_urn(record: Record) -> str:
    """Return the name of a run, as its attestation has it too."""
    return urn("run", record.project, record.run)


def paper(frame: Frame, line: EvidenceLine, vendor: str) -> Part:
    """Return a paper as somebody has read it, or as it was filed; it expires when the paper does."""
    told = line.evidence
    read = told.reviewed if told.reviewed and told.reviewed <= frame.review.scene.as_of.date() else None
    reader = told.reviewed_by if read and told.reviewed_by else told.owner
    location = told.location if _URI.fullmatch(told.location) else None
    where = f"{told.location}{f', {told.clause}' if told.clause else ''}"
    return {
        "uuid": frame.paper(told.id, vendor),
        "title": markup(told.title),
        "description": markup(f"A {told.type} of {told.issuer}, issued on {told.issued}: {line.state}."),
        "props": props(paper=told.id, paper_state=line.state, weak=line.weak, stale=line.stale, clause=told.clause),
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        "origins": [{"actors": [{"type": "party", "actor-uuid": frame.person(reader)}]}],
        "subjects": frame.subjects(vendor),
        "relevant-evidence": [
            {"href": location, "description": markup(where), "props": props(document_sha256=told.sha256)}
        ],
        "collected": moment(read or told.issued),
        "expires": moment(told.last) if told.last else None,
        "remarks": markup("; ".join(finding.sentence for finding in line.findings)) if line.findings else None,
    }


def _records(frame: Frame, one: Assessed) -> Iterator[Record]:
    """Yield the runs that have the newest word on any of its weeks, oldest first."""
    scene = frame.review.scene
    first, end = scene.quarter.weeks[0].start, scene.quarter.weeks[-1].end
    if one.line is not None:
        names = {cell.run for cell in one.line.cells if cell.run}
        yield from (run.record for run in scene.runs if run.record.run in names)
        return
    seen = seen_of(scene, one.id, one.vendor)
    found = {o.record.run: o.record for o in seen if o.stretch.start < end and o.stretch.end > first}
    yield from sorted(found.values(), key=lambda record: (record.recorded_at, record.run))


def _told(frame: Frame, one: Assessed) -> list[Part]:
    track, newest = one.track, one.track.newest
    return [
        *props(
            **{"delivery" if one.line else "check": one.id},
            vendor=one.vendor,
            severity=one.severity,
            enforcement=one.enforcement,
            weeks_kept=track.count(Standing.KEPT),
            weeks_broken=track.count(Standing.BROKEN),
            weeks_without_data=track.count(Standing.BLANK),
            weeks_not_sure=track.count(Standing.UNSURE),
            weeks_not_due=track.count(Standing.EARLY),
            periods_accepted=one.accepted or None,
            definition_hash=one.definition.hash if one.definition else None,
            newest_outcome=newest.outcome if newest else None,
            newest_fingerprint=newest.result.fingerprint if newest else None,
        ),
        *_value(frame, one),
    ]


def _value(frame: Frame, one: Assessed) -> list[Part]:
    """Return the value of a KPI over the quarter, where it has one."""
    line = next((line for line in frame.review.scorecard if _is_of(line, one)), None)
    if line is None or line.quarter.amount.value is None:
        return []
    amount = line.quarter.amount
    low, high = amount.interval or (None, None)
    return props(
        value=amount.value,
        value_basis=text(str(amount.basis)),
        unit=line.definition.unit or None,
        n=amount.n,
        interval_low=low,
        interval_high=high,
    )


def _is_of(line: Line, one: Assessed) -> bool:
    return line.check == one.id and line.vendor == one.vendor and not line.segment

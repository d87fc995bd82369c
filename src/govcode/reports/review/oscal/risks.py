"""Risks of the register: before and after safeguards, what is done about them, and what happened to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from govcode.catalog.ledger import Level
from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.findings import touches
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.responses import advice, opened, response
from govcode.reports.review.oscal.risk_log import log
from govcode.reports.review.oscal.writing import NAMESPACE, Part, markup, moment, props
from govcode.review.register import Acceptance, RegisterEntry, Shown


def risk(frame: Frame, entry: RegisterEntry, several: Iterable[Assessed]) -> Part:
    """Return a risk of a vendor; its status is the register's, unless somebody lives with it today."""
    told, uuid = entry.risk, frame.risk(entry.risk.id, entry.vendor)
    responses = [response(frame, uuid, action) for action in opened(frame, entry)] or advice(frame, uuid, entry)
    due = deadline(frame, entry)
    return {
        "uuid": uuid,
        "title": markup(told.title),
        "description": markup(f"{told.title}. {entry.why}."),
        "statement": markup(entry.statement),
        "props": props(
            risk=told.id,
            vendor=entry.vendor,
            owner=told.owner,
            category=told.category,
            treatment=told.treatment,
            velocity=told.velocity,
            appetite=told.appetite,
            beyond_appetite=entry.beyond,
            acceptance=entry.acceptance,
            direction=entry.way,
            status_of_register=told.status,
        ),
        "status": status(entry),
        "origins": frame.origins(),
        "characterizations": [_before(frame, entry), _after(frame, entry)],
        "mitigating-factors": [_factor(frame, uuid, place, shown) for place, shown in enumerate(entry.safeguards)],
        "deadline": moment(due) if due else None,
        "remediations": responses,
        "risk-log": {"entries": log(frame, entry, uuid, status(entry))},
        "related-observations": [{"observation-uuid": name} for name in observed(frame, entry, several)],
    }


def status(entry: RegisterEntry) -> str:
    """Return where the work on a risk stands, in the words of OSCAL; an acceptance in force is a deviation."""
    accepted = entry.acceptance is Acceptance.IN_FORCE and (entry.beyond or entry.risk.treatment == "accept")
    return "deviation-approved" if accepted and entry.risk.status != "closed" else entry.risk.status


def deadline(frame: Frame, entry: RegisterEntry) -> date | None:
    """Return by when something is done: the first date of an open action, else the last day of an acceptance."""
    dates = [action.due for action in opened(frame, entry) if action.completed is None]
    if not dates and entry.acceptance is Acceptance.IN_FORCE and entry.risk.acceptance:
        dates = [entry.risk.acceptance.last]
    return min(dates, default=None)


def observed(frame: Frame, entry: RegisterEntry, several: Iterable[Assessed]) -> list[str]:
    """Return the UUIDs of what was observed of a risk's checks, of those of its safeguards, and of its papers."""
    shields = {check for shown in entry.safeguards for check in shown.safeguard.checks}
    own = [one for one in several if touches(entry, one) or _shields(shields, entry, one)]
    lines = {line.evidence.id for line in frame.review.contract.evidence if entry.vendor in line.vendors}
    papers = [frame.paper(each.id, entry.vendor) for each in entry.evidence if each.id in lines]
    return [*(frame.observation(one.id, one.vendor) for one in own), *papers]


def _shields(checks: set[str], entry: RegisterEntry, one: Assessed) -> bool:
    return bool(one.names & checks) and one.vendor in {None, entry.vendor}


def _before(frame: Frame, entry: RegisterEntry) -> Part:
    told = entry.risk
    facets = _facets("initial", told.likelihood, told.impact, entry.inherent)
    facets[1]["remarks"] = markup(told.impact_reason)
    return {"origin": {"actors": [{"type": "party", "actor-uuid": frame.person(told.owner)}]}, "facets": facets}


def _after(frame: Frame, entry: RegisterEntry) -> Part:
    now = entry.residual
    facets = _facets("adjusted", now.likelihood, entry.risk.impact, now.level)
    by_hand = f"; set by hand by {now.override.by} until {now.override.last}" if now.override else ""
    facets[0]["remarks"] = markup(f"{now.observed.sentence}{by_hand}")
    return {"origin": frame.origins()[0], "facets": facets}


def _facets(state: str, likelihood: Level, impact: Level, level: Level) -> list[Part]:
    """Return three facets; the scale is that of NIST SP 800-30, from very low to very high."""
    return [
        {
            "name": name,
            "system": NAMESPACE,
            "value": value.value,
            "props": [{"name": "state", "value": state}],
        }
        for name, value in (("likelihood", likelihood), ("impact", impact), ("risk", level))
    ]


def _factor(frame: Frame, uuid: str, place: int, shown: Shown) -> Part:
    return {
        "uuid": frame.uuid("safeguard", uuid, str(place), shown.safeguard.title),
        "description": markup(f"{shown.safeguard.title}: {shown.works}, kept in {shown.kept} of {shown.judged} weeks."),
        "props": props(works=shown.works, weeks_kept=shown.kept, weeks_judged=shown.judged, weeks_blank=shown.blank),
    }

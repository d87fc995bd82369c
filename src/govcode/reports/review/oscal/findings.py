"""Findings: whether each check, delivery and control is satisfied. What is not known is not satisfied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from govcode.reports.review.oscal.assessed import Assessed
from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.writing import Part, markup, props, token
from govcode.review.disputes import DisputeLine
from govcode.review.papers import EvidenceLine
from govcode.review.register import RegisterEntry
from govcode.review.waivers import WaiverLine, WaiverState

_REASONS = ("fail", "other", "pass")  # worst first


def finding(frame: Frame, one: Assessed, entries: Iterable[RegisterEntry]) -> Part:
    """Return what was found of a check or delivery."""
    related = [entry for entry in entries if touches(entry, one)]
    waivers, disputes = _waivers(frame, one), _disputes(frame, one)
    return {
        "uuid": frame.finding(one.id, one.vendor),
        "title": markup(one.title),
        "description": f"{markup(one.words)} {one.counts}",
        "props": [
            *props(check=one.id, vendor=one.vendor, severity=one.severity, enforcement=one.enforcement),
            *(prop for line in waivers for prop in props(waiver=line.id)),
            *(prop for line in disputes for prop in props(dispute=line.dispute.id)),
        ],
        "origins": frame.origins(),
        "target": {
            "type": "objective-id",
            "target-id": token(one.id),
            "title": markup(one.title),
            "status": _status(one.reason, one.counts),
        },
        "related-observations": [{"observation-uuid": frame.observation(one.id, one.vendor)}],
        "related-risks": [{"risk-uuid": frame.risk(entry.risk.id, entry.vendor)} for entry in related],
        "remarks": _beside(waivers, disputes),
    }


def touches(entry: RegisterEntry, one: Assessed) -> bool:
    """Say whether a risk is seen by a check; a check that is not told by vendor shows the risks of each."""
    return bool(one.names & {*entry.risk.checks}) and one.vendor in {None, entry.vendor}


def controls_of(several: Iterable[Assessed]) -> tuple[str, ...]:
    """Return the controls that checks name."""
    return tuple(sorted({control for one in several for control in one.controls}))


def of_controls(
    frame: Frame, several: Sequence[Assessed], papers: Sequence[EvidenceLine], vendor: str | None
) -> Iterator[Part]:
    """Yield what was found of each control: the worst of its checks. A paper supports it and does not satisfy it."""
    for control in controls_of(several):
        checks = [one for one in several if control in one.controls]
        filed = [line for line in papers if control in line.evidence.controls]
        yield _of_control(frame, control, vendor, checks, filed)


def _waivers(frame: Frame, one: Assessed) -> list[WaiverLine]:
    """Return the waivers of a check that are in force or accepted something in the quarter."""
    ended = {WaiverState.ENDED, WaiverState.NOT_YET}
    return [line for line in frame.review.waivers if one.id in line.rules and (line.uses or line.state not in ended)]


def _disputes(frame: Frame, one: Assessed) -> list[DisputeLine]:
    """Return the disputes of the quarter about a check; what is not told by vendor may be any vendor's."""
    lines = frame.review.disputes.lines
    return [each for each in lines if each.dispute.rule == one.id and one.vendor in {None, each.dispute.vendor}]


def _beside(waivers: Sequence[WaiverLine], disputes: Sequence[DisputeLine]) -> str | None:
    """Return who accepts or contests it; neither changes what was found."""
    told = [f"Waiver {each.id}, by {each.approved_by} until {each.last}: {each.state}." for each in waivers]
    told += [
        f"Dispute {each.dispute.id}, raised on {each.dispute.raised}: {each.dispute.outcome}." for each in disputes
    ]
    return markup(" ".join(told)) if told else None


def _of_control(
    frame: Frame, control: str, vendor: str | None, checks: Sequence[Assessed], papers: Sequence[EvidenceLine]
) -> Part:
    words = frame.review.scene.clauses.get(control, control)
    counted = " ".join(f"{markup(one.title)}: {one.counts}" for one in checks)
    wrong = " ".join(markup(found.sentence) for line in papers for found in line.findings)
    observed = [frame.observation(one.id, one.vendor) for one in checks]
    observed += [frame.paper(line.evidence.id, vendor) for line in papers]
    return {
        "uuid": frame.finding(f"control {control}", vendor),
        "title": markup(words),
        "description": f"{markup(words)}. {counted}",
        "props": props(control=control, vendor=vendor, checks=len(checks), papers=len(papers)),
        "origins": frame.origins(),
        "target": {
            "type": "statement-id",
            "target-id": token(control),
            "title": markup(words),
            "status": _status(min((one.reason for one in checks), key=_REASONS.index), counted),
        },
        "related-observations": [{"observation-uuid": name} for name in observed],
        "remarks": wrong or None,
    }


def _status(reason: str, counts: str) -> Part:
    state = "satisfied" if reason == "pass" else "not-satisfied"
    unknown = "It is not known of every week whether it was kept, and what is not known is not kept. "
    return {"state": state, "reason": reason, "remarks": f"{unknown if reason == 'other' else ''}{counts}"}

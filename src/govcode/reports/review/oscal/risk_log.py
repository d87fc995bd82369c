"""What happened to a risk, in time: written down, read, accepted, set by hand, acted on, reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from govcode.reports.review.oscal.frame import Frame
from govcode.reports.review.oscal.responses import opened
from govcode.reports.review.oscal.writing import Part, markup, moment
from govcode.review.register import RegisterEntry

_DAY = timedelta(days=1)


def log(frame: Frame, entry: RegisterEntry, risk: str, status: str) -> list[Part]:
    """Return what had happened by the as-of moment, oldest first; the last entry is this review."""
    now = frame.review.scene.as_of
    told = [(_at(on), part) for on, part in _told(frame, entry, risk, status) if _at(on) <= now]
    return [
        {"uuid": frame.uuid("log", risk, part["title"], moment(at)), **part, "start": moment(at)}
        for at, part in sorted(told, key=lambda one: one[0])
    ]


def _told(frame: Frame, entry: RegisterEntry, risk: str, status: str) -> Iterator[tuple[date, Part]]:
    told = entry.risk
    yield told.first_seen, {"title": "Written down", "logged-by": _by(frame, told.owner), "status-change": "open"}
    if told.reviewed:
        yield told.reviewed, {"title": "Read again", "logged-by": _by(frame, told.owner)}
    yield from _accepted(frame, entry)
    if told.override:
        text = markup(f"{told.override.likelihood} until {told.override.last}: {told.override.reason}")
        by, end = _by(frame, told.override.by), moment(told.override.last + _DAY)
        title = "Likelihood set by hand"
        yield told.override.first, {"title": title, "description": text, "end": end, "logged-by": by}
    for action in opened(frame, entry):
        title, uuid = f"Action opened: {action.id}", frame.uuid("response", risk, action.id)
        by = _by(frame, action.owner)
        yield action.opened, {"title": title, "logged-by": by, "related-responses": [{"response-uuid": uuid}]}
    yield frame.review.scene.as_of, _reviewed(frame, entry, status)


def _accepted(frame: Frame, entry: RegisterEntry) -> Iterator[tuple[date, Part]]:
    told, accepted = entry.risk, entry.risk.acceptance
    if accepted is None:
        return
    by, over = _by(frame, accepted.by), accepted.last + _DAY
    reason = markup(f"Until {accepted.last}: {accepted.reason}")
    status = {"status-change": "deviation-approved"}
    yield accepted.first, {"title": "Accepted", "description": reason, "end": moment(over), "logged-by": by} | status
    yield over, {"title": "Acceptance ended", "status-change": told.status}


def _reviewed(frame: Frame, entry: RegisterEntry, status: str) -> Part:
    now = entry.residual
    beyond = "beyond" if entry.beyond else "within"
    text = f"{now.level}, {beyond} the appetite ({entry.risk.appetite}); {entry.way} since the quarter before."
    return {"title": f"Reviewed for {frame.quarter}", "description": text, "status-change": status}


def _by(frame: Frame, person: str) -> list[Part]:
    return [{"party-uuid": frame.person(person)}]


def _at(on: date) -> datetime:
    return on if isinstance(on, datetime) else datetime.combine(on, time())

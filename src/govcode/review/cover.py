"""The cover: what is reviewed, from which runs, documents and drops, by which version, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from govcode.history.entry import Remembered
from govcode.review.scene import Scene

_ZONE = "days of"  # the word by which a KPI says in which zone its days start


@dataclass(frozen=True, slots=True)
class Front:
    """What the project and the command line say: who it is for, who signs, and how it is made again.

    `command` starts with `govcode review` and names everything the result depends on.
    """

    title: str = "Governance project"
    project: str = "project"
    version: str = ""
    documents: str = ""
    revision: str | None = None
    confidentiality: str = "Confidential"
    committee: str | None = None
    signed_by: tuple[str, ...] = ()
    command: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """A table of a drop as runs of the quarter read it, with each SHA-256 and the runs that saw it."""

    feed: str
    vendor: str | None
    table: str
    sha256: str
    rows: int | None
    watermark: datetime | None
    first: str
    last: str
    runs: int


@dataclass(frozen=True, slots=True)
class Cover:
    """The facts of the cover.

    `zones` are those in which the days of KPIs start; `revisions` and `documents` those of the runs, newest last;
    `watermarks` how far the newest drop of each feed and vendor reaches by its manifest; `newest` the hour of the
    newest row of each vendor of whom no manifest says so; `head` is the hash of the newest link of the
    chain that the review rests on.
    """

    front: Front
    zones: tuple[str, ...]
    runs: tuple[Remembered, ...]
    revisions: tuple[str, ...]
    documents: tuple[str, ...]
    tools: tuple[str, ...]
    delivered: tuple[Delivered, ...]
    watermarks: tuple[tuple[str, str | None, datetime], ...]
    newest: tuple[tuple[str, datetime], ...]
    head: str
    length: int


def cover_of(scene: Scene, front: Front) -> Cover:
    """Return the cover of a review."""
    runs = scene.in_quarter
    words = (dict(definition.words) for run in runs for definition in run.record.definitions)
    newest = max(scene.runs, key=lambda run: run.entry.position, default=None)
    delivered = _delivered(runs, scene.vendor)
    watermarks = _watermarks(delivered)
    return Cover(
        front,
        tuple(sorted({zone for told in words if (zone := told.get(_ZONE))})) or ("UTC",),
        runs,
        tuple(dict.fromkeys(run.record.revision or "not kept in git" for run in runs)),
        tuple(dict.fromkeys(run.record.documents for run in runs)),
        tuple(dict.fromkeys(run.record.tool for run in runs)),
        delivered,
        watermarks,
        _newest(scene, {vendor for _, vendor, _ in watermarks}),
        newest.entry.hash if newest else "",
        newest.entry.position if newest else 0,
    )


def _delivered(runs: tuple[Remembered, ...], vendor: str | None) -> tuple[Delivered, ...]:
    """Return what was read; to one vendor alone nobody tells how many rows a drop of several has."""
    found: dict[tuple[str, str | None, str, str], Delivered] = {}
    for record in (run.record for run in runs):
        for drop in record.drops:
            for table in drop.tables:
                if table.missing is not None:
                    continue
                at = (drop.feed, drop.vendor, table.name, table.sha256)
                before = found.get(at)
                first, count = (before.first, before.runs + 1) if before else (record.run, 1)
                rows = table.rows if vendor in {None, drop.vendor} else None
                found[at] = Delivered(*at, rows, table.watermark, first, record.run, count)
    return tuple(found.values())


def _watermarks(delivered: tuple[Delivered, ...]) -> tuple[tuple[str, str | None, datetime], ...]:
    """Return the least watermark of the newest tables of each feed and vendor: nothing is known beyond it."""
    newest = {(one.feed, one.vendor, one.table): one for one in delivered}
    least: dict[tuple[str, str | None], datetime] = {}
    for (feed, vendor, _), one in newest.items():
        if one.watermark is not None:
            at = (feed, vendor)
            least[at] = min(least.get(at, one.watermark), one.watermark)
    return tuple((feed, vendor, moment) for (feed, vendor), moment in least.items())


def _newest(scene: Scene, told: set[str | None]) -> tuple[tuple[str, datetime], ...]:
    """Return the hour of the newest row of each vendor of whom no manifest tells, in the newest run that read a table.

    Rows that lie after the as-of moment of their run, such as planned shifts, do not say how far the data reaches.
    """
    rows: dict[tuple[str, str], datetime | None] = {}
    for record in (run.record for run in scene.in_quarter):
        for seen in record.coverage:
            past = seen.newest if seen.newest is not None and seen.newest <= record.as_of else None
            rows[seen.vendor, seen.dataset] = past
    own = {
        vendor: [at for (who, _), at in rows.items() if who == vendor and at is not None] for vendor in scene.vendors
    }
    return tuple((vendor, max(hours)) for vendor, hours in own.items() if hours and not {vendor, None} & told)

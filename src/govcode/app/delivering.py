"""The evidence calendar of a project: what was due, held against the runs that are remembered."""

from __future__ import annotations

from govcode.app.reviewing import Wanted, scene_of
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.documents.reading import read_project
from govcode.history.store import open_history
from govcode.review.evidence_calendar import EvidenceCalendar, calendar_of
from govcode.review.scene import Scene


def delivered(wanted: Wanted) -> tuple[Scene, EvidenceCalendar]:
    """Return the calendar of a quarter and the scene it was seen in.

    Raises:
        Refused: The documents or the history cannot be used, or nobody knows the vendor.
    """
    catalog = link(read_project(wanted.root), wanted.as_of)
    if wanted.vendor is not None and wanted.vendor not in catalog.vendors:
        near = closest(wanted.vendor, catalog.vendors)
        meant = f"; did you mean '{near}'?" if near else ""
        ways = f"there is {', '.join(catalog.vendors) or 'none'}{meant}"
        raise Refused([Diagnostic("GC408", f"unknown vendor '{wanted.vendor}'", named("command line"), ways)])
    address = catalog.project.history if wanted.history is None else wanted.history
    store = open_history(address, wanted.root if wanted.history is None else None, create=False)
    scene = scene_of(catalog, store.runs(catalog.registry.id, wanted.as_of), wanted)
    return scene, calendar_of(scene)

"""Build the portal: the whole history, held against the documents as they are now, as a folder of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govcode.app.portal_folder import Folder
from govcode.app.reviewing import NoRuns, scene_of
from govcode.app.reviewing import Wanted as Reviewed
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic
from govcode.core.place import named
from govcode.documents.reading import read_project
from govcode.history.store import open_history
from govcode.reports.portal.site import site
from govcode.review.portal import Portal, portal_of
from govcode.review.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a portal; `history` is a file from here or a URL, None for that of the project."""

    root: Path
    as_of: datetime
    history: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """How many pages were written, their size in bytes, and over how many runs."""

    pages: int
    size: int
    runs: int


def built(wanted: Wanted, target: Path) -> Built:
    """Write the portal into a folder that does not exist, is empty, or is a portal; all of it or nothing.

    Raises:
        Refused: The documents or the history cannot be used.
        NoRuns: No run is remembered.
        ForeignError: The folder has something in it that is not of a portal.
        MissingExtra: Charts cannot be drawn with what is installed.
    """
    folder = Folder.at(target)  # refused before anything is read
    portal = facts(wanted)
    pages, size = folder.replaced(site(portal))
    return Built(pages, size, len(portal.scene.runs))


def facts(wanted: Wanted) -> Portal:
    """Return what the portal tells."""
    catalog = link(read_project(wanted.root), wanted.as_of)
    own = wanted.history is None
    address = catalog.project.history if wanted.history is None else wanted.history
    store = open_history(address, wanted.root if own else None, create=False)
    runs = store.runs(catalog.registry.id, wanted.as_of)
    if not runs:
        message = f"no run is remembered up to {wanted.as_of.date()}"
        raise NoRuns(Diagnostic("GC430", message, named("history"), "`govcode check --record` remembers a run"))
    day = wanted.as_of.date()
    quarter = Quarter(day.year, (day.month + 2) // 3)
    scene = scene_of(catalog, runs, Reviewed(wanted.root, quarter, wanted.as_of, None, wanted.history))
    return portal_of(scene, catalog.registry.title)

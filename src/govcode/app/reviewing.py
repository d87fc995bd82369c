"""Review a quarter: the runs that are remembered, held against the documents as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from govcode import __version__
from govcode.app.revision import revision_of
from govcode.catalog.catalog import Catalog
from govcode.catalog.controls import shipped_controls
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.reading import read_project
from govcode.history.entry import Remembered
from govcode.history.store import open_history
from govcode.review.cover import Front
from govcode.review.quarter import Quarter
from govcode.review.review import Review, review_of
from govcode.review.scene import Scene


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a review; `history` is a file from here or a URL, None for that of the project."""

    root: Path
    quarter: Quarter
    as_of: datetime
    vendor: str | None = None
    history: str | None = None


class NoRuns(Exception):  # noqa: N818 - it reads as a sentence: there are no runs
    """No run of the quarter is remembered, so there is nothing to review; carries the problem."""

    def __init__(self, problem: Diagnostic) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(problem.message)


def reviewed(wanted: Wanted) -> Review:
    """Return the review of a quarter.

    Raises:
        Refused: The documents or the history cannot be used, or nobody knows the vendor.
        NoRuns: No run of the quarter is remembered.
    """
    catalog = link(read_project(wanted.root), wanted.as_of)
    _known(wanted.vendor, catalog)
    own = wanted.history is None
    address = catalog.project.history if wanted.history is None else wanted.history
    store = open_history(address, wanted.root if own else None, create=False)
    runs = store.runs(catalog.registry.id, wanted.as_of)
    scene = scene_of(catalog, runs, wanted)
    if not scene.in_quarter:
        message = f"no run of {wanted.quarter} is remembered up to {wanted.as_of.date()}"
        ways = _ways(scene.runs)
        raise NoRuns(Diagnostic("GC430", message, named("history"), ways))
    return review_of(scene, front_of(catalog, wanted))


def scene_of(catalog: Catalog, runs: Iterable[Remembered], wanted: Wanted) -> Scene:
    """Return what a review looks at; a review of one vendor does not look at the runs of another."""
    people = {id_: person.name for id_, person in catalog.project.people.items()}
    vendors = {at.id: vendor.spec.name for at, vendor in catalog.registry.each(Vendor)}
    return Scene(
        tuple(run for run in runs if wanted.vendor is None or run.record.vendor in {None, wanted.vendor}),
        catalog.ledger,
        wanted.quarter,
        wanted.as_of,
        (wanted.vendor,) if wanted.vendor else catalog.vendors,
        people | vendors,
        {**shipped_controls(), **catalog.project.controls},
        wanted.vendor,
    )


def front_of(catalog: Catalog, wanted: Wanted) -> Front:
    """Return what the project and the command line say of a review."""
    settings = catalog.project.review
    return Front(
        title=catalog.registry.title,
        project=catalog.registry.id,
        version=__version__,
        documents=catalog.digest,
        revision=revision_of(wanted.root),
        confidentiality=settings.confidentiality,
        committee=settings.committee,
        signed_by=tuple(settings.signed_by),
        command=_command(wanted),
    )


def _command(wanted: Wanted) -> str:
    """Return the command that gives the same review from the same history; where things lie is left out."""
    vendor = f" --vendor {wanted.vendor}" if wanted.vendor else ""
    whole = wanted.as_of.time() == wanted.as_of.min.time()
    as_of = wanted.as_of.date().isoformat() if whole else f"{wanted.as_of.isoformat()}Z"
    return f"govcode review . --quarter {wanted.quarter} --as-of {as_of}{vendor}"


def _known(vendor: str | None, catalog: Catalog) -> None:
    if vendor is not None and vendor not in catalog.vendors:
        near = closest(vendor, catalog.vendors) or f"there is {', '.join(catalog.vendors) or 'none'}"
        raise Refused([Diagnostic("GC408", f"unknown vendor '{vendor}'", named("command line"), near)])


def _ways(runs: tuple[Remembered, ...]) -> str:
    if not runs:
        return "`govcode check --record` remembers a run"
    first, last = (run.record.as_of.date().isoformat() for run in (runs[0], runs[-1]))
    return f"the runs that are remembered reach from {first} to {last}"

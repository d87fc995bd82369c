"""Whether kept periods show that an action helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govcode.review.quarter import Stretch
from govcode.review.track import Standing

Steps = Sequence[tuple[Stretch, Standing]]


@dataclass(frozen=True, slots=True)
class Verification:
    """How many periods in a row were kept since an action was completed; `closed` is the first day it was enough.

    `broken` is the newest period, after the completion and before any closing, in which it did not help;
    `back` the first one in which it broke again after the closing.
    """

    kept: int
    closed: date | None = None
    broken: Stretch | None = None
    back: Stretch | None = None


def verified(steps: Steps, completed: date, needed: int) -> Verification:
    """Return what the periods that begin after the completion show; what is blank or not sure begins the row anew."""
    kept, closed, broken, back = 0, None, None, None
    for stretch, standing in steps:
        if stretch.start <= completed or standing is Standing.EARLY:
            continue
        if closed is not None:
            back = back or (stretch if standing is Standing.BROKEN else None)
            continue
        if standing is Standing.KEPT:
            kept += 1
            closed = stretch.end if kept >= needed else None
            continue
        kept = 0
        broken = stretch if standing is Standing.BROKEN else broken
    return Verification(kept, closed, broken, back)


def episode(steps: Steps, calm: int) -> date | None:
    """Return since when something has been broken: so many kept periods in a row part it from an earlier time."""
    since, kept = None, 0
    for stretch, standing in steps:
        if standing is Standing.BROKEN:
            since = since or stretch.start
            kept = 0
        elif standing is Standing.KEPT:
            kept += 1
            since = None if kept >= calm else since
    return since

"""What a review of one vendor must not tell: whatever names another vendor."""

from __future__ import annotations

from govcode.review.scene import Scene


def others_of(scene: Scene) -> frozenset[str]:
    """Return, for a review of one vendor, the ids and names of the other vendors that its runs know."""
    if scene.vendor is None:
        return frozenset()
    records = [run.record for run in scene.runs]
    ids = {seen.vendor for record in records for seen in record.coverage}
    ids |= {one.vendor for record in records for one in record.definitions if one.vendor}
    ids |= {one.vendor for record in records for one in record.results if one.vendor}
    others = {one for one in ids if one != scene.vendor and not one.startswith("(")}
    return frozenset(name.casefold() for one in others for name in (one, scene.names.get(one, one)))


def tells_of(others: frozenset[str], *texts: str) -> bool:
    """Say whether one of the texts names one of the others."""
    return any(name in text.casefold() for text in texts for name in others)

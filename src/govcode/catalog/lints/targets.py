"""Targets that mean nothing: a share above 100 %, two ends that cross, or a target that asks less than the minimum."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.kpi import Kpi, Target
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.check import Figure, Score
from govcode.ir.limit import Bounds


def lint(catalog: Catalog, problems: Problems) -> None:
    """Report targets and minimums that cannot be kept or cannot be missed."""
    shares = {c.id for c in catalog.checks if isinstance(c.limit, Score) and _is_share(c.limit)}
    for at, kpi in catalog.registry.each(Kpi):
        for field in ("target", "minimum"):
            _target(problems, at, getattr(kpi.spec, field), ("spec", field), share=at.id in shares)
        for word, band in kpi.spec.bands.items():
            _target(problems, at, band, ("spec", "bands", word), share=at.id in shares)
        if kpi.spec.target and kpi.spec.minimum and _asks_less(kpi.spec.target.bounds, kpi.spec.minimum.bounds):
            message = "the target asks for less than the minimum: a value can reach it and still be too bad"
            problems.warn("GC319", message, at, ("spec", "target"), "exchange them, or correct one")
    for at, vendor in catalog.registry.each(Vendor):
        for id_, override in vendor.spec.overrides.items():
            for field in ("target", "minimum"):
                place = ("spec", "overrides", id_, field)
                _target(problems, at, getattr(override, field), place, share=id_ in shares)


def _is_share(score: Score) -> bool:
    return score.figure.is_share or (score.figure is Figure.SURVIVAL and score.horizon is not None)


def _asks_less(target: Bounds, minimum: Bounds) -> bool:
    """Say whether a target lets a value pass on a side that the minimum guards more strictly."""
    low = minimum.low is not None and target.low is not None and target.low < minimum.low
    high = minimum.high is not None and target.high is not None and target.high > minimum.high
    return low or high


def _target(problems: Problems, at: Located, target: Target | None, place: Pointer, *, share: bool) -> None:
    if target is None:
        return
    low, high = target.bounds.low, target.bounds.high
    if low is not None and high is not None and low > high:
        problems.error("GC109", "no value can lie between these two ends: the first is greater", at, place)
    beyond = [end for end in (low, high) if end is not None and not 0 <= end <= 1]
    if share and beyond:
        message = f"a share lies between 0 and 1; {beyond[0]:g} would be {beyond[0] * 100:,.0f} %"
        near = f"write {beyond[0]:g}%" if 1 < beyond[0] <= 100 else "write a percentage such as 95%"
        problems.error("GC109", message, at, place, near)

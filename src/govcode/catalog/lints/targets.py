"""Targets that mean nothing: a share above 100 %, or two ends that cross."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.kpi import Kpi, Target
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.located import Located
from govcode.documents.yaml import Pointer
from govcode.ir.check import Figure, Score


def lint(catalog: Catalog, problems: Problems) -> None:
    """Report targets and minimums that cannot be kept or cannot be missed."""
    shares = {c.id for c in catalog.checks if isinstance(c.limit, Score) and c.limit.figure is Figure.SHARE}
    for at, kpi in catalog.registry.each(Kpi):
        for field in ("target", "minimum"):
            _target(problems, at, getattr(kpi.spec, field), ("spec", field), share=at.id in shares)
    for at, vendor in catalog.registry.each(Vendor):
        for id_, override in vendor.spec.overrides.items():
            for field in ("target", "minimum"):
                place = ("spec", "overrides", id_, field)
                _target(problems, at, getattr(override, field), place, share=id_ in shares)


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

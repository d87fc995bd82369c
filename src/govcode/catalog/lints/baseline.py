"""A baseline of few periods shows nothing of what is usual."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.kpi import Kpi

FEWEST = 20  # periods, for centre and spread to mean something
_DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3}


def lint(catalog: Catalog, problems: Problems) -> None:
    """Warn of drift charts that will never signal."""
    for at, kpi in catalog.registry.each(Kpi):
        drift, period = kpi.spec.drift, kpi.spec.period
        if drift is None or period is None:
            continue
        periods = round((drift.baseline.until - drift.baseline.from_).days / _DAYS[period])
        if 0 < periods < FEWEST:
            message = f"the baseline holds {periods} periods, and below {FEWEST} a chart gives no signal"
            place = ("spec", "drift", "baseline")
            problems.warn("GC321", message, at, place, "take a longer baseline, or a shorter `period`")

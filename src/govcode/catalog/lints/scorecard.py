"""A scorecard of nothing but speed and volume looks good on paper while trust declines."""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.kpi import Kpi

SUBSTANCE = {"quality", "outcome"}


def lint(catalog: Catalog, problems: Problems) -> None:
    """Warn of KPIs that are all about speed, volume or cost."""
    kpis = catalog.registry.each(Kpi)
    dimensions = {kpi.spec.dimension for _, kpi in kpis}
    if kpis and not dimensions & SUBSTANCE:
        at = kpis[0][0]
        told = "the only KPI is" if len(kpis) == 1 else f"all {len(kpis)} KPIs are"
        message = f"{told} about {' and '.join(sorted(dimensions))}; nothing shows quality or outcome"
        problems.warn("GC312", message, at, ("spec", "dimension"), "add a KPI of dimension quality or outcome")

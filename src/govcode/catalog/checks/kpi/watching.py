"""How a KPI is watched for drift."""

from __future__ import annotations

from datetime import datetime, time

from govcode.catalog.bench import Bench
from govcode.documents.kinds.kpi import KpiSpec
from govcode.ir.check import Chart, Drift, Figure

# Laney's charts need to know how far a value strays by chance alone: that of a share, or of a rate.
_OF_LANEY = {Figure.SHARE, Figure.RATE}


def drift_of(bench: Bench, spec: KpiSpec, figure: Figure) -> Drift | None:
    """Return the chart of a KPI, or None without one or after reporting why there can be none."""
    drift = spec.drift
    if drift is None:
        return None
    if spec.period is None:
        bench.report("GC102", "a drift is seen from period to period", "drift", suggestion="add `period`")
        return None
    if drift.baseline.until <= drift.baseline.from_:
        bench.report("GC307", "the baseline ends before it starts", "drift", "baseline", "until")
        return None
    if drift.chart == "laney" and figure not in _OF_LANEY:
        message = "a laney chart is for shares and rates"
        bench.report("GC319", message, "drift", "chart", suggestion="chart: ewma")
        return None
    start, end = (datetime.combine(day, time()) for day in (drift.baseline.from_, drift.baseline.until))
    return Drift(Chart(drift.chart), start, end, drift.smoothing, drift.deviations)

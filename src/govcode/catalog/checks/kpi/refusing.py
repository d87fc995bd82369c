"""What the parts of a KPI, each fine by itself, cannot be together."""

from __future__ import annotations

from govcode.catalog.bench import Bench
from govcode.documents.kinds.kpi import KpiSpec
from govcode.ir.check import Figure
from govcode.kpis.measure import Reckoned


def refuse(bench: Bench, spec: KpiSpec, reckoned: Reckoned) -> None:
    """Report what does not go together."""
    if spec.rolling > 1 and reckoned.figure is Figure.QUANTILE:
        message = "the value of several periods cannot be made of medians or percentiles of each"
        bench.report("GC319", message, "rolling", suggestion="measure a longer `period`, or survival with `q`")
    if spec.rolling > 1 and spec.cluster:
        message = "over several periods it is not known which rows belong to one unit"
        bench.report("GC319", message, "cluster", suggestion="leave out `cluster`, or measure a longer `period`")
    if spec.cluster and reckoned.each is None:
        message = "rows that are alike are known for shares, means and net promoter scores only"
        bench.report("GC319", message, "cluster", suggestion="leave out `cluster`")
    if reckoned.figure is Figure.SHARE_OF_COUNTS and not bench.contract.totals:
        message = f"`among` is for rows that are totals, and dataset '{bench.name}' does not say that its rows are"
        suggestion = "write `totals: true` there if each row is a total over many contacts, or measure a `ratio`"
        bench.report("GC319", message, "measure", "among", suggestion=suggestion)
    if spec.rolling > 1 and spec.drift:
        message = "values that share periods always look like a drift"
        bench.report("GC319", message, "drift", suggestion="watch a KPI that is not rolling")

"""A target that the smallest number of rows can never prove.

With n rows that all comply, the lower end of the Wilson interval is n / (n + z²); a target above it cannot be proven.
"""

from __future__ import annotations

from govcode.catalog.catalog import Catalog
from govcode.catalog.problems import Problems
from govcode.documents.kinds.kpi import Kpi
from govcode.ir.check import Figure, JudgePolicy, Score
from govcode.stats.power import rows_to_prove


def lint(catalog: Catalog, problems: Problems) -> None:
    """Warn of KPIs judged with confidence whose `min_n` is too small for their target."""
    scores = {check.id: check.limit for check in catalog.checks if isinstance(check.limit, Score) and not check.vendor}
    for at, _ in catalog.registry.each(Kpi):
        score = scores.get(at.id)
        if score is None or score.figure is not Figure.SHARE or score.policy is not JudgePolicy.CONFIDENT_PASS:
            continue
        limit = score.minimum or score.target
        strict = max((limit.low or 0, 1 - limit.high if limit.high is not None else 0)) if limit else 0
        if 0 < strict < 1 and score.min_n < (needed := rows_to_prove(strict)):
            message = f"with {score.min_n} rows, even a perfect result cannot prove {strict * 100:g} %"
            problems.warn("GC310", message, at, ("spec", "min_n"), f"it takes {needed} rows: min_n: {needed}")

"""KPIs."""

from govcode.catalog.checks.kpi.making import checks, made

__all__ = ["checks", "made"]

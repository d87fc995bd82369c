"""How the values of a KPI are watched after a baseline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Chart(StrEnum):
    """How the values after a baseline are watched."""

    EWMA = "ewma"
    LANEY = "laney"  # p' of shares, u' of rates


@dataclass(frozen=True, slots=True)
class Drift:
    """The periods that are the baseline of a chart, half-open, and its settings."""

    chart: Chart
    start: datetime
    end: datetime
    smoothing: float = 0.2  # lambda of an EWMA
    width: float = 2.86  # in standard deviations

"""The measures of a KPI: listed once, by the word an author writes, in alphabetical order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Tag

from govcode.kpis.mean import Mean
from govcode.kpis.measure import KpiMeasure
from govcode.kpis.quantile import Median, Percentile
from govcode.kpis.ratio import Ratio
from govcode.kpis.share import Share
from govcode.kpis.total import Count, Sum

MEASURES: dict[str, type[KpiMeasure]] = {
    "count": Count,
    "mean": Mean,
    "median": Median,
    "percentile": Percentile,
    "ratio": Ratio,
    "share": Share,
    "sum": Sum,
}


def _word(value: object) -> str | None:
    written = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return next((f"{word}:" for word in MEASURES if word in written), None)


Measure = Annotated[
    Annotated[Count, Tag("count:")]
    | Annotated[Mean, Tag("mean:")]
    | Annotated[Median, Tag("median:")]
    | Annotated[Percentile, Tag("percentile:")]
    | Annotated[Ratio, Tag("ratio:")]
    | Annotated[Share, Tag("share:")]
    | Annotated[Sum, Tag("sum:")],
    Discriminator(_word),
]

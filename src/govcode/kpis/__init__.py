"""The measures of a KPI: listed once, by the word an author writes, in alphabetical order."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Tag

from govcode.kpis.agreement import Agreement
from govcode.kpis.mean import Mean
from govcode.kpis.measure import KpiMeasure
from govcode.kpis.nps import Nps
from govcode.kpis.quantile import Median, Percentile
from govcode.kpis.rate import Rate
from govcode.kpis.ratio import Ratio
from govcode.kpis.service_level import AnsweredInTime
from govcode.kpis.share import Share
from govcode.kpis.survival import Survival
from govcode.kpis.top_box import TopBox
from govcode.kpis.total import Count, Sum

MEASURES: dict[str, type[KpiMeasure]] = {
    "agreement": Agreement,
    "count": Count,
    "mean": Mean,
    "median": Median,
    "nps": Nps,
    "percentile": Percentile,
    "rate": Rate,
    "ratio": Ratio,
    "service_level": AnsweredInTime,
    "share": Share,
    "sum": Sum,
    "survival": Survival,
    "top_box": TopBox,
}


def _word(value: object) -> str | None:
    written = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return next((f"{word}:" for word in MEASURES if word in written), None)


Measure = Annotated[
    Annotated[Agreement, Tag("agreement:")]
    | Annotated[Count, Tag("count:")]
    | Annotated[Mean, Tag("mean:")]
    | Annotated[Median, Tag("median:")]
    | Annotated[Nps, Tag("nps:")]
    | Annotated[Percentile, Tag("percentile:")]
    | Annotated[Rate, Tag("rate:")]
    | Annotated[Ratio, Tag("ratio:")]
    | Annotated[AnsweredInTime, Tag("service_level:")]
    | Annotated[Share, Tag("share:")]
    | Annotated[Sum, Tag("sum:")]
    | Annotated[Survival, Tag("survival:")]
    | Annotated[TopBox, Tag("top_box:")],
    Discriminator(_word),
]

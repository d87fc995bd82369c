"""An interval is told only on enough rows, and only as far as the quantity can reach."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from govcode.history.record import Limits
from govcode.ir.check import Figure
from govcode.reports.format.intervals import TOO_FEW, reachable, sure, sure_told
from tests.review.making import kpi


@dataclass(frozen=True, slots=True)
class One:
    value: float | None
    n: int | None
    interval: tuple[float, float] | None


@pytest.mark.parametrize(
    ("figure", "unit", "ends", "told"),
    [
        (Figure.MEAN, "h", (-3.0, 9.0), (0.0, 9.0)),
        (Figure.QUANTILE, "hours", (-0.5, 2.0), (0.0, 2.0)),
        (Figure.COUNT, "", (-1.0, 4.0), (0.0, 4.0)),
        (Figure.RATE, "per 365", (-0.1, 0.4), (0.0, 0.4)),
        (Figure.SHARE, "%", (-0.1, 1.2), (0.0, 1.0)),
        (Figure.SURVIVAL, "%", (0.4, 1.1), (0.4, 1.0)),
        (Figure.NPS, "points", (-140.0, 20.0), (-100.0, 20.0)),
        (Figure.AGREEMENT, "", (-0.2, 1.1), (-0.2, 1.0)),
        (Figure.MEAN, "", (-1.0, 2.0), (-1.0, 2.0)),
        (Figure.RATIO, "%", (0.9, 1.1), (0.9, 1.1)),
    ],
)
def test_an_interval_ends_where_the_quantity_does(
    figure: Figure, unit: str, ends: tuple[float, float], told: tuple[float, float]
) -> None:
    assert reachable(ends, figure, unit, (0.5,)) == told


@pytest.mark.parametrize("seen", [(-1.0, None, 4.0), (2.0, None, -0.5)], ids=["value", "limit"])
def test_what_may_be_negative_is_not_cut(seen: tuple[float | None, ...]) -> None:
    assert reachable((-3.0, 9.0), Figure.MEAN, "h", seen) == (-3.0, 9.0)


def test_an_interval_wholly_beyond_the_end_is_told_as_it_is() -> None:
    assert reachable((-3.0, -1.0), Figure.MEAN, "h", (0.0,)) == (-3.0, -1.0)


def test_too_few_rows_have_no_interval() -> None:
    wait = kpi(figure="mean", unit="h", min_n=20, target=Limits(high=4.0), minimum=Limits(high=8.0))
    few, enough = One(3.0, 19, (-3.0, 9.0)), One(3.0, 20, (-3.0, 9.0))
    assert (sure(wait, few), sure_told(wait, few)) == (None, TOO_FEW)
    assert (sure(wait, enough), sure_told(wait, enough)) == ((0.0, 9.0), "0.00 – 9.00 h")
    assert sure_told(wait, One(3.0, 19, None)) == "–"

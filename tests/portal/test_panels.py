"""The lines of limits: only where they begin, end or change, which draws the same line from fewer points."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from govcode.reports.portal.panels import spec
from govcode.reports.portal.sheet import Panels, Spot


@pytest.mark.parametrize(
    ("targets", "drawn"),
    [
        ([0.9] * 6, [0, 5]),
        ([0.9, 0.9, 0.9, 0.8, 0.8, 0.8], [0, 2, 3, 5]),
        ([None, 0.9, 0.9, 0.9, None, 0.9], [1, 3, 5]),
        ([0.0, 0.0, 0.0], [0, 2]),
        ([0.9], [0]),
        ([None, None], []),
    ],
)
def test_a_limit_is_told_where_its_line_bends(targets: list[float | None], drawn: list[int]) -> None:
    first = date(2026, 7, 6)
    spots = tuple(
        Spot(first + timedelta(weeks=i), 0.95, 0.9, 1.0, target, None, broken=False) for i, target in enumerate(targets)
    )
    values = spec(Panels("%", (), panels=(("Acme", spots),)))["data"]["values"]
    assert [i for i, value in enumerate(values) if "target" in value] == drawn
    assert [value["target"] for value in values if "target" in value] == [targets[i] for i in drawn]
    assert [value["value"] for value in values] == [0.95] * len(targets)
    assert not any("minimum" in value for value in values)

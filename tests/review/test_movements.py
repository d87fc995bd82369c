"""What moved most since the quarter before."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govcode.catalog.ledger import Ledger
from govcode.history.record import Definition, Limits, Record
from govcode.review.movements import MOST, Movements, Way, movements_of
from govcode.review.quarter import Quarter
from govcode.review.risks import register_of
from govcode.review.scorecard import scorecard_of, series_of
from tests.review.making import kpi, merged, risk, rule, scene, weekly
from tests.review.test_scorecard import counted

Q2 = Quarter(2026, 2)


def moved(records: Sequence[Record], ledger: Ledger | None = None) -> Movements:
    at = scene(records, ledger)
    return movements_of(scorecard_of(at, series_of(at)), register_of(at))


def steady(told: Definition, hits: int) -> list[Record]:
    return counted(told, lambda _: (hits, 100))


def test_noise_is_no_movement_and_is_counted_as_compared() -> None:
    found = moved(merged(counted(kpi(), lambda _: (85, 100), quarter=Q2), counted(kpi(), lambda _: (86, 100))))
    assert (found.kpis, found.compared, found.moved) == ((), 1, 0)


@pytest.mark.parametrize(
    ("direction", "hits", "way"),
    [
        ("higher", 95, Way.BETTER),
        ("higher", 70, Way.WORSE),
        ("lower", 95, Way.WORSE),
        ("neither", 95, Way.OTHER),
        ("band", 70, Way.WORSE),
    ],
)
def test_the_way_is_that_of_the_kpi(direction: str, hits: int, way: Way) -> None:
    told = kpi(direction=direction, target=None, minimum=Limits(0.8, 0.9))
    runs = merged(counted(told, lambda _: (85, 100), quarter=Q2), counted(told, lambda _: (hits, 100)))
    (move,) = moved(runs).kpis
    assert move.way is way
    assert move.change.delta == pytest.approx((hits - 85) / 100)
    assert move.change.low < move.change.delta < move.change.high


def test_at_most_five_are_told_and_what_got_worse_comes_first() -> None:
    runs = []
    for i in range(7):
        told = kpi(f"kpi-{i}", hash=f"h{i}")
        runs.append(counted(told, lambda _: (80, 100), quarter=Q2))
        runs.append(steady(told, 60 if i == 6 else 85 + i))
    found = moved(merged(*runs))
    assert (found.compared, found.moved, len(found.kpis)) == (7, 7, MOST)
    assert [move.check for move in found.kpis] == ["kpi-6", "kpi-5", "kpi-4", "kpi-3", "kpi-2"]


def test_values_without_interval_are_not_compared() -> None:
    told = kpi(figure="quantile")
    runs = merged(counted(told, lambda _: (85, 100), quarter=Q2), counted(told, lambda _: (10, 100)))
    assert moved(runs).compared == 0


def test_a_risk_moves_by_its_level_with_the_checks_that_caused_it() -> None:
    runs = [*weekly(rule(), "." * 13, quarter=Q2), *weekly(rule(), "x" * 13)]
    (move,) = moved(runs, Ledger(risks=(risk(),))).risks
    assert (move.before, move.after, move.way) == ("low", "high", Way.WORSE)
    assert move.levels == 2
    assert move.checks == ("tickets.reply",)


def test_a_quarter_of_which_hardly_anything_is_known_is_none_to_compare_with() -> None:
    from dataclasses import replace

    from govcode.review.movements import change_of
    from govcode.review.pooling import Amount, Basis
    from govcode.review.quarter import Quarter, Stretch
    from govcode.review.scorecard import Cell, Line, Tally
    from tests.review.making import kpi

    quarter = Quarter(2026, 3)
    after = Cell(Stretch(quarter.start, quarter.end), Tally(13, 13), Amount(Basis.POOLED, 0.5, 900, (0.45, 0.55)))
    before = replace(after, tally=Tally(13, 13), amount=Amount(Basis.POOLED, 0.9, 900, (0.88, 0.92)))
    line = Line("solved", "acme", (), kpi("solved"), (), after, before)
    found = change_of(line)
    assert found is not None
    assert found.direction
    assert change_of(replace(line, before=replace(before, tally=Tally(13, 1)))) is None

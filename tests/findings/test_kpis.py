"""KPIs: terms become numbers, numbers outcomes, groups findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.findings.finding import Finding, Outcome
from govcode.findings.judging import findings_of
from govcode.findings.kpis import kpi_findings
from govcode.findings.scoring import Scored, judged, scored
from govcode.ir.check import Bounds, Figure, JudgePolicy, Period, Score
from govcode.ir.expression import Column, Type
from govcode.ir.measure import Aggregate, Group, Grouped, Ordered, TermKind
from govcode.ir.relation import Named
from govcode.plan.plan import Answer, Planned
from govcode.stats.intervals import ratio_of_sums
from tests.findings.making import AS_OF, VENDOR, aggregate, at_least, at_most, check, score

RATIO = aggregate(*[TermKind.SUM] * 2, TermKind.COUNT, *[TermKind.SQUARES] * 3)
SUM, COUNT, SQUARES, ORDER = TermKind.SUM, TermKind.COUNT, TermKind.SQUARES, TermKind.ORDER
HOURS = 1 / 3_600_000_000
DURATION = Column("took", Type.DURATION)
MILLION = 1_000_000


def number(one: Score, measure: Aggregate, *terms: Any) -> Scored:  # noqa: ANN401 - as a test writes it
    return scored(one, measure, Group((), terms))


def test_a_share() -> None:
    found = number(score(), aggregate(COUNT, COUNT), 3, 4)
    assert (found.value, found.n) == (0.75, 4)
    assert number(score(), aggregate(COUNT, COUNT), 0, 0).value is None


@pytest.mark.parametrize("cents", [410, 420, 429, 430, 470, 1_110, 123_457])
@pytest.mark.parametrize("n", [1, 3, 7, 30, 49])
def test_a_mean_of_equal_values_is_that_value(cents: int, n: int) -> None:
    units = cents * 10_000
    found = number(score(Figure.MEAN), aggregate(SUM, COUNT, SQUARES), units * n, n, units * units * n)
    assert found.value == cents / 100
    if n > 1:
        assert found.interval == (cents / 100, cents / 100)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=50))
def test_a_mean_lies_inside_its_interval(values: list[int]) -> None:
    terms = sum(values), len(values), sum(v * v for v in values)
    found = number(score(Figure.MEAN), aggregate(SUM, COUNT, SQUARES), *terms)
    assert found.value == pytest.approx(sum(values) / len(values) / MILLION)
    assert found.interval
    assert found.value is not None
    assert found.interval[0] <= found.value <= found.interval[1]


def test_sums_and_counts() -> None:
    assert number(score(Figure.SUM), aggregate(SUM, COUNT), 7_100_000, 2).value == 7.1
    assert number(score(Figure.SUM), aggregate(SUM, COUNT), None, 0).value is None
    took = aggregate(SUM, COUNT, expr=DURATION)
    assert number(score(Figure.SUM, scale=HOURS), took, 49 * 3_600_000_000, 9).value == 49.0


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 10**9)), min_size=2, max_size=40))
def test_a_ratio(pairs: list[tuple[int, int]]) -> None:
    n, above, below = len(pairs), sum(x for x, _ in pairs), sum(y for _, y in pairs)
    squares = (sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs), sum((x + y) ** 2 for x, y in pairs))
    found = number(score(Figure.RATIO), RATIO, above, below, n, *squares)
    products = sum(x * y for x, y in pairs)
    assert found.value == pytest.approx(above / below)
    assert found.interval == pytest.approx(ratio_of_sums(n, above, below, squares[0], squares[1], products))


def test_a_ratio_over_nothing() -> None:
    assert number(score(Figure.RATIO), RATIO, 3 * MILLION, 0, 5, 9 * MILLION**2, 0, 9 * MILLION**2).value is None


@pytest.mark.parametrize(
    ("term", "q", "value", "interval"),
    [
        (Ordered(1, 5.0, 5.0, None, None), 0.5, 5.0, None),
        (Ordered(4, 2.0, 4.0, None, None), 0.5, 3.0, None),
        (Ordered(5, 2.0, 4.0, 1.0, None), 0.9, 3.2, (1.0, inf)),
        (Ordered(9, 5.0, 5.0, 2.0, 8.0), 0.5, 5.0, (2.0, 8.0)),
        (None, 0.5, None, None),
    ],
)
def test_a_quantile(term: Ordered | None, q: float, value: float | None, interval: tuple[float, float] | None) -> None:
    found = number(score(Figure.QUANTILE, q=q), aggregate(ORDER), term)
    assert found.value == pytest.approx(value)
    assert found.interval == interval


POINT, FAIL_SURE, PASS_SURE = JudgePolicy.POINT, JudgePolicy.CONFIDENT_FAIL, JudgePolicy.CONFIDENT_PASS


@pytest.mark.parametrize(
    ("policy", "value", "n", "interval", "outcome"),
    [
        (POINT, 0.69, 2, (0.1, 0.9), Outcome.FAIL),
        (POINT, 0.70, 2, (0.1, 0.9), Outcome.PASS),
        (FAIL_SURE, 0.69, 29, (0.50, 0.69), Outcome.INCONCLUSIVE),  # too few
        (FAIL_SURE, 0.60, 30, (0.50, 0.69), Outcome.FAIL),
        (FAIL_SURE, 0.60, 30, (0.50, 0.70), Outcome.INCONCLUSIVE),
        (FAIL_SURE, 0.71, 30, (0.50, 0.80), Outcome.PASS),
        (PASS_SURE, 0.71, 30, (0.50, 0.80), Outcome.INCONCLUSIVE),
        (PASS_SURE, 0.75, 30, (0.70, 0.80), Outcome.PASS),
        (PASS_SURE, 0.60, 30, (0.50, 0.69), Outcome.FAIL),
        (FAIL_SURE, 0.69, 30, None, Outcome.FAIL),
        (FAIL_SURE, 0.70, 30, None, Outcome.PASS),
        (POINT, None, 0, None, Outcome.NO_DATA),
    ],
)
def test_a_number_against_at_least_70_percent(
    policy: JudgePolicy, value: float | None, n: int, interval: tuple[float, float] | None, outcome: Outcome
) -> None:
    one = score(minimum=at_least(0.7), policy=policy)
    assert judged(one, Scored(value, n, interval))[0] is outcome


@pytest.mark.parametrize(
    ("target", "minimum", "value", "outcome", "met"),
    [
        (at_least(0.8), at_least(0.6), 0.7, Outcome.PASS, False),
        (at_least(0.8), at_least(0.6), 0.5, Outcome.FAIL, False),
        (at_least(0.8), None, 0.7, Outcome.FAIL, False),
        (at_least(0.8), None, 0.8, Outcome.PASS, True),
        (at_most(0.8), None, 0.9, Outcome.FAIL, False),
        (Bounds(0.7, 0.8), None, 0.9, Outcome.FAIL, False),
        (Bounds(0.7, 0.8), None, 0.75, Outcome.PASS, True),
        (None, None, 0.1, Outcome.PASS, None),
    ],
)
def test_the_minimum_decides_and_the_target_is_told(
    target: Bounds | None, minimum: Bounds | None, value: float, outcome: Outcome, met: bool | None
) -> None:
    found = judged(score(target=target, minimum=minimum, policy=POINT), Scored(value, 100))
    assert (found[0], found[2]) == (outcome, met)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day)


def told(one: Score, measure: Aggregate, *groups: Group, rows: int = 99, **more: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - as a test writes it
    planned = Planned(check(one, measure, id="kpi", **more), main=Answer(0, 0))
    return findings_of(planned, ((Grouped(rows, groups),),), AS_OF)


def weekly(*by: str) -> tuple[Score, Aggregate]:
    groups = (Named("period", Column("period", Type.TIMESTAMP)), *(Named(n, Column(n, Type.TEXT)) for n in by))
    shares = score(by=(VENDOR,) if by else (), period=Period.WEEK, maturity=7 * 86_400_000_000, minimum=at_least(0.5))
    return shares, aggregate(COUNT, COUNT, groups=groups)


def test_a_period_is_judged_once_it_is_mature() -> None:
    findings = told(*weekly(), Group((at(5, 25),), (90, 90)), Group((at(6, 1),), (0, 90)), Group((at(6, 8),), (0, 90)))
    assert [f.outcome for f in findings] == [Outcome.PASS, Outcome.IMMATURE, Outcome.IMMATURE]
    assert findings[1].period == (at(6, 1), at(6, 8))
    assert "2026-06-15" in str(findings[1].reason)
    # To the moment: a week that closes now is closed.
    (finding,) = told(*weekly(), Group((at(5, 27),), (0, 90)))
    assert finding.outcome is Outcome.FAIL


def test_rows_in_no_period_are_told_with_the_newest_of_their_segment() -> None:
    groups = [
        Group((None, "acme"), (1, 5)),
        Group((None, "borealis"), (1, 7)),
        Group((at(5, 11), "acme"), (90, 90)),
        Group((at(5, 18), "acme"), (90, 90)),
    ]
    findings = told(*weekly("vendor"), *groups)
    why = "rows in no period, because the moment is empty"
    assert [(str(f.segment), f.outcome, f.details) for f in findings] == [
        ("vendor acme", Outcome.PASS, ()),
        ("vendor acme", Outcome.PASS, ((why, 5),)),
        ("vendor borealis", Outcome.INCONCLUSIVE, ((why, 7),)),
    ]


def test_a_kpi_of_nothing() -> None:
    for groups, rows, word in (((), 0, "has no rows"), ((), 9, "population"), ((Group((None,), (3, 3)),), 9, "moment")):
        (finding,) = told(*weekly(), *groups, rows=rows)
        assert finding.outcome is Outcome.NO_DATA
        assert word in str(finding.reason)


def test_fingerprints_tell_segments_and_periods_apart() -> None:
    groups = [Group((at(5, day), vendor), (1, 90)) for day in (11, 18) for vendor in ("acme", "borealis")]
    findings = told(*weekly("vendor"), *groups)
    assert len({f.fingerprint for f in findings}) == 4
    assert len({f.definition_hash for f in findings}) == 1


def test_the_value_of_a_single_row_is_not_told() -> None:
    mean = score(Figure.MEAN, target=at_most(1), policy=POINT)
    (finding,) = told(mean, aggregate(SUM, COUNT, SQUARES), Group((), (73_014_250_000, 1, 73_014_250_000**2)))
    assert finding.number is not None
    assert (finding.outcome, finding.number.value, finding.number.n) == (Outcome.FAIL, None, 1)
    assert "not told" in str(finding.reason)
    (finding,) = told(score(Figure.QUANTILE, q=0.5), aggregate(ORDER), Group((), (Ordered(1, 7.5, 7.5, None, None),)))
    assert finding.number is not None
    assert finding.number.value is None


def test_the_value_of_a_single_row_that_is_a_total_is_told() -> None:
    mean = score(Figure.MEAN, target=at_most(1), policy=POINT)
    one = check(mean, aggregate(SUM, COUNT, SQUARES))
    totals = replace(one, subject=replace(one.subject, totals=True))
    group = Group((), (73_014_250_000, 1, 73_014_250_000**2))
    (finding,) = kpi_findings(totals, mean, Grouped(1, (group,)), AS_OF)
    assert finding.number is not None
    assert (finding.outcome, finding.number.value, finding.reason) == (Outcome.FAIL, 73_014.25, None)


def test_a_kpi_of_one_vendor() -> None:
    (finding,) = told(score(), aggregate(COUNT, COUNT), Group((), (3, 90)), vendor="acme")
    assert str(finding.segment) == "vendor acme"

"""How each figure is judged: its interval, what is not over, what cannot be said, the words for values."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from govcode.findings.finding import Outcome
from govcode.findings.scoring import Scored, band, judged, literally, scored, told
from govcode.ir.check import Figure, JudgePolicy, Scale, Score
from govcode.ir.expression import TRUE, Column, Type
from govcode.ir.limit import Bounds
from govcode.ir.measure import Aggregate, Group, Histogram, Term, TermKind
from tests.findings.making import at_least, at_most, score

MILLION = 1_000_000
HOUR = 60 * MILLION  # in steps of a minute, each a million
NUMBER = Column("x", Type.NUMBER)


def measure(*kinds: TermKind) -> Aggregate:
    return Aggregate((), tuple(Term(kind, TRUE if kind is TermKind.COUNT else NUMBER) for kind in kinds))


RATE = measure(TermKind.COUNT, TermKind.SUM, TermKind.COUNT)
NPS = measure(TermKind.COUNT, TermKind.COUNT, TermKind.COUNT)
LASTING = measure(TermKind.HISTOGRAM)
AGREEING = measure(TermKind.PATTERNS)
OF_COUNTS = measure(TermKind.SUM, TermKind.SUM)
SHARE = measure(TermKind.COUNT, TermKind.COUNT)
CLUSTERED = measure(TermKind.COUNT, TermKind.COUNT, TermKind.CLUSTERS)


def number(one: Score, of: Aggregate, *terms: Any) -> Scored:  # noqa: ANN401 - as a test writes it
    return scored(one, of, Group((), terms))


@pytest.mark.parametrize(
    ("headcount", "leavers", "value", "low", "high"),
    # Reference statistics: leavers of one quarter, as a yearly rate with its exact interval.
    [(40, 3, 0.300, 0.062, 0.877), (60, 5, 0.333, 0.108, 0.778), (250, 20, 0.320, 0.195, 0.494)],
)
def test_the_yearly_attrition_of_a_quarter(headcount: int, leavers: int, value: float, low: float, high: float) -> None:
    days = headcount * 90
    one = score(Figure.RATE, per=360.0, minimum=at_most(0.3))
    found = number(one, RATE, leavers, days * MILLION, days)
    assert found.interval is not None
    assert [found.value, *found.interval] == pytest.approx([value, low, high], abs=0.0006)
    assert judged(one, found)[0] is not Outcome.FAIL, "one quarter proves nothing"


def test_a_rate_without_exposure_is_no_zero() -> None:
    one = score(Figure.RATE, minimum=at_most(0.3))
    outcome, reason, _ = judged(one, number(one, RATE, 2, 0, 5))
    assert (outcome, reason) == (Outcome.INCONCLUSIVE, "there is no exposure")


def test_a_share_of_counts_is_as_sure_as_what_was_counted() -> None:
    limited = score(Figure.SHARE_OF_COUNTS, minimum=at_most(0.1), policy=JudgePolicy.CONFIDENT_PASS)
    found = number(limited, OF_COUNTS, 18 * MILLION, 477 * MILLION)
    assert found == number(score(Figure.SHARE), SHARE, 18, 477)
    assert (found.n, judged(limited, found)[0]) == (477, Outcome.PASS)


@pytest.mark.parametrize(
    ("terms", "n", "reason"),
    [
        ((MILLION // 2, 10 * MILLION), 10, "its counts are no whole numbers"),
        ((MILLION, 10 * MILLION + 1), 10, "its counts are no whole numbers"),
        ((0, 0), 0, None),
        ((None, None), 0, None),
    ],
)
def test_a_share_of_counts_that_is_none(terms: tuple[int | None, int | None], n: int, reason: str | None) -> None:
    assert number(score(Figure.SHARE_OF_COUNTS), OF_COUNTS, *terms) == Scored(None, n, reason=reason)


def test_a_net_promoter_score() -> None:
    found = number(score(Figure.NPS, scale=100.0), NPS, 650, 150, 1000)
    assert found.interval is not None
    assert (found.value, found.n) == (50.0, 1000)
    assert found.interval == pytest.approx((45.2, 54.4), abs=0.3)


def lasting(**more: Any) -> Score:  # noqa: ANN401 - as a test writes it
    return score(Figure.SURVIVAL, unit="h", scale=1 / 60, min_n=10, **more)


def minutes(*rows: tuple[int, int, int]) -> Histogram:
    lengths, over, still = zip(*rows, strict=True)
    return Histogram(tuple(length * MILLION for length in lengths), over, still)


def test_what_is_not_over_is_counted() -> None:
    found = number(lasting(q=0.5), LASTING, minutes((60, 40, 0), (120, 20, 30), (600, 10, 0)))
    assert (found.value, found.n, found.open) == (2.0, 100, 30)
    assert told(lasting(q=0.5), found, None).open == 30


def test_a_median_that_is_not_reached_can_still_be_a_failure() -> None:
    rows = minutes((60, 10, 0), (6_000, 0, 90))
    strict = lasting(q=0.5, minimum=at_most(24))
    assert judged(strict, number(strict, LASTING, rows))[0] is Outcome.INCONCLUSIVE, "nobody knows how long it will be"
    later = minutes((6_000, 30, 0), (6_001, 0, 70))
    outcome, reason, _ = judged(strict, number(strict, LASTING, later))
    assert (outcome, "longer than anything watched" in str(reason)) == (Outcome.FAIL, True)
    literal = lasting(q=0.5, minimum=at_most(24), policy=JudgePolicy.POINT)
    assert judged(literal, number(literal, LASTING, later))[0] is Outcome.INCONCLUSIVE


def test_a_share_within_a_time_that_nothing_was_watched_for() -> None:
    one = lasting(horizon=24 * 60, minimum=at_least(0.9))
    outcome, reason, _ = judged(one, number(one, LASTING, minutes((60, 5, 95))))
    assert (outcome, reason) == (Outcome.INCONCLUSIVE, "nothing has been watched for so long yet")


def patterns(*rows: tuple[tuple[int, ...], int]) -> tuple[tuple[tuple[int, ...], int], ...]:
    return tuple((tuple(value * MILLION for value in values), units) for values, units in rows)


def test_agreement_and_its_paradox() -> None:
    one = score(Figure.AGREEMENT, ratings=Scale.NOMINAL, minimum=at_least(0.667))
    # 93 % of the pairs agree, and yet hardly better than chance: nearly all pass.
    found = number(one, AGREEING, patterns(((0, 0), 1), ((0, 1), 7), ((1, 1), 92)))
    assert found.n == 100
    assert found.value == pytest.approx(0.19, abs=0.01)
    assert judged(one, found)[0] is not Outcome.PASS


def test_agreement_is_the_same_on_every_run_and_undefined_without_differences() -> None:
    one = score(Figure.AGREEMENT, ratings=Scale.INTERVAL)
    rows = patterns(((1, 2), 20), ((2, 2, 3), 30), ((5,), 9))
    assert number(one, AGREEING, rows) == number(one, AGREEING, tuple(reversed(rows)))
    same = number(one, AGREEING, patterns(((3, 3), 40)))
    assert judged(one, same)[:2] == (Outcome.INCONCLUSIVE, same.reason)
    assert number(one, AGREEING, None).n == 0


def test_rows_of_one_agent_are_alike() -> None:
    agents = tuple((50, hits * MILLION) for hits in (50, 50, 50, 50, 5, 50, 0, 50, 50, 50))
    hits = sum(total for _, total in agents) // MILLION
    alone, together = score(minimum=at_least(0.9)), score(minimum=at_least(0.9), clustered=True)
    narrow, wide = number(alone, SHARE, hits, 500), number(together, CLUSTERED, hits, 500, agents)
    assert narrow.interval is not None
    assert wide.interval is not None
    assert wide.value == narrow.value == 0.81
    assert wide.interval[1] - wide.interval[0] > 3 * (narrow.interval[1] - narrow.interval[0])
    assert (judged(alone, narrow)[0], judged(together, wide)[0]) == (Outcome.FAIL, Outcome.INCONCLUSIVE)


def test_too_few_agents_say_nothing() -> None:
    one = score(minimum=at_least(0.9), clustered=True)
    outcome, reason, _ = judged(one, number(one, CLUSTERED, 10, 100, ((50, 10 * MILLION), (50, 0))))
    assert outcome is Outcome.INCONCLUSIVE
    assert "too few units" in str(reason)


def test_resampling_depends_on_the_definition_and_not_on_the_limits() -> None:
    agents = tuple((50, hits * MILLION) for hits in (50, 41, 30, 44, 5, 50, 0, 38))
    found = {
        limit: number(score(minimum=at_least(limit), clustered=True), CLUSTERED, 258, 400, agents)
        for limit in (0.5, 0.9)
    }
    assert found[0.5] == found[0.9]
    other = number(score(clustered=True, definition=(("clock", "business"),)), CLUSTERED, 258, 400, agents)
    assert other.interval != found[0.5].interval


def test_a_count_is_judged_as_it_is_and_told_with_its_interval() -> None:
    one = score(Figure.COUNT, minimum=at_most(4))
    found = number(one, SHARE, 5, 1_000)
    assert found.interval == pytest.approx((1.6235, 11.6683), abs=1e-4)
    assert judged(one, found)[0] is Outcome.FAIL


def test_the_literal_verdict_stands_beside_the_sure_one() -> None:
    one = score(minimum=at_least(0.7), target=at_least(0.8))
    found = Scored(0.69, 100, (0.59, 0.77))
    outcome, _, met = judged(one, found)
    assert (outcome, literally(one, found), met) == (Outcome.INCONCLUSIVE, False, False)
    shown = told(one, found, met)
    assert (shown.literal, shown.target_met, shown.value) == (False, False, 0.69)
    assert literally(score(), found) is None


def test_an_interval_without_an_end_is_judged_and_not_shown() -> None:
    one = score(Figure.QUANTILE, q=0.9, minimum=at_most(24))
    found = Scored(30.0, 40, (26.0, inf), 0.95)
    assert judged(one, found)[0] is Outcome.FAIL
    assert told(one, found, None).interval is None
    assert judged(one, Scored(20.0, 40, (18.0, inf), 0.95))[0] is Outcome.PASS, "confident_fail: the value keeps it"


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.95, "good"), (0.9, "good"), (0.89, "approaching"), (0.5, "inadequate"), (None, None)],
)
def test_the_first_band_that_fits_is_the_word(value: float | None, word: str | None) -> None:
    bands = (("good", at_least(0.9)), ("approaching", Bounds(0.8, 1.0)), ("inadequate", at_most(1)))
    assert band(score(bands=bands), Scored(value, 40)) == word

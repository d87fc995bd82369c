"""What a value is made from: added over any split of its rows it gives the value of all of them, and tells no row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govcode.core.diagnostic import Refused
from govcode.findings.scoring import Scored, scored
from govcode.history.canonical import read, written
from govcode.history.entry import GENESIS
from govcode.history.link import Head
from govcode.history.parts import binned, parts_of
from govcode.history.record import Parts
from govcode.history.seeing import facts_of
from govcode.history.verifying import examined
from govcode.ir.check import Figure, Score
from govcode.ir.expression import TRUE, Column, Type
from govcode.ir.limit import Period
from govcode.ir.measure import Aggregate, Group, Grouped, Histogram, Term, TermKind
from govcode.ir.relation import Named
from govcode.kpis.measure import HOURS
from govcode.plan.plan import Answer, Plan, Planned
from govcode.review.joining import at_edges, joined
from tests.findings.making import VENDOR, check, score
from tests.history.making import PROJECT, kpi, record
from tests.history.test_verifying import link

MILLION = 1_000_000
START = datetime(2026, 6, 1)
WEEK = Period.WEEK
LENGTH, NUMBER = Column("handled", Type.DURATION), Column("contacts", Type.NUMBER)
SUM, SQUARES, COUNT = TermKind.SUM, TermKind.SQUARES, TermKind.COUNT
AT = Named("at", Column("at", Type.TIMESTAMP))

Pair = tuple[int, int]
Lasting = tuple[int, bool]


def ratio_of(above: Column, below: Column) -> Aggregate:
    sums = (Term(SUM, above), Term(SUM, below), Term(COUNT, TRUE))
    return Aggregate((AT,), (*sums, *(Term(SQUARES, expr) for expr in (above, below, NUMBER))))


def ratio_terms(rows: Sequence[Pair]) -> tuple[int, ...]:
    above, below, both = [x for x, _ in rows], [y for _, y in rows], [x + y for x, y in rows]
    return sum(above), sum(below), len(rows), *(sum(v * v for v in values) for values in (above, below, both))


NPS = Aggregate((AT,), (Term(COUNT, TRUE),) * 3)


def nps_terms(answers: Sequence[int]) -> tuple[int, ...]:
    return sum(a >= 9 for a in answers), sum(a <= 6 for a in answers), len(answers)


LASTING = Aggregate((AT,), (Term(TermKind.HISTOGRAM, NUMBER, by=TRUE),))


def lasting_terms(rows: Sequence[Lasting]) -> tuple[Histogram]:
    counts = Counter(rows)
    values = tuple(sorted({length for length, _ in rows}))
    over, still = (tuple(counts[value, which] for value in values) for which in (True, False))
    return (Histogram(tuple(value * MILLION for value in values), over, still),)


def weekly(one: Score, measure: Aggregate, weeks: Sequence[tuple[Any, ...]], *, totals: bool = False) -> list[Parts]:
    """Return what is kept of each week's terms, after it was written to a record and read again."""
    promise = check(replace(one, period=WEEK), measure, id="k")
    promise = replace(promise, kind="kpi", subject=replace(promise.subject, totals=totals))
    groups = tuple(Group((START + timedelta(weeks=i),), terms) for i, terms in enumerate(weeks))
    plan = Plan((), (Planned(promise, Answer(0, 0)),))
    found = parts_of(plan, ((Grouped(1, groups),),))
    results = [kpi(0.5, parts=parts) for parts in found.values()]
    return [kept.parts for kept in read(written(record(1, *results))).results if kept.parts is not None]


def whole(one: Score, measure: Aggregate, terms: tuple[Any, ...]) -> Scored:
    return scored(one, measure, Group((), terms))


def split(rows: Sequence[Any], into: Sequence[int]) -> list[list[Any]]:
    """Return rows in the weeks that `into` names, the last ones in the first week."""
    pairs = sorted(zip([*into, *[0] * len(rows)][: len(rows)], range(len(rows)), strict=True))
    return [[rows[i] for _, i in week] for _, week in groupby(pairs, key=lambda pair: pair[0])]


AMOUNTS = st.integers(0, 10**12)
SPLITS = st.lists(st.integers(0, 3), max_size=60)


@pytest.mark.parametrize(("above", "below"), [(LENGTH, NUMBER), (NUMBER, LENGTH), (NUMBER, NUMBER), (LENGTH, LENGTH)])
@given(rows=st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=60), into=SPLITS)
def test_a_ratio_of_any_split_is_that_of_all_rows(
    above: Column, below: Column, rows: list[Pair], into: list[int]
) -> None:
    scales = {Type.DURATION: HOURS, Type.NUMBER: 1.0}
    one = score(Figure.RATIO, scale=scales[above.type] / scales[below.type], min_n=1)
    weeks = split(rows, into)
    kept = weekly(one, ratio_of(above, below), [ratio_terms(week) for week in weeks], totals=True)
    assert len(kept) == len(weeks)
    assert joined(kept) == whole(one, ratio_of(above, below), ratio_terms(rows))


@given(answers=st.lists(st.integers(0, 10), min_size=2, max_size=60), into=SPLITS)
def test_a_score_of_any_split_is_that_of_all_answers(answers: list[int], into: list[int]) -> None:
    one, weeks = score(Figure.NPS, scale=100.0, min_n=1), split(answers, into)
    assume(all(len(week) > 1 for week in weeks))
    kept = weekly(one, NPS, [nps_terms(week) for week in weeks])
    assert joined(kept) == whole(one, NPS, nps_terms(answers))


LENGTHS = st.integers(0, 40_000)


@given(lengths=st.lists(LENGTHS, min_size=1, max_size=60), into=SPLITS, q=st.sampled_from([0.5, 0.8, 0.9]))
def test_a_time_of_any_split_is_that_of_all_rows_within_one_percent(
    lengths: list[int], into: list[int], q: float
) -> None:
    one, rows = score(Figure.SURVIVAL, scale=1 / 60, q=q, min_n=1), [(length, True) for length in lengths]
    kept = weekly(one, LASTING, [lasting_terms(week) for week in split(rows, into)], totals=True)
    found, exact = joined(kept), whole(one, LASTING, lasting_terms(rows))
    assert found.value == pytest.approx(exact.value, rel=0.01, abs=1e-9)
    assert found.n == exact.n


@given(
    rows=st.lists(st.tuples(st.integers(-9, 99), st.booleans()), min_size=1, max_size=60),
    into=SPLITS,
    asked=st.sampled_from([{"q": 0.5}, {"q": 0.8}, {"horizon": 30}]),
)
def test_what_is_not_over_counts_as_it_does_in_all_rows(
    rows: list[Lasting], into: list[int], asked: dict[str, Any]
) -> None:
    one = score(Figure.SURVIVAL, min_n=1, **asked)
    kept = weekly(one, LASTING, [lasting_terms(week) for week in split(rows, into)], totals=True)
    found, exact = joined(kept), whole(one, LASTING, lasting_terms(rows))
    assert (found.value, found.n, found.open) == (exact.value, exact.n, exact.open)
    if "horizon" in asked or exact.value is not None:
        assert found.interval == exact.interval


@given(lengths=st.lists(LENGTHS, min_size=8, max_size=60), into=SPLITS)
def test_bins_of_two_rows_or_more_say_between_which_ends_the_time_lies(lengths: list[int], into: list[int]) -> None:
    one, rows = score(Figure.SURVIVAL, scale=1 / 60, q=0.5, min_n=1), [(length, True) for length in lengths]
    weeks = split(rows, into)
    assume(all(len(week) > 1 for week in weeks))
    kept = weekly(one, LASTING, [lasting_terms(week) for week in weeks])
    exact, edges = whole(one, LASTING, lasting_terms(rows)), at_edges(kept)
    assert edges is not None
    low, high = (edge.value for edge in edges)
    assert low is not None
    assert high is not None
    assert exact.value is not None
    assert low <= exact.value <= high


@given(
    rows=st.lists(st.tuples(LENGTHS, st.booleans()), min_size=1, max_size=60),
    horizon=st.one_of(st.none(), st.integers(0, 40_000)),
)
def test_no_bin_holds_a_single_row_unless_it_says_nothing_of_it(rows: list[Lasting], horizon: int | None) -> None:
    (histogram,) = lasting_terms(rows)
    bins = list(binned(histogram, horizon, 2))
    assert sum(over for _, _, over, _ in bins) == sum(over for _, over in rows)
    assert sum(still for _, _, _, still in bins) == sum(not over for _, over in rows)
    for low, high, over, still in bins:
        told = horizon is not None and (low > horizon or (low, high) == (0, horizon))
        assert over + still > 1 or told or len(rows) == 1
        assert horizon is None or low > horizon or high <= horizon


def ratios(rows: Sequence[Pair], min_n: int = 1, *, totals: bool = False) -> list[Parts]:
    one = score(Figure.RATIO, scale=1.0, min_n=min_n)
    return weekly(one, ratio_of(NUMBER, NUMBER), [ratio_terms(rows)], totals=totals)


def test_sums_of_few_rows_are_not_kept() -> None:
    rows = [(5 * MILLION, 2 * MILLION)] * 12
    assert len(ratios(rows)) == 1
    assert len(ratios(rows, min_n=13)) == 1, "a week that is too small to be judged still belongs to its month"
    assert ratios(rows[:9]) == []


def test_a_sum_that_is_the_cell_of_a_row_or_two_is_not_kept() -> None:
    refunds = [(7_654_321, MILLION), *[(0, MILLION)] * 40]
    assert ratios(refunds) == []
    assert ratios([*refunds, (7_654_321, MILLION)]) == []
    assert len(ratios(refunds, totals=True)) == 1, "a total over many contacts may be told"
    assert len(ratios([*refunds, *[(7_654_321, MILLION)] * 3])) == 1


def test_a_score_of_one_answer_and_the_duration_of_one_row_are_not_kept() -> None:
    asked = score(Figure.NPS, scale=100.0, min_n=30)
    assert weekly(asked, NPS, [nps_terms([10])]) == []
    assert len(weekly(asked, NPS, [nps_terms([10, 0])])) == 1
    lasting = score(Figure.SURVIVAL, q=0.5, min_n=30)
    assert weekly(lasting, LASTING, [lasting_terms([(5, True)])]) == []
    assert len(weekly(lasting, LASTING, [lasting_terms([(5, True), (7, False)])])) == 1


def test_a_duration_that_json_cannot_tell_is_not_kept() -> None:
    assert weekly(score(Figure.SURVIVAL, q=0.5), LASTING, [lasting_terms([(2**54, True)] * 40)]) == []


def test_other_figures_and_rolling_windows_keep_nothing() -> None:
    assert weekly(score(Figure.SHARE), Aggregate((AT,), NPS.terms[:2]), [(40, 50)]) == []
    assert weekly(score(Figure.NPS, scale=100.0, rolling=4), NPS, [(40, 5, 50)]) == []


def test_segments_that_are_shown_alike_keep_nothing() -> None:
    one = replace(score(Figure.NPS, scale=100.0, by=(VENDOR,)), period=WEEK)
    promise = check(one, NPS, id="k")
    groups = tuple(Group((START, vendor), (40, 5, 50)) for vendor in ("acme", "nobody", "somebody"))
    found = parts_of(Plan((), (Planned(promise, Answer(0, 0)),)), ((Grouped(1, groups),),))
    assert [str(at[2]) for at in found] == ["vendor acme"]


def test_records_of_before_are_verified_beside_those_with_parts() -> None:
    parts = Parts("nps", "100", ("40", "5", "50"))
    old, new = record(1), record(2, kpi(0.5, parts=parts))
    assert b'"parts"' not in written(old)
    first = link(1, old, GENESIS)
    links = [first, link(2, new, first.entry.hash)]
    examination = examined(tuple(facts_of(links, PROJECT)), Head(2, links[1].entry.hash))
    assert examination.problems == ()
    assert [read(one.body).results[-1].parts for one in links] == [None, parts]


@pytest.mark.parametrize(
    "parts",
    [
        {"figure": "nps", "terms": ["many"]},
        {"figure": "nps", "terms": [40]},
        {"figure": "ratio", "scale": "1/0"},
        {"figure": "survival", "lengths": [[1, 1, -1, 0]]},
        {"figure": "survival", "lengths": [[1, 1, 1]]},
    ],
)
def test_parts_that_govcode_does_not_write_are_refused(parts: dict[str, Any]) -> None:
    plain = json.loads(written(record(1, kpi(0.5))))
    plain["results"][0]["parts"] = parts
    with pytest.raises(Refused):
        read(json.dumps(plain))

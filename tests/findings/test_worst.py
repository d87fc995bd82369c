"""The worst segments within a number."""

from __future__ import annotations

from datetime import datetime

from govcode.findings.finding import Cell, Finding, Outcome
from govcode.findings.kpis import kpi_findings
from govcode.findings.worst import with_worst
from govcode.ir.check import Direction, Figure, Score, Segment
from govcode.ir.expression import Column, Type, Value
from govcode.ir.limit import Period
from govcode.ir.measure import Group, Grouped, TermAnswer, TermKind
from tests.findings.making import AS_OF, VENDOR, aggregate, at_least, at_most, check, score

COUNT, SUM, SQUARES = TermKind.COUNT, TermKind.SUM, TermKind.SQUARES
QUEUE = Segment("queue", Column("queue", Type.TEXT), tuple("abcdefgh"))
MAY, JUNE = datetime(2026, 5, 1), datetime(2026, 6, 1)
SHARE = aggregate(COUNT, COUNT)


def told(
    one: Score, whole: list[Group], parts: list[Group], kinds: tuple[TermKind, ...] = (COUNT, COUNT)
) -> list[Finding]:
    measure = aggregate(*kinds)
    kpi = check(one, measure, id="k")
    found = tuple(kpi_findings(kpi, one, Grouped(999, tuple(whole)), AS_OF))
    return list(with_worst(kpi, one, found, measure, Grouped(999, tuple(parts)), AS_OF))


def group(values: tuple[Value, ...], *terms: TermAnswer) -> Group:
    return Group(values, terms)


def worst(finding: Finding) -> list[tuple[str, float | None, Outcome]]:
    assert finding.number
    return [(str(cell.place), cell.value, cell.outcome) for cell in finding.number.worst]


def by_queue(period: Period | None = None) -> Score:
    return score(minimum=at_least(0.7), drill=(QUEUE,), direction=Direction.HIGHER, period=period)


def test_an_average_keeps_its_limit_while_a_part_of_it_does_not() -> None:
    (finding,) = told(by_queue(), [group((), 780, 1000)], [group(("a",), 740, 900), group(("b",), 40, 100)])
    assert finding.outcome is Outcome.PASS
    assert worst(finding) == [("queue b", 0.4, Outcome.FAIL), ("queue a", 740 / 900, Outcome.PASS)]
    assert finding.number
    assert finding.number.worst[0].chance is not None
    assert finding.number.worst[0].chance < 1e-6


def test_segments_with_too_few_rows_are_left_out() -> None:
    (finding,) = told(by_queue(), [group((), 780, 1000)], [group(("a",), 780, 971), group(("b",), 0, 29)])
    assert worst(finding) == [("queue a", 780 / 971, Outcome.PASS)]


def test_at_most_five_are_told() -> None:
    parts = [group((name,), 50 + i, 100) for i, name in enumerate("abcdefgh")]
    (finding,) = told(by_queue(), [group((), 428, 800)], parts)
    assert [place for place, _, _ in worst(finding)] == [f"queue {name}" for name in "abcde"]


def test_who_looks_at_many_segments_finds_some_that_look_bad_by_chance() -> None:
    # 58 of 100 lies below 70 % by itself; among eight such looks at parts that are fine, it may be chance.
    alone = told(by_queue(), [group((), 158, 200)], [group(("a",), 58, 100), group(("b",), 2, 2)])
    parts = [group(("a",), 60, 100), *(group((name,), 80, 100) for name in "bcdefgh")]
    (many,) = told(by_queue(), [group((), 620, 800)], parts)
    assert worst(alone[0])[0][2] is Outcome.FAIL
    assert worst(many)[0] == ("queue a", 0.6, Outcome.INCONCLUSIVE)


def test_one_segment_that_is_the_whole_says_nothing_more() -> None:
    (finding,) = told(by_queue(), [group((), 40, 100)], [group(("a",), 40, 100)])
    assert worst(finding) == []


def test_all_periods_are_adjusted_for_together() -> None:
    one = by_queue(period=Period.MONTH)
    months = [datetime(2026, month, 1) for month in range(1, 6)]
    whole = [group((month,), 300, 400) for month in months]
    parts = [group((month, "a"), 60 if month == MAY else 85, 100) for month in months]
    found = {f.period: f.number.worst[0] for f in told(one, whole, parts) if f.number and f.period}
    alone = told(one, whole[-1:], parts[-1:])[0].number
    assert alone
    cell = found[MAY, JUNE]
    assert isinstance(cell, Cell)
    assert cell.chance is not None
    assert alone.worst[0].chance is not None
    assert cell.chance > alone.worst[0].chance


def test_an_open_period_has_no_worst_segment() -> None:
    one = by_queue(period=Period.MONTH)
    (finding,) = told(one, [group((JUNE,), 10, 100)], [group((JUNE, "a"), 10, 100)])
    assert finding.outcome is Outcome.IMMATURE
    assert worst(finding) == []


def test_segments_belong_to_their_own_part_of_the_data() -> None:
    one = score(minimum=at_least(0.7), by=(VENDOR,), drill=(VENDOR, QUEUE), direction=Direction.HIGHER)
    whole = [group(("acme",), 80, 100), group(("borealis",), 80, 100)]
    parts = [group(("acme", "a"), 10, 40), group(("borealis", "a"), 64, 80)]
    acme, borealis = told(one, whole, parts)
    assert worst(acme) == [("queue a", 0.25, Outcome.FAIL)]
    assert worst(borealis) == [("queue a", 0.8, Outcome.PASS)]


def test_the_worst_of_what_should_be_low_is_the_highest() -> None:
    one = score(target=at_most(0.2), drill=(QUEUE,), direction=Direction.LOWER)
    (finding,) = told(one, [group((), 20, 200)], [group(("a",), 15, 100), group(("b",), 5, 100)])
    assert [place for place, _, _ in worst(finding)] == ["queue a", "queue b"]


def test_the_chance_of_a_mean_is_that_of_its_interval() -> None:
    one = score(Figure.MEAN, minimum=at_least(4.0), drill=(QUEUE,), direction=Direction.HIGHER)
    n, million = 50, 1_000_000
    total = 3 * n * million  # half 2, half 4: a mean of 3 with a deviation of about 1
    squares = n // 2 * ((2 * million) ** 2 + (4 * million) ** 2)
    low = group(("a",), total, n, squares)
    (finding,) = told(one, [group((), 2 * total, 2 * n, 2 * squares)], [low], (SUM, COUNT, SQUARES))
    assert finding.number
    assert finding.number.worst[0].outcome is Outcome.FAIL
    assert finding.number.worst[0].chance is not None
    assert 0 < finding.number.worst[0].chance < 1e-6

"""A KPI with and without the rows of excused events."""

from __future__ import annotations

from datetime import datetime

from govcode.findings.excusing import ALL_EXCUSED, with_excused
from govcode.findings.finding import Finding, Outcome
from govcode.findings.kpis import kpi_findings
from govcode.ir.check import Figure, Score
from govcode.ir.expression import Value
from govcode.ir.limit import Period
from govcode.ir.measure import Group, Grouped, TermAnswer, TermKind
from tests.findings.making import AS_OF, VENDOR, aggregate, at_least, check, score

COUNT, SUM, SQUARES = TermKind.COUNT, TermKind.SUM, TermKind.SQUARES
APRIL, MAY, JUNE = datetime(2026, 4, 1), datetime(2026, 5, 1), datetime(2026, 6, 1)


def group(values: tuple[Value, ...], *terms: TermAnswer) -> Group:
    return Group(values, terms)


def told(
    one: Score, without: list[Group], whole: list[Group], kinds: tuple[TermKind, ...] = (COUNT, COUNT)
) -> list[Finding]:
    measure = aggregate(*kinds)
    kpi = check(one, measure, id="k")
    found = tuple(kpi_findings(kpi, one, Grouped(99, tuple(without)), AS_OF))
    return list(with_excused(kpi, one, found, measure, Grouped(99, tuple(whole)), AS_OF))


MONTHLY = score(period=Period.MONTH, minimum=at_least(0.8))


def test_only_what_an_event_touches_is_told_twice() -> None:
    april, may = told(
        MONTHLY,
        [group((APRIL,), 90, 100), group((MAY,), 90, 100)],
        [group((APRIL,), 90, 100), group((MAY,), 90, 200)],
    )
    assert april.number
    assert may.number
    assert april.number.with_excused is None
    assert (may.number.value, may.number.with_excused) == (0.9, (0.45, 200))
    assert may.outcome is Outcome.PASS


def test_a_period_whose_every_row_is_excused_does_not_vanish() -> None:
    april, may = told(MONTHLY, [group((APRIL,), 90, 100)], [group((APRIL,), 90, 100), group((MAY,), 5, 200)])
    assert april.outcome is Outcome.PASS
    assert (may.outcome, may.reason) == (Outcome.INCONCLUSIVE, ALL_EXCUSED)
    assert may.number
    assert (may.number.value, may.number.n, may.number.with_excused) == (None, 0, (0.025, 200))


def test_all_rows_of_all_periods_may_be_excused() -> None:
    (may,) = told(MONTHLY, [], [group((MAY,), 5, 200)])
    assert may.reason == ALL_EXCUSED


def test_an_open_period_stays_open() -> None:
    (june,) = told(MONTHLY, [], [group((JUNE,), 5, 200)])
    assert june.outcome is Outcome.IMMATURE


def test_the_difference_to_a_single_excused_row_is_its_cell() -> None:
    one = score(Figure.MEAN, by=(VENDOR,))
    terms = [(30_000_000, 3, 300), (70_000_000, 4, 900)]
    (mean,) = told(one, [group(("acme",), *terms[0])], [group(("acme",), *terms[1])], (SUM, COUNT, SQUARES))
    assert mean.number
    assert mean.number.with_excused == (None, 4)

"""One number gets better while another gets worse."""

from __future__ import annotations

from datetime import datetime

import pytest

from govcode.catalog.catalog import Tension
from govcode.findings.finding import Finding, Number, Outcome, Place
from govcode.findings.tensions import tension_findings
from govcode.stats.intervals import wilson
from tests.findings.making import about

MONTHS = [datetime(2026, month, 1) for month in range(1, 7)]
SHORT = Tension(about(), "short-calls", "handle-time", "solved", "falls", "falls")
ACME = Place((("vendor", "acme"),))


def number(value: float, n: int = 400, half: float | None = None) -> Number:
    ends = wilson(round(value * n), n) if half is None else (value - half, value + half)
    return Number(value, n, ends, "%" if half is None else "min", None, None)


def finding(
    id_: str, month: int, told: Number | None, segment: Place | None = ACME, outcome: Outcome = Outcome.PASS
) -> Finding:
    period = (MONTHS[month], MONTHS[month + 1])
    return Finding(id_, "kpi", outcome, about(), "contacts", None, segment, period, number=told)


def minutes(month: int, value: float, half: float = 0.2, segment: Place | None = ACME) -> Finding:
    return finding("handle-time", month, number(value, half=half), segment)


def solved(month: int, value: float, n: int = 400, segment: Place | None = ACME) -> Finding:
    return finding("solved", month, number(value, n), segment)


@pytest.mark.parametrize(
    ("times", "shares", "outcome"),
    [
        ((6.2, 5.1), (0.78, 0.61), Outcome.FAIL),
        ((6.2, 5.1), (0.78, 0.76), Outcome.PASS),  # no change beyond noise
        ((6.2, 6.1), (0.78, 0.61), Outcome.PASS),
        ((5.1, 6.2), (0.78, 0.61), Outcome.PASS),  # both got worse
        ((6.2, 5.1), (0.61, 0.78), Outcome.PASS),  # both got better
    ],
)
def test_both_must_move_beyond_noise(times: tuple[float, float], shares: tuple[float, float], outcome: Outcome) -> None:
    findings = [*(minutes(i, t) for i, t in enumerate(times)), *(solved(i, s) for i, s in enumerate(shares))]
    (told,) = tension_findings([SHORT], findings)
    assert (told.id, told.kind, told.outcome, told.segment) == ("short-calls", "tension", outcome, ACME)
    assert told.period == (MONTHS[1], MONTHS[2])
    assert told.fingerprint


def test_it_is_told_with_both_values_before_and_after() -> None:
    findings = [minutes(0, 6.2), minutes(1, 5.1), solved(0, 0.78), solved(1, 0.61)]
    (told,) = tension_findings([SHORT], findings)
    assert told.reason == "handle-time fell from 6.2 min to 5.1 min; solved fell from 78 % to 61 %"


def test_the_same_difference_of_few_rows_is_noise() -> None:
    findings = [minutes(0, 6.2), minutes(1, 5.1), solved(0, 0.78, 36), solved(1, 0.61, 36)]
    (told,) = tension_findings([SHORT], findings)
    assert told.outcome is Outcome.PASS


def test_the_newest_two_periods_in_a_row_that_both_have_are_compared() -> None:
    findings = [minutes(i, 6.2 - (i == 2)) for i in range(5)] + [solved(i, 0.78 - 0.2 * (i == 2)) for i in (0, 1, 2, 4)]
    (told,) = tension_findings([SHORT], findings)
    assert told.period == (MONTHS[2], MONTHS[3])
    assert told.outcome is Outcome.FAIL


def test_an_open_period_is_not_compared() -> None:
    findings = [minutes(0, 6.2), minutes(1, 5.1), solved(0, 0.78)]
    findings.append(finding("solved", 1, number(0.61), outcome=Outcome.IMMATURE))
    (told,) = tension_findings([SHORT], findings)
    assert told.outcome is Outcome.INCONCLUSIVE
    assert told.reason == "there are no two periods in a row in which both have a judged value"


def test_without_an_interval_a_change_cannot_be_told_from_noise() -> None:
    plain = [finding("solved", i, Number(0.5 + i / 10, 400, None, "%", None, None)) for i in range(2)]
    (told,) = tension_findings([SHORT], [minutes(0, 6.2), minutes(1, 5.1), *plain])
    assert told.outcome is Outcome.INCONCLUSIVE
    assert told.reason == "solved has no interval, so a change cannot be told from noise"


def test_a_number_that_has_no_data_leaves_the_tension_without() -> None:
    lost = Finding(
        "solved", "kpi", Outcome.NO_DATA, about(), "contacts", None, reason="no drop delivers it", missing=True
    )
    (told,) = tension_findings([SHORT], [minutes(0, 6.2), minutes(1, 5.1), lost])
    assert (told.outcome, told.reason) == (Outcome.NO_DATA, "solved has no value: no drop delivers it")


def test_a_number_that_was_not_asked_for_gives_no_finding() -> None:
    assert list(tension_findings([SHORT], [minutes(0, 6.2), minutes(1, 5.1)])) == []


def test_a_finer_number_is_held_against_the_coarser_one_of_its_vendor() -> None:
    queues = [Place((("vendor", "acme"), ("queue", name))) for name in ("billing", "tech")]
    fine = [minutes(i, t, segment=queue) for queue in queues for i, t in enumerate((6.2, 5.1))]
    elsewhere = Place((("vendor", "borealis"),))
    coarse = [solved(i, s, segment=p) for p in (ACME, elsewhere) for i, s in enumerate((0.78, 0.61))]
    told = list(tension_findings([SHORT], [*fine, *coarse]))
    assert [f.segment for f in told] == queues
    assert {f.outcome for f in told} == {Outcome.FAIL}

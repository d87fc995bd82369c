"""A number against its own baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest

from govcode.findings.drifting import charted, drift_findings
from govcode.findings.finding import Finding, Outcome
from govcode.findings.kpis import kpi_findings
from govcode.ir.check import Chart, Drift, Enforcement, Figure, Score
from govcode.ir.limit import Period
from govcode.ir.measure import Group, Grouped, TermAnswer, TermKind
from tests.findings.making import VENDOR, aggregate, check, score

COUNT, SUM, SQUARES = TermKind.COUNT, TermKind.SUM, TermKind.SQUARES
START = datetime(2026, 1, 5)  # a Monday
AS_OF = datetime(2027, 1, 1)
MILLION = 1_000_000


def drift(chart: Chart = Chart.EWMA, weeks: int = 26) -> Drift:
    width = 2.86 if chart is Chart.EWMA else 3.0
    return Drift(chart, START, START + timedelta(weeks=weeks), width=width)


def watched(one: Score, terms: Sequence[tuple[TermAnswer, ...]], kinds: tuple[TermKind, ...]) -> list[Finding]:
    step = timedelta(days=1 if one.period is Period.DAY else 7)
    groups = [Group((START + i * step,), term) for i, term in enumerate(terms)]
    kpi = replace(check(one, aggregate(*kinds), id="k"), kind="kpi")
    found = tuple(kpi_findings(kpi, one, Grouped(999, tuple(groups)), AS_OF))
    return list(charted(kpi, one, found, Grouped(999, tuple(groups))))


def means(values: Sequence[float]) -> list[tuple[TermAnswer, ...]]:
    """Return the terms of means over 100 rows that are all the same."""
    return [(round(v * MILLION) * 100, 100, round(v * MILLION) ** 2 * 100) for v in values]


def ewma(values: Sequence[float], weeks: int = 26) -> list[Finding]:
    one = score(Figure.MEAN, period=Period.WEEK, drift=drift(weeks=weeks))
    return watched(one, means(values), (SUM, COUNT, SQUARES))


def noise(n: int, shift: float = 0.0) -> list[float]:
    rng = Random(7)
    return [10 + shift + rng.gauss(0, 1) for _ in range(n)]


def test_a_shift_of_one_deviation_is_found_in_a_few_weeks() -> None:
    found = ewma([*noise(26), *(value + 1 for value in noise(30)[:16])])
    signals = [bool(f.number and f.number.drift and f.number.drift.signal) for f in found]
    assert not any(signals[:26])
    assert 26 <= signals.index(True) <= 26 + 14
    (told,) = drift_findings(found)
    assert (told.id, told.kind, told.outcome) == ("k.drift", "drift", Outcome.FAIL)
    assert told.about.enforcement is Enforcement.ADVISORY
    assert told.reason
    assert told.reason.startswith("above what was usual in the baseline since 2026-")
    assert told.fingerprint


def test_what_is_as_usual_is_said_to_be() -> None:
    found = ewma([*noise(26), *noise(8)])
    (told,) = drift_findings(found)
    assert (told.outcome, told.reason) == (Outcome.PASS, "the newest value is as usual")
    number = found[-1].number
    assert number
    assert number.drift
    assert number.drift.low is not None
    assert number.drift.high is not None
    assert number.drift.plotted is not None
    assert number.drift.low < number.drift.plotted < number.drift.high
    assert number.drift.baseline == 26


def test_a_short_baseline_gives_no_signal() -> None:
    found = ewma([*noise(19), 99, 99, 99], weeks=19)
    (told,) = drift_findings(found)
    assert told.outcome is Outcome.INCONCLUSIVE
    assert told.reason == "no signal is given: the baseline has 19 points; a signal takes 20"
    assert not any(f.number and f.number.drift and f.number.drift.signal for f in found)


def test_before_the_first_later_period_nothing_is_said() -> None:
    (told,) = drift_findings(ewma(noise(26)))
    assert (told.outcome, told.reason) == (Outcome.INCONCLUSIVE, "no period after the baseline can be judged yet")


def test_a_period_that_has_lost_its_judgement_gives_no_signal() -> None:
    found = ewma([*noise(26), 30])
    blocked = [*found[:-1], replace(found[-1], outcome=Outcome.NO_DATA)]
    (told,) = drift_findings(blocked)
    assert told.outcome is Outcome.INCONCLUSIVE


def shares(hits: Sequence[int], n: int) -> list[tuple[TermAnswer, ...]]:
    return [(hit, n) for hit in hits]


def test_many_rows_alone_are_no_alarm_on_a_laney_chart() -> None:
    rng = Random(3)
    one = score(period=Period.WEEK, drift=drift(Chart.LANEY))
    hits = [round(5000 * (0.8 + rng.gauss(0, 0.015))) for _ in range(40)]
    found = watched(one, shares([*hits, 3400], 5000), (COUNT, COUNT))
    signals = [bool(f.number and f.number.drift and f.number.drift.signal) for f in found]
    assert sum(signals[26:40]) == 0
    assert signals[40]


def test_a_rate_is_charted_per_its_exposure() -> None:
    one = score(Figure.RATE, per=365.0, period=Period.WEEK, drift=drift(Chart.LANEY))
    rng = Random(5)
    events = [20 + rng.randint(-5, 5) for _ in range(26)]
    found = watched(one, [(e, 3650 * MILLION, 500) for e in (*events, 90)], (COUNT, SUM, COUNT))
    number = found[-1].number
    assert number
    assert number.drift
    assert number.drift.centre == pytest.approx(sum(events) / 26 / 10)
    assert number.drift.plotted == pytest.approx(number.value)
    assert number.drift.signal


def test_weekends_are_no_drift() -> None:
    rng = Random(11)
    days = [(2.0 if i % 7 < 5 else 10.0) + rng.gauss(0, 0.5) for i in range(70)]
    one = score(Figure.MEAN, period=Period.DAY, drift=Drift(Chart.EWMA, START, START + timedelta(days=56)))
    found = watched(one, means(days), (SUM, COUNT, SQUARES))
    assert not any(f.number and f.number.drift and f.number.drift.signal for f in found)
    (told,) = drift_findings(found)
    assert told.outcome is Outcome.PASS


def test_each_segment_has_its_own_chart() -> None:
    one = score(Figure.MEAN, by=(VENDOR,), period=Period.WEEK, drift=drift())
    groups = [
        Group((START + timedelta(weeks=i), vendor), means([value + shift])[0])
        for i, value in enumerate([*noise(26), *noise(12)])
        for vendor, shift in (("acme", 3.0 if i >= 26 else 0.0), ("borealis", 0.0))
    ]
    kpi = replace(check(one, aggregate(SUM, COUNT, SQUARES), id="k"), kind="kpi")
    found = tuple(kpi_findings(kpi, one, Grouped(999, tuple(groups)), AS_OF))
    told = list(drift_findings(charted(kpi, one, found, Grouped(999, tuple(groups)))))
    assert [(str(f.segment), f.outcome) for f in told] == [
        ("vendor acme", Outcome.FAIL),
        ("vendor borealis", Outcome.PASS),
    ]
    assert len({f.fingerprint for f in told}) == 2

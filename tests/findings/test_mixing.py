"""The same number at a frozen mix."""

from __future__ import annotations

from datetime import datetime

import pytest

from govcode.findings.finding import Mixed
from govcode.findings.kpis import kpi_findings
from govcode.findings.mixing import with_mix
from govcode.ir.check import Figure, Mix, Score, Segment
from govcode.ir.expression import Column, Type, Value
from govcode.ir.limit import Period
from govcode.ir.measure import Group, Grouped, TermAnswer, TermKind
from tests.findings.making import AS_OF, VENDOR, aggregate, check, score

COUNT, SUM = TermKind.COUNT, TermKind.SUM
CHANNEL = Segment("channel", Column("channel", Type.TEXT), ("bot", "phone", "mail"))
HALVES = Mix((CHANNEL,), ((("bot",), 0.5), (("phone",), 0.5)))
APRIL, MAY = datetime(2026, 4, 1), datetime(2026, 5, 1)


def group(values: tuple[Value, ...], *terms: TermAnswer) -> Group:
    return Group(values, terms)


def mixed(
    one: Score, whole: list[Group], parts: list[Group], kinds: tuple[TermKind, ...] = (COUNT, COUNT)
) -> list[Mixed]:
    measure = aggregate(*kinds)
    kpi = check(one, measure, id="k")
    found = tuple(kpi_findings(kpi, one, Grouped(999, tuple(whole)), AS_OF))
    told = with_mix(kpi, one, found, measure, Grouped(999, tuple(parts)))
    return [f.number.mix for f in told if f.number and f.number.mix]


def test_a_vendor_that_looks_better_may_be_worse_in_every_part() -> None:
    # Finding 9 of the design: A has the easy work.
    one = score(by=(VENDOR,), mix=HALVES)
    whole = [group(("acme",), 793, 1000), group(("borealis",), 650, 1000)]
    parts = [
        group(("acme", "bot"), 765, 900),
        group(("acme", "phone"), 28, 100),
        group(("borealis", "bot"), 180, 200),
        group(("borealis", "phone"), 470, 800),
    ]
    acme, borealis = mixed(one, whole, parts)
    assert acme.standardised == pytest.approx((0.85 + 0.28) / 2)
    assert borealis.standardised == pytest.approx((0.9 + 0.5875) / 2)
    assert acme.standardised is not None
    assert borealis.standardised is not None
    assert acme.standardised < borealis.standardised
    assert borealis.interval
    assert borealis.interval[0] < borealis.standardised < borealis.interval[1]


def test_bots_take_the_easy_work_and_the_number_rises_by_the_mix_alone() -> None:
    one = score(period=Period.MONTH, mix=HALVES)
    whole = [group((APRIL,), 600, 1000), group((MAY,), 720, 1000)]
    parts = [
        group((APRIL, "bot"), 400, 500),
        group((APRIL, "phone"), 200, 500),
        group((MAY, "bot"), 640, 800),
        group((MAY, "phone"), 80, 200),
    ]
    april, may = mixed(one, whole, parts)
    assert (april.rate_effect, april.mix_effect) == (None, None)
    assert may.rate_effect == pytest.approx(0)
    assert may.mix_effect == pytest.approx(0.12)
    assert may.standardised == pytest.approx(0.6)


def test_rate_and_mix_effect_add_up_to_the_change() -> None:
    one = score(period=Period.MONTH, mix=HALVES)
    whole = [group((APRIL,), 70, 110), group((MAY,), 40, 97)]
    parts = [
        group((APRIL, "bot"), 50, 60),
        group((APRIL, "phone"), 20, 50),
        group((MAY, "bot"), 20, 27),
        group((MAY, "mail"), 20, 70),
    ]
    _, may = mixed(one, whole, parts)
    assert may.rate_effect is not None
    assert may.mix_effect is not None
    assert may.rate_effect + may.mix_effect == pytest.approx(40 / 97 - 70 / 110)
    assert may.absent == ("phone",)
    assert may.standardised is None
    assert may.outside == 70


def test_after_a_gap_there_is_no_period_before() -> None:
    one = score(period=Period.MONTH, mix=HALVES)
    march = datetime(2026, 3, 1)
    whole = [group((march,), 5, 10), group((MAY,), 5, 10)]
    parts = [group((start, "bot"), 5, 10) for start in (march, MAY)]
    assert [one.rate_effect for one in mixed(one, whole, parts)] == [None, None]


def test_a_rate_is_weighted_by_its_exposure() -> None:
    one = score(Figure.RATE, mix=HALVES, period=Period.MONTH)
    million = 1_000_000
    whole = [group((start,), 6, 400 * million, 40) for start in (APRIL, MAY)]
    parts = [
        group((APRIL, "bot"), 3, 300 * million, 30),
        group((APRIL, "phone"), 3, 100 * million, 10),
        group((MAY, "bot"), 1, 100 * million, 30),
        group((MAY, "phone"), 5, 300 * million, 10),
    ]
    _, may = mixed(one, whole, parts, (COUNT, SUM, COUNT))
    assert may.standardised == pytest.approx((1 / 100 + 5 / 300) / 2)
    assert may.rate_effect is not None
    assert may.mix_effect is not None
    assert may.rate_effect + may.mix_effect == pytest.approx(0)

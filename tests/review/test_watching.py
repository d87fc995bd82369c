"""Control charts, tensions and mixes of the quarter."""

from __future__ import annotations

from govcode.history.record import Drift, Mix, Record
from govcode.review.charts import charts_of
from govcode.review.mixes import Mixed, Mixes, mixes_of
from govcode.review.quarter import Quarter
from govcode.review.scorecard import series_of
from govcode.review.tensions import tensions_of
from tests.review.making import Q3, kpi, merged, result, rule, run, scene, weekly
from tests.review.test_scorecard import counted, valued

Q2 = Quarter(2026, 2)


def charted(signals: str, quarter: Quarter = Q3, reason: str | None = None) -> list[Record]:
    """Return a run after each week: `s` signals, `.` is as usual."""
    records = []
    for week, mark in zip(quarter.weeks, signals, strict=False):
        drift = Drift("ewma", 26, 0.9, 0.85, 0.95, 0.8 if mark == "s" else 0.9, mark == "s")
        if reason:
            drift = Drift("ewma", 3, reason=reason)
        records.append(run(week.end, [(kpi(), valued("acme", week, 90, 100, drift=drift))]))
    return records


def test_a_chart_that_signalled_has_all_its_points() -> None:
    records = [*charted("..s..........", Q2), *charted("....ss.......")]
    found = charts_of(scene(records))
    (one,) = found.signalled
    assert (len(one.points), one.signals) == (26, Q3.weeks[4:6])
    assert [point.drift.signal for point in one.points].count(True) == 3


def test_a_signal_of_the_quarter_before_is_no_signal_of_this_one() -> None:
    found = charts_of(scene([*charted("..s..........", Q2), *charted("." * 13)]))
    assert (found.signalled, found.quiet) == ((), 1)


def test_a_chart_that_cannot_say_says_why() -> None:
    found = charts_of(scene(charted("." * 13, reason="the baseline has 3 points; a signal takes 20")))
    assert (found.quiet, found.without) == (0, (("the baseline has 3 points; a signal takes 20", 1),))


def test_tensions_are_told_once_with_the_weeks_in_which_they_fired() -> None:
    pair = rule("hasty", kind="tension", enforcement="advisory")
    quiet = rule("quiet", kind="tension", enforcement="advisory", hash="h2")
    unknown = rule("unknown", kind="tension", enforcement="advisory", hash="h3")
    runs = merged(weekly(pair, "..x...x......"), weekly(quiet, "." * 13), weekly(unknown, "o" * 13))
    found = tensions_of(scene(runs))
    (fired,) = found.fired
    assert (fired.check, fired.vendor, fired.weeks) == ("hasty", "acme", (Q3.weeks[2], Q3.weeks[6]))
    assert found.judged == 2
    assert found.unjudged == (("unknown", "no reason is told"),)


def told(quarter: Quarter, hits: int, at_mix: float, n: int, width: float) -> list[Record]:
    """Return a run after each week with the same value and standardised value."""
    mix = Mix(at_mix, (at_mix - width, at_mix + width))
    return counted(kpi(), lambda _: (hits, n), quarter=quarter, mix=mix)


def mixed(before: tuple[int, float], after: tuple[int, float], n: int = 1_000, width: float = 0.02) -> Mixes:
    """Return the mixes of two quarters, each of the same hits and standardised value every week."""
    records = [*told(Q2, *before, n, width), *told(Q3, *after, n, width)]
    at = scene(records)
    return mixes_of(at, series_of(at))


def only(found: Mixes) -> Mixed:
    (line,) = found.lines
    return line


def test_a_change_is_split_into_its_own_and_that_of_the_mix() -> None:
    line = only(mixed((800, 0.8), (850, 0.82)))
    assert (round(line.rate_effect, 9), round(line.mix_effect, 9)) == (0.02, 0.03)
    assert not line.reversal


def test_better_as_it_is_and_worse_at_the_same_mix_is_a_reversal() -> None:
    line = only(mixed((800, 0.8), (850, 0.75)))
    assert (line.reversal, line.sure) == (True, True)


def test_a_reversal_within_noise_is_not_sure() -> None:
    line = only(mixed((800, 0.8), (850, 0.795), width=0.2))
    assert (line.reversal, line.sure) == (True, False)


def test_without_a_quarter_before_months_are_compared() -> None:
    records = counted(kpi(), lambda i: (800 + 10 * i, 1_000), mix=Mix(0.8, (0.78, 0.82)))
    at = scene(records)
    line = only(mixes_of(at, series_of(at)))
    assert (line.before.stretch, line.after.stretch) == (Q3.months[0], Q3.months[2])


def test_a_missing_stratum_is_told_instead_of_a_value() -> None:
    records = counted(kpi(), lambda _: (80, 100), mix=Mix(None, absent=("billing",)))
    at = scene(records)
    found = mixes_of(at, series_of(at))
    assert found.lines == ()
    assert found.unable == (("answered-in-time", "acme", "no rows of billing"),)


def test_periods_without_a_standardised_value_are_in_neither() -> None:
    records = counted(kpi(), lambda _: (800, 1_000), quarter=Q2, mix=Mix(0.8, (0.78, 0.82)))
    week = Q3.weeks[0]
    odd = result("pass", "acme", week, value=0.1, n=1_000, interval=(0.09, 0.11), mix=Mix(None, absent=("billing",)))
    more = counted(kpi(), lambda _: (800, 1_000), mix=Mix(0.8, (0.78, 0.82)))[1:]
    at = scene([*records, run(week.end, [(kpi(), odd)]), *more])
    line = only(mixes_of(at, series_of(at)))
    assert line.after.crude.value == line.after.standardised.value == 0.8
    assert line.absent == ("billing",)

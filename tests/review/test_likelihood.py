"""How likely a risk is by its weeks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.catalog.ledger import Level
from govcode.review.likelihood import Likelihood, Trend, likelihood_of, risk_level, scaled, trend_of
from govcode.review.track import Track, track_of
from tests.review.making import kpi, merged, scene, weekly


def tracks(*weeks: str) -> list[Track]:
    """Return a track for each check, written as in `weekly`."""
    runs = merged(*(weekly(kpi(f"check-{i}"), each) for i, each in enumerate(weeks)))
    seen = scene(runs)
    return [track_of(seen, f"check-{i}", "acme") for i in range(len(weeks))]


def likelihood(*weeks: str, inherent: Level = Level.HIGH, shielded: bool = True) -> Likelihood:
    return likelihood_of(tracks(*weeks), inherent, shielded=shielded)


@pytest.mark.parametrize(
    ("broken", "judged", "level"),
    [
        (0, 13, "very low"),
        (4, 100, "very low"),
        (5, 100, "low"),
        (20, 100, "low"),
        (21, 100, "moderate"),
        (79, 100, "moderate"),
        (80, 100, "high"),
        (95, 100, "high"),
        (96, 100, "very high"),
        (13, 13, "very high"),
    ],
)
def test_the_scale_is_that_of_the_standard(broken: int, judged: int, level: str) -> None:
    assert scaled(broken, judged) == Level(level)


def test_the_matrix_is_that_of_the_standard() -> None:
    # NIST SP 800-30 revision 1, table I-2, as printed: from very high to very low likelihood.
    printed = ["VL L M H VH", "VL L M H VH", "VL L M M H", "VL L L L M", "VL VL VL L L"]
    words = {"VL": Level.VERY_LOW, "L": Level.LOW, "M": Level.MODERATE, "H": Level.HIGH, "VH": Level.VERY_HIGH}
    for likely, row in zip(reversed(Level), printed, strict=True):
        assert [risk_level(likely, impact) for impact in Level] == [words[word] for word in row.split()]


def test_a_quarter_without_a_breach_is_very_low() -> None:
    found = likelihood("." * 13)
    assert found.level is Level.VERY_LOW
    assert found.sentence == "broken in 0 of 13 judged weeks (0 %)"


def test_a_rise_is_one_higher_and_said_so() -> None:
    even, rising = likelihood("x.x.x.x..x..."), likelihood("........xxxxx")
    assert (even.observed, even.level) == (Level.MODERATE, Level.MODERATE)
    assert (rising.observed, rising.level) == (Level.MODERATE, Level.HIGH)
    assert rising.sentence == "broken in 5 of 13 judged weeks (38 %), rising; one higher because it rises"
    assert likelihood("xxxxx........").trend is Trend.FALLING


def test_a_blank_week_is_one_higher() -> None:
    found = likelihood("............o")
    assert (found.observed, found.level) == (Level.VERY_LOW, Level.LOW)
    assert (
        found.sentence == "broken in 0 of 12 judged weeks (0 %), 1 week blank; one higher because answers are missing"
    )


def test_blank_weeks_are_never_better_than_broken_ones() -> None:
    found = likelihood(".oooooooooooo")
    assert found.level is Level.HIGH
    assert "high if the blank weeks were broken" in found.because


def test_nothing_judged_is_one_above_the_inherent_likelihood() -> None:
    for weeks in (" " * 13, "o" * 13, "?" * 13):
        found = likelihood(weeks, inherent=Level.MODERATE)
        assert (found.observed, found.level) == (None, Level.HIGH)
        assert "nothing was judged" in found.sentence
    assert likelihood("o" * 13, inherent=Level.VERY_HIGH).level is Level.VERY_HIGH


def test_a_check_that_is_blank_beside_another_one_is_missing_an_answer() -> None:
    found = likelihood("." * 13, "o" * 13)
    assert (found.judged, found.blank, found.partly, found.level) == (13, 0, 13, Level.LOW)


def test_a_week_is_broken_if_any_check_is() -> None:
    assert likelihood("x............", ".x...........").broken == 2


def test_without_a_safeguard_that_works_it_is_not_below_the_inherent_one() -> None:
    found = likelihood("." * 13, shielded=False)
    assert (found.level, found.observed) == (Level.HIGH, Level.VERY_LOW)
    assert "no safeguard is shown to work" in found.sentence


def test_too_few_weeks_have_no_trend() -> None:
    assert trend_of([False, True, True]) is Trend.UNKNOWN


@given(st.text(alphabet=".xo? ", min_size=13, max_size=13), st.integers(0, 12))
def test_breaking_or_hiding_a_kept_week_never_lowers_the_likelihood(weeks: str, place: int) -> None:
    # A trend compares halves: with it, one more broken week early on may end a rise. Without it nothing may fall.
    kept = weeks[:place] + "." + weeks[place + 1 :]
    for mark in "xo":
        worse = weeks[:place] + mark + weeks[place + 1 :]
        before, after = likelihood(kept), likelihood(worse)
        if before.trend is Trend.RISING and after.trend is not Trend.RISING:
            continue
        if after.observed is None or before.observed is None:
            continue  # by the inherent one
        assert after.level.rank >= before.level.rank

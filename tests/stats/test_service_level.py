"""One day's calls have five service levels."""

from __future__ import annotations

import pytest

from govcode.stats.service_level import Calls, Denominator, service_level

DAY = Calls(answered_in_time=760, answered_late=140, abandoned_short=40, abandoned_in_time=25, abandoned_late=35)


@pytest.mark.parametrize(
    ("denominator", "level"),
    [
        ("answered", 0.844),
        ("offered", 0.760),
        ("offered_less_short", 0.792),
        ("offered_abandoned_in_time_kept", 0.825),
        ("answered_and_abandoned_late", 0.813),
    ],
)
def test_the_same_day_under_each_denominator(denominator: str, level: float) -> None:
    kept, of = service_level(DAY, Denominator(denominator))
    assert kept / of == pytest.approx(level, abs=5e-4)


def test_the_day_is_the_published_one() -> None:
    assert (DAY.answered, DAY.abandoned, len(Denominator)) == (900, 100, 5)

"""The gap of a claim, split by cause."""

from __future__ import annotations

import pytest

from govcode.findings.gap import Attempt, Change, Gap, Said, explained
from govcode.ir.claim import Cause

SPAM = Change(Cause.EXCLUSIONS, "spam counted", "flag 0")
MERGED = Change(Cause.EXCLUSIONS, "merged counted", "flag 1")
ANSWERED = Change(Cause.DENOMINATOR, "of answered", "reading")
OFFERED = Change(Cause.DENOMINATOR, "of offered", "reading")
OURS = (720, 1000)
PARTS = {SPAM: (95, 100), MERGED: (5, 30)}


def attempt(changes: tuple[Change, ...]) -> Attempt:
    """Return the share with the rows of the changes; of those answered, 100 fewer are counted."""
    hits, n = OURS
    for change in changes:
        more = PARTS.get(change, (0, 0))
        hits, n = hits + more[0], n + more[1] - (100 if change is ANSWERED else 0)
    return Attempt(hits / n, hits, n)


def split(value: float, *pair: float, tolerance: float = 0.005) -> tuple[dict[str, float], float]:
    found = explained(Gap(Said(value, *pair), (SPAM, MERGED, ANSWERED, OFFERED), attempt), 0.72, tolerance)
    return dict(found.steps), found.unexplained


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ((SPAM,), ["exclusions: spam counted"]),
        ((ANSWERED,), ["denominator: of answered"]),
        ((SPAM, ANSWERED), ["denominator: of answered", "exclusions: spam counted"]),
        (
            (SPAM, MERGED, ANSWERED),
            ["denominator: of answered", "exclusions: spam counted", "exclusions: merged counted"],
        ),
    ],
)
def test_the_changes_that_were_made_are_found_and_add_up(changes: tuple[Change, ...], names: list[str]) -> None:
    said = attempt(changes)
    for pair in ((said.numerator or 0, said.denominator or 0), ()):
        steps, rest = split(said.value, *pair)
        assert list(steps) == names
        assert sum(steps.values()) == pytest.approx(said.value - 0.72)
        assert rest == pytest.approx(0)


def test_two_denominators_are_never_blamed_at_once() -> None:
    said = attempt((ANSWERED,))
    steps, _ = split(said.value)
    assert "denominator: of offered" not in steps


def test_fewer_changes_are_preferred_to_a_nearer_value() -> None:
    # Spam alone is within the tolerance; with more changes one could always come a little nearer.
    said = attempt((SPAM,)).value + 0.0004
    steps, rest = split(said)
    assert list(steps) == ["exclusions: spam counted"]
    assert rest == pytest.approx(0.0004)


def test_what_comes_near_by_chance_explains_nothing() -> None:
    steps, rest = split(0.6)
    assert steps == {}
    assert rest == pytest.approx(-0.12)


def test_what_explains_half_of_the_gap_is_told_with_the_rest() -> None:
    steps, rest = split(0.85)
    assert steps
    assert 0 < rest < 0.065
    assert sum(steps.values()) + rest == pytest.approx(0.13)


def test_the_numerator_decides_between_ways_to_the_same_value() -> None:
    # Twice the rows of the same share: the value alone cannot tell, the claimed parts can.
    twin = Change(Cause.EXCLUSIONS, "archive counted", "flag 2")

    def both(changes: tuple[Change, ...]) -> Attempt:
        return Attempt(0.8, 1600, 2000) if twin in changes else Attempt(0.8, 800, 1000)

    found = explained(Gap(Said(0.8, 1600, 2000), (SPAM, twin), both), 0.72, 0.005)
    assert dict(found.steps) == {"exclusions: archive counted": pytest.approx(0.08)}

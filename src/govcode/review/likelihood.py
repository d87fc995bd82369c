"""How likely a risk is: by how often its checks were broken, whether that rises, and what nobody could see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from govcode.catalog.ledger import Level
from govcode.review.quarter import Stretch
from govcode.review.track import Standing, Track
from govcode.stats.change import share_change

# In whole percent of judged weeks: NIST SP 800-30 revision 1, table G-2.
_SCALE = ((4, Level.VERY_LOW), (20, Level.LOW), (79, Level.MODERATE), (95, Level.HIGH), (100, Level.VERY_HIGH))
# Rows are likelihoods, columns impacts, both from very low to very high: NIST SP 800-30 revision 1, table I-2.
_MATRIX = (
    (Level.VERY_LOW, Level.VERY_LOW, Level.VERY_LOW, Level.LOW, Level.LOW),
    (Level.VERY_LOW, Level.LOW, Level.LOW, Level.LOW, Level.MODERATE),
    (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.MODERATE, Level.HIGH),
    (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH, Level.VERY_HIGH),
    (Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH, Level.VERY_HIGH),
)
_ONE_SIDED = 0.90  # a rise is asked for on one side: five percent of the noise lies above this interval


class Trend(StrEnum):
    """Where the share of broken weeks goes within a quarter."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely a risk is, and why: weeks of the quarter in which any of its checks was broken.

    `observed` goes by the judged weeks alone, None if there are none; `blank` weeks have no answer at all; in `partly`
    blank ones some of the checks have none. `because` are the reasons for which `level` is not `observed`.
    """

    level: Level
    observed: Level | None
    broken: int
    judged: int
    blank: int
    partly: int
    trend: Trend
    because: tuple[str, ...]
    sentence: str

    @property
    def share(self) -> float | None:
        """Return the share (0..1) of judged weeks that were broken."""
        return self.broken / self.judged if self.judged else None


def likelihood_of(tracks: Sequence[Track], inherent: Level, *, shielded: bool = True) -> Likelihood:
    """Return the likelihood that the weeks of a risk's checks show.

    1. The share of judged weeks in which a check was broken, on the scale of NIST SP 800-30.
    2. One higher if that share rises within the quarter beyond noise.
    3. One higher if an answer is missing in any week, and never lower than if weeks without any answer were broken.
    4. Not below the inherent one if there are safeguards and none is shown to work (`shielded` is False).
    Without any judged week it is one above the inherent one: what nobody looked at is no better than before.
    """
    weeks = _weeks(tracks)
    broken = sum(1 for state in weeks if state[0] is Standing.BROKEN)
    judged = broken + sum(1 for state in weeks if state[0] is Standing.KEPT)
    blank = sum(1 for state in weeks if state[0] is Standing.BLANK)
    partly = sum(1 for state in weeks if state[0] is not Standing.BLANK and state[1])
    series = [state[0] is Standing.BROKEN for state in weeks if state[0] in {Standing.BROKEN, Standing.KEPT}]
    trend = trend_of(series)
    observed = scaled(broken, judged) if judged else None
    level, because = _raised(observed, inherent, trend, (broken, judged, blank, partly))
    if observed is not None and not shielded and level.rank < inherent.rank:
        level = inherent
        because = (*because, f"no safeguard is shown to work, so not below the inherent {inherent}")
    sentence = "; ".join((_counts(broken, judged, blank, partly, trend), *because))
    return Likelihood(level, observed, broken, judged, blank, partly, trend, because, sentence)


def scaled(broken: int, judged: int) -> Level:
    """Return the level of a share of weeks, in whole percent, on the scale of NIST SP 800-30."""
    percent = (200 * broken + judged) // (2 * judged)
    return next(level for most, level in _SCALE if percent <= most)


def risk_level(likelihood: Level, impact: Level) -> Level:
    """Return the level of a risk. Source: NIST SP 800-30 revision 1, table I-2."""
    return _MATRIX[likelihood.rank][impact.rank]


def higher(level: Level) -> Level:
    """Return the next higher level, if there is one."""
    levels = list(Level)
    return levels[min(level.rank + 1, len(levels) - 1)]


def trend_of(broken: Sequence[bool]) -> Trend:
    """Return where weeks go: the later half against the earlier one, beyond noise (Newcombe's interval)."""
    half = len(broken) // 2
    if half < 2:
        return Trend.UNKNOWN
    before, after = broken[:half], broken[half:]
    change = share_change((sum(before), len(before)), (sum(after), len(after)), _ONE_SIDED)
    direction = change.direction if change else 0
    return {1: Trend.RISING, -1: Trend.FALLING}.get(direction, Trend.STEADY)


def _weeks(tracks: Sequence[Track]) -> list[tuple[Standing, bool]]:
    """Return for each week how it stood, and whether any check was blank in it."""
    by_week: dict[Stretch, list[Standing]] = defaultdict(list)
    for track in tracks:
        for week, standing in track.weeks:
            by_week[week].append(standing)
    order = (Standing.BROKEN, Standing.KEPT, Standing.BLANK, Standing.UNSURE, Standing.EARLY)
    return [
        (next(standing for standing in order if standing in states), Standing.BLANK in states)
        for states in (by_week[week] for week in sorted(by_week))
    ]


def _raised(
    observed: Level | None, inherent: Level, trend: Trend, counts: tuple[int, int, int, int]
) -> tuple[Level, tuple[str, ...]]:
    if observed is None:
        return higher(inherent), (f"nothing was judged, so one above the inherent {inherent}",)
    broken, judged, blank, partly = counts
    level, because = observed, []
    if trend is Trend.RISING:
        level = higher(level)
        because.append("one higher because it rises")
    if blank or partly:
        level = higher(level)
        because.append("one higher because answers are missing")
        worst = scaled(broken + blank, judged + blank)
        if worst.rank > level.rank:
            level = worst
            because.append(f"{worst} if the blank weeks were broken")
    return level, tuple(because)


def _counts(broken: int, judged: int, blank: int, partly: int, trend: Trend) -> str:
    if not judged:
        return f"no week could be judged, {weeks(blank)} blank"
    parts = [f"broken in {broken} of {weeks(judged, 'judged ')} ({(200 * broken + judged) // (2 * judged)} %)"]
    if trend in {Trend.RISING, Trend.FALLING}:
        parts.append(trend.value)
    if blank:
        parts.append(f"{weeks(blank)} blank")
    if partly:
        parts.append(f"{weeks(partly)} with an answer missing")
    return ", ".join(parts)


def weeks(number: int, what: str = "") -> str:
    """Return a number of weeks in words: 1 week, 5 judged weeks."""
    return f"{number} {what}week{'' if number == 1 else 's'}"

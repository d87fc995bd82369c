"""How much of a change is the number itself, and how much only who was asked.

A quarter's value at the reference mix is the mean of its periods' standardised values by their rows: each of them is a
value at the same mix, so their mean is one too. What the crude value changed by beyond that is mix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from govcode.history.record import Definition
from govcode.review.periods import whole
from govcode.review.pooling import Amount, Number, month_of, weighed
from govcode.review.quarter import Stretch
from govcode.review.scene import Observation, Scene
from govcode.review.scorecard import Segment, Series, same_definition
from govcode.stats.change import Change, interval_change

_CLOSED = frozenset({"pass", "fail", "inconclusive"})


@dataclass(frozen=True, slots=True)
class Side:
    """A quarter or month as it is, and at the reference mix."""

    stretch: Stretch
    crude: Amount
    standardised: Amount


@dataclass(frozen=True, slots=True)
class Mixed:
    """A KPI before and after; `rate_effect` is the change at the reference mix, `mix_effect` the rest of the crude one.

    Both went an `opposite` way if one rose while the other fell, which is `sure` if both changes are larger than noise.
    It is a `reversal` where one way is better: one got better while the other got worse. `absent` are strata of the
    reference that had no rows.
    """

    check: str
    vendor: str | None
    segment: Segment
    definition: Definition
    before: Side
    after: Side
    crude: Change | None
    standardised: Change | None
    rate_effect: float
    mix_effect: float
    reversal: bool
    sure: bool
    absent: tuple[str, ...]
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Mixes:
    """The KPIs told at a reference mix, reversals first; `unable` are those without a standardised value."""

    lines: tuple[Mixed, ...]
    unable: tuple[tuple[str, str | None, str], ...]  # check, vendor, reason


def mixes_of(scene: Scene, every: Sequence[Series]) -> Mixes:
    """Return each KPI with a reference mix, this quarter against the one before, else month against month."""
    lines: list[Mixed] = []
    unable: list[tuple[str, str | None, str]] = []
    for series in every:
        inside = [seen for seen in series.seen if scene.quarter.has(seen.stretch.start) and seen.result.mix]
        if not inside:
            continue
        months = scene.quarter.months
        pairs = ((whole(scene.quarter.plus(-1)), whole(scene.quarter)), (months[0], months[2]), (months[0], months[1]))
        found = next((line for pair in pairs if (line := _mixed(series, *pair)) is not None), None)
        if found is not None:
            lines.append(found)
        else:
            unable.append((series.check, series.vendor, _why(inside)))
    order = sorted(lines, key=lambda line: (not line.reversal, line.check, line.vendor or "", line.segment))
    return Mixes(tuple(order), tuple(unable))


def _why(inside: Sequence[Observation]) -> str:
    absent = sorted({name for seen in inside if seen.result.mix for name in seen.result.mix.absent})
    return f"no rows of {', '.join(absent)}" if absent else "there is nothing before to compare it with"


def _mixed(series: Series, first: Stretch, second: Stretch) -> Mixed | None:
    before, after = _side(series, first), _side(series, second)
    values = (before.crude.value, before.standardised.value, after.crude.value, after.standardised.value)
    old, old_at_mix, new, new_at_mix = values
    if old is None or old_at_mix is None or new is None or new_at_mix is None:
        return None
    crude, standardised = _change(before.crude, after.crude), _change(before.standardised, after.standardised)
    rate = new_at_mix - old_at_mix
    way = series.seen[-1].definition.direction
    opposite = (new - old) * rate < 0
    reversal = opposite and way in {"higher", "lower"}
    sure = opposite and all(change is not None and change.direction for change in (crude, standardised))
    inside = (seen.result.mix for seen in _within(series, second) if seen.result.mix)
    absent = tuple(sorted({name for mix in inside for name in mix.absent}))
    return Mixed(
        series.check,
        series.vendor,
        series.segment,
        series.seen[-1].definition,
        before,
        after,
        crude,
        standardised,
        rate,
        fsum((new, -old, -rate)),
        reversal,
        sure,
        absent,
        opposite,
    )


def _within(series: Series, stretch: Stretch) -> list[Observation]:
    return [o for o in series.seen if stretch.start <= o.stretch.start < stretch.end and o.outcome in _CLOSED]


def _side(series: Series, stretch: Stretch) -> Side:
    """Return a stretch by both; only periods that have both values count, so that both are about the same rows."""
    found = [o for o in _within(series, stretch) if o.result.mix and o.result.mix.standardised is not None]
    crude = [o.result for o in found if o.result.value is not None]
    at_mix = [
        Number(mix.standardised, o.result.n or 0, mix.interval)
        for o in found
        if (mix := o.result.mix) is not None and mix.standardised is not None and o.result.value is not None
    ]
    definition = series.seen[-1].definition
    return Side(stretch, month_of(definition, crude, one_definition=same_definition(found)), weighed(at_mix))


def _change(before: Amount, after: Amount) -> Change | None:
    if before.value is None or after.value is None or before.interval is None or after.interval is None:
        return None
    return interval_change((before.value, before.interval), (after.value, after.interval))

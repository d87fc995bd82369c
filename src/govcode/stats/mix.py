"""Comparisons at the same mix: what a number would be, and how much of a difference is only who was asked.

Strata are told apart by any key (a queue, a channel and a language, …).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt
from typing import Generic, TypeVar

from govcode.stats.intervals import CONFIDENCE, Interval, sample_variance, t_deviate, wilson

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standardised(Generic[K]):
    """A number at the reference mix and as it is.

    It has no value where strata of the reference mix are `missing`; rows of strata `outside` the mix are left out.
    """

    value: float | None
    interval: Interval | None
    crude: float | None
    missing: tuple[K, ...]
    outside: tuple[K, ...]


@dataclass(frozen=True, slots=True)
class Decomposition(Generic[K]):
    """A difference of two numbers, the two effects that it is the sum of, and both effects of each stratum.

    Strata that only one side has count as mix; they are named in `one_sided`.
    """

    difference: float
    rate_effect: float
    mix_effect: float
    strata: tuple[tuple[K, float, float], ...]
    one_sided: tuple[K, ...]


def standardised_share(
    strata: Mapping[K, tuple[int, int]], weights: Mapping[K, float], confidence: float = CONFIDENCE
) -> Standardised[K]:
    """Return the share that strata of (hits, n) would have at the reference weights (any scale, summing above zero).

    The interval puts the Wilson limits of the strata together as their squared distances from the shares: for one
    stratum it is Wilson's, and unlike Σ w² p(1-p)/n it has a width where all are hits.
    Source: G. Y. Zou and A. Donner, Construction of confidence limits about effect measures (2008).
    """
    mix, missing, outside = _mix(weights, {key: n for key, (_, n) in strata.items()})
    crude = _crude((hits, n) for hits, n in strata.values())
    if missing:
        return Standardised(None, None, crude, missing, outside)
    shares = {key: strata[key][0] / strata[key][1] for key in mix}
    ends = {key: wilson(*strata[key], confidence) for key in mix}
    value = fsum(mix[key] * shares[key] for key in mix)
    low = sqrt(fsum((mix[key] * (shares[key] - ends[key][0])) ** 2 for key in mix))
    high = sqrt(fsum((mix[key] * (ends[key][1] - shares[key])) ** 2 for key in mix))
    return Standardised(value, (value - low, value + high), crude, missing, outside)


def standardised_mean(
    strata: Mapping[K, tuple[float, float, int]], weights: Mapping[K, float], confidence: float = CONFIDENCE
) -> Standardised[K]:
    """Return the mean that strata of (total, squares, n) would have at the reference weights, in the values' unit.

    The t interval has the variance Σ w² s²/n and Satterthwaite's degrees of freedom; none if a stratum has one value.
    Source: W. G. Cochran, Sampling techniques (1977), section 5.4.
    """
    mix, missing, outside = _mix(weights, {key: n for key, (_, _, n) in strata.items()})
    crude = _crude((total, n) for total, _, n in strata.values())
    if missing:
        return Standardised(None, None, crude, missing, outside)
    value = fsum(mix[key] * strata[key][0] / strata[key][2] for key in mix)
    return Standardised(value, _mean_interval(strata, mix, value, confidence), crude, missing, outside)


def _mean_interval(
    strata: Mapping[K, tuple[float, float, int]], mix: Mapping[K, float], value: float, confidence: float
) -> Interval | None:
    if any(strata[key][2] < 2 for key in mix):
        return None
    parts = {key: mix[key] ** 2 * sample_variance(*strata[key]) / strata[key][2] for key in mix}
    variance = fsum(parts.values())
    if not variance:
        return value, value
    freedom = variance**2 / fsum(part**2 / (strata[key][2] - 1) for key, part in parts.items())
    half = t_deviate(freedom, confidence) * sqrt(variance)
    return value - half, value + half


def standardised_value(
    strata: Mapping[K, tuple[float, int, Interval | None]], weights: Mapping[K, float]
) -> Standardised[K]:
    """Return the number that strata of (value, n, interval) would have at the reference weights, in the values' unit.

    The limits of the strata are put together as for shares; no interval if a stratum has none.
    Source: G. Y. Zou and A. Donner, Construction of confidence limits about effect measures (2008).
    """
    mix, missing, outside = _mix(weights, {key: n for key, (_, n, _) in strata.items()})
    crude = _crude((value * n, n) for value, n, _ in strata.values())
    if missing:
        return Standardised(None, None, crude, missing, outside)
    value = fsum(mix[key] * strata[key][0] for key in mix)
    ends = [(mix[key], strata[key][0], strata[key][2]) for key in mix]
    low = fsum((weight * (at - end[0])) ** 2 for weight, at, end in ends if end)
    high = fsum((weight * (end[1] - at)) ** 2 for weight, at, end in ends if end)
    sure = all(end for _, _, end in ends)
    return Standardised(value, (value - sqrt(low), value + sqrt(high)) if sure else None, crude, missing, outside)


def _mix(weights: Mapping[K, float], sizes: Mapping[K, int]) -> tuple[dict[K, float], tuple[K, ...], tuple[K, ...]]:
    """Return the weights scaled to one, the strata that have weight but no rows, and those that have no weight."""
    whole = fsum(weights.values())
    if whole <= 0 or min(weights.values()) < 0:
        raise ValueError("weights are zero or more, and not all zero")
    mix = {key: weight / whole for key, weight in weights.items() if weight}
    missing = tuple(key for key in mix if not sizes.get(key))
    return mix, missing, tuple(key for key, n in sizes.items() if n and key not in mix)


def _crude(strata: Iterable[tuple[float, int]]) -> float | None:
    """Return the number at the mix that was delivered."""
    pairs = list(strata)
    n = sum(size for _, size in pairs)
    return fsum(total for total, _ in pairs) / n if n else None


def decomposed(before: Mapping[K, tuple[float, int]], after: Mapping[K, tuple[float, int]]) -> Decomposition[K] | None:
    """Return what of the difference after - before comes from the strata's own rates and what from their mix.

    Strata are (hits or total, n). Each effect is the mean over both orders in which one can change rates and mix, so
    that the two sum to the difference. None if a side has no rows.
    Source: E. M. Kitagawa, Components of a difference between two rates (1955).
    """
    n_before, n_after = sum(n for _, n in before.values()), sum(n for _, n in after.values())
    if not n_before or not n_after:
        return None
    effects: dict[K, tuple[Fraction, Fraction]] = {}
    one_sided = []
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, (0.0, 0)), after.get(key, (0.0, 0))
        if not old[1] and not new[1]:
            continue
        if not old[1] or not new[1]:
            one_sided.append(key)
        effects[key] = _effects(old, new, Fraction(old[1], n_before), Fraction(new[1], n_after))
    rate = sum((by_rate for by_rate, _ in effects.values()), Fraction())
    mix = sum((by_mix for _, by_mix in effects.values()), Fraction())
    strata = tuple((key, float(by_rate), float(by_mix)) for key, (by_rate, by_mix) in effects.items())
    return Decomposition(float(rate + mix), float(rate), float(mix), strata, tuple(one_sided))


def _effects(
    old: tuple[float, int], new: tuple[float, int], weight_before: Fraction, weight_after: Fraction
) -> tuple[Fraction, Fraction]:
    """Return the rate and the mix effect of a stratum; a rate that one side does not have is taken from the other."""
    rate_before, rate_after = (Fraction(total) / n if n else None for total, n in (old, new))
    first = rate_before if rate_before is not None else rate_after or Fraction()
    second = rate_after if rate_after is not None else first
    return (second - first) * (weight_before + weight_after) / 2, (weight_after - weight_before) * (first + second) / 2

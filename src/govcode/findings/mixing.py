"""The same number at a frozen mix, and what of its change is only that the mix moved.

Each value is told beside what it would be if every stratum had the share that the reference gives it, and its change
since the period before is split into a rate effect (the strata themselves) and a mix effect (who came), which add up to
the change exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from govcode.findings.finding import Finding, Mixed, Place
from govcode.findings.places import place, segment_of
from govcode.findings.rolling import windows
from govcode.findings.scoring import scored
from govcode.ir.check import Check, Figure, Mix, Score
from govcode.ir.measure import Aggregate, Group, Grouped
from govcode.stats.intervals import Interval
from govcode.stats.mix import decomposed, standardised_value

# A whole of these is the weighted mean of its parts.
MIXABLE = {Figure.SHARE, Figure.SHARE_OF_COUNTS, Figure.MEAN, Figure.RATE, Figure.NPS}
_EXPOSURE = 1  # the term of a rate that its events are counted per
_Stratum: TypeAlias = tuple[str, ...]
_At: TypeAlias = tuple[Place | None, datetime | None]


@dataclass(slots=True)
class _Strata:
    """The strata of one value, as (value, weight, interval), and the rows that the reference has no stratum for."""

    known: dict[_Stratum, tuple[float, int, Interval | None]] = field(default_factory=dict)
    outside: int = 0

    def totals(self) -> dict[_Stratum, tuple[float, int]]:
        """Return each stratum as (total, weight)."""
        return {key: (value * weight, weight) for key, (value, weight, _) in self.known.items()}


def with_mix(
    check: Check, score: Score, findings: Sequence[Finding], measure: Aggregate, found: Grouped
) -> tuple[Finding, ...]:
    """Return the findings with their values at the reference mix."""
    mix = score.mix
    if mix is None or score.figure not in MIXABLE:
        return tuple(findings)
    strata = _strata(check, score, mix, measure, found)
    ends: dict[_At, _At] = {(f.segment, f.period[1]): _at(f) for f in findings if f.period and f.number}
    return tuple(_with_mix(finding, mix, strata, ends) for finding in findings)


def _at(finding: Finding) -> _At:
    return finding.segment, finding.period[0] if finding.period else None


def _with_mix(finding: Finding, mix: Mix, strata: dict[_At, _Strata], ends: dict[_At, _At]) -> Finding:
    own = strata.get(_at(finding))
    if own is None or finding.number is None or finding.number.value is None:
        return finding
    at_mix = standardised_value(own.known, dict(mix.weights))
    before = strata.get(ends.get(_at(finding), (None, None))) if finding.period else None
    change = decomposed(before.totals(), own.totals()) if before else None
    told = Mixed(
        at_mix.value,
        at_mix.interval,
        change.rate_effect if change else None,
        change.mix_effect if change else None,
        tuple(", ".join(words) for words in at_mix.missing),
        own.outside,
    )
    return replace(finding, number=replace(finding.number, mix=told))


def _strata(check: Check, score: Score, mix: Mix, measure: Aggregate, found: Grouped) -> dict[_At, _Strata]:
    weights, first = dict(mix.weights), 1 if score.period else 0
    names = [segment.name for segment in score.by]
    more = [segment for segment in mix.by if segment.name not in names]
    result: dict[_At, _Strata] = {}
    for group in _groups(score, measure, found):
        start, values = (group.values[0] if first else None), group.values[first:]
        number = scored(score, measure, group)
        if (first and not isinstance(start, datetime)) or number.value is None:
            continue
        by = values[: len(score.by)]
        words = dict((*place(score.by, by).values, *place(more, values[len(score.by) :]).values))
        key = tuple(words[segment.name] for segment in mix.by)
        moment = start if isinstance(start, datetime) else None
        own = result.setdefault((segment_of(check, score.by, by), moment), _Strata())
        own.known[key] = (number.value, _weight(score, group, number.n), number.interval)
        own.outside += 0 if weights.get(key) else number.n
    return result


def _groups(score: Score, measure: Aggregate, found: Grouped) -> Iterator[Group]:
    """Yield the groups, each with those of the periods before that its value covers too."""
    if score.period is None or score.rolling == 1:
        yield from found.groups
        return
    dated = [group for group in found.groups if isinstance(group.values[0], datetime)]
    for window in windows(measure, score.period, score.rolling, dated):
        yield window.group


def _weight(score: Score, group: Group, n: int) -> int:
    return int(str(group.terms[_EXPOSURE] or 0)) if score.figure is Figure.RATE else n

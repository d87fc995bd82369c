"""Tension documents are resolved: two KPIs that are told over the same periods and segments, each with a good side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govcode.catalog.catalog import Tension
from govcode.catalog.declared import is_declared
from govcode.catalog.linking import Linking
from govcode.catalog.topics import topic_of
from govcode.documents.kinds.tension import Tension as Written
from govcode.documents.located import Located
from govcode.ir.check import About, Check, Direction, Score

_BETTER = {Direction.HIGHER: "rises", Direction.LOWER: "falls"}
_OPPOSITE = {"rises": "falls", "falls": "rises"}


def tensions_of(linking: Linking, checks: Iterable[Check]) -> tuple[Tension, ...]:
    """Return the tensions whose two KPIs can be compared, reporting the others."""
    scores = {check.id: check.limit for check in checks if isinstance(check.limit, Score)}
    return tuple(_tensions(linking, scores))


def _tensions(linking: Linking, scores: dict[str, Score]) -> Iterator[Tension]:
    for at, tension in linking.registry.each(Written):
        spec = tension.spec
        known = [_known(linking, at, field, name, scores) for field, name in _pair(tension)]
        if not all(known):
            continue
        first, second = (scores[name] for _, name in _pair(tension))
        problem = _incomparable(tension, first, second)
        if problem:
            linking.problems.error("GC319", problem[1], at, ("spec", problem[0]), problem[2])
            continue
        improves = spec.improves_when or _BETTER[first.direction]
        worsens = spec.worsens_when or _OPPOSITE[_BETTER[second.direction]]
        yield Tension(_about(at, tension, improves, worsens), at.id, spec.improves, spec.worsens, improves, worsens)


def _pair(tension: Written) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("improves", tension.spec.improves), ("worsens", tension.spec.worsens)


def _known(linking: Linking, at: Located, field: str, name: str, scores: dict[str, Score]) -> bool:
    if name in scores:
        return True
    if not is_declared(linking, name):
        linking.problems.unknown("GC117", "KPI", name, scores, at, ("spec", field))
    return False


def _incomparable(tension: Written, first: Score, second: Score) -> tuple[str, str, str | None] | None:
    """Return what keeps two KPIs from being compared: the field, the reason and a way out."""
    spec = tension.spec
    if spec.improves == spec.worsens:
        return "worsens", f"'{spec.worsens}' cannot pull against itself", "name another KPI"
    for (field, name), score in zip(_pair(tension), (first, second), strict=True):
        if score.period is None:
            return field, f"'{name}' has no period, so it has no period before", f"give {name} `cohort` and `period`"
    if (first.period, first.zone, first.week_starts) != (second.period, second.zone, second.week_starts):
        told = f"'{spec.improves}' is told per {first.period} and '{spec.worsens}' per {second.period}"
        if first.period == second.period:
            told = f"'{spec.improves}' and '{spec.worsens}' do not begin their {first.period}s at the same moment"
        return "worsens", told, "tell both over the same periods"
    here, there = ({segment.name for segment in score.by} for score in (first, second))
    if not (here <= there or there <= here):
        names = [" and ".join(sorted(by)) for by in (here, there)]
        message = f"'{spec.improves}' is told by {names[0]} and '{spec.worsens}' by {names[1]}"
        return "worsens", message, "tell both by the same columns, or one of them by some of the other's"
    return _undirected(tension, first, second)


def _undirected(tension: Written, first: Score, second: Score) -> tuple[str, str, str | None] | None:
    """Return which KPI does not say which way it is better, or is said to be better the other way."""
    spec = tension.spec
    for (field, name), score, said in zip(
        _pair(tension), (first, second), (spec.improves_when, spec.worsens_when), strict=True
    ):
        better = _BETTER.get(score.direction)
        if better is None and said is None:
            return field, f"'{name}' does not say which way it is better", f"add {field}_when: rises or falls"
        meant = said if field == "improves" or said is None else _OPPOSITE[said]
        if better and meant and better != meant:
            message = f"'{name}' is better when it {better}, so it {field} the other way"
            return f"{field}_when", message, f"{field}_when: {_OPPOSITE[str(said)]}, or leave it out"
    return None


def _about(at: Located, tension: Written, improves: str, worsens: str) -> About:
    spec, metadata = tension.spec, tension.metadata
    sentence = f"{spec.improves} {improves} beyond noise while {spec.worsens} {worsens} beyond noise: that must not be."
    return About(
        title=metadata.title,
        sentence=sentence,
        owner=metadata.owner,
        severity=spec.severity,
        enforcement=spec.enforcement,
        why=spec.why,
        fix=spec.fix,
        controls=tuple(metadata.controls),
        span=at.at(("metadata", "id")),
        definition=repr(("tension", spec.improves, improves, spec.worsens, worsens)),
        topic=topic_of(tension),
    )

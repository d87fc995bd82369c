"""A KPI becomes a check: what is counted, how it becomes a number, and what is measured beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcode.catalog.bench import Bench
from govcode.catalog.checks.kpi.aiming import direction_of
from govcode.catalog.checks.kpi.dating import Days, days_of, period_of
from govcode.catalog.checks.kpi.dividing import columns_told, mix_of
from govcode.catalog.checks.kpi.leaving_out import Exclusion, exclusions_of, waterfall
from govcode.catalog.checks.kpi.refusing import refuse
from govcode.catalog.checks.kpi.sentence import sentence
from govcode.catalog.checks.kpi.watching import drift_of
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.kpi import Kpi, KpiSpec, Target
from govcode.documents.located import Located
from govcode.expressions.phrases import is_true, negated
from govcode.ir.check import Aside, Check, JudgePolicy, Mix, Score, SideKind
from govcode.ir.expression import Expr, both
from govcode.ir.limit import Bounds, Period, Segment
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Named
from govcode.kpis.measure import Reckoned


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the words of a KPI are resolved to."""

    reckoned: Reckoned
    days: Days
    period: Expr | None
    by: tuple[Segment, ...]
    drill: tuple[Segment, ...]
    mix: Mix | None
    where: Expr | None
    exclusions: tuple[Exclusion, ...]
    cluster: Expr | None


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the check of each KPI."""
    for at, kpi in linking.registry.each(Kpi):
        check = made(linking, at, kpi)
        if check:
            yield check


def made(linking: Linking, at: Located, kpi: Kpi) -> Check | None:
    """Return a KPI as a check, or None after reporting what is wrong with it."""
    there = linking.bench(at, kpi.spec.of, ("spec",), "of")
    if there is None:
        return None
    bench = Bench(there.contract, there.contracts, at, ("spec",), there.problems, there.as_of)
    parts = _parts(linking, bench, kpi.spec)
    if parts is None:
        return None
    score = _score(bench, kpi.spec, parts)
    measure = _aggregate(parts, parts.by)
    of = subject(bench.contract)
    told = about(
        at,
        at.at(("metadata", "id")),
        title=kpi.metadata.title,
        sentence=sentence(kpi, score),
        severity=kpi.spec.severity,
        enforcement=kpi.spec.enforcement,
        why=kpi.spec.why,
        fix=kpi.spec.fix,
        definition=(of.relation, measure, score),
    )
    return Check(at.id, "kpi", told, of, measure, score, asides=tuple(_asides(parts)))


def _measured(bench: Bench) -> Bench:
    return Bench(bench.contract, bench.contracts, bench.where, ("spec", "measure"), bench.problems, bench.as_of)


def _parts(linking: Linking, bench: Bench, spec: KpiSpec) -> _Parts | None:
    reckoned = spec.measure.reckon(_measured(bench))
    where = bench.condition(spec.where, "where") if spec.where else None
    days = days_of(linking, bench, spec)
    period, by = period_of(bench, spec, days), columns_told(bench, spec.by, "by")
    drill = columns_told(bench, spec.drill, "drill")
    mix = mix_of(bench, spec)
    exclusions = exclusions_of(bench, spec, reckoned)
    cluster = bench.column(spec.cluster, "cluster") if spec.cluster else None
    if reckoned is None or by is None or drill is None or (spec.period and period is None):
        return None
    refuse(bench, spec, reckoned)
    rows = both(linking.part(bench, spec.scope), where)
    return _Parts(reckoned, days, period, by, drill, mix, rows, exclusions, cluster)


def _aggregate(parts: _Parts, by: tuple[Segment, ...]) -> Aggregate:
    """Return the terms of the rows that are not left out, by period and segments."""
    terms = parts.reckoned.terms
    if parts.cluster is not None and parts.reckoned.each is not None:
        terms = (*terms, Term(TermKind.CLUSTERS, parts.reckoned.each, by=parts.cluster))
    kept = (negated(is_true(exclusion.out)) for exclusion in parts.exclusions if not exclusion.of_measure)
    return Aggregate(_groups(parts, by), terms, both(parts.where, *kept))


def _groups(parts: _Parts, by: tuple[Segment, ...]) -> tuple[Named, ...]:
    period = (Named("period", parts.period),) if parts.period else ()
    return period + tuple(Named(segment.name, segment.expr) for segment in by)


def _asides(parts: _Parts) -> Iterator[Aside]:
    if parts.drill:
        yield Aside(SideKind.DRILL, "", _aggregate(parts, _joined(parts.by, parts.drill)))
    if parts.mix:
        yield Aside(SideKind.MIX, "", _aggregate(parts, _joined(parts.by, parts.mix.by)))
    # All exclusions are counted in one pass: the n-th of these asides is told by the n-th term.
    counts = tuple(Term(TermKind.COUNT, out) for out in waterfall(parts.exclusions))
    for exclusion in parts.exclusions:
        yield Aside(SideKind.EXCLUDED, exclusion.name, Aggregate(_groups(parts, parts.by), counts, parts.where))


def _joined(by: tuple[Segment, ...], more: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the segments of both; what is grouped by twice is grouped by once."""
    return (*by, *(segment for segment in more if segment.name not in {known.name for known in by}))


def _score(bench: Bench, spec: KpiSpec, parts: _Parts) -> Score:
    reckoned = parts.reckoned
    return Score(
        figure=reckoned.figure,
        unit=spec.unit or reckoned.unit,
        scale=reckoned.scale,
        by=parts.by,
        period=Period(spec.period) if spec.period else None,
        maturity=spec.maturity,
        target=_bounds(spec.target),
        minimum=_bounds(spec.minimum),
        policy=JudgePolicy(spec.judge),
        min_n=spec.min_n,
        q=reckoned.q,
        horizon=reckoned.horizon,
        per=reckoned.per,
        ratings=reckoned.ratings,
        clustered=parts.cluster is not None,
        rolling=spec.rolling,
        direction=direction_of(bench, spec),
        zone=parts.days.zone,
        week_starts=parts.days.week_starts,
        drill=parts.drill,
        mix=parts.mix,
        drift=drift_of(bench, spec, reckoned.figure),
        bands=tuple((word, target.bounds) for word, target in spec.bands.items()),
        definition=_definition(spec, reckoned, parts.days),
    )


def _definition(spec: KpiSpec, reckoned: Reckoned, days: Days) -> tuple[tuple[str, str], ...]:
    """Return what the number depends on and no expression shows."""
    told = {
        "clock": spec.clock,
        "calendar": spec.calendar,
        "attribution": spec.attribution,
        "cohort": spec.cohort,
        "days of": days.zone if spec.period else None,
        "exclusions": ", ".join(spec.exclude) or None,
        "cluster": spec.cluster,
    }
    return (*((word, value) for word, value in told.items() if value), *reckoned.definition)


def _bounds(target: Target | None) -> Bounds | None:
    return target.bounds if target else None

"""KPIs."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.catalog.bench import Bench
from govcode.catalog.contracts import shown
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.kpi import Kpi, KpiSpec, Target
from govcode.documents.located import Located
from govcode.expressions.phrases import as_timestamp, start_of
from govcode.ir.check import Bounds, Check, JudgePolicy, Period, Score, Segment
from govcode.ir.expression import Expr, Type, both
from govcode.ir.measure import Aggregate
from govcode.ir.relation import Named
from govcode.kpis.measure import Reckoned

_PERIODS = frozenset(period.value for period in Period)


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the check of each KPI."""
    for at, kpi in linking.registry.each(Kpi):
        bench = linking.bench(at, kpi.spec.of, ("spec",), "of")
        if bench:
            own = Bench(bench.contract, bench.contracts, at, ("spec",), bench.problems, bench.as_of)
            check = _check(linking, at, kpi, own)
            if check:
                yield check


def _check(linking: Linking, at: Located, kpi: Kpi, bench: Bench) -> Check | None:
    spec = kpi.spec
    measured = Bench(bench.contract, bench.contracts, at, ("spec", "measure"), bench.problems, bench.as_of)
    reckoned = spec.measure.reckon(measured)
    where = bench.condition(spec.where, "where") if spec.where else None
    period, by = _period(bench, spec), _by(bench, spec)
    if reckoned is None or by is None or (spec.period and period is None):
        return None
    groups = ((Named("period", period),) if period else ()) + tuple(Named(s.name, s.expr) for s in by)
    measure = Aggregate(groups, reckoned.terms, both(linking.part(bench, spec.scope), where))
    score = _score(spec, reckoned, by)
    of = subject(bench.contract)
    told = about(
        at,
        at.at(("metadata", "id")),
        title=kpi.metadata.title,
        sentence=_sentence(kpi, score),
        severity=spec.severity,
        enforcement=spec.enforcement,
        why=spec.why,
        fix=spec.fix,
        definition=(of.relation, measure, score),
    )
    return Check(at.id, "kpi", told, of, measure, score)


def _period(bench: Bench, spec: KpiSpec) -> Expr | None:
    if spec.period is None:
        return None
    if spec.cohort is None:
        message = "a KPI per period needs `cohort`: the moment that puts a row into a period"
        bench.report("GC102", message, "period", suggestion="cohort: created_at")
        return None
    moment = bench.column(spec.cohort, "cohort")
    if moment and moment.type not in {Type.DATE, Type.TIMESTAMP}:
        bench.report("GC205", f"`{spec.cohort}` is a {moment.type}, not a moment", "cohort")
        return None
    return start_of(spec.period, as_timestamp(moment)) if moment else None


def _by(bench: Bench, spec: KpiSpec) -> tuple[Segment, ...] | None:
    segments: list[Segment] = []
    for i, name in enumerate(spec.by):
        if name in _PERIODS and name not in bench.contract.columns and name not in bench.contract.doubtful:
            message = f"unknown column '{name}' in dataset '{bench.name}'; a KPI has one value per period by `period`"
            bench.report("GC114", message, "by", i, suggestion=f"write period: {name}")
            return None
        if bench.column(name, "by", i) is None:
            return None
        if not shown(bench.contract, name):
            message = f"`{name}` has no declared values, so a KPI cannot be told by it"
            bench.report("GC102", message, "by", i, suggestion=f"give {name} `values` or a `pattern` in its dataset")
            return None
        segments.append(bench.contract.segment(name))
    return tuple(segments)


def _score(spec: KpiSpec, reckoned: Reckoned, by: tuple[Segment, ...]) -> Score:
    return Score(
        figure=reckoned.figure,
        unit=spec.unit or reckoned.unit,
        scale=reckoned.scale,
        by=by,
        period=Period(spec.period) if spec.period else None,
        maturity=spec.maturity,
        target=_bounds(spec.target),
        minimum=_bounds(spec.minimum),
        policy=JudgePolicy(spec.judge),
        min_n=spec.min_n,
        q=reckoned.q,
    )


def _bounds(target: Target | None) -> Bounds | None:
    return target.bounds if target else None


def _sentence(kpi: Kpi, score: Score) -> str:
    spec = kpi.spec
    rows = f"rows of {spec.of}" + (f" where {spec.where}" if spec.where else "")
    span = f" per {spec.period} of {spec.cohort}" if spec.period else ""
    by = f" by {' and '.join(spec.by)}" if spec.by else ""
    aims = [
        f"{word} {_told(bounds, score)}"
        for word, bounds in (("target", score.target), ("minimum", score.minimum))
        if bounds
    ]
    return (
        f"{kpi.metadata.title}: {score.figure} over {rows}{span}{by}" + (f"; {', '.join(aims)}" if aims else "") + "."
    )


def _told(bounds: Bounds, score: Score) -> str:
    low, high = (
        None if end is None else f"{end * 100:g} %" if score.unit == "%" else f"{end:g} {score.unit}".strip()
        for end in (bounds.low, bounds.high)
    )
    if low and high:
        return f"between {low} and {high}"
    return f"at least {low}" if low else f"at most {high}"

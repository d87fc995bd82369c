"""The claims of vendors about a KPI become a check of its own: `KPI.claim`.

It measures the claims, and beside them the KPI itself in one pass that keeps apart what may have been done otherwise:
rows that are left out or delivered twice, other moments, other denominators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from govcode.catalog.bench import Bench
from govcode.catalog.checks.kpi.dating import Days, days_of, period_of
from govcode.catalog.checks.kpi.leaving_out import exclusions_of
from govcode.catalog.contracts import shown
from govcode.catalog.excuses import Excused
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.kpi import Claim as Written
from govcode.documents.kinds.kpi import Kpi, KpiSpec
from govcode.documents.located import Located
from govcode.expressions.phrases import equal_to_one_of, filled, is_true, negated, no_more, time_between
from govcode.ir.check import Aside, Check, Claim, Reading, Score, SideKind, Subject
from govcode.ir.claim import Cause, Flag, Schedule
from govcode.ir.expression import Apply, Case, Column, Expr, Type, both
from govcode.ir.limit import Period, Segment
from govcode.ir.measure import Aggregate, Term, TermKind
from govcode.ir.relation import Glance, GlanceKind, Named, Relation, Window
from govcode.kpis.measure import Reckoned

MOMENTS, FLAGS = 3, 6  # of other moments and of marks, so many are tried
PLAIN = "plain"
ELAPSED = "elapsed instead of business time"
BUSINESS = "_business"  # how facts name a duration in business time
_COPY = "copy_number"
_ADDED = {TermKind.COUNT, TermKind.SUM, TermKind.SQUARES, TermKind.HISTOGRAM}


@dataclass(frozen=True, slots=True)
class _Kpi:
    """A KPI's own words, resolved once more: its rows, what it leaves out, its ways to be computed."""

    score: Score
    subject: Subject
    vendor: tuple[Segment, ...]
    rows: Expr | None
    marks: tuple[tuple[Flag, Expr], ...]
    readings: tuple[tuple[Cause | None, str, Reckoned], ...]
    period: Expr
    schedules: tuple[tuple[Schedule, Expr], ...]


def claims_of(linking: Linking, checks: Iterable[Check], excused: Excused) -> Iterator[Check]:
    """Yield the check of the claims about each KPI that vendors tell themselves."""
    made = {check.id: check for check in checks if isinstance(check.limit, Score)}
    for at, kpi in linking.registry.each(Kpi):
        claim = kpi.spec.claim
        if claim is None or at.id not in made:
            continue
        bench = linking.bench(at, claim.of, ("spec", "claim"), "of")
        period = claim.per or kpi.spec.period
        if bench is None or not _datable(bench, kpi.spec, period):
            continue
        own = _kpi(linking, at, kpi.spec.model_copy(update={"period": period, "rolling": 1}), made[at.id], excused)
        check = _check(at, kpi, claim, bench, own, made[at.id]) if own else None
        if check:
            yield check


def _datable(bench: Bench, spec: KpiSpec, period: str | None) -> bool:
    """Say whether a KPI has periods that claims can be about, reporting that it has none."""
    if period and spec.cohort:
        return True
    message = "a claim is about a period, and this KPI has none"
    bench.report("GC102", message, suggestion="add `cohort` and `period`")
    return False


def _check(at: Located, kpi: Kpi, claim: Written, bench: Bench, own: _Kpi, of_kpi: Check) -> Check | None:
    measure, by = _claims(bench, claim, own)
    if measure is None:
        return None
    limit, asides = _recomputation(claim, by, own)
    of = subject(bench.contract)
    told = about(
        at,
        at.at(("spec", "claim", "of")),
        title=f"{kpi.metadata.title}: what the vendor says",
        sentence=f"What {claim.of} says of {at.id} lies within {claim.tolerance:g} of the recomputed value.",
        severity=of_kpi.about.severity,
        enforcement=of_kpi.about.enforcement,
        why=kpi.spec.why,
        fix="Send the vendor the parts of the gap, and agree on one definition in writing.",
        definition=(of.relation, measure, limit),
    )
    return Check(f"{at.id}.claim", "claim", told, of, measure, limit, asides=asides)


def _claims(bench: Bench, claim: Written, own: _Kpi) -> tuple[Aggregate | None, tuple[Segment, ...]]:
    """Return what is asked of the claims, reporting columns that they lack."""
    named = {name: bench.column(name, "of") for name in ("kpi_id", "period", "value")}
    where = bench.condition(claim.where, "where") if claim.where else None
    kpi_id, period, value = named.values()
    if kpi_id is None or period is None or value is None or (claim.where and where is None):
        return None, ()
    wrong = [
        (name, expr.type, words)
        for name, expr, types, words in (
            ("kpi_id", kpi_id, {Type.TEXT}, "a text"),
            ("period", period, {Type.TEXT, Type.DATE, Type.TIMESTAMP}, "a date or a text"),
            ("value", value, {Type.INTEGER, Type.NUMBER}, "a number"),
        )
        if expr.type not in types
    ]
    for name, type_, words in wrong:
        bench.report("GC205", f"`{name}` of dataset '{bench.name}' must be {words}; it is a {type_}", "of")
    if period.type is Type.TEXT and not shown(bench.contract, "period"):
        message = f"`period` of dataset '{bench.name}' is a text of any form, so it cannot be told"
        bench.report("GC102", message, "of", suggestion=r"give it a pattern, such as '^\d{4}-\d{2}$'")
        return None, ()
    if wrong:
        return None, ()
    columns = bench.contract.columns
    by = tuple(bench.contract.segment(name) for name in ("period", *(segment.name for segment in own.vendor)))
    parts = [columns[name] for name in ("numerator", "denominator") if name in columns]
    terms = [Term(TermKind.SUM, value), Term(TermKind.COUNT, filled(value))]
    terms += [Term(TermKind.SUM, part) for part in parts if len(parts) == 2]
    about_it = equal_to_one_of(kpi_id, (claim.as_,))
    groups = tuple(Named(segment.name, segment.expr) for segment in by)
    return Aggregate(groups, tuple(terms), both(about_it, where)), by


def _kpi(linking: Linking, at: Located, spec: KpiSpec, check: Check, excused: Excused) -> _Kpi | None:
    """Return a KPI resolved once more; its mistakes have been reported."""
    quiet = linking.silent(linking.as_of)
    there = quiet.bench(at, spec.of, ("spec",), "of")
    if there is None or spec.cohort is None or not isinstance(check.limit, Score):
        return None
    bench = Bench(there.contract, there.contracts, at, ("spec",), there.problems, there.as_of)
    within = replace(bench, base=("spec", "measure"))
    reckoned, days = spec.measure.reckon(within), days_of(quiet, bench, spec)
    period = period_of(bench, spec, days)
    if reckoned is None or period is None:
        return None
    where = bench.condition(spec.where, "where") if spec.where else None
    others = spec.measure.otherwise(within)
    contract = bench.contract
    vendor = (contract.segment("vendor"),) if "vendor" in contract.columns and shown(contract, "vendor") else ()
    relation, copies = _copies(bench)
    excluded = [(e.name, is_true(e.out)) for e in exclusions_of(bench, spec, reckoned) if not e.of_measure]
    marks = [(Flag(Cause.EXCLUSIONS, f"{name} counted", counted=False), out) for name, out in excluded]
    event = excused.all_of(at.id)
    marks += [(Flag(Cause.EXCLUSIONS, "excused events counted", counted=False), event)] if event is not None else []
    marks += [(Flag(Cause.DUPLICATES, "each row once", counted=True), copies)] if copies is not None else []
    readings = [(None, "", reckoned), *((Cause.DENOMINATOR, name, other) for name, other in others)]
    elapsed = tuple(replace(term, expr=_elapsed(term.expr, contract.columns)) for term in reckoned.terms)
    readings += [(Cause.CLOCK, ELAPSED, replace(reckoned, terms=elapsed))] if elapsed != reckoned.terms else []
    return _Kpi(
        _score(check.limit, spec, reckoned, vendor),
        replace(check.subject, relation=relation, segments=()),
        vendor,
        both(quiet.part(bench, spec.scope), where, *(negated(mark) for _, mark in marks[:-FLAGS])),
        tuple(marks[-FLAGS:]),
        tuple(readings),
        period,
        tuple(_schedules(bench, spec, days)),
    )


def _copies(bench: Bench) -> tuple[Relation, Expr | None]:
    """Return the rows of a dataset and which of them repeat the key of an earlier one, where it has a key."""
    contract = bench.contract
    key = contract.key
    if key is None or contract.document.spec.from_ is not None:
        return contract.relation, None
    glance = Glance(_COPY, GlanceKind.POSITION, key, Type.INTEGER)
    windowed = Window(contract.relation, (key,), (), (glance,))
    return windowed, negated(no_more(Column(_COPY, Type.INTEGER), 1))


def _elapsed(expr: Expr, columns: Mapping[str, Expr]) -> Expr:
    """Return an expression with elapsed time in the place of business time, and of facts that are business time."""
    match expr:
        case Apply("business_time", (_, start, end)):
            return time_between(start, end)
        case Apply(op, args, type_):
            return Apply(op, tuple(_elapsed(arg, columns) for arg in args), type_)
        case Case(branches, otherwise, type_):
            pairs = tuple((_elapsed(c, columns), _elapsed(e, columns)) for c, e in branches)
            return Case(pairs, _elapsed(otherwise, columns), type_)
        case Column(name) if name.endswith(BUSINESS) and name.removesuffix(BUSINESS) in columns:
            return columns[name.removesuffix(BUSINESS)]
        case _:
            return expr


def _schedules(bench: Bench, spec: KpiSpec, days: Days) -> Iterator[tuple[Schedule, Expr]]:
    """Yield the other ways in which rows may have been put into periods."""
    for name, other, shift in _days(spec, days):
        period = period_of(bench, spec, other)
        if period is not None:
            yield Schedule(name, shift), period
    moments = [
        name
        for name, expr in bench.contract.columns.items()
        if expr.type in {Type.TIMESTAMP, Type.DATE} and name != spec.cohort
    ]
    for name in moments[:MOMENTS]:
        period = period_of(bench, spec.model_copy(update={"cohort": name}), days)
        if period is not None:
            yield Schedule(f"by {name}"), period


def _days(spec: KpiSpec, days: Days) -> Iterator[tuple[str, Days, int]]:
    if days.zone != "UTC":
        yield "days of UTC", replace(days, zone="UTC"), 0
    if spec.period == "week":
        sunday = 6
        if days.week_starts == 0:
            yield "weeks from Sunday", replace(days, week_starts=sunday), -1
        else:
            shift = 1 if days.week_starts == sunday else -days.week_starts
            yield "weeks from Monday", replace(days, week_starts=0), shift


def _score(of: Score, spec: KpiSpec, reckoned: Reckoned, vendor: tuple[Segment, ...]) -> Score:
    """Return how the recomputed number is computed: as the KPI's, per claimed period and vendor, without limits."""
    return Score(
        figure=reckoned.figure,
        unit=of.unit,
        scale=reckoned.scale,
        by=vendor,
        period=Period(spec.period) if spec.period else None,
        maturity=of.maturity,
        target=None,
        minimum=None,
        policy=of.policy,
        min_n=1,
        q=reckoned.q,
        horizon=reckoned.horizon,
        per=reckoned.per,
        ratings=reckoned.ratings,
        zone=of.zone,
        week_starts=of.week_starts,
        definition=of.definition,
    )


def _recomputation(claim: Written, by: tuple[Segment, ...], own: _Kpi) -> tuple[Claim, tuple[Aside, ...]]:
    """Return the limit and what is measured for it: one pass where terms add up, else one per change."""
    groups = (Named("period", own.period), *(Named(s.name, s.expr) for s in own.vendor))
    kept = both(own.rows, *(negated(mark) for flag, mark in own.marks if not flag.counted))
    first = own.readings[0][2]
    if not {term.kind for term in first.terms} <= _ADDED:
        reading = Reading(None, "", own.score, 0, len(first.terms))
        aside = Aside(SideKind.RECOMPUTED, "", Aggregate(groups, first.terms, kept), own.subject)
        variants = list(_variants(own, groups))
        singles = tuple(single for single, _ in variants)
        return Claim(claim.tolerance, by, (reading,), singles=singles), (aside, *(side for _, side in variants))
    readings: list[Reading] = []
    terms: list[Term] = []
    for cause, name, reckoned in own.readings:
        score = replace(own.score, figure=reckoned.figure, scale=reckoned.scale, per=reckoned.per)
        readings.append(Reading(cause, name, score, len(terms), len(terms) + len(reckoned.terms)))
        terms += reckoned.terms
    more = [Named(f"period {schedule.name}", expr) for schedule, expr in own.schedules]
    more += [Named(flag.name, mark) for flag, mark in own.marks]
    aside = Aside(SideKind.RECOMPUTED, "", Aggregate((*groups, *more), tuple(terms), own.rows), own.subject)
    schedules, flags = tuple(s for s, _ in own.schedules), tuple(flag for flag, _ in own.marks)
    # Where a column of another way was not delivered, the number itself can still be recomputed.
    plain = Aside(SideKind.RECOMPUTED, PLAIN, Aggregate(groups, first.terms, kept), own.subject)
    return Claim(claim.tolerance, by, tuple(readings), schedules, flags), (aside, plain)


def _variants(own: _Kpi, groups: tuple[Named, ...]) -> Iterator[tuple[tuple[Cause, Schedule], Aside]]:
    """Yield each single change of a number whose terms cannot be added up, and its measurement."""
    first = own.readings[0][2]
    out = {flag: negated(mark) for flag, mark in own.marks if not flag.counted}
    for flag, mark in own.marks:
        others = (test for other, test in out.items() if other != flag)
        rows = both(own.rows, *others) if not flag.counted else both(own.rows, *out.values(), negated(mark))
        yield _variant(own, flag.cause, Schedule(flag.name), Aggregate(groups, first.terms, rows))
    kept = both(own.rows, *out.values())
    for cause, name, reckoned in own.readings:
        if cause:
            yield _variant(own, cause, Schedule(name), Aggregate(groups, reckoned.terms, kept))
    for schedule, expr in own.schedules:
        by = (Named("period", expr), *groups[1:])
        yield _variant(own, Cause.PERIOD, schedule, Aggregate(by, first.terms, kept))


def _variant(own: _Kpi, cause: Cause, schedule: Schedule, measure: Aggregate) -> tuple[tuple[Cause, Schedule], Aside]:
    return (cause, schedule), Aside(SideKind.VARIANT, f"{cause}: {schedule.name}", measure, own.subject)

"""What a weekly run of the stories finds: every KPI, claim and rule, as govcode itself would put it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from govcode.app.checking import Checked
from govcode.findings.claims import with_claims
from govcode.findings.figures.figure import Scored
from govcode.findings.finding import Claimed, Finding, Number, Outcome, Place, Spot
from govcode.findings.scoring import judged
from govcode.findings.scoring import told as number_of
from govcode.findings.signing import signed
from govcode.findings.tensions import tension_findings
from govcode.ir.check import Claim, Score
from govcode.ir.limit import Period
from govcode.stats.intervals import CONFIDENCE, poisson
from tests.stories import drawing, flows, world
from tests.stories import stories as told
from tests.stories.weeks import DAY, WEEK, first_of_month, first_of_quarter, midnight

_STRUCTURAL = {"lines", "matches", "one_of", "required", "unique"}  # of every column: what each run says is the same
_KEPT_TELLING = timedelta(days=35)  # so long after its end a month or quarter is told again


@dataclass(frozen=True, slots=True)
class Week:
    """A run: its day, the week that was over, and the promises as they were, by id and by whose override they are."""

    as_of: date
    promises: dict[tuple[str, str | None], Finding]
    redefined: bool

    @property
    def week(self) -> date:
        """Return the Monday of the week that was over."""
        return self.as_of - WEEK


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with the word for it, and why."""

    outcome: Outcome
    reason: str | None
    number: Number


def promises_of(empty: Checked) -> dict[tuple[str, str | None], Finding]:
    """Return the promises, as a run over nothing tells them; those of single columns are left out, to be small."""
    found = (f for f in empty.report.findings if not (f.kind in _STRUCTURAL and f.id.count(".") > 1))
    return {(finding.id, finding.vendor): finding for finding in found}


def findings_of(run: Week, empty: Checked) -> tuple[Finding, ...]:
    """Return all findings of a run."""
    found = with_claims(f for promise in run.promises.values() for f in _of(run, promise))
    return (*found, *tension_findings(empty.ready.catalog.tensions, found))


def kpi_findings(run: Week, promise: Finding) -> Iterator[Finding]:
    """Yield the values of a KPI that a run tells."""
    score = promise.limit
    if not isinstance(score, Score) or promise.id not in {*world.USUAL, flows.KPI}:
        return
    for vendor in _vendors(run, promise):
        for start, end in _periods(run, score):
            if promise.id == flows.KPI:
                yield from _flow(run, promise, score, vendor, (start, end))
            elif score.period is not Period.WEEK or world.delivered_in(vendor, start, run.as_of):
                yield _value(run, promise, score, vendor, (start, end))


def _of(run: Week, promise: Finding) -> Iterator[Finding]:
    match promise.limit:
        case Score(period=None):
            yield _fresh(promise, promise.limit)
        case Score():
            yield from kpi_findings(run, promise)
        case Claim():
            yield from _claims(run, promise)
        case _ if promise.kind != "tension":
            yield _rule(run, promise)


def _vendors(run: Week, promise: Finding) -> tuple[str, ...]:
    """Return whose rows a promise is about: an override is about one vendor, the rest about the others."""
    apart = {vendor for id_, vendor in run.promises if id_ == promise.id and vendor}
    own = (promise.vendor,) if promise.vendor else tuple(v for v in told.VENDORS if v not in apart)
    here = world.vendors_with((run.week - 2 * WEEK, run.week - WEEK, run.week), run.as_of)
    return tuple(vendor for vendor in own if vendor in here)


def _periods(run: Week, score: Score) -> Iterator[tuple[date, date]]:
    """Yield the periods that a run tells: the weeks of its drop, and months and quarters that ended not long ago."""
    if score.period is Period.WEEK:
        for back in (3, 2, 1):
            start = run.as_of - back * WEEK
            yield start, start + WEEK
        return
    first = first_of_month if score.period is Period.MONTH else first_of_quarter
    last = first(run.as_of - DAY)
    for start, end in ((first(last, -1), last), (last, first(last, 1))):
        if run.as_of <= end + _KEPT_TELLING:
            yield start, end


def _flow(run: Week, promise: Finding, score: Score, vendor: str, days: tuple[date, date]) -> Iterator[Finding]:
    for (start, end), count in flows.counts(vendor, days[0], _part(run, days)):
        scored = Scored(float(count), count, poisson(count, 1.0), CONFIDENCE)
        outcome, reason, met = judged(score, scored)
        told_now = _Told(outcome, reason, number_of(score, scored, met))
        place = Place((("vendor", vendor), ("from_team", start), ("to_team", end)))
        yield _stated(run, promise, place, days, told_now)


def _part(run: Week, days: tuple[date, date]) -> float:
    start, end = days
    return min(1.0, (run.as_of - start) / (end - start))


def _value(run: Week, promise: Finding, score: Score, vendor: str, days: tuple[date, date]) -> Finding:
    start, part = days[0], _part(run, days)
    scored = drawing.drawn(score, promise.id, vendor, start, part=part, redefined=run.redefined)
    outcome, reason, met = judged(score, scored)
    number = number_of(score, scored, met)
    if score.mix:
        number = _with_mix(score, number, promise.id, vendor, start)
    if (promise.id, vendor, start) == (told.EXCUSED_KPI, told.ACME, told.EXCUSED_WEEK) and number.value:
        whole = (number.value - told.EXCUSED_DROP, number.n + told.EXCUSED_ROWS)
        number = replace(number, with_excused=whole)
    return _stated(run, promise, Place((("vendor", vendor),)), days, _Told(outcome, reason, number))


def _stated(run: Week, promise: Finding, place: Place, days: tuple[date, date], said: _Told) -> Finding:
    """Return the finding of a number; of one whose window is open, that it is too early."""
    assert isinstance(promise.limit, Score)
    outcome, reason, immature = said.outcome, said.reason, 0
    matures = midnight(days[1]) + timedelta(microseconds=promise.limit.maturity)
    if matures > midnight(run.as_of):
        outcome, reason, immature = Outcome.IMMATURE, f"the window is open until {matures.date()}", said.number.n
    return _signed(
        promise,
        outcome=outcome,
        segment=place,
        period=(midnight(days[0]), midnight(days[1])),
        population=said.number.n,
        number=said.number,
        immature=immature,
        reason=reason,
    )


def _with_mix(score: Score, number: Number, kpi: str, vendor: str, start: date) -> Number:
    back = 1 if score.period is Period.WEEK else first_of_month(start).day
    before = start - WEEK if score.period is Period.WEEK else first_of_month(start - back * DAY)
    now = drawing.strata_of(kpi, vendor, start, number.n)
    earlier = drawing.strata_of(kpi, vendor, before, world.rows(kpi, vendor, before))
    return replace(number, mix=drawing.mixed(score, now, earlier), worst=drawing.cells(score, now))


def _fresh(promise: Finding, score: Score) -> Finding:
    scored = Scored(0.985, 400, (0.968, 0.993), 0.95)
    outcome, reason, met = judged(score, scored)
    return _signed(promise, outcome=outcome, population=400, number=number_of(score, scored, met), reason=reason)


def _claims(run: Week, promise: Finding) -> Iterator[Finding]:
    """Yield what vendors say of a KPI: what it is, but for one of them."""
    kpi = promise.id.removesuffix(".claim")
    for own in kpi_findings(run, run.promises[kpi, None]):
        if own.number is None or own.number.value is None or own.segment is None:
            continue
        above = _above(kpi, own)
        claimed = Claimed(own.number.value + above, above, (), above)
        outcome, reason = own.outcome, own.reason
        if outcome is not Outcome.IMMATURE:
            outcome = Outcome.FAIL if above else Outcome.PASS
            reason = f"claimed {100 * above:.0f} points more than recomputed; nothing explains it" if above else None
        number = replace(own.number, claim=claimed, target_met=None, literal=None, mix=None, worst=())
        like = replace(own, id=promise.id, kind=promise.kind, about=promise.about, dataset=promise.dataset)
        yield signed(
            replace(like, limit=promise.limit, number=number, outcome=outcome, reason=reason), promise.about.definition
        )


def _above(kpi: str, own: Finding) -> float:
    """Return by how much a claim is higher than the value."""
    acme = own.segment is not None and ("vendor", told.ACME) in own.segment.values
    since = own.period is not None and own.period[0].date() >= told.CLAIMED_FROM
    return told.CLAIMED_ABOVE if kpi == told.CLAIMED_KPI and acme and since else 0.0


def _rule(run: Week, promise: Finding) -> Finding:
    rows = {vendor: 150 + 40 * i for i, vendor in enumerate(told.VENDORS) if vendor in _vendors(run, promise)}
    spots = []
    for vendor, population in rows.items():
        broken = told.BROKEN.get((promise.id, vendor), {}).get(run.week, 0)
        if broken and world.delivered_in(vendor, run.week, run.as_of):
            spots.append(Spot(Place((("vendor", vendor),)), broken, population))
    total = sum(spot.violations for spot in spots)
    keys = _keys(run, promise, total)
    found = _signed(
        promise,
        outcome=Outcome.FAIL if total else Outcome.PASS,
        segment=Place((("vendor", promise.vendor),)) if promise.vendor else None,
        violations=total,
        population=sum(rows.values()),
        keys=keys,
        keys_total=total,
        spots=tuple(spots),
    )
    if promise.vendor and not rows:
        return replace(found, outcome=Outcome.NO_DATA, violations=None, population=None, reason="no rows", missing=True)
    return found


def _keys(run: Week, promise: Finding, total: int) -> tuple[str, ...]:
    if promise.id == told.NON_NEGOTIABLE and total:
        return told.EXPORTS[run.week]
    mark = promise.dataset[0].upper()
    return tuple(f"{mark}-{run.week:%y%m%d}-{i}" for i in range(1, total + 1))


def _signed(promise: Finding, **known: Any) -> Finding:  # noqa: ANN401 - the fields of a finding
    found = replace(promise, **({"missing": False, "reason": None} | known))
    return signed(found, promise.about.definition, promise.vendor)

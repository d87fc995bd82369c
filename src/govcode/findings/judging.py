"""A check meets its measurement: the one place where a limit is compared with what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from typing import Any, TypeAlias

from govcode.findings.finding import Finding, Outcome, Place, Spot
from govcode.findings.kpis import kpi_findings
from govcode.findings.periods import gaps_filled
from govcode.findings.places import place
from govcode.ir.check import AtMost, AtMostShare, Check, Limit, Recent, Rows, Score
from govcode.ir.expression import Literal, Type
from govcode.ir.measure import Counted, Expected, Failed, Grouped, Headers, Lines, Measured
from govcode.plan.plan import Answer, Planned

Answers: TypeAlias = tuple[tuple[Measured, ...], ...]
HOUR = 3_600_000_000  # microseconds
EXACT = 10**9  # the finest share that can be told apart
FINGERPRINT = 16  # hexadecimal digits
_THINGS: dict[type, str] = {Headers: "columns", Lines: "lines"}


def findings_of(planned: Planned, answers: Answers, as_of: datetime) -> tuple[Finding, ...]:
    """Return what is known of a check: one finding, or one per segment and period of a KPI."""
    found = tuple(_judged(_answered(planned, answers), as_of))
    if planned.check.rest and all(map(_about_nobody, found)):
        return ()
    return tuple(_signed(finding, planned.check, as_of) for finding in found)


def _about_nobody(finding: Finding) -> bool:
    """Say whether a finding is about no row although there are rows: every vendor has an override."""
    if finding.kind == "kpi":
        return finding.outcome is Outcome.NO_DATA and not finding.population and not finding.missing
    return finding.outcome is Outcome.INCONCLUSIVE and finding.population == 0


@dataclass(frozen=True, slots=True)
class _Answered:
    """What was measured of a check; `unsaid` tells of a side count that the engine could not give."""

    check: Check
    main: Measured
    later: int = 0
    details: tuple[tuple[str, int], ...] = ()
    waived: tuple[tuple[str, int], ...] = ()
    unsaid: str | None = None


def _answered(planned: Planned, answers: Answers) -> _Answered | Finding:
    check = planned.check
    if planned.blocked is not None:
        return _finding(check, Outcome.NO_DATA, reason=planned.blocked, missing=True)
    if planned.given is not None:
        return _Answered(check, planned.given)
    if planned.main is None:
        return _finding(check, Outcome.ERROR, reason="the plan asked for nothing")

    def answer(at: Answer) -> Measured:
        return answers[at.scan][at.measure]

    later = answer(planned.later) if planned.later else None
    return _Answered(
        check,
        answer(planned.main),
        later.population if isinstance(later, Counted) else 0,
        tuple((label, found.broken) for label, found in _known(planned.details, answer)),
        tuple((waiver, found.broken) for waiver, found in _known(planned.waived, answer)),
        f"the rows whose time is not up could not be counted: {later.reason}" if isinstance(later, Failed) else None,
    )


def _known(
    places: tuple[tuple[str, Answer], ...], answer: Callable[[Answer], Measured]
) -> Iterator[tuple[str, Counted]]:
    """Yield the counts that were answered: one that failed is left out, never zero."""
    for name, at in places:
        found = answer(at)
        if isinstance(found, Counted):
            yield name, found


def _judged(answered: _Answered | Finding, as_of: datetime) -> Iterator[Finding]:
    if isinstance(answered, Finding):
        yield answered
        return
    check, main = answered.check, answered.main
    match main:
        case Failed(reason):
            yield _finding(check, Outcome.ERROR, reason=reason)
        case Counted():
            yield _counted(answered, main)
        case Grouped() if isinstance(check.limit, Score):
            yield from kpi_findings(check, check.limit, main, as_of)
        case Grouped():
            yield _table(check, check.limit, main, as_of)
        case Expected(met, population, broken):
            outcome = Outcome.PASS if met else Outcome.FAIL
            if population == 0:
                outcome = Outcome.NO_DATA
            yield _finding(check, outcome, population=population, violations=broken)


def _counted(answered: _Answered, found: Counted) -> Finding:
    check = answered.check
    violations, population = found.broken, found.population
    accepted = tuple((waiver, count) for waiver, count in answered.waived if count)
    waived = min(sum(count for _, count in accepted), violations)
    base = _finding(
        check,
        Outcome.PASS,
        violations=violations,
        population=population,
        keys=found.keys,
        keys_total=violations,
        spots=_spots(check, found),
        details=answered.details,
        immature=answered.later,
        waived=waived,
        accepted=accepted,
        reason=answered.unsaid,
    )
    if found.rows == 0:
        return replace(base, outcome=Outcome.NO_DATA, reason=f"dataset '{check.subject.dataset}' has no rows")
    if population == 0 and answered.unsaid:
        return replace(base, outcome=Outcome.ERROR)
    if population == 0 and answered.later:
        reason = "no row can be judged yet: their time is not up"
        return replace(base, outcome=Outcome.IMMATURE, reason=reason)
    if population == 0:
        return replace(base, outcome=Outcome.INCONCLUSIVE, reason="the rule selected no row, so nothing was checked")
    if _kept(check.limit, violations, population):
        return base
    if accepted and _kept(check.limit, violations - waived, population):
        return replace(base, outcome=Outcome.FAIL, waived_by=accepted[0][0])
    return replace(base, outcome=Outcome.FAIL)


def _kept(limit: Limit, violations: int, population: int) -> bool:
    match limit:
        case AtMost(count):
            return violations <= count
        case AtMostShare(share):
            # As a fraction: in binary, 29 % of 100 rows would be a little less than 29.
            return violations <= Fraction(share).limit_denominator(EXACT) * population
        case _:
            return violations == 0


def _spots(check: Check, found: Counted) -> tuple[Spot, ...]:
    """Return where rows broke the promise; segments that are shown alike are added up."""
    segments = check.subject.segments
    totals: dict[str, Spot] = {}
    for segment in found.segments:
        if not segment.broken:
            continue
        where = place(segments[: len(segment.values)], segment.values)
        known = totals.get(str(where), Spot(where, 0, 0))
        totals[str(where)] = Spot(where, known.violations + segment.broken, known.population + segment.population)
    return tuple(sorted(totals.values(), key=lambda spot: (-spot.violations, str(spot.place))))


def _table(check: Check, limit: Limit, found: Grouped, as_of: datetime) -> Finding:
    """Judge a promise about a whole table: how fresh it is, how many rows it has."""
    if found.rows == 0:
        return _finding(check, Outcome.NO_DATA, reason=f"dataset '{check.subject.dataset}' has no rows")
    if isinstance(limit, Recent):
        return _fresh(check, limit, found, as_of)
    if isinstance(limit, Rows):
        return _volume(check, limit, found)
    return _finding(check, Outcome.ERROR, reason=f"a {type(limit).__name__} limit does not fit this measure")


def breaks(limit: Limit, found: Measured, as_of: datetime) -> bool:
    """Say whether rows break a promise at all, whatever its tolerance: the question an example answers."""
    match found, limit:
        case Counted(broken=broken), _:
            return broken > 0
        case Grouped(groups=groups), Recent(within):
            latest = groups[0].terms[0] if groups else None
            return not isinstance(latest, datetime) or _age(latest, as_of) > within
        case Grouped(), Rows(bounds):
            return any(not bounds.keeps(count) for _, count in _numbers(limit, found))
        case _:
            return True


def _age(latest: datetime, as_of: datetime) -> int:
    return (as_of - latest) // timedelta(microseconds=1)


def _numbers(limit: Rows, found: Grouped) -> list[tuple[tuple[Any, ...], int]]:
    """Return the number of rows, of each period if there is one."""
    counts = [(group.values, int(str(group.terms[0]))) for group in found.groups]
    if limit.period is None:
        return counts
    return [((start,), count) for start, count in gaps_filled(limit.period, counts)]


def _fresh(check: Check, limit: Recent, found: Grouped, as_of: datetime) -> Finding:
    latest = found.groups[0].terms[0] if found.groups else None
    if not isinstance(latest, datetime):
        return _finding(check, Outcome.NO_DATA, reason="no row has a moment")
    age = _age(latest, as_of)
    late = age > limit.within
    # The moment itself is a cell; how old it is, is the answer.
    reason = f"the newest row is {age / HOUR:,.1f} hours older than the as-of moment"
    return _finding(check, Outcome.FAIL if late else Outcome.PASS, reason=reason, violations=int(late), population=1)


def _volume(check: Check, limit: Rows, found: Grouped) -> Finding:
    counts = _numbers(limit, found)
    if not counts:
        return _finding(check, Outcome.NO_DATA, reason="no row the rule selects has a moment that puts it in a period")
    outside = [(values, count) for values, count in counts if not limit.bounds.keeps(count)]
    names = tuple(f"{values[0].date().isoformat()}: {count}" if values else str(count) for values, count in outside)
    outcome = Outcome.FAIL if outside else Outcome.PASS
    reason = None if limit.period else f"{counts[0][1]} rows"
    return _finding(
        check,
        outcome,
        reason=reason,
        violations=len(outside),
        population=len(counts),
        keys=names[:20],
        keys_total=len(names),
    )


def _finding(check: Check, outcome: Outcome, **known: Any) -> Finding:  # noqa: ANN401 - the fields of a finding
    """Return a finding of a check, told by vendor where the check holds for one vendor alone."""
    finding = Finding(check.id, check.kind, outcome, check.about, check.subject.dataset, check.limit)
    segment = Place((("vendor", check.vendor),)) if check.vendor else None
    return replace(finding, segment=segment, things=_THINGS.get(type(check.measure), "rows"), **known)


def _signed(finding: Finding, check: Check, as_of: datetime) -> Finding:
    """Add the hash of the definition, which does not depend on the day, and the fingerprint of the finding."""
    moment = repr(Literal(as_of, Type.TIMESTAMP))
    definition = sha256(check.about.definition.replace(moment, "as_of()").encode()).hexdigest()
    segment = "" if finding.segment is None else str(finding.segment)
    period = "" if finding.period is None else finding.period[0].isoformat()
    name = f"{finding.id}\0{check.vendor or ''}\0{segment}\0{period}"
    return replace(finding, definition_hash=definition, fingerprint=sha256(name.encode()).hexdigest()[:FINGERPRINT])

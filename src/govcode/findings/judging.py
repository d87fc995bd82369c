"""A check meets its measurement: the one place where a limit is compared with what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from govcode.findings.allowing import kept
from govcode.findings.arguing import argued
from govcode.findings.claims import claim_findings
from govcode.findings.finding import Finding, Outcome, Spot
from govcode.findings.kpis import kpi_findings
from govcode.findings.places import place
from govcode.findings.series import made
from govcode.findings.signing import signed
from govcode.findings.tables import breaks_table, table
from govcode.ir.check import Aside, Check, Claim, Gaps, Limit, Recent, Rhythm, Rows, Score, Silence, Steady
from govcode.ir.measure import Announced, Counted, Expected, Failed, Grouped, Headers, Lines, Measured
from govcode.plan.plan import Answer, Planned

Answers: TypeAlias = tuple[tuple[Measured, ...], ...]
FINGERPRINT = 16  # hexadecimal digits
_THINGS: dict[type, str] = {Announced: "entries", Headers: "columns", Lines: "lines"}


def findings_of(planned: Planned, answers: Answers, as_of: datetime) -> tuple[Finding, ...]:
    """Return what is known of a check: one finding, or one per segment and period of a KPI."""
    found = tuple(_judged(_answered(planned, answers), as_of))
    if planned.check.rest and all(map(_about_nobody, found)):
        return ()
    vendor, definition = planned.check.vendor, planned.check.about.definition
    told = {"fidelity": planned.stands, "vendor": vendor}
    return tuple(signed(finding, definition, vendor, **told) for finding in found)


def _about_nobody(finding: Finding) -> bool:
    """Say whether a finding is about no row although there are rows: every vendor has an override."""
    if finding.kind == "kpi":
        return finding.outcome is Outcome.NO_DATA and not finding.population and not finding.missing
    return finding.outcome is Outcome.INCONCLUSIVE and finding.population == 0


@dataclass(frozen=True, slots=True)
class _Answered:
    """What was measured of a check; `unsaid` tells of a side count that the engine could not give.

    `rows` are those that the first of the details found.
    """

    check: Check
    main: Measured
    later: int = 0
    details: tuple[tuple[str, int], ...] = ()
    waived: tuple[tuple[str, int], ...] = ()
    unsaid: str | None = None
    rows: Counted | None = None
    sides: tuple[tuple[Aside, Measured | None], ...] = ()


def _answered(planned: Planned, answers: Answers) -> _Answered | Finding:
    check = planned.check
    if planned.blocked is not None:
        return _made(check, Outcome.NO_DATA, reason=planned.blocked, missing=True)
    if planned.given is not None:
        return _Answered(check, planned.given)
    if planned.main is None:
        return _made(check, Outcome.ERROR, reason="the plan asked for nothing")

    def answer(at: Answer) -> Measured:
        return answers[at.scan][at.measure]

    later = answer(planned.later) if planned.later else None
    details = tuple(_known(planned.details, answer))
    return _Answered(
        check,
        answer(planned.main),
        later.population if isinstance(later, Counted) else 0,
        tuple((label, found.broken) for label, found in details),
        tuple((waiver, found.broken) for waiver, found in _known(planned.waived, answer)),
        f"the rows whose time is not up could not be counted: {later.reason}" if isinstance(later, Failed) else None,
        details[0][1] if details else None,
        tuple((aside, answer(at) if at else None) for aside, at in planned.asides),
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
            yield _made(check, Outcome.ERROR, reason=reason)
        case Counted():
            yield _counted(answered, main)
        case Grouped() if isinstance(check.limit, Score):
            found = kpi_findings(check, check.limit, main, as_of)
            yield from argued(check, check.limit, main, answered.sides, found, as_of)
        case Grouped() if isinstance(check.limit, Claim):
            yield from claim_findings(check, check.limit, main, answered.sides, as_of)
        case Grouped():
            yield table(check, check.limit, main, as_of, answered.rows)
        case Expected(met, population, broken):
            outcome = Outcome.PASS if met else Outcome.FAIL
            if population == 0:
                outcome = Outcome.NO_DATA
            yield _made(check, outcome, population=population, violations=broken)


def _counted(answered: _Answered, found: Counted) -> Finding:
    check = answered.check
    violations, population = found.broken, found.population
    accepted = tuple((waiver, count) for waiver, count in answered.waived if count)
    waived = min(sum(count for _, count in accepted), violations)
    base = _made(
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
    if kept(check.limit, violations, population):
        return base
    if accepted and kept(check.limit, violations - waived, population):
        return replace(base, outcome=Outcome.FAIL, waived_by=accepted[0][0])
    return replace(base, outcome=Outcome.FAIL)


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


def breaks(limit: Limit, found: Measured, as_of: datetime) -> bool:
    """Say whether rows break a promise at all, whatever its tolerance: the question an example answers."""
    match found, limit:
        case Counted(broken=broken), _:
            return broken > 0
        case Grouped(), Recent() | Rows() | Gaps() | Silence() | Rhythm() | Steady():
            return breaks_table(limit, found, as_of)
        case _:
            return True


def _made(check: Check, outcome: Outcome, **known: Any) -> Finding:  # noqa: ANN401 - the fields of a finding
    return made(check, outcome, things=_THINGS.get(type(check.measure), "rows"), **known)

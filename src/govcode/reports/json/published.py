"""A report put into its published shape."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span
from govcode.findings.finding import Finding, Spot
from govcode.ir.check import (
    Allowance,
    AtMost,
    AtMostShare,
    Bounds,
    Claim,
    Gaps,
    Limit,
    Met,
    Recent,
    Rhythm,
    Rows,
    Score,
    Silence,
    Steady,
)
from govcode.reports.format.limits import minimum_of, target_of, unit_of
from govcode.reports.format.numbers import PERCENT
from govcode.reports.json import beside, shape, shape_limits
from govcode.reports.json.beside import segment as _segment
from govcode.reports.json.finite import finite as _finite
from govcode.reports.json.finite import finite_ends as _interval
from govcode.verdict.decision import DeliveredDrop, Report, WaiverUse

ALIKE = 1_000  # parts that many findings of a report share are made once


def published(report: Report) -> shape.ReportV1:
    """Return the published shape of a report; the order of everything is the report's."""
    decision = report.decision
    blocking = set(decision.blocking)
    return shape.ReportV1(
        schema_version=shape.VERSION,
        tool=shape.Tool(name="govcode", version=report.tool_version),
        project=shape.Project(name=report.project, title=report.title),
        as_of=_moment(report.as_of),
        outcome=decision.outcome,
        decision=shape.DecisionMade(outcome=decision.outcome, exit_code=decision.exit_code, sentence=decision.sentence),
        documents=shape.Documents(digest=report.documents_digest, revision=report.revision),
        drops=[_drop(drop) for drop in report.drops],
        summary=shape.Summary.model_validate(report.counts()),
        findings=[_finding(finding, blocking=i in blocking) for i, finding in enumerate(report.findings)],
        waivers=[_waiver(waiver) for waiver in report.waivers],
        excuses=[beside.excuse(use) for use in report.excuses],
        redefined=[beside.redefined(value) for value in report.redefined],
        warnings=[_warning(problem) for problem in report.warnings],
    )


def _finding(finding: Finding, *, blocking: bool) -> shape.FindingMade:
    about, number = finding.about, finding.number
    value, n = (number.value, number.n) if number else (_broken_share(finding), finding.population)
    return shape.FindingMade(
        id=finding.id,
        kind=finding.kind,
        outcome=finding.outcome,
        severity=about.severity,
        enforcement=about.enforcement,
        blocking=blocking,
        title=about.title,
        sentence=about.sentence,
        owner=about.owner,
        controls=list(about.controls),
        dataset=finding.dataset,
        segment=_segment(finding.segment) if finding.segment else None,
        period=_stretch(finding.period) if finding.period else None,
        violations=finding.violations,
        population=finding.population,
        value=_finite(value),
        unit=unit_of(finding) if number or isinstance(finding.limit, Score) else PERCENT,
        n=n,
        interval=_interval(number.interval) if number else None,
        confidence=_finite(number.confidence) if number else None,
        limit=_limit(finding.limit),
        target=_band(target_of(finding)),
        minimum=_band(minimum_of(finding)),
        target_met=number.target_met if number else None,
        literal=number.literal if number else None,
        band=number.band if number else None,
        periods=number.periods if number else 1,
        open=number.open if number else None,
        with_excused=beside.with_excused(number),
        worst=[beside.worst(cell) for cell in number.worst] if number else [],
        mix=beside.mix(number.mix) if number else None,
        drift=beside.drift(number.drift) if number else None,
        claim=beside.claim(number.claim) if number else None,
        keys=list(finding.keys),
        keys_total=finding.keys_total,
        spots=[_spot(spot) for spot in finding.spots],
        details=[shape.Detail(label=label, count=count) for label, count in finding.details],
        immature=finding.immature,
        waived=finding.waived,
        waived_by=finding.waived_by,
        reason=finding.reason,
        fidelity="latest state" if finding.fidelity else "history",
        why=about.why,
        fix=about.fix,
        location=_location(about.span),
        definition_hash=finding.definition_hash,
        fingerprint=finding.fingerprint,
    )


def _limit(limit: Limit | None) -> shape_limits.AnyLimit | None:
    match limit:
        case None:
            return None
        case AtMost() | AtMostShare():
            return _allowance(limit)
        case Recent(within=microseconds):
            return shape_limits.NewestWithin(within_seconds=microseconds / 1_000_000)
        case Rows(bounds=bounds, period=period):
            return shape_limits.NumberOfRows(rows=_band(bounds), per=period)
        case Gaps(most=most):
            return shape_limits.NumbersMissing(missing=_allowance(most))
        case Silence(longest=hours, most=most):
            return shape_limits.HoursSilent(silent_hours=hours, allowed=_allowance(most))
        case Rhythm(night=night, zone=zone, most=most):
            return shape_limits.NightQuiet(night=night, zone=zone, allowed=_allowance(most))
        case Steady(most=index, period=per, baseline=baseline):
            return shape_limits.MixStable(stability_index=index, per=per, baseline=baseline)
        case Met():
            return shape_limits.ExpectationMet(met=True)
        case Score(policy=policy, min_n=min_n, period=period):
            return shape_limits.Judged(judge=policy, min_n=min_n, period=period)
        case Claim(tolerance=tolerance):
            return shape_limits.ClaimWithin(claim_within=tolerance)


def _allowance(most: Allowance) -> shape_limits.AtMostRows | shape_limits.AtMostShareOfRows:
    if isinstance(most, AtMost):
        return shape_limits.AtMostRows(at_most=most.count)
    return shape_limits.AtMostShareOfRows(at_most_share=most.share)


@lru_cache(maxsize=ALIKE)
def _band(bounds: Bounds | None) -> shape_limits.Band | None:
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    if low is not None and high is not None:
        return shape_limits.BetweenValues(between=(low, high))
    if low is not None:
        return shape_limits.AtLeastValue(at_least=low)
    return None if high is None else shape_limits.AtMostValue(at_most=high)


def _broken_share(finding: Finding) -> float | None:
    if finding.violations is None or not finding.population:
        return None
    return finding.violations / finding.population


def _spot(spot: Spot) -> shape.Broken:
    return shape.Broken(segment=_segment(spot.place), violations=spot.violations, population=spot.population)


@lru_cache(maxsize=ALIKE)
def _stretch(period: tuple[datetime, datetime]) -> shape.Stretch:
    return shape.Stretch(from_=_moment(period[0]), until=_moment(period[1]))


def _moment(at: datetime) -> str:
    """Return the date of a midnight, else the moment, both as in ISO 8601."""
    midnight = not (at.hour or at.minute or at.second or at.microsecond)
    return at.date().isoformat() if midnight else at.isoformat()


@lru_cache(maxsize=ALIKE)
def _location(span: Span) -> shape.Location:
    return shape.Location(file=span.file, line=span.start.line, column=span.start.column)


def _drop(drop: DeliveredDrop) -> shape.DropFound:
    tables = [
        shape.TableFound(name=t.name, dataset=t.dataset, rows=t.rows, files=t.files, sha256=t.sha256, missing=t.missing)
        for t in drop.tables
    ]
    return shape.DropFound(feed=drop.feed, vendor=drop.vendor, tables=tables)


def _waiver(waiver: WaiverUse) -> shape.WaiverFound:
    return shape.WaiverFound(
        id=waiver.id,
        rules=list(waiver.rules),
        until=waiver.until,
        approved_by=waiver.approved_by,
        reason=waiver.reason,
        state=waiver.state,
        waived=waiver.waived,
    )


def _warning(problem: Diagnostic) -> shape.Warned:
    return shape.Warned(
        code=problem.code,
        level=problem.level,
        message=problem.message,
        suggestion=problem.suggestion,
        location=_location(problem.span),
    )

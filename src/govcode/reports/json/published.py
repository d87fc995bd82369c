"""A report put into its published shape."""

from __future__ import annotations

import math
from datetime import datetime

from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span
from govcode.findings.finding import Finding, Place, Spot
from govcode.ir.check import AtMost, AtMostShare, Bounds, Limit, Met, Recent, Rows, Score
from govcode.reports.format.limits import minimum_of, target_of, unit_of
from govcode.reports.format.numbers import PERCENT
from govcode.reports.json import shape
from govcode.verdict.decision import DeliveredDrop, Report, WaiverUse


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
        keys=list(finding.keys),
        keys_total=finding.keys_total,
        spots=[_spot(spot) for spot in finding.spots],
        details=[shape.Detail(label=label, count=count) for label, count in finding.details],
        immature=finding.immature,
        waived=finding.waived,
        waived_by=finding.waived_by,
        reason=finding.reason,
        why=about.why,
        fix=about.fix,
        location=_location(about.span),
        definition_hash=finding.definition_hash,
        fingerprint=finding.fingerprint,
    )


def _limit(limit: Limit | None) -> shape.AnyLimit | None:
    match limit:
        case None:
            return None
        case AtMost(count=count):
            return shape.AtMostRows(at_most=count)
        case AtMostShare(share=share):
            return shape.AtMostShareOfRows(at_most_share=share)
        case Recent(within=microseconds):
            return shape.NewestWithin(within_seconds=microseconds / 1_000_000)
        case Rows(bounds=bounds, period=period):
            return shape.NumberOfRows(rows=_band(bounds), per=period)
        case Met():
            return shape.ExpectationMet(met=True)
        case Score(policy=policy, min_n=min_n, period=period):
            return shape.Judged(judge=policy, min_n=min_n, period=period)


def _band(bounds: Bounds | None) -> shape.Band | None:
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    if low is not None and high is not None:
        return shape.BetweenValues(between=(low, high))
    if low is not None:
        return shape.AtLeastValue(at_least=low)
    return None if high is None else shape.AtMostValue(at_most=high)


def _broken_share(finding: Finding) -> float | None:
    if finding.violations is None or not finding.population:
        return None
    return finding.violations / finding.population


def _finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None


def _interval(ends: tuple[float, float] | None) -> tuple[float, float] | None:
    return ends if ends is not None and all(map(math.isfinite, ends)) else None


def _segment(place: Place) -> dict[str, str]:
    return dict(place.values)


def _spot(spot: Spot) -> shape.Broken:
    return shape.Broken(segment=_segment(spot.place), violations=spot.violations, population=spot.population)


def _stretch(period: tuple[datetime, datetime]) -> shape.Stretch:
    return shape.Stretch(from_=_moment(period[0]), until=_moment(period[1]))


def _moment(at: datetime) -> str:
    """Return the date of a midnight, else the moment, both as in ISO 8601."""
    midnight = not (at.hour or at.minute or at.second or at.microsecond)
    return at.date().isoformat() if midnight else at.isoformat()


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

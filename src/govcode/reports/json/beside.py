"""What is told beside a KPI's value, put into its published shape."""

from __future__ import annotations

from govcode.findings.finding import Cell, Claimed, Drifted, Finding, Mixed, Number, Place
from govcode.findings.redefined import Redefined
from govcode.reports.json import shape_beside
from govcode.reports.json.finite import finite, finite_ends
from govcode.verdict.decision import ExcuseUse


def segment(place: Place) -> dict[str, str]:
    """Return a part of the data as columns and values."""
    return dict(place.values)


def with_excused(number: Number | None) -> shape_beside.WithExcused | None:
    """Return the value with the rows of excused events."""
    if number is None or number.with_excused is None:
        return None
    value, n = number.with_excused
    return shape_beside.WithExcused(value=finite(value), n=n)


def worst(cell: Cell) -> shape_beside.WorstSegment:
    """Return a segment of a drill-down."""
    return shape_beside.WorstSegment(
        segment=segment(cell.place),
        value=finite(cell.value),
        n=cell.n,
        interval=finite_ends(cell.interval),
        outcome=cell.outcome,
        chance=finite(cell.chance),
    )


def mix(mixed: Mixed | None) -> shape_beside.AtReferenceMix | None:
    """Return a value at the reference mix."""
    if mixed is None:
        return None
    return shape_beside.AtReferenceMix(
        standardised=finite(mixed.standardised),
        interval=finite_ends(mixed.interval),
        rate_effect=finite(mixed.rate_effect),
        mix_effect=finite(mixed.mix_effect),
        absent=list(mixed.absent),
        outside=mixed.outside,
    )


def drift(drifted: Drifted | None) -> shape_beside.OnChart | None:
    """Return the place of a value on its chart."""
    if drifted is None:
        return None
    return shape_beside.OnChart(
        chart=drifted.chart,
        baseline=drifted.baseline,
        centre=finite(drifted.centre),
        low=finite(drifted.low),
        high=finite(drifted.high),
        plotted=finite(drifted.plotted),
        signal=drifted.signal,
        reason=drifted.reason,
    )


def claim(claimed: Claimed | None) -> shape_beside.VendorClaim | None:
    """Return what a vendor says of a value."""
    if claimed is None:
        return None
    steps = [shape_beside.GapStep(cause=cause, amount=amount) for cause, amount in claimed.steps]
    return shape_beside.VendorClaim(value=claimed.value, gap=claimed.gap, steps=steps, unexplained=claimed.unexplained)


def excuse(use: ExcuseUse) -> shape_beside.ExcuseFound:
    """Return an excused event and what became of it."""
    return shape_beside.ExcuseFound(
        id=use.id,
        from_=use.start.isoformat(),
        until=use.end.isoformat(),
        expires=use.expires.isoformat(),
        approved_by=use.approved_by,
        reason=use.reason,
        evidence=use.evidence,
        state=use.state,
        rows=dict(use.rows),
    )


def redefined(value: Redefined) -> shape_beside.RedefinedValue:
    """Return a value by both definitions."""
    start, end = value.period or (None, None)
    return shape_beside.RedefinedValue(
        id=value.id,
        title=value.title,
        segment=dict(value.segment.values) if value.segment else None,
        period={"from": start.date().isoformat(), "until": end.date().isoformat()} if start and end else None,
        old=_side(value.old),
        new=_side(value.new),
    )


def _side(finding: Finding | None) -> shape_beside.RedefinedSide | None:
    if finding is None:
        return None
    number = finding.number
    return shape_beside.RedefinedSide(
        value=finite(number.value) if number else None,
        n=number.n if number else 0,
        outcome=finding.outcome,
        reason=finding.reason,
        definition_hash=finding.definition_hash,
    )

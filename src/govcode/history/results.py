"""What is remembered of a finding: its outcome and its evidence, as reports tell them."""

from __future__ import annotations

import math

from govcode.findings.finding import Cell, Claimed, Drifted, Finding, Mixed, Number, Place
from govcode.history.record import Claim, Drift, Mix, Parts, Result, Worst
from govcode.history.totals import Total


def result_of(finding: Finding, definition: int, parts: Parts | None = None, vendors: tuple[Total, ...] = ()) -> Result:
    """Return the result of a finding, whose definition has this place, with what its value was made from.

    `vendors` are the broken rows and the rows of each vendor.
    """
    number = finding.number or _NONE
    return Result(
        definition=definition,
        outcome=str(finding.outcome),
        fingerprint=finding.fingerprint,
        segment=_segment(finding.segment),
        period=finding.period,
        violations=finding.violations,
        population=finding.population,
        value=_finite(number.value),
        n=number.n if finding.number else None,
        interval=_ends(number.interval),
        target_met=number.target_met,
        literal=number.literal,
        band=number.band,
        keys=finding.keys,
        keys_total=finding.keys_total,
        spots=tuple((spot.place.values, spot.violations, spot.population) for spot in finding.spots),
        details=finding.details,
        immature=finding.immature,
        open=number.open,
        waived=finding.waived,
        waivers=finding.accepted,
        waived_by=finding.waived_by,
        reason=finding.reason,
        missing=finding.missing,
        fidelity=finding.fidelity,
        with_excused=_with_excused(number),
        worst=tuple(map(_worst, number.worst)),
        mix=_mix(number.mix) if number.mix else None,
        drift=_drift(number.drift) if number.drift else None,
        claim=_claim(number.claim) if number.claim else None,
        parts=parts,
        vendors=vendors,
    )


_NONE = Number(None, 0, None, "", None, None)


def _segment(place: Place | None) -> tuple[tuple[str, str], ...]:
    return place.values if place else ()


def _finite(value: float | None) -> float | None:
    """Return a number, or nothing for one that JSON has no word for."""
    return value if value is not None and math.isfinite(value) else None


def _ends(interval: tuple[float, float] | None) -> tuple[float, float] | None:
    return interval if interval is not None and all(map(math.isfinite, interval)) else None


def _with_excused(number: Number) -> tuple[float | None, int] | None:
    if number.with_excused is None:
        return None
    value, n = number.with_excused
    return _finite(value), n


def _worst(cell: Cell) -> Worst:
    chance = _finite(cell.chance)
    return Worst(cell.place.values, _finite(cell.value), cell.n, _ends(cell.interval), str(cell.outcome), chance)


def _mix(mixed: Mixed) -> Mix:
    return Mix(
        _finite(mixed.standardised),
        _ends(mixed.interval),
        _finite(mixed.rate_effect),
        _finite(mixed.mix_effect),
        mixed.absent,
        mixed.outside,
    )


def _drift(drifted: Drifted) -> Drift:
    return Drift(
        str(drifted.chart),
        drifted.baseline,
        _finite(drifted.centre),
        _finite(drifted.low),
        _finite(drifted.high),
        _finite(drifted.plotted),
        drifted.signal,
        drifted.reason,
    )


def _claim(claimed: Claimed) -> Claim | None:
    """Return a claim; a gap that is no number is none."""
    numbers = (claimed.value, claimed.gap, claimed.unexplained, *(by for _, by in claimed.steps))
    told = Claim(claimed.value, claimed.gap, claimed.steps, claimed.unexplained)
    return told if all(map(math.isfinite, numbers)) else None

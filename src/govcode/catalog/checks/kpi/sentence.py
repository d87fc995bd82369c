"""A KPI read aloud."""

from __future__ import annotations

from govcode.documents.kinds.kpi import Kpi
from govcode.ir.check import Score
from govcode.ir.limit import Bounds
from govcode.kpis.measure import KpiMeasure


def sentence(kpi: Kpi, score: Score) -> str:
    """Return the whole definition in one sentence."""
    spec = kpi.spec
    rows = f"rows of {spec.of}" + (f" where {spec.where}" if spec.where else "")
    out = f" without {' and '.join(spec.exclude)}" if spec.exclude else ""
    span = f" per {spec.period} of {spec.cohort}" if spec.period else ""
    over = f" over {spec.rolling} {spec.period}s" if spec.rolling > 1 else ""
    zone = f" in {score.zone}" if spec.period and score.zone != "UTC" else ""
    by = f" by {' and '.join(spec.by)}" if spec.by else ""
    limits = (("target", score.target), ("minimum", score.minimum))
    aims = ", ".join(f"{word} {_told(bounds, score)}" for word, bounds in limits if bounds)
    how = "".join(f", {word} {value}" for word, value in score.definition if word in _TOLD)
    return f"{kpi.metadata.title}: {_written(spec.measure)} over {rows}{out}{span}{over}{zone}{by}{how}" + (
        f"; {aims}." if aims else "."
    )


def _written(measure: KpiMeasure) -> str:
    """Return a measure as its author wrote it, on one line."""
    parts = measure.model_dump(by_alias=True, exclude_unset=True)
    return ", ".join(f"{word} {_value(value)}" for word, value in parts.items())


def _value(value: object) -> str:
    if isinstance(value, dict):
        return f"({', '.join(f'{word}: {_value(inner)}' for word, inner in value.items())})"
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(value.split()) if isinstance(value, str) else str(value)


_TOLD = {"clock", "attribution", "denominator"}


def _told(bounds: Bounds, score: Score) -> str:
    low, high = (
        None if end is None else f"{end * 100:g} %" if score.unit == "%" else f"{end:g} {score.unit}".strip()
        for end in (bounds.low, bounds.high)
    )
    if low and high:
        return f"between {low} and {high}"
    return f"at least {low}" if low else f"at most {high}"

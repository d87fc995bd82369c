"""Which way a KPI is better, from what it aims for."""

from __future__ import annotations

from govcode.catalog.bench import Bench
from govcode.documents.kinds.kpi import KpiSpec
from govcode.ir.check import Direction
from govcode.ir.limit import Bounds


def direction_of(bench: Bench, spec: KpiSpec) -> Direction:
    """Return which way is better, reporting a written direction that target and minimum contradict."""
    ways = {field: way(target.bounds) for field in ("target", "minimum") if (target := getattr(spec, field))}
    if spec.direction is None:
        return next(iter(ways.values()), Direction.NEITHER)
    written = Direction(spec.direction)
    for field, found in ways.items():
        if not _goes_with(written, found, field):
            message = f"the {field} says that {_WORDS[found]}; `direction` says that {_WORDS[written]}"
            bench.report("GC319", message, "direction", suggestion=f"direction: {found}, or another {field}")
    return written


_WORDS = {
    Direction.HIGHER: "higher is better",
    Direction.LOWER: "lower is better",
    Direction.BAND: "too low and too high are bad",
    Direction.NEITHER: "no way is better",
}


def way(bounds: Bounds) -> Direction:
    """Return which way is better, from the ends between which a value must lie."""
    if bounds.low is not None and bounds.high is not None:
        return Direction.BAND
    return Direction.HIGHER if bounds.low is not None else Direction.LOWER


def _goes_with(written: Direction, found: Direction, field: str) -> bool:
    """Say whether a limit fits a direction: of a band, the minimum may guard one end alone."""
    return written is found or (written is Direction.BAND and field == "minimum")

"""Numbers that are missing between the first and the last of a series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govcode.findings.series import Seen, by_series
from govcode.ir.check import Gaps
from govcode.ir.measure import Grouped

MILLION = 1_000_000  # sums are told in millionths


def gaps(limit: Gaps, found: Grouped) -> tuple[Seen, ...]:
    """Return of each series how many of how many numbers are missing."""
    series = by_series(limit.by, found.groups)
    return tuple(seen for where, groups in series.items() for seen in [_seen(where, groups)] if seen.population)


def _seen(where: Any, groups: Sequence[tuple[Any, ...]]) -> Seen:  # noqa: ANN401 - the place of a series
    missing = expected = 0
    for numbers, steps, length in groups:
        if numbers:
            span = int(length or 0) // MILLION
            missing, expected = missing + span - steps, expected + span + 1
    return Seen(where, missing, expected)

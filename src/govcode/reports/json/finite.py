"""Numbers that JSON can hold."""

from __future__ import annotations

import math


def finite(number: float | None) -> float | None:
    """Return a number, or nothing for one that JSON has no word for."""
    return number if number is not None and math.isfinite(number) else None


def finite_ends(ends: tuple[float, float] | None) -> tuple[float, float] | None:
    """Return an interval, or nothing for one without an end."""
    return ends if ends is not None and all(map(math.isfinite, ends)) else None

"""Values in sentences: 72.5 %, 6.2 min."""

from __future__ import annotations


def amount(value: float, unit: str) -> str:
    """Return a value with its unit, to four significant digits; a share as a percentage."""
    if unit == "%":
        return f"{value * 100:.4g} %"
    return f"{value:.4g} {unit}".rstrip()


def difference(value: float, unit: str) -> str:
    """Return a difference with its sign and unit; of shares, in percentage points."""
    if unit == "%":
        return f"{value * 100:+.3g} points"
    return f"{value:+.3g} {unit}".rstrip()

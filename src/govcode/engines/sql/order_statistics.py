"""The ranks of order statistics, reckoned in doubles as the reference engine does."""

from __future__ import annotations

from govcode.ir.measure import Z


def order_ranks(n: str, q: float) -> tuple[str, str, str, str]:
    """Return the ranks, counted from 1, around position (n - 1) * q and of the ends of its interval.

    `n` is a double. The ends may lie outside 1 .. n. Source: Conover, see `Ordered`.
    """
    position, centre = f"({n} - 1) * {_double(q)}", f"{n} * {_double(q)}"
    reach = f"{_double(Z)} * sqrt({centre} * {_double(1 - q)})"
    return (
        f"(floor({position}) + 1)",
        f"(ceil({position}) + 1)",
        f"floor({centre} - {reach})",
        f"(ceil({centre} + {reach}) + 1)",
    )


def _double(value: float) -> str:
    return f"cast('{value!r}' as double)"

"""Arguments that have to be constants, and what they may be."""

from __future__ import annotations

from collections.abc import Sequence

from govcode.calendar.offsets import zones
from govcode.core.diagnostic import closest
from govcode.expressions.formats import format_problem
from govcode.expressions.patterns import BadPattern, pattern
from govcode.expressions.problem import Problem
from govcode.expressions.syntax import Constant, Syntax
from govcode.expressions.wording import quoted_text
from govcode.ir.expression import Expr, Literal

MAX_DIGITS = 6
MARKS = (".", ",")
_PLAIN_QUOTES = 2


def literal_problems(
    name: str, nodes: Sequence[Syntax], exprs: Sequence[Expr], positions: frozenset[int]
) -> list[Problem]:
    """Return the problems of the arguments at these positions, which have to be constants."""
    problems = []
    for position in sorted(positions):
        problem = _problem(name, nodes[position], exprs[position])
        if problem is not None:
            problems.append(problem)
    return problems


def _problem(name: str, node: Syntax, expr: Expr) -> Problem | None:
    if not isinstance(expr, Literal) or expr.value is None:
        message = f"the second argument of `{name}` has to be written out, not computed"
        return Problem("GC205", message, node.start, node.end)
    if name == "round" and expr.value not in range(MAX_DIGITS + 1):
        return Problem("GC205", f"`round` keeps 0 to {MAX_DIGITS} digits", node.start, node.end)
    if name == "matches":
        return _bad_pattern(str(expr.value), node)
    if name == "local_time":
        return _bad_zone(str(expr.value), node)
    if name == "number" and expr.value not in MARKS:
        return Problem("GC205", "the decimal mark of a number is '.' or ','", node.start, node.end)
    if name == "timestamp" and (wrong := format_problem(str(expr.value))):
        return Problem("GC212", wrong, node.start, node.end)
    return None


def _bad_zone(zone: str, node: Syntax) -> Problem | None:
    if zone in zones():
        return None
    near = closest(zone, zones())
    message = f"unknown time zone '{zone}'" if near else f"unknown time zone '{zone}'; write one such as 'Europe/Paris'"
    return Problem("GC108", message, node.start, node.end, near and quoted_text(near))


def _bad_pattern(source: str, node: Syntax) -> Problem | None:
    try:
        pattern(source)
    except BadPattern as bad:
        # Offsets inside the quotes are exact only where no quote is doubled.
        exact = isinstance(node, Constant) and node.end - node.start == len(source) + _PLAIN_QUOTES
        start, end = (node.start + 1 + bad.start, node.start + 1 + bad.end) if exact else (node.start, node.end)
        return Problem("GC210", f"bad regular expression: {bad}", start, max(end, start + 1))
    return None

"""Checks and measurements as tests write them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from govcode.core.place import Position, Span
from govcode.ir.check import (
    About,
    AtMost,
    Bounds,
    Check,
    Enforcement,
    Figure,
    JudgePolicy,
    Limit,
    Score,
    Segment,
    Severity,
    Subject,
)
from govcode.ir.expression import TRUE, Column, Expr, Type
from govcode.ir.measure import Aggregate, Measure, RowTest, Term, TermKind
from govcode.ir.relation import Given, Named

AS_OF = datetime(2026, 6, 10)
TICKETS = Given("tickets", (("id", Type.TEXT), ("vendor", Type.TEXT), ("amount", Type.NUMBER)))
VENDOR = Segment("vendor", Column("vendor", Type.TEXT), ("acme", "borealis"))
AMOUNT = Column("amount", Type.NUMBER)
TEST = RowTest(Column("ok", Type.BOOLEAN))


def about(severity: Severity = Severity.MEDIUM, enforcement: Enforcement = Enforcement.WAIVABLE) -> About:
    span = Span("policies/p.yaml", Position(3, 5), Position(3, 8))
    return About("A promise", "A promise.", "governance", severity, enforcement, None, None, (), span, "a definition")


def check(limit: Limit | None = None, measure: Measure = TEST, **more: Any) -> Check:  # noqa: ANN401 - as a test writes it
    subject = Subject("tickets", TICKETS, Column("id", Type.TEXT), more.pop("segments", ()))
    return Check(
        more.pop("id", "p.a"), "require", more.pop("about", about()), subject, measure, limit or AtMost(0), **more
    )


def score(figure: Figure = Figure.SHARE, **more: Any) -> Score:  # noqa: ANN401 - as a test writes it
    known: dict[str, Any] = {
        "unit": "%" if figure is Figure.SHARE else "",
        "scale": 1.0,
        "by": (),
        "period": None,
        "maturity": 0,
        "target": None,
        "minimum": None,
        "policy": JudgePolicy.CONFIDENT_FAIL,
        "min_n": 30,
    }
    return Score(figure=figure, **(known | more))


def aggregate(*kinds: TermKind, expr: Expr = AMOUNT, groups: tuple[Named, ...] = ()) -> Aggregate:
    return Aggregate(groups, tuple(Term(kind, TRUE if kind is TermKind.COUNT else expr) for kind in kinds))


def at_least(low: float) -> Bounds:
    return Bounds(low=low)


def at_most(high: float) -> Bounds:
    return Bounds(high=high)

"""`agreement`: how far reviewers of the same thing agree, beyond what chance alone would do (Krippendorff's alpha).

1 is full agreement, 0 is what chance gives. Each row is one rating; `unit` is what was rated: ratings of the same unit
are compared, and a unit with a single rating says nothing. `scale` says what a difference means: nominal (equal or
not), ordinal (how many ratings lie between), interval (the difference), ratio (the difference relative to the size).
Its interval comes from drawing units anew. Pool a quarter: four units of a weekly session show next to nothing.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from govcode.core.fields import Expression, Shape
from govcode.expressions.phrases import either, is_null, negated, worth
from govcode.ir.check import Figure, Scale
from govcode.ir.expression import Expr, Type
from govcode.ir.measure import Term, TermKind
from govcode.kpis.measure import KpiMeasure, Reckoned
from govcode.rules.table import Table


class Ratings(Shape):
    """What the ratings are, of what, and what their differences mean."""

    rating: Expression = Field(description="The rating: a number, or a condition")
    unit: Expression = Field(description="What was rated, such as the review or the contact")
    scale: Literal["nominal", "ordinal", "interval", "ratio"] = Field(description="What a difference of ratings means")


class Agreement(KpiMeasure):
    """How far reviewers of the same thing agree."""

    agreement: Ratings = Field(description="What the ratings are, of what, and what their differences mean")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return how many units have which ratings."""
        rating, unit = self._rating(table), table.value(self.agreement.unit, "agreement", "unit")
        if rating is None or unit is None:
            return None
        scale = Scale(self.agreement.scale)
        left_out = (("no rating, or nothing rated", either(is_null(rating), is_null(unit))),)
        term = Term(TermKind.PATTERNS, rating, by=unit)
        return Reckoned(Figure.AGREEMENT, (term,), "", ratings=scale, left_out=left_out)

    def _rating(self, table: Table) -> Expr | None:
        expr = table.value(self.agreement.rating, "agreement", "rating")
        if expr is None or expr.type in {Type.INTEGER, Type.NUMBER}:
            return expr
        if expr.type is Type.BOOLEAN:
            return worth(((expr, 1),), negated(is_null(expr)))
        message = f"a rating must be a number or a condition; this is a {expr.type}"
        suggestion = "write a case: case when rating = 'yes' then 1 else 0 end"
        table.report("GC205", message, "agreement", "rating", suggestion=suggestion)
        return None

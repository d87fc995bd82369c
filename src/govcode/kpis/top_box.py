"""`top_box`: the part of the answers that reach a score, such as 4 or 5 of 5.

Rows without a score do not take part; how many there are is told. How many were asked and answered is a KPI of its own:
satisfaction without a response rate is no evidence.
"""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from govcode.core.fields import Expression, Shape
from govcode.expressions.phrases import filled, is_null, no_less
from govcode.kpis.measure import KpiMeasure, Reckoned, number_of, share_of
from govcode.rules.table import Table


class Box(Shape):
    """What is scored, and from where on a score is good."""

    score: Expression = Field(description="The score")
    at_least: float = Field(description="The lowest score that is good, such as 4")


class TopBox(KpiMeasure):
    """The part of the answers that reach a score."""

    top_box: Box = Field(description="The score, and from where on it is good")

    def reckon(self, table: Table) -> Reckoned | None:
        """Return good answers and answers."""
        score = number_of(table, self.top_box.score, "top_box", "score")
        if score is None:
            return None
        found = share_of(no_less(score, self.top_box.at_least), filled(score))
        return replace(found, left_out=(("no score", is_null(score)),))

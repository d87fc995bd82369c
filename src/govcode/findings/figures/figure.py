"""What all figures share: the terms they are given and the number they give."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from govcode.ir.check import Score
from govcode.ir.expression import Type
from govcode.ir.measure import Term

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Scored:
    """A value, the number of rows it rests on, and its interval, all in the KPI's unit; None where there is none.

    An end of the interval is infinite where nothing bounds it. `open` are durations that are not over; `reason` says
    why there is no value although there are rows.
    """

    value: float | None
    n: int
    interval: tuple[float, float] | None = None
    confidence: float | None = None
    open: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one group, what was asked and what was answered; `group` are its values."""

    score: Score
    asked: tuple[Term, ...]
    answers: tuple[Any, ...]
    group: tuple[Any, ...]

    @property
    def seed(self) -> int:
        """Return where resampling starts: the same for the same definition and group on every day and machine."""
        score = self.score
        text = f"{score.figure}\0{score.q}\0{score.ratings}\0{score.definition}\0{self.group}"
        return int.from_bytes(sha256(text.encode()).digest()[:8], "big")

    def whole(self, at: int) -> int:
        """Return a term that is a count or a sum; 0 where no row took part."""
        return int(self.answers[at] or 0)

    def parts(self, at: int) -> tuple[Any, ...]:
        """Return a term that has parts; none where no row took part."""
        return tuple(self.answers[at] or ())

    def worth(self, at: int = 0) -> Fraction:
        """Return what one unit of a sum is worth: a duration is summed in microseconds, a number in millionths."""
        scale = exact(self.score.scale)
        return scale if self.asked[at].expr.type is Type.DURATION else scale / MILLION


def exact(scale: float) -> Fraction:
    """Return a scale such as 1/3,600,000,000 itself, so that a value is rounded once only, at the end."""
    return Fraction(scale).limit_denominator(10**12)

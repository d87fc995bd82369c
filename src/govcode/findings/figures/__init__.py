"""How the terms of an aggregate become one number: one file per figure, listed once, in alphabetical order."""

from __future__ import annotations

from collections.abc import Callable

from govcode.findings.figures import (
    agreement,
    count,
    mean,
    nps,
    quantile,
    rate,
    ratio,
    share,
    share_of_counts,
    survival,
    total,
)
from govcode.findings.figures.figure import Scored, Terms
from govcode.ir.check import Figure

FIGURES: dict[Figure, Callable[[Terms], Scored]] = {
    Figure.AGREEMENT: agreement.scored,
    Figure.COUNT: count.scored,
    Figure.MEAN: mean.scored,
    Figure.NPS: nps.scored,
    Figure.QUANTILE: quantile.scored,
    Figure.RATE: rate.scored,
    Figure.RATIO: ratio.scored,
    Figure.SHARE: share.scored,
    Figure.SHARE_OF_COUNTS: share_of_counts.scored,
    Figure.SUM: total.scored,
    Figure.SURVIVAL: survival.scored,
}

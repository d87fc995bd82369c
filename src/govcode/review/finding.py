"""What a review finds by itself, besides the outcomes of checks: a blank, a repeat, something that has run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govcode.ir.check import Severity


@dataclass(frozen=True, slots=True)
class ReviewFinding:
    """Something that is not as it should be; `id` is what it is about, `kind` what is wrong with it.

    `since` is the first day of it, where that is known.
    """

    id: str
    kind: str
    vendor: str | None
    severity: Severity
    sentence: str
    since: date | None = None

"""What the risk register tells: levels, moves and their causes, safeguards, acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from govcode.catalog.ledger import Action, Evidence, Level, Overridden, Risk, Safeguard
from govcode.review.finding import ReviewFinding
from govcode.review.likelihood import Likelihood
from govcode.review.quarter import Quarter


class Works(StrEnum):
    """Whether a safeguard is shown to work by its checks in the quarter."""

    YES = "working"
    NO = "not working"
    UNSHOWN = "not shown"


class Acceptance(StrEnum):
    """Whether somebody lives with a risk on the as-of day."""

    UNNEEDED = "not needed"
    IN_FORCE = "in force"
    NOT_YET = "not yet in force"
    EXPIRED = "expired"
    MISSING = "missing"


class Way(StrEnum):
    """Which way the level of a risk went since the quarter before."""

    UP = "up"
    DOWN = "down"
    SAME = "unchanged"
    NEW = "not compared"


@dataclass(frozen=True, slots=True)
class Shown:
    """A safeguard and whether it works; `kept` of `judged` weeks of its checks."""

    safeguard: Safeguard
    works: Works
    kept: int
    judged: int
    blank: int


@dataclass(frozen=True, slots=True)
class Residual:
    """What is left of a risk in a quarter: its likelihood as observed, as used if set by hand, and its level."""

    quarter: Quarter
    observed: Likelihood
    override: Overridden | None
    level: Level

    @property
    def likelihood(self) -> Level:
        """Return the likelihood that counts."""
        return self.override.likelihood if self.override else self.observed.level


@dataclass(frozen=True, slots=True)
class Cause:
    """A check that stood otherwise than in the quarter before: broken, judged and blank weeks, then and now."""

    check: str
    before: tuple[int, int, int]
    after: tuple[int, int, int]

    def __str__(self) -> str:
        """Return it in words."""
        then, now = (f"{b} of {j} judged weeks broken" for b, j, _ in (self.before, self.after))
        blank = f", {self.before[2]} → {self.after[2]} blank" if self.before[2] != self.after[2] else ""
        return f"{self.check}: {then} → {now}{blank}"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A risk of a vendor; `before` is None where no run is remembered of the quarter before."""

    risk: Risk
    vendor: str
    inherent: Level
    residual: Residual
    before: Residual | None
    way: Way
    causes: tuple[Cause, ...]
    why: str
    safeguards: tuple[Shown, ...]
    beyond: bool
    acceptance: Acceptance
    actions: tuple[Action, ...]
    evidence: tuple[Evidence, ...]
    findings: tuple[ReviewFinding, ...]

    @property
    def anchor(self) -> str:
        """Return a name by which links find it."""
        return f"risk-{self.risk.id}-{self.vendor}"

    @property
    def statement(self) -> str:
        """Return cause, event and consequence in one sentence."""
        parts = [part.strip().rstrip(".") for part in (self.risk.cause, self.risk.event, self.risk.consequence)]
        return f"Because of: {parts[0]}. It may happen: {parts[1]}. That leads to: {parts[2]}."

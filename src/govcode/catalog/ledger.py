"""What people keep beside the rules: risks, actions, disputes, cadences and evidence, with every name resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from govcode.core.place import Span
from govcode.ir.check import Severity
from govcode.ir.limit import Period


class Level(StrEnum):
    """How likely, how bad, or how high; lowest first."""

    VERY_LOW = "very low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    VERY_HIGH = "very high"

    @property
    def rank(self) -> int:
        """Return 0 for the lowest."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Safeguard:
    """What is done against a risk, and the checks that hold while it works."""

    title: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Somebody lives with a risk from the first to the last day, both included."""

    by: str
    reason: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Overridden:
    """A likelihood set by hand from the first to the last day, both included."""

    likelihood: Level
    by: str
    reason: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Risk:
    """What could go wrong; `vendors` are those it is told for, one register entry each."""

    id: str
    title: str
    owner: str
    controls: tuple[str, ...]
    category: str
    cause: str
    event: str
    consequence: str
    vendors: tuple[str, ...]
    affects: str | None
    checks: tuple[str, ...]
    likelihood: Level  # before safeguards
    impact: Level
    impact_reason: str
    safeguards: tuple[Safeguard, ...]
    appetite: Level
    velocity: str
    treatment: str
    acceptance: Accepted | None
    override: Overridden | None
    first_seen: date
    reviewed: date | None
    status: str
    span: Span


@dataclass(frozen=True, slots=True)
class Action:
    """What is done about failures of some checks or cadences; without vendors, everybody's."""

    id: str
    title: str
    owner: str
    checks: tuple[str, ...]
    vendors: tuple[str, ...]
    type: str
    plan: str
    opened: date
    due: date
    completed: date | None
    verified_by: int
    span: Span


@dataclass(frozen=True, slots=True)
class Dispute:
    """Findings that a vendor contests, and what came of it."""

    id: str
    title: str
    owner: str
    vendor: str
    rule: str
    fingerprints: tuple[str, ...]
    raised_by: str
    raised: date
    grounds: str
    outcome: str
    decided_by: str | None
    decided: date | None
    decision: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Cadence:
    """Datasets that each of the vendors delivers for each period, from `first` up to, not including, `end`."""

    id: str
    title: str
    owner: str
    datasets: tuple[str, ...]
    vendors: tuple[str, ...]
    every: Period
    due_within: int  # microseconds after the end of a period
    days: int | None
    first: date
    end: date | None
    severity: Severity
    why: str
    fix: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A paper that shows that controls are in place; without vendors, everybody's. `last` is its last day."""

    id: str
    title: str
    owner: str
    controls: tuple[str, ...]
    vendors: tuple[str, ...]
    type: str
    issuer: str
    issued: date
    last: date | None
    location: str
    clause: str | None
    sha256: str | None
    reviewed_by: str | None
    reviewed: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of them, each in the order of the documents."""

    risks: tuple[Risk, ...] = ()
    actions: tuple[Action, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    evidence: tuple[Evidence, ...] = ()

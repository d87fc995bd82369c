"""The catalog: what a project promises, with every name resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from govcode.catalog.contract import Contract
from govcode.catalog.ledger import Ledger
from govcode.catalog.registry import Registry
from govcode.catalog.trials import Trial
from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span
from govcode.documents.kinds.feed import FeedSpec
from govcode.documents.kinds.project import ProjectSpec
from govcode.ir.check import About, Check
from govcode.ir.expression import Expr


@dataclass(frozen=True, slots=True)
class Waiver:
    """A failure that is accepted from the first to the last day, both included.

    `where` is the condition per dataset of the waived rules; it is None where the whole rule is waived.
    """

    id: str
    rules: tuple[str, ...]
    where: dict[str, Expr] | None
    reason: str
    approved_by: str
    first: date
    last: date
    span: Span

    def in_force(self, as_of: datetime) -> bool:
        """Say whether the waiver holds on the day of the as-of moment."""
        return self.first <= as_of.date() <= self.last


@dataclass(frozen=True, slots=True)
class Excuse:
    """Rows that KPIs leave out because of an event: from the first moment up to, not including, `end`, naive and UTC.

    `last` is the last day on which it is honoured.
    """

    id: str
    kpis: tuple[str, ...]
    start: datetime
    end: datetime
    reason: str
    evidence: str
    approved_by: str | None
    last: date
    span: Span

    def in_force(self, as_of: datetime) -> bool:
        """Say whether somebody excused it, and it is honoured on the day of the as-of moment."""
        return self.approved_by is not None and as_of.date() <= self.last


@dataclass(frozen=True, slots=True)
class Tension:
    """Two KPIs that pull against each other; the ways are `rises` or `falls`, None where the KPI itself says it."""

    about: About
    id: str
    improves: str
    worsens: str
    improves_when: str | None
    worsens_when: str | None


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a project promises."""

    registry: Registry
    project: ProjectSpec
    contracts: dict[str, Contract]
    feeds: dict[str, FeedSpec]
    checks: tuple[Check, ...]
    trials: tuple[Trial, ...]
    waivers: tuple[Waiver, ...]
    warnings: tuple[Diagnostic, ...]
    digest: str
    as_of: datetime
    vendors: tuple[str, ...]
    excuses: tuple[Excuse, ...] = ()
    tensions: tuple[Tension, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)

"""The catalog: what a project promises, with every name resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from govcode.catalog.contract import Contract
from govcode.catalog.registry import Registry
from govcode.catalog.trials import Trial
from govcode.core.diagnostic import Diagnostic
from govcode.core.place import Span
from govcode.documents.kinds.feed import FeedSpec
from govcode.documents.kinds.project import ProjectSpec
from govcode.ir.check import Check
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

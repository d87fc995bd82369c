"""One file per kind of document that holds promises: each turns them into checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govcode.catalog.checks import checklist, columns, escalation, kpi, minimisation, policy
from govcode.catalog.linking import Linking
from govcode.ir.check import Check

SOURCES: tuple[Callable[[Linking], Iterator[Check]], ...] = (
    columns.checks,
    policy.checks,
    escalation.checks,
    checklist.checks,
    minimisation.checks,
    kpi.checks,
)

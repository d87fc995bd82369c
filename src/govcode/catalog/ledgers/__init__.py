"""The documents people keep beside the rules are resolved: one file per kind, listed once."""

from __future__ import annotations

from collections.abc import Iterable

from govcode.catalog.ledger import Ledger
from govcode.catalog.ledgers.actions import actions_of
from govcode.catalog.ledgers.cadences import cadences_of
from govcode.catalog.ledgers.disputes import disputes_of
from govcode.catalog.ledgers.naming import Naming
from govcode.catalog.ledgers.papers import papers_of
from govcode.catalog.ledgers.risks import risks_of
from govcode.catalog.linking import Linking
from govcode.ir.check import Check


def ledger_of(linking: Linking, checks: Iterable[Check]) -> Ledger:
    """Return what people keep beside the rules, reporting names that nothing has and dates that cannot be."""
    naming = Naming(linking, tuple(checks))
    return Ledger(risks_of(naming), actions_of(naming), disputes_of(naming), cadences_of(naming), papers_of(naming))

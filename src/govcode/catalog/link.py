"""Documents are linked into a catalog: names, then promises, then what can be said without data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from govcode.catalog.calendars import clocks_of
from govcode.catalog.catalog import Catalog
from govcode.catalog.checks import SOURCES
from govcode.catalog.claims import claims_of
from govcode.catalog.contracts import contracts_of
from govcode.catalog.excuses import excused_of, excusing
from govcode.catalog.feeds import feeds_of
from govcode.catalog.ledgers import ledger_of
from govcode.catalog.linking import Linking
from govcode.catalog.lints import LINTS
from govcode.catalog.overrides import overridden
from govcode.catalog.problems import Problems
from govcode.catalog.registry import register
from govcode.catalog.suppressions import unsuppressed
from govcode.catalog.tensions import tensions_of
from govcode.catalog.trials import trials_of
from govcode.catalog.waivers import waivers_of
from govcode.core.diagnostic import Diagnostic, Level, Refused, in_order
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.located import Documents

# What can only be said of a project that could be read as a whole: nothing uses it, nothing shows quality, it is idle.
_OF_THE_WHOLE = {"GC308", "GC312", "GC314"}


def _sure(problems: tuple[Diagnostic, ...], documents: Documents) -> Iterator[Diagnostic]:
    """Yield the problems, less the warnings that may only stem from mistakes that are told already."""
    halves = {problem.span.file for problem in documents.problems}
    mistaken = any(problem.level is Level.ERROR for problem in problems)
    for problem in problems:
        of_the_whole = problem.code in _OF_THE_WHOLE and (documents.lost or (mistaken and problem.code == "GC308"))
        of_a_half = problem.level is Level.WARNING and problem.span.file in halves
        if not of_the_whole and (not of_a_half or problem in documents.problems):
            yield problem


def link(documents: Documents, as_of: datetime) -> Catalog:
    """Return the catalog of a project; raise `Refused` with every problem of every document.

    `as_of` is the moment, naive and UTC, from which ages and waivers are seen.
    """
    problems = Problems(list(documents.problems), documents.lost)
    registry = register(documents, problems)
    contracts = contracts_of(registry, problems, as_of, clocks_of(registry, problems, as_of))
    linking = Linking(registry, contracts, problems, as_of)
    found = [check for source in SOURCES for check in source(linking)]
    excused = excused_of(linking, found)
    claims = claims_of(linking, found, excused)
    checks = overridden(linking, (*excusing(found, excused), *claims))
    waivers = waivers_of(linking, checks)
    vendors = tuple(at.id for at, _ in registry.each(Vendor))
    feeds, trials = feeds_of(linking), trials_of(linking, found)
    catalog = Catalog(
        registry=registry,
        project=registry.project,
        contracts=contracts,
        feeds=feeds,
        checks=checks,
        trials=trials,
        waivers=waivers,
        warnings=(),
        digest=documents.digest,
        as_of=as_of,
        vendors=vendors,
        excuses=excused.events,
        tensions=tensions_of(linking, checks),
        ledger=ledger_of(linking, checks),
    )
    for lint in LINTS:
        lint(catalog, problems)
    told = unsuppressed(problems.found, documents.suppressions, as_of.date())
    left = in_order(_sure(tuple(told), documents))
    if any(problem.level is Level.ERROR for problem in left):
        raise Refused(left)
    return replace(catalog, warnings=left)

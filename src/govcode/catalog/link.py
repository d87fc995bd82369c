"""Documents are linked into a catalog: names, then promises, then what can be said without data."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from govcode.catalog.catalog import Catalog
from govcode.catalog.checks import SOURCES
from govcode.catalog.contracts import contracts_of
from govcode.catalog.feeds import feeds_of
from govcode.catalog.linking import Linking
from govcode.catalog.lints import LINTS
from govcode.catalog.overrides import overridden
from govcode.catalog.problems import Problems
from govcode.catalog.registry import register
from govcode.catalog.suppressions import unsuppressed
from govcode.catalog.trials import trials_of
from govcode.catalog.waivers import waivers_of
from govcode.core.diagnostic import Level, Refused, in_order
from govcode.documents.kinds.vendor import Vendor
from govcode.documents.located import Documents


def link(documents: Documents, as_of: datetime) -> Catalog:
    """Return the catalog of a project; raise `Refused` with every problem of every document.

    `as_of` is the moment, naive and UTC, from which ages and waivers are seen.
    """
    problems = Problems(list(documents.problems))
    registry = register(documents, problems)
    contracts = contracts_of(registry, problems, as_of)
    linking = Linking(registry, contracts, problems, as_of)
    found = [check for source in SOURCES for check in source(linking)]
    checks = overridden(linking, found)
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
    )
    for lint in LINTS:
        lint(catalog, problems)
    left = in_order(unsuppressed(problems.found, documents.suppressions, as_of.date()))
    if any(problem.level is Level.ERROR for problem in left):
        raise Refused(left)
    return replace(catalog, warnings=left)

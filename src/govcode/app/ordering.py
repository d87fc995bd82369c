"""What is asked of a run, and the plan that is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from govcode.app.choosing import Choice, chosen
from govcode.app.measuring import Progress, quiet
from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.documents.reading import read_project
from govcode.drops.delivery import Drop, Request
from govcode.drops.opening import opened
from govcode.engines.duckdb import columns_of_files, records_of_files
from govcode.engines.duckdb.engine import Limits
from govcode.ir.check import Severity
from govcode.plan.compiling import SAMPLE, compile_plan
from govcode.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a run; `against` is the earlier state whose changed KPIs are computed too.

    With `covering`, it is also measured on which days whose rows lie: what a remembered run tells besides its report.
    """

    root: Path
    requests: tuple[Request, ...]
    as_of: datetime
    choice: Choice = field(default_factory=Choice)
    fail_on: Severity | None = None
    strict: bool = False
    allow_empty: bool = False
    use_waivers: bool = True
    limits: Limits = field(default_factory=Limits)
    sample: int = SAMPLE
    progress: Progress = quiet
    against: str | None = None
    covering: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan and what it was made from."""

    catalog: Catalog
    requests: tuple[Request, ...]
    drops: tuple[Drop, ...]
    plan: Plan


def prepare(order: Order) -> Prepared:
    """Return the plan of a run; raise `Refused` for documents or drops that cannot be used."""
    catalog = link(read_project(order.root), order.as_of)
    if not order.use_waivers:
        catalog = replace(catalog, waivers=())
    declared = tuple(Request(drop.feed, drop.path, drop.vendor) for drop in catalog.project.drops)
    requests = order.requests or declared
    if not requests:
        place = named("command line")
        ways = "write --drop FEED=PATH, or declare drops in govcode.yaml"
        raise Refused([Diagnostic("GC405", "no drop is given, so there is nothing to judge", place, ways)])
    _known_vendors(requests, catalog)
    drops = opened(requests, catalog.feeds, order.root, columns_of_files, records_of_files)
    asked, vendor = chosen(order.choice, catalog), order.choice.vendor
    plan = compile_plan(catalog, drops, vendor, asked, order.sample, covering=order.covering)
    return Prepared(catalog, requests, drops, plan)


def _known_vendors(requests: tuple[Request, ...], catalog: Catalog) -> None:
    """Refuse a drop of a vendor that the project does not know, if it knows any: no promise of a vendor would hold."""
    unknown = [r.vendor for r in requests if r.vendor and catalog.vendors and r.vendor not in catalog.vendors]
    if unknown:
        ways = (closest(vendor, catalog.vendors) or f"there is {', '.join(catalog.vendors)}" for vendor in unknown)
        place = named("command line")
        raise Refused(
            [Diagnostic("GC408", f"unknown vendor '{v}'", place, w) for v, w in zip(unknown, ways, strict=True)]
        )

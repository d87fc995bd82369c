"""A run is remembered: its report becomes a record, and the record a link of the project's history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from govcode.app.checking import Checked
from govcode.history.coverage import coverage_of
from govcode.history.entry import Entry
from govcode.history.parts import parts_of
from govcode.history.record import Record
from govcode.history.recording import Occasion, Sources, recorded
from govcode.history.store import Signer, open_history
from govcode.history.totals import totals_of
from govcode.ir.measure import Expectation
from govcode.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Kept:
    """The link of a record, and where the history is, without what is secret."""

    entry: Entry
    shown: str


def record_of(done: Checked, run: str, recorded_at: datetime, seconds: float) -> Record:
    """Return the record of a run that was made with `Order.covering`; `recorded_at` is naive and in UTC."""
    ready = done.ready
    coverage = coverage_of(ready.plan, done.answers, ready.catalog)
    parts = parts_of(ready.plan, done.answers)
    totals = totals_of(ready.plan, done.answers, done.report.as_of)
    sources = Sources(ready.catalog, ready.plan, ready.drops, coverage, parts, totals)
    engines = tuple((name, version(name)) for name in _engines(ready.plan))
    return recorded(done.report, sources, Occasion(run, recorded_at, seconds, engines, done.order.choice.vendor))


def remember(done: Checked, record: Record, history: str | None, signer: Signer | None) -> Kept:
    """Add a record to a history, a path from here or a URL; to that of the project, if None.

    Raises `Refused` where the history cannot be written, or has another record of the same run.
    """
    own = done.ready.catalog.project.history
    store = open_history(own, done.order.root) if history is None else open_history(history)
    return Kept(store.append(record, signer), store.shown)


def _engines(plan: Plan) -> Iterator[str]:
    """Yield the engines that a plan is asked of."""
    yield "duckdb"
    if any(isinstance(measure, Expectation) for scan in plan.scans for measure in scan.measures):
        yield "great_expectations"

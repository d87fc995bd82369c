"""Check every promise of a project against its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govcode import __version__
from govcode.app.measuring import measured_and_judged, rows_of
from govcode.app.ordering import Order, Prepared, prepare
from govcode.app.redefining import findings_before
from govcode.app.revision import revision_of
from govcode.catalog.catalog import Catalog, Waiver
from govcode.drops.delivery import Drop
from govcode.findings.claims import with_claims
from govcode.findings.drifting import drift_findings
from govcode.findings.finding import Finding
from govcode.findings.gates import behind_gates
from govcode.findings.judging import Answers
from govcode.findings.redefined import Redefined, redefined
from govcode.findings.tensions import tension_findings
from govcode.verdict.decision import DeliveredDrop, DeliveredTable, Report
from govcode.verdict.excusing import excuse_uses
from govcode.verdict.gate import Gate, decide
from govcode.verdict.waiving import uses, waived


@dataclass(frozen=True, slots=True)
class Checked:
    """A run with what its report was made from."""

    order: Order
    report: Report
    ready: Prepared
    answers: Answers


def check(order: Order) -> Report:
    """Return the report of a run."""
    return checked(order).report


def checked(order: Order) -> Checked:
    """Return the report of a run, and what it was made from."""
    ready = prepare(order)
    answers, found = measured_and_judged(ready.plan, ready.drops, order.as_of, order.limits, order.progress)
    return Checked(order, _report(order, ready, answers, found), ready, answers)


def _report(order: Order, ready: Prepared, answers: Answers, found: Sequence[Finding]) -> Report:
    findings = told(found, ready, order.as_of)
    return Report(
        project=ready.catalog.registry.id,
        title=ready.catalog.registry.title,
        tool_version=__version__,
        as_of=order.as_of,
        documents_digest=ready.catalog.digest,
        revision=revision_of(order.root),
        drops=tuple(_delivered(drop, ready, answers) for drop in ready.drops),
        findings=findings,
        decision=decide(findings, _gate(order, ready.catalog)),
        waivers=uses(findings, _asked(ready), order.as_of),
        warnings=ready.catalog.warnings,
        excuses=excuse_uses(ready.catalog.excuses, ready.plan.checks, answers, order.as_of),
        redefined=_redefined(order, ready, findings),
    )


def _redefined(order: Order, ready: Prepared, findings: Sequence[Finding]) -> tuple[Redefined, ...]:
    """Return the values of KPIs that have changed since the earlier state, by both definitions."""
    before = findings_before(order, ready)
    changed = {finding.id for finding in before}
    return redefined(before, (finding for finding in findings if finding.id in changed))


def told(found: Sequence[Finding], ready: Prepared, as_of: datetime) -> tuple[Finding, ...]:
    """Return the findings of all checks put together: each step may use what the one before has said."""
    accepted = waived(found, ready.catalog.waivers, as_of)
    standing = behind_gates(accepted, (planned.check for planned in ready.plan.checks))
    claimed = with_claims(standing)
    return (*claimed, *drift_findings(claimed), *tension_findings(ready.catalog.tensions, claimed))


def _asked(ready: Prepared) -> tuple[Waiver, ...]:
    """Return the waivers of checks that were asked for; the others are neither used nor unused."""
    ids = {planned.check.id for planned in ready.plan.checks}
    return tuple(waiver for waiver in ready.catalog.waivers if ids & {*waiver.rules})


def _gate(order: Order, catalog: Catalog) -> Gate:
    return Gate(order.fail_on or catalog.project.gate.fail_on, order.strict, order.allow_empty)


def _delivered(drop: Drop, ready: Prepared, answers: Answers) -> DeliveredDrop:
    tables = tuple(
        DeliveredTable(
            table.name,
            table.dataset,
            rows_of(table.name, ready.plan, answers),
            len(table.files.paths) if table.files else 0,
            table.sha256,
            table.missing,
        )
        for table in drop.tables
    )
    return DeliveredDrop(drop.feed, drop.vendor, tables)

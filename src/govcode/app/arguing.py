"""One number of a KPI, taken apart: what it is made of, what was left out, and the rows that counted against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from govcode.app.checking import told
from govcode.app.choosing import Choice, chosen
from govcode.app.measuring import judged, measured, rows_of
from govcode.app.ordering import Order, Prepared, prepare
from govcode.catalog.evidence import evidence
from govcode.core.diagnostic import Diagnostic, Refused, closest
from govcode.core.place import named
from govcode.findings.finding import Finding, Outcome
from govcode.findings.judging import Answers
from govcode.ir.check import Check, Score
from govcode.ir.limit import Period
from govcode.plan.compiling import compile_plan
from govcode.plan.reading import reads

MOST = 20  # values of one KPI that are taken apart in one go


@dataclass(frozen=True, slots=True)
class Question:
    """Which values are asked for: a KPI, a day of the period (of the newest judged one, if None), and a vendor.

    `length` is the kind of period that was asked for, which has to be the KPI's.
    """

    kpi: str
    day: datetime | None = None
    vendor: str | None = None
    length: Period | None = None


@dataclass(frozen=True, slots=True)
class Argued:
    """A value with the rows that counted against it: what they are, their keys, how many; or why there are none.

    `inputs` are the delivered tables that it was worked out from, each with the number of its rows.
    """

    finding: Finding
    score: Score
    against: str
    keys: tuple[str, ...] = ()
    total: int = 0
    of: int = 0
    inputs: tuple[tuple[str, int | None], ...] = ()


def argued(order: Order, question: Question) -> tuple[Argued, ...]:
    """Return the values that are asked for, each taken apart; raise `Refused` for a KPI or period that is not there."""
    ready = prepare(order)
    check = _kpi(ready, question)
    chosen(Choice(vendor=question.vendor), ready.catalog)  # refuses a vendor nobody knows
    if question.vendor and not _told_by_vendor(check):
        # Only then: a number is explained as `check` tells it, from everybody's rows.
        order = replace(order, choice=Choice(vendor=question.vendor))
        ready = prepare(order)
    answers = measured(ready.plan, ready.drops, order.limits, order.progress)
    values = _chosen(told(judged(ready.plan, answers, order.as_of), ready, order.as_of), question)
    if not values:
        raise Refused([_nothing(question)])
    asked = [(finding, _evidence(check, finding)) for finding in values[:MOST]]
    counted = _counted(ready, order, [ask for _, ask in asked if isinstance(ask, Check)])
    found, inputs = iter(counted), _inputs(ready, check, answers)
    apart = (
        _argued(finding, check, next(found), ask) if isinstance(ask, Check) else _unargued(finding, check, ask)
        for finding, ask in asked
    )
    return tuple(replace(value, inputs=inputs) for value in apart)


def _inputs(ready: Prepared, check: Check, answers: Answers) -> tuple[tuple[str, int | None], ...]:
    wanted = reads(check)
    tables = [table for drop in ready.drops for table in drop.tables if table.dataset in wanted and table.files]
    return tuple((table.name, rows_of(table.name, ready.plan, answers)) for table in tables)


def _kpi(ready: Prepared, question: Question) -> Check:
    kpis, name = {check.id: check for check in ready.catalog.checks if check.kind == "kpi"}, question.kpi
    place = named("command line")
    if name not in kpis:
        raise Refused([Diagnostic("GC408", f"unknown KPI '{name}'", place, closest(name, kpis))])
    score = kpis[name].limit
    period = score.period if isinstance(score, Score) else None
    if question.length is not None and period is not question.length:
        told_per = f"is told per {period}" if period else "has no periods"
        way = f"write --{period}" if period else f"leave --{question.length} out"
        raise Refused([Diagnostic("GC411", f"KPI '{name}' {told_per}, not per {question.length}", place, way)])
    return kpis[name]


def _told_by_vendor(check: Check) -> bool:
    return isinstance(check.limit, Score) and "vendor" in {segment.name for segment in check.limit.by}


def _chosen(findings: Iterable[Finding], question: Question) -> Sequence[Finding]:
    """Return the values of the period asked for, of the vendor asked for; each segment's newest judged, without one."""
    mine = [f for f in findings if f.id == question.kpi and f.kind == "kpi" and _of_vendor(f, question.vendor)]
    if question.day is not None:
        there = [f for f in mine if f.period is not None and f.period[0] <= question.day < f.period[1]]
        # Where there is no value at all, the one finding says why.
        return there or [f for f in mine if f.period is None and f.outcome in {Outcome.NO_DATA, Outcome.ERROR}]
    judged = [f for f in mine if f.outcome not in {Outcome.IMMATURE, Outcome.NO_DATA}] or mine
    newest = {str(f.segment or ""): f for f in sorted(judged, key=lambda f: f.period or ())}
    return [f for f in judged if newest[str(f.segment or "")] is f]


def _of_vendor(finding: Finding, vendor: str | None) -> bool:
    values = dict(finding.segment.values) if finding.segment else {}
    return vendor is None or values.get("vendor", vendor) == vendor


def _nothing(question: Question) -> Diagnostic:
    when = f" in the {question.length or 'period'} of {question.day.date().isoformat()}" if question.day else ""
    who = f" of vendor '{question.vendor}'" if question.vendor else ""
    message = f"KPI '{question.kpi}' has no value{who}{when}"
    return Diagnostic("GC411", message, named("command line"), "leave the period out to see the newest value")


def _evidence(check: Check, finding: Finding) -> Check | str:
    score, segments = check.limit, dict(finding.segment.values) if finding.segment else {}
    if not isinstance(score, Score):
        return "this KPI is not made of rows"
    if score.rolling > 1:
        return f"it covers {score.rolling} periods; ask for the KPI's single rows with a rule"
    return evidence(check, score, finding.period[0] if finding.period else None, segments)


def _counted(ready: Prepared, order: Order, asked: Sequence[Check]) -> tuple[Finding, ...]:
    """Return what was found of each evidence check, in their order."""
    numbered = tuple(replace(check, id=f"evidence-{i}") for i, check in enumerate(asked))
    catalog = replace(ready.catalog, checks=numbered, waivers=())
    ids = {check.id for check in numbered}
    plan = compile_plan(catalog, ready.drops, order.choice.vendor, lambda check: check.id in ids, order.sample)
    return judged(plan, measured(plan, ready.drops, order.limits, order.progress), order.as_of)


def _argued(finding: Finding, check: Check, found: Finding, ask: Check) -> Argued:
    score = check.limit
    assert isinstance(score, Score)  # noqa: S101 - evidence is made of scores alone
    why = ask.about.title if found.violations is not None else f"not known: {found.reason}"
    return Argued(finding, score, why, found.keys, found.violations or 0, found.population or 0)


def _unargued(finding: Finding, check: Check, why: str) -> Argued:
    score = check.limit
    assert isinstance(score, Score)  # noqa: S101 - every KPI has a score
    return Argued(finding, score, why)

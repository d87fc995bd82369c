"""The criteria of escalation rules: each ticket that meets one has a handoff that reaches far enough in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcode.catalog.bench import Bench
from govcode.catalog.linking import Linking, about, subject
from govcode.documents.kinds.escalation_rule import Criterion, EscalationRule
from govcode.documents.located import Located
from govcode.expressions.phrases import as_timestamp, at_least, either, is_true, negated, no_later, shifted
from govcode.ir.check import Check
from govcode.ir.expression import TRUE, AsOf, Column, Expr, Type, both
from govcode.ir.measure import RowTest
from govcode.ir.relation import Fold, FoldKind, Lookup, Relation, Rollup
from govcode.rules.rule import tolerance


def checks(linking: Linking) -> Iterator[Check]:
    """Yield the check of each criterion."""
    for at, rule in linking.registry.each(EscalationRule):
        tickets = linking.bench(at, rule.spec.dataset, ("spec",))
        handoffs = linking.bench(at, rule.spec.handoffs.dataset, ("spec", "handoffs"))
        for i, criterion in enumerate(rule.spec.criteria):
            if tickets and handoffs:
                check = _check(linking, at, rule, criterion, i, tickets, handoffs)
                if check:
                    yield check


def _check(
    linking: Linking, at: Located, rule: EscalationRule, criterion: Criterion, i: int, tickets: Bench, handoffs: Bench
) -> Check | None:
    base = ("spec", "criteria", i)
    tickets = Bench(tickets.contract, tickets.contracts, at, base, tickets.problems, tickets.as_of)
    handoffs = Bench(handoffs.contract, handoffs.contracts, at, base, handoffs.problems, handoffs.as_of)
    when = tickets.condition(criterion.when, "when")
    since = tickets.column(criterion.since, "since") if criterion.since else tickets.event_time
    key = tickets.contract.key
    if since is None and not criterion.since:
        message = f"the time needs a start: dataset '{tickets.name}' names no event_time"
        tickets.report("GC102", message, suggestion="add `since`")
    if not isinstance(key, Column):
        tickets.report("GC102", f"dataset '{tickets.name}' needs a `key` that handoffs refer to")
        return None
    if since is not None and since.type not in {Type.DATE, Type.TIMESTAMP}:
        if criterion.since:  # of the dataset's own event_time this has been told where it is named
            tickets.report("GC205", f"`{criterion.since}` is a {since.type}, not a moment", "since")
        return None
    if since is not None and not isinstance(since, Column):
        tickets.report("GC205", "the time starts at a computed moment; name a column that is delivered or rolled up")
        return None
    if when is None or since is None:
        return None
    reached = _reached(at, rule, criterion, handoffs, _Start(tickets.relation, key, since))
    if reached is None:
        return None
    name = f"reached.{at.id}.{criterion.id}"
    relation = Lookup(tickets.relation, reached, key, reached.key.name, ((reached.columns[0].name, name),))
    due = shifted(as_timestamp(since), criterion.within)
    in_time = no_later(Column(name, Type.TIMESTAMP), due)
    is_due = no_later(due, AsOf(linking.as_of, Type.TIMESTAMP))
    part = both(linking.part(tickets, rule.spec.scope), when)
    # A ticket that has gone up in time is judged at once; one that has not yet may still do so.
    decided = _either_true(is_due, in_time)
    test = RowTest(in_time, both(part, decided))
    later = RowTest(TRUE, both(part, _open(is_due, in_time)))
    of, limit = subject(tickets.contract, relation), tolerance(criterion.at_most)
    told = about(
        at,
        at.at(base),
        title=criterion.title,
        sentence=_sentence(rule, criterion),
        severity=criterion.severity,
        enforcement=criterion.enforcement,
        why=criterion.why,
        fix=criterion.fix,
        definition=(relation, test, limit),
    )
    return Check(f"{at.id}.{criterion.id}", "escalation", told, of, test, limit, later=later)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a ticket is found by its key, and the moment from which its time runs."""

    tickets: Relation
    key: Column
    since: Column


def _reached(at: Located, rule: EscalationRule, criterion: Criterion, handoffs: Bench, start: _Start) -> Rollup | None:
    """Return when each ticket first reached far enough, by handoffs from its start on."""
    spec = rule.spec.handoffs
    whole = Bench(handoffs.contract, handoffs.contracts, at, ("spec", "handoffs"), handoffs.problems, handoffs.as_of)
    on, moment = whole.column(spec.on, "on"), whole.column(spec.at, "at")
    counted = whole.condition(spec.reached, "reached") if spec.reached else None
    far = handoffs.condition(criterion.reach, "reach")
    if not isinstance(on, Column) or moment is None or far is None:
        return None
    if moment.type not in {Type.DATE, Type.TIMESTAMP}:
        whole.report("GC205", f"`{spec.at}` is a {moment.type}, not a moment", "at")
        return None
    name = f"since.{at.id}.{criterion.id}"
    events = Lookup(handoffs.relation, start.tickets, on, start.key.name, ((start.since.name, name),))
    # A handoff from before the start is of another time, or of another ticket with the same id.
    in_its_time = at_least(as_timestamp(moment), as_timestamp(Column(name, start.since.type)))
    fold = Fold("reached_at", FoldKind.MIN, as_timestamp(moment), Type.TIMESTAMP, both(counted, far, in_its_time))
    return Rollup(events, on, (), (fold,))


def _either_true(*tests: Expr) -> Expr:
    return either(*[is_true(test) for test in tests])


def _open(is_due: Expr, in_time: Expr) -> Expr:
    return negated(_either_true(is_due, in_time))


def _sentence(rule: EscalationRule, criterion: Criterion) -> str:
    minutes = criterion.within // 60_000_000
    span = f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:g} hours"
    return f"{criterion.title} — {rule.spec.dataset} where {criterion.when} reach {criterion.reach} within {span}."

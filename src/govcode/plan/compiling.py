"""The plan is compiled: checks are bound to what was delivered and gathered into scans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from govcode.catalog.catalog import Catalog
from govcode.drops.delivery import Drop
from govcode.expressions.phrases import is_true, negated
from govcode.ir.check import Aside, Check, Subject
from govcode.ir.expression import Expr, both, columns_of
from govcode.ir.measure import Aggregate, Dangling, Expectation, Headers, Lines, Measure, Scan, counted_among
from govcode.ir.relation import Named, Project, Relation, schema
from govcode.plan.adding import Adding, apart, needed
from govcode.plan.binding import Binding, binding_of, needs
from govcode.plan.covering import days_of
from govcode.plan.headers import columns_found
from govcode.plan.manifest_checks import manifest_checks
from govcode.plan.plan import Answer, Covering, Plan, Planned
from govcode.plan.pruning import pruned
from govcode.plan.reading import reads
from govcode.plan.reading_checks import reading_checks
from govcode.plan.segmenting import shown_beside, shown_by, shown_only, told_openly

SAMPLE = 20  # the keys kept of each check, unless more are asked for


@dataclass(slots=True)
class _Gathering:
    """A scan that is still growing."""

    base: Relation
    key: Expr | None
    segments: tuple[Named, ...]
    sample: int
    additions: dict[Adding, None] = field(default_factory=dict)
    measures: dict[Measure, int] = field(default_factory=dict)

    def scan(self) -> Scan:
        """Return the scan."""
        relation = self.base
        for addition in self.additions:
            relation = replace(addition, of=relation)
        return Scan(relation, self.key, tuple(self.measures), self.segments, self.sample)


class _Compiler:
    def __init__(self, catalog: Catalog, drops: tuple[Drop, ...], vendor: str | None, sample: int) -> None:
        self._catalog, self._drops, self._vendor, self._sample = catalog, drops, vendor, sample
        self._binding: Binding = binding_of(catalog, drops, vendor)
        self._scans: dict[tuple[Relation, Expr | None, tuple[Named, ...], bool], _Gathering] = {}
        self._waivers = [waiver for waiver in catalog.waivers if waiver.in_force(catalog.as_of)]

    def plan(self, chosen: Callable[[Check], bool], *, covering: bool) -> Plan:
        read = reading_checks(self._catalog, self._binding)
        announced = manifest_checks(self._catalog, self._drops, self._binding)
        checks = (*read, *announced, *self._catalog.checks)
        known = ((one, one.check) if isinstance(one, Planned) else (None, one) for one in checks)
        planned = tuple(done or self._planned(check) for done, check in known if chosen(check))
        coverings = tuple(self._coverings(planned)) if covering else ()
        return Plan(pruned(tuple(gathering.scan() for gathering in self._scans.values())), planned, coverings)

    def _coverings(self, planned: Iterable[Planned]) -> Iterable[Covering]:
        for days in days_of(self._catalog, self._binding, planned):
            answer = self._ask(days.subject, days.relation, days.measure)
            yield Covering(days.dataset, answer, days.dated, days.vendor)

    def _planned(self, check: Check) -> Planned:
        if isinstance(check.measure, Headers):
            return self._headers(check, check.measure)
        if isinstance(check.measure, Lines) and not isinstance(check.subject.relation, Project):
            return Planned(check, blocked=self._binding.undelivered(check.subject.dataset))
        rows = self._binding.rows(check.subject.relation)
        measure, why = self._bound(check)
        if rows.relation is None or why:
            return Planned(check, blocked=rows.why or why, stands=self._stands(check))
        there = schema(rows.relation)
        lacking = sorted(needs(check.measure) - set(there))
        if lacking:
            gone = rows.gone.get(lacking[0], f"column '{lacking[0]}' was not delivered")
            return Planned(check, blocked=gone, stands=self._stands(check))
        later = self._ask(check.subject, rows.relation, check.later) if check.later else None
        return Planned(
            check,
            main=self._ask(check.subject, rows.relation, measure),
            later=later,
            details=tuple((label, self._ask(check.subject, rows.relation, detail)) for label, detail in check.details),
            waived=tuple(self._waived(check, rows.relation, measure)),
            asides=tuple((aside, self._aside(check, aside)) for aside in check.asides),
            stands=self._stands(check),
        )

    def _stands(self, check: Check) -> str | None:
        """Return that some of what a check reads was delivered in its latest state alone, if it was."""
        whole = self._binding.whole.datasets
        return next((rows.stands for name in sorted(reads(check)) if (rows := whole.get(name)) and rows.stands), None)

    def _aside(self, check: Check, aside: Aside) -> Answer | None:
        """Ask for what is measured beside a check; None where its rows do not have what it reads."""
        of = aside.subject or check.subject
        relation = self._binding.rows(of.relation).relation
        if relation is None or not needs(aside.measure) <= set(schema(relation)):
            return None
        measure = aside.measure
        if isinstance(measure, Aggregate):
            measure = told_openly(measure, shown_beside(check.limit))
        return self._ask(of, relation, measure)

    def _bound(self, check: Check) -> tuple[Measure, str | None]:
        measure = check.measure
        if isinstance(measure, Aggregate):
            return told_openly(measure, shown_by(check.limit)), None
        if not isinstance(measure, Dangling):
            return measure, None
        there = self._binding.whole.rows(measure.to)
        if there.relation is None:
            return measure, there.why
        if measure.key not in schema(there.relation):
            return measure, there.gone.get(measure.key, f"column '{measure.key}' was not delivered")
        return replace(measure, to=there.relation), None

    def _headers(self, check: Check, measure: Headers) -> Planned:
        theirs = {None, self._vendor} if self._vendor else {t.vendor for d in self._drops for t in d.tables}
        found = [t for drop in self._drops for t in drop.tables if t.dataset == measure.dataset and t.files]
        tables = [table for table in found if table.vendor in theirs]
        given = columns_found(measure, tables, self._catalog.contracts[measure.dataset].document)
        return Planned(check, given=given, blocked=None if given else f"no drop delivers dataset '{measure.dataset}'")

    def _waived(self, check: Check, relation: Relation, measure: Measure) -> Iterable[tuple[str, Answer]]:
        """Count the broken rows of each waiver; a row that several waivers accept is counted with the first."""
        taken: list[Expr] = []
        for waiver in self._waivers:
            where = (waiver.where or {}).get(check.subject.dataset)
            if check.id not in waiver.rules or where is None or isinstance(measure, Aggregate | Expectation):
                continue
            if columns_of(where) <= set(schema(relation)):
                own = both(where, *[negated(is_true(other)) for other in taken]) or where
                taken.append(where)
                yield waiver.id, self._ask(check.subject, relation, counted_among(measure, own))

    def _ask(self, of: Subject, relation: Relation, measure: Measure) -> Answer:
        """Put a measure into the scan of its rows, adding to these only the columns somebody reads."""
        base, additions = apart(relation)
        there = schema(base)
        key = of.key if of.key is not None and columns_of(of.key) <= set(there) else None
        segments = tuple(Named(s.name, shown_only(s)) for s in of.segments if columns_of(s.expr) <= set(there))
        foreign = isinstance(measure, Expectation)
        at = (base, key, segments, foreign)
        gathering = self._scans.setdefault(at, _Gathering(base, key, segments, self._sample))
        for addition in additions if foreign else needed(additions, needs(measure)):
            gathering.additions.setdefault(addition)
        index = gathering.measures.setdefault(measure, len(gathering.measures))
        return Answer(list(self._scans).index(at), index)


def compile_plan(
    catalog: Catalog,
    drops: tuple[Drop, ...],
    vendor: str | None = None,
    chosen: Callable[[Check], bool] = lambda _: True,
    sample: int = SAMPLE,
    *,
    covering: bool = False,
) -> Plan:
    """Return the fewest scans that answer the chosen checks, of one vendor's rows if one is named.

    `sample` is the most keys of broken rows that are named for each check. With `covering`, it is also measured on
    which days whose rows lie.
    """
    return _Compiler(catalog, drops, vendor, sample).plan(chosen, covering=covering)

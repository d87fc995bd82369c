"""What the days of rows say of a drop: of each delivered dataset, whose rows there are and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from govcode.catalog.catalog import Catalog
from govcode.findings.judging import Answers
from govcode.history.record import Coverage
from govcode.ir.expression import Value
from govcode.ir.measure import Group, Grouped
from govcode.plan.covering import vendors_of
from govcode.plan.plan import Covering, Plan

OTHER = "(other)"  # a vendor that nobody declared, or none
BEFORE, AFTER = timedelta(days=800), timedelta(days=31)  # of days further from the as-of moment, no review tells
DAY = timedelta(days=1)


@dataclass(slots=True)
class _Seen:
    """What was found of one vendor's rows of a dataset."""

    rows: int = 0
    days: set[date] = field(default_factory=set)
    newest: datetime | None = None


def coverage_of(plan: Plan, answers: Answers, catalog: Catalog) -> tuple[Coverage, ...]:
    """Return the coverage by dataset and vendor, of vendors with rows; what could not be measured has none."""
    seen: dict[tuple[str, str], _Seen] = defaultdict(_Seen)
    for covering in plan.coverings:
        declared = vendors_of(catalog, catalog.contracts[covering.dataset])
        answer = answers[covering.answer.scan][covering.answer.measure]
        for group in answer.groups if isinstance(answer, Grouped) else ():
            _add(seen[covering.dataset, _vendor(covering, group, declared)], covering, group, catalog.as_of)
    return tuple(
        Coverage(dataset, vendor, found.rows, tuple(stretches(found.days)), found.newest)
        for (dataset, vendor), found in sorted(seen.items())
        if found.rows
    )


def _vendor(covering: Covering, group: Group, declared: frozenset[str]) -> str:
    found = covering.vendor if covering.vendor is not None else group.values[0]
    return found if isinstance(found, str) and found in declared | {covering.vendor} else OTHER


def _add(seen: _Seen, covering: Covering, group: Group, as_of: datetime) -> None:
    seen.rows += int(str(group.terms[0] or 0))
    if not covering.dated:
        return
    day = _day(group.values[-1], as_of)
    if day is not None:
        seen.days.add(day)
    newest = group.terms[1]
    if isinstance(newest, datetime):
        # The moment itself is a cell; its hour is near enough to say how far the rows reach.
        hour = newest.replace(minute=0, second=0, microsecond=0)
        seen.newest = max(hour, seen.newest or hour)


def _day(start: Value, as_of: datetime) -> date | None:
    return start.date() if isinstance(start, datetime) and as_of - BEFORE <= start <= as_of + AFTER else None


def stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield the stretches of days without a gap, both ends included, in time."""
    first = last = None
    for day in sorted(set(days)):
        if first is None or last is None or day - last > DAY:
            if first is not None and last is not None:
                yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last

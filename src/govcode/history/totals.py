"""How many of each vendor's rows broke a rule, of how many: over all parts of its rows, those without a broken one too.

A finding tells only the parts in which rows are broken, so what they hold is not all that a vendor delivered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias, TypeVar

from govcode.findings.finding import Finding, Outcome
from govcode.findings.judging import Answers
from govcode.findings.places import EMPTY, shown
from govcode.findings.tables import table
from govcode.ir.check import Check, Gaps, Rhythm, Segment, Silence, Steady
from govcode.ir.expression import Value
from govcode.ir.measure import Counted, Grouped
from govcode.plan.covering import VENDOR
from govcode.plan.plan import Plan, Planned
from govcode.plan.segmenting import UNDECLARED

Total: TypeAlias = tuple[str, int, int]
Part = TypeVar("Part")

_NOBODY = frozenset({EMPTY, UNDECLARED})
_JUDGED = frozenset({Outcome.PASS, Outcome.FAIL})


def totals_of(plan: Plan, answers: Answers, as_of: datetime) -> dict[str, tuple[Total, ...]]:
    """Return by rule its vendors, each with its broken rows and its rows; a rule not told by vendor has none.

    An override is about one vendor alone, and its own numbers are that vendor's. Undeclared vendors are left out.
    """
    found: dict[str, tuple[Total, ...]] = {}
    for planned in plan.checks:
        if planned.check.vendor is None:
            totals = tuple(sorted(_totals(plan, planned, answers, as_of)))
            if totals:
                found[planned.check.id] = totals
    return found


def totals_behind(finding: Finding, totals: Mapping[str, tuple[Total, ...]]) -> tuple[Total, ...]:
    """Return the totals by vendor of a finding about the rows of all vendors."""
    whole = finding.vendor is None and finding.segment is None and finding.violations is not None
    return totals.get(finding.id, ()) if whole else ()


def _totals(plan: Plan, planned: Planned, answers: Answers, as_of: datetime) -> Iterator[Total]:
    check, main = planned.check, planned.main
    if planned.given is not None:
        yield from _counted(check.subject.segments, planned.given)
    elif planned.blocked is None and main is not None:
        match answers[main.scan][main.measure]:
            case Counted() as found:
                asked = {named.name for named in plan.scans[main.scan].segments}
                yield from _counted([one for one in check.subject.segments if one.name in asked], found)
            case Grouped() as found:
                yield from _series(check, found, as_of)
            case _:
                return


def _counted(segments: Sequence[Segment], found: Counted) -> Iterator[Total]:
    for vendor, parts in _by_vendor(segments, ((part.values, part) for part in found.segments)):
        yield vendor, sum(part.broken for part in parts), sum(part.population for part in parts)


def _series(check: Check, found: Grouped, as_of: datetime) -> Iterator[Total]:
    """Judge a promise about a whole table anew for each vendor, as a check of that vendor alone does."""
    limit = check.limit
    if not isinstance(limit, Gaps | Silence | Rhythm | Steady):
        return
    for vendor, groups in _by_vendor(limit.by, ((group.values, group) for group in found.groups)):
        alone = table(check, limit, replace(found, groups=tuple(groups)), as_of)
        if alone.outcome in _JUDGED and alone.violations is not None and alone.population is not None:
            yield vendor, alone.violations, alone.population


def _by_vendor(
    segments: Sequence[Segment], parts: Iterable[tuple[Sequence[Value], Part]]
) -> Iterable[tuple[str, list[Part]]]:
    """Return what is of each vendor that may be shown; nothing where the segments do not tell the vendor."""
    found: dict[str, list[Part]] = defaultdict(list)
    place = next((i for i, one in enumerate(segments) if one.name == VENDOR), None)
    for values, part in parts if place is not None else ():
        if place is not None and place < len(values):
            vendor = shown(segments[place], values[place])
            if vendor not in _NOBODY:
                found[vendor].append(part)
    return found.items()

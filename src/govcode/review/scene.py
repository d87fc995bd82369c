"""What a review looks at: the runs, and the newest word on each check, vendor and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from govcode.catalog.ledger import Ledger
from govcode.history.entry import Remembered
from govcode.history.record import Definition, Record, Result
from govcode.review.quarter import WEEK, Quarter, Stretch, mondays_of

UNJUDGED = frozenset({"no_data", "error", "inconclusive", "immature"})


@dataclass(frozen=True, slots=True)
class Observation:
    """What one run says of one check in one stretch of time.

    `vendor` is None where it is not told by vendor; `segment` is the rest of the segment. A KPI's stretch is its
    period; a rule, or a KPI without periods, is seen in the week that had just ended, or was going on, at `as_of`.
    """

    check: str
    vendor: str | None
    segment: tuple[tuple[str, str], ...]
    stretch: Stretch
    outcome: str
    violations: int | None
    population: int | None
    result: Result
    definition: Definition
    record: Record

    @property
    def judged(self) -> bool:
        """Say whether it was kept or broken."""
        return self.outcome not in UNJUDGED


@dataclass(frozen=True)
class Scene:
    """The runs up to the as-of moment, oldest first, and what is reviewed.

    `vendor` is set for a review of one alone; `vendors` are then only that one.
    """

    runs: tuple[Remembered, ...]
    ledger: Ledger
    quarter: Quarter
    as_of: datetime
    vendors: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)  # of vendors and people
    clauses: dict[str, str] = field(default_factory=dict)  # control id: what it is
    vendor: str | None = None

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """Return the newest observation of each check, vendor, segment and stretch, by check, then in time."""
        newest: dict[tuple[str, str | None, tuple[tuple[str, str], ...], Stretch], Observation] = {}
        for remembered in self.runs:
            for seen in observed(remembered.record, self.vendors):
                if self.vendor is not None and seen.vendor not in {None, self.vendor}:
                    continue  # a review of one vendor tells nothing of another
                newest[seen.check, seen.vendor, seen.segment, seen.stretch] = seen
        order = sorted(newest, key=lambda at: (at[0], at[1] or "", at[2], at[3]))
        return tuple(newest[key] for key in order)

    @cached_property
    def by_check(self) -> dict[str, tuple[Observation, ...]]:
        """Return the observations of each check, in time within a vendor and segment."""
        found: dict[str, list[Observation]] = defaultdict(list)
        for seen in self.observations:
            found[seen.check].append(seen)
        return {check: tuple(several) for check, several in found.items()}

    @cached_property
    def by_quarter(self) -> dict[tuple[str, Quarter], tuple[Observation, ...]]:
        """Return the observations of each check by the quarter in which their stretch begins."""
        found: dict[tuple[str, Quarter], list[Observation]] = defaultdict(list)
        for seen in self.observations:
            start = seen.stretch.start
            found[seen.check, Quarter(start.year, (start.month + 2) // 3)].append(seen)
        return {key: tuple(several) for key, several in found.items()}

    @cached_property
    def by_vendor(self) -> dict[tuple[str, str | None], tuple[Observation, ...]]:
        """Return the observations of each check and vendor, in time within a segment."""
        found: dict[tuple[str, str | None], list[Observation]] = defaultdict(list)
        for seen in self.observations:
            found[seen.check, seen.vendor].append(seen)
        return {key: tuple(several) for key, several in found.items()}

    @cached_property
    def by_week(self) -> dict[tuple[str, str | None, date], list[Observation]]:
        """Return what is said of each check and vendor in a week, by its Monday; longer periods are in several."""
        found: dict[tuple[str, str | None, date], list[Observation]] = defaultdict(list)
        for seen in self.observations:
            for monday in mondays_of(seen.stretch):
                found[seen.check, seen.vendor, monday].append(seen)
        return dict(found)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """Return the newest definition of each check; of one with overrides, everybody's."""
        found: dict[str, Definition] = {}
        for remembered in self.runs:
            for definition in remembered.record.definitions:
                if definition.vendor is None or definition.id not in found:
                    found[definition.id] = definition
        return found

    @cached_property
    def in_quarter(self) -> tuple[Remembered, ...]:
        """Return the runs whose day lies in the quarter, or within thirty days after it: late data is its data."""
        first, last = self.quarter.start, self.quarter.end + timedelta(days=30)
        return tuple(run for run in self.runs if first <= run.record.as_of.date() <= last)

    def of(
        self, check: str, vendor: str | None = None, quarter: Quarter | None = None, *, segments: bool = False
    ) -> tuple[Observation, ...]:
        """Return a check's observations in a quarter, of one vendor if one is named.

        Without `segments`, only those of all rows of the vendor.
        """
        when = quarter or self.quarter
        return tuple(
            seen
            for seen in self.by_quarter.get((check, when), ())
            if (vendor is None or seen.vendor is None or seen.vendor == vendor) and (segments or not seen.segment)
        )


def observed(record: Record, vendors: Sequence[str]) -> Iterator[Observation]:
    """Yield what a record says, each rule by vendor where broken rows are counted by vendor."""
    going_on = week_of((record.as_of - timedelta(microseconds=1)).date())
    for result in record.results:
        definition = record.definitions[result.definition]
        stretch = Stretch(result.period[0].date(), result.period[1].date()) if result.period else going_on
        for vendor, outcome, violations, population in _by_vendor(result, definition, record, vendors):
            rest = tuple(part for part in result.segment if part[0] != "vendor")
            yield Observation(
                definition.id, vendor, rest, stretch, outcome, violations, population, result, definition, record
            )


def week_of(day: date) -> Stretch:
    """Return the week, from Monday on, in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return Stretch(monday, monday + WEEK)


def _by_vendor(
    result: Result, definition: Definition, record: Record, vendors: Sequence[str]
) -> Iterable[tuple[str | None, str, int | None, int | None]]:
    """Return vendor, outcome, broken rows and rows; what is not told by vendor holds for each that delivered."""
    whole = (result.outcome, result.violations, result.population)
    alone = result.vendor or definition.vendor or record.vendor
    if alone is not None:
        return ((alone, *whole),)
    if definition.figure is not None:
        return ((None, *whole),)
    broken = _broken(result)
    blank = _blank(definition, record, vendors)
    if blank is None and not broken:
        return ((None, *whole),)
    populations = _populations(result)
    return tuple(
        (vendor, *_of_one(vendor, result, definition, broken, blank or frozenset(), populations.get(vendor)))
        for vendor in vendors
    )


def _of_one(
    vendor: str,
    result: Result,
    definition: Definition,
    broken: dict[str, tuple[int, int]],
    blank: frozenset[str],
    population: int | None,
) -> tuple[str, int | None, int | None]:
    """Return outcome, broken rows and rows of a vendor; no rows where its record does not tell all of them."""
    if vendor in broken:
        violations, least = broken[vendor]
        # Of a share, rows that are not known are not taken for kept ones.
        limit = allowed(definition.at_most, least if population is None else population)
        over = result.outcome == "fail" and violations > limit
        return "fail" if over else result.outcome if result.outcome != "fail" else "pass", violations, population
    if vendor in blank:
        return "no_data", None, None
    # Broken rows without a vendor count for everybody: nobody can say that they are another's.
    shared = result.outcome == "fail" and broken
    known = population if broken or not result.violations else None
    return "pass" if shared else result.outcome, 0 if broken else result.violations, known


def _populations(result: Result) -> dict[str, int]:
    """Return the rows of each vendor, over all segments; of older records only where a segment is all of a vendor."""
    whole = {
        segment[0][1]: population
        for segment, _, population in result.spots
        if len(segment) == 1 and segment[0][0] == "vendor"
    }
    return whole | {vendor: population for vendor, _, population in result.vendors}


def _broken(result: Result) -> dict[str, tuple[int, int]]:
    """Return broken rows of each vendor that has some, and the rows of only those parts that hold them."""
    broken: dict[str, tuple[int, int]] = {}
    for segment, violations, population in result.spots:
        vendor = next((value for name, value in segment if name == "vendor"), None)
        if vendor is not None:
            before = broken.get(vendor, (0, 0))
            broken[vendor] = (before[0] + violations, before[1] + population)
    return broken


def _blank(definition: Definition, record: Record, vendors: Sequence[str]) -> frozenset[str] | None:
    """Return the vendors that did not deliver what the check reads; None where that is not known by vendor."""
    delivered: dict[str, set[str]] = defaultdict(set)
    for covered in record.coverage:
        delivered[covered.dataset].add(covered.vendor)
    read = [delivered[name] for name in definition.reads if name in delivered]
    return frozenset(v for v in vendors if any(v not in some for some in read)) if read else None


def allowed(at_most: float | None, population: int) -> float:
    """Return how many of so many rows may be broken."""
    limit = at_most or 0
    return limit if limit >= 1 or limit == 0 else limit * population

"""A value over several periods: the terms of each are added, so that it is what the rows of all of them give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from govcode.findings.periods import gaps_filled
from govcode.ir.expression import Value
from govcode.ir.limit import Period
from govcode.ir.measure import Aggregate, Group, Histogram, TermKind


@dataclass(frozen=True, slots=True)
class Window:
    """A group whose terms cover so many periods, its own the last of them."""

    group: Group
    covers: int


def windows(measure: Aggregate, period: Period, length: int, groups: Sequence[Group]) -> Iterator[Window]:
    """Yield a window per segment and period, from the segment's first period to its last, in the order of groups.

    A period without rows is an empty one. The first windows of a segment cover fewer periods than `length`.
    """
    series: dict[tuple[Value, ...], dict[datetime, Group]] = {}
    for group in groups:
        if isinstance(group.values[0], datetime):
            series.setdefault(group.values[1:], {})[group.values[0]] = group
    made = [window for segment, known in series.items() for window in _series(measure, period, length, segment, known)]
    places = {segment: place for place, segment in enumerate(series)}
    yield from sorted(made, key=lambda window: (window.group.values[0], places[window.group.values[1:]]))


def _series(
    measure: Aggregate, period: Period, length: int, segment: tuple[Value, ...], known: dict[datetime, Group]
) -> Iterator[Window]:
    starts = [start for start, _ in gaps_filled(period, [((start,), 0) for start in known])]
    for last, start in enumerate(starts, 1):
        covered = starts[max(0, last - length) : last]
        terms = added(measure, [known[one].terms for one in covered if one in known])
        yield Window(Group((start, *segment), terms), len(covered))


def added(measure: Aggregate, terms: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return the terms of all rows from those of parts of them; raise KeyError for terms that cannot be added."""
    return tuple(_added(term.kind, [one[at] for one in terms]) for at, term in enumerate(measure.terms))


def _added(kind: TermKind, answers: Iterable[Any]) -> Any:  # noqa: ANN401 - an answer of any term
    known = [answer for answer in answers if answer is not None]
    return _ADDING[kind](known) if known else None


def _histograms(parts: Sequence[Histogram]) -> Histogram:
    true, other = Counter[int](), Counter[int]()
    for part in parts:
        for value, of, not_of in zip(part.values, part.true, part.other, strict=True):
            true[value] += of
            other[value] += not_of
    values = tuple(sorted(true))
    return Histogram(values, tuple(true[value] for value in values), tuple(other[value] for value in values))


def _patterns(parts: Sequence[Any]) -> tuple[tuple[tuple[int, ...], int], ...]:
    units = Counter[tuple[int, ...]]()
    for values, count in (row for part in parts for row in part):
        units[values] += count
    return tuple(sorted(units.items()))


_ADDING: dict[TermKind, Callable[[Sequence[Any]], Any]] = {
    TermKind.COUNT: sum,
    TermKind.SUM: sum,
    TermKind.SQUARES: sum,
    TermKind.HISTOGRAM: _histograms,
    TermKind.PATTERNS: _patterns,
    TermKind.EARLIEST: min,
    TermKind.LATEST: max,
}

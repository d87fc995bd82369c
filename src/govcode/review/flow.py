"""The flow of escalations: how often work went from one team or tier to another, and came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcode.history.record import Definition
from govcode.review.scene import Observation, Scene

FROM, TO = "from_", "to_"
_COUNTS = frozenset({"count", "sum"})  # figures whose value is how many there were


@dataclass(frozen=True, slots=True)
class FlowOf:
    """What a check counts between two places; `broken` says that only rows that broke a rule are counted."""

    check: str
    title: str
    vendor: str | None
    counts: tuple[tuple[str, str, int], ...]
    broken: bool

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return sum(count for _, _, count in self.counts)

    @property
    def returned(self) -> tuple[tuple[str, str, int], ...]:
        """Return pairs of places between which work went both ways, and the smaller of both counts."""
        there = {(start, end): count for start, end, count in self.counts}
        return tuple(
            (start, end, min(count, there[end, start]))
            for (start, end), count in sorted(there.items())
            if start < end and (end, start) in there
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """All flows of the quarter; none where no KPI and no rule is told by where work came from and went."""

    flows: tuple[FlowOf, ...]


def flow_of(scene: Scene) -> Flow:
    """Return the flows: KPIs told by two segments named `from_…` and `to_…`, and rules whose broken rows are.

    A KPI by period is added up over the quarter; what has no periods is taken from the newest run, because runs look
    at the same rows again.
    """
    flows = []
    # What is not told by vendor would tell one vendor of the others.
    told_of: set[str | None] = {*scene.vendors} if scene.vendor else {None, *scene.vendors}
    for check, definition in sorted(scene.definitions.items()):
        title, own = definition.title, scene.by_quarter.get((check, scene.quarter), ())
        for vendor in dict.fromkeys(one.vendor for one in own if one.vendor in told_of):
            several = [one for one in own if one.vendor == vendor]
            counts = _of_segments(several)
            if counts:
                flows.append(FlowOf(check, title, vendor, _ordered(counts), broken=False))
        broken = _of_spots(own)
        for vendor, counts in sorted(broken.items(), key=lambda item: item[0] or ""):
            if vendor in told_of:
                flows.append(FlowOf(check, title, vendor, _ordered(counts), broken=True))
    return Flow(tuple(flows))


def told_as_flow(definition: Definition, segment: tuple[tuple[str, str], ...]) -> bool:
    """Say whether a value only counts what went from one place to another, without a limit to keep."""
    limited = definition.target is not None or definition.minimum is not None
    return not limited and ends_of(segment) is not None


def ends_of(segment: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """Return where from and where to, if a segment tells both of the same kind of place."""
    values = dict(segment)
    for name, start in values.items():
        end = values.get(TO + name.removeprefix(FROM)) if name.startswith(FROM) else None
        if end is not None:
            return start, end
    return None


def _of_segments(seen: Sequence[Observation]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for one, ends in _whole(seen):
        value = one.result.value if one.definition.figure in _COUNTS else one.result.n
        counts[ends] += round(value or 0)
    return {ends: count for ends, count in counts.items() if count}


def _whole(seen: Sequence[Observation]) -> Iterator[tuple[Observation, tuple[str, str]]]:
    """Yield KPIs' observations with their ends; of what has no periods only the newest run's."""
    last = max((one.record.recorded_at for one in seen), default=None)
    for one in seen:
        ends = ends_of(one.segment)
        if ends and one.definition.figure and (one.result.period or one.record.recorded_at == last):
            yield one, ends


def _of_spots(seen: Sequence[Observation]) -> dict[str | None, dict[tuple[str, str], int]]:
    """Return how many broken rows of the newest run went from where to where, by vendor."""
    counts: dict[str | None, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    newest = max(seen, key=lambda one: (one.record.recorded_at, one.stretch.start), default=None)
    if newest is not None and not newest.definition.figure:
        for segment, violations, _ in newest.result.spots:
            ends = ends_of(segment)
            if ends and violations:
                counts[dict(segment).get("vendor")][ends] += violations
    return counts


def _ordered(counts: dict[tuple[str, str], int]) -> tuple[tuple[str, str, int], ...]:
    return tuple((start, end, count) for (start, end), count in sorted(counts.items(), key=lambda i: (-i[1], i[0])))

"""How often each relation will be read, so that what is costly and read more than once is computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

from govcode.engines.sql.parts import PARTED
from govcode.ir.measure import Aggregate, Dangling, Expectation, Repeats, RowTest, Scan
from govcode.ir.relation import (
    Given,
    Lookup,
    Nearest,
    Project,
    Relation,
    Restrict,
    Rollup,
    Source,
    Spread,
    Union,
    Window,
)


class Readers:
    """The readers of each relation that is derived from others: statements, and relations that are read themselves."""

    def __init__(self) -> None:
        """Start with none."""
        self._readers: Counter[Relation] = Counter()
        self._seen: set[Relation] = set()

    def expect(self, scan: Scan) -> None:
        """Count what a scan reads."""
        rows, *others = _read_first(scan)
        for other in others:
            self._read(other, 1)
        self._read(rows, _statements(scan))

    def several(self, relation: Relation) -> bool:
        """Say whether a relation is derived and has more than one reader."""
        return self._readers[relation] > 1

    def read_by(self, scans: Iterable[Scan], kept: Container[Relation]) -> set[Relation]:
        """Return the relations that scans read, down to those that are kept."""
        found: set[Relation] = set()
        waiting = [relation for scan in scans for relation in _read_first(scan)]
        while waiting:
            relation = waiting.pop()
            if relation not in found:
                found.add(relation)
                waiting.extend(() if relation in kept else below(relation))
        return found

    def _read(self, relation: Relation, times: int) -> None:
        if not _derived(relation):
            return
        self._readers[relation] += times
        if relation not in self._seen:
            self._seen.add(relation)
            for lower in below(relation):
                self._read(lower, 1)


def _read_first(scan: Scan) -> tuple[Relation, ...]:
    """Return the rows of a scan, and those its measures look into."""
    return (scan.relation, *(measure.to for measure in scan.measures if isinstance(measure, Dangling)))


def _statements(scan: Scan) -> int:
    """Return how many times the statements of a scan read its relation."""
    countable = [m for m in scan.measures if isinstance(m, RowTest | Repeats | Dangling)]
    aggregates = [m for m in scan.measures if isinstance(m, Aggregate)]
    expectations = [m for m in scan.measures if isinstance(m, Expectation)]
    parts = sum(term.kind in PARTED for aggregate in aggregates for term in aggregate.terms)
    repeats = sum(isinstance(measure, Repeats) for measure in countable)
    groupings = len({aggregate.groups for aggregate in aggregates})
    return bool(countable) + repeats + groupings + parts + len({measure.applies for measure in expectations})


def below(relation: Relation) -> Iterator[Relation]:
    """Give the relations that a relation is made of."""
    match relation:
        case Given() | Source():
            return
        case Union(parts):
            yield from parts
        case Lookup(of=of, to=to) | Nearest(of=of, to=to):
            yield from (of, to)
        case Project(of=of) | Restrict(of=of) | Rollup(of=of) | Window(of=of) | Spread(of=of):
            yield of


def _derived(relation: Relation) -> bool:
    """Say whether more is done for a relation than reading rows one by one."""
    if isinstance(relation, Rollup | Lookup | Window | Nearest | Spread):
        return True
    return any(map(_derived, below(relation)))

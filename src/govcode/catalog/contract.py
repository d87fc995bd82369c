"""A dataset with its columns resolved: what rules and KPIs can be told about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from govcode.documents.kinds.dataset import Dataset
from govcode.documents.located import Located
from govcode.expressions import Typed
from govcode.ir.check import Segment
from govcode.ir.clock import Clock
from govcode.ir.expression import Expr, Type
from govcode.ir.relation import Relation


@dataclass(frozen=True, slots=True)
class Contract:
    """A dataset: its rows, its columns (computed ones written out), and the values that texts may have.

    `doubtful` are columns whose own definition has mistakes: they are missing, but nobody who names them is wrong.
    """

    name: str
    at: Located
    document: Dataset
    relation: Relation
    columns: dict[str, Expr]
    values: dict[str, frozenset[str]]
    patterns: dict[str, str]
    doubtful: frozenset[str] = frozenset()
    clocks: Mapping[str, Clock] = field(default_factory=dict, compare=False)  # the calendars its expressions may name
    # The same words are read more than once: for the check, then for its examples. Each contract has a memo of its own.
    read: dict[tuple[str, Type | None, datetime], Typed] = field(default_factory=dict, init=False, compare=False)

    @property
    def types(self) -> dict[str, Type]:
        """Return the type of each column."""
        return {name: expr.type for name, expr in self.columns.items()}

    @property
    def key(self) -> Expr | None:
        """Return the column that names a row in evidence."""
        return self.columns.get(self.document.spec.key or "")

    @property
    def event_time(self) -> Expr | None:
        """Return the moment to which a row belongs."""
        return self.columns.get(self.document.spec.event_time or "")

    @property
    def totals(self) -> bool:
        """Say whether each row is a total over many contacts."""
        return self.document.spec.totals

    def shows(self, name: str) -> bool:
        """Say whether the values of a column may be shown: declared, of a declared form, or not a text."""
        small = self.columns[name].type in {Type.BOOLEAN, Type.INTEGER}
        return name in self.values or name in self.patterns or small

    def segment(self, name: str) -> Segment:
        """Return a column as one by which rows are told apart."""
        values = self.values.get(name)
        return Segment(name, self.columns[name], tuple(sorted(values)) if values else None, self.patterns.get(name))

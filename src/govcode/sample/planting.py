"""How a defect is planted: pick rows nobody has broken yet, replace them, label them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TypeAlias

from govcode.sample.chance import stream
from govcode.sample.clock import Period
from govcode.sample.row import Cell, Drop, Row, Table, text

FEWEST = 3
_WORST = "borealis"
_WORST_SHARE = 0.6
# Rows of one ticket (or contact) take one defect at most, so that no defect hides or causes another.
_CLAIMS = {
    **dict.fromkeys(("tickets", "ticket_events", "messages", "handoffs"), "ticket_id"),
    **dict.fromkeys(("contacts", "recordings"), "contact_id"),
    **dict.fromkeys(("access_log", "export_log"), "event_id"),
    "kb_articles": "article_id",
    "qa_reviews": "review_id",
    "surveys": "survey_id",
}


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A row that was broken on purpose: by which rule, and its key in its table.

    A rule about how cells are read names a row by its position (`by_row`); such a key becomes `row N` in the end.
    """

    rule: str
    table: str
    key: str
    note: str
    by_row: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """The row at `index` of a table becomes these rows."""

    table: str
    index: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """What a defect does to the drop."""

    edits: tuple[Edit, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """A row chosen to be broken."""

    index: int
    row: Row


@dataclass(frozen=True, slots=True)
class Scene:
    """The clean drop, with the rows of a ticket at hand."""

    drop: Drop
    period: Period
    _rows_of: dict[str, dict[str, list[Pick]]] = field(default_factory=dict)

    def of(self, table: str, column: str, key: str) -> list[Pick]:
        """Return the rows of a table that have this key, in file order."""
        name = f"{table}.{column}"
        if name not in self._rows_of:
            index: dict[str, list[Pick]] = defaultdict(list)
            for at, row in enumerate(self.drop[table].rows):
                index[text(row, column)].append(Pick(at, row))
            self._rows_of[name] = index
        return self._rows_of[name].get(key, [])


@dataclass(frozen=True, slots=True)
class Defect:
    """A way to break one rule; `rate` is rows per ticket, `eligible` names rows that break this rule alone."""

    rule: str
    table: str
    rate: float
    eligible: Callable[[Row, Scene], bool]
    plant: Callable[[Sequence[Pick], Scene, Random], Damage]

    def wanted(self, tickets: int) -> int:
        """Return how many rows to break in a drop of this size."""
        return max(FEWEST, round(self.rate * tickets))


Change: TypeAlias = Callable[[Row, Random], Row]
Planter: TypeAlias = Callable[[Sequence[Pick], Scene, Random], Damage]


def put(column: str, *values: Cell) -> Change:
    """Return the change that writes one of the values into a column."""
    return lambda _row, rng: {column: rng.choice(values)}


def changed(rule: str, table: str, key: str, note: str, change: Change) -> Planter:
    """Return how cells of single rows are changed; each row is labelled with its own key."""

    def planter(picks: Sequence[Pick], _scene: Scene, rng: Random) -> Damage:
        edits = tuple(Edit(table, pick.index, (pick.row | change(pick.row, rng),)) for pick in picks)
        return Damage(edits, tuple(Label(rule, table, text(pick.row, key), note) for pick in picks))

    return planter


def broken_cells(
    rule: str, table: str, key: str, rate: float, note: str, eligible: Callable[[Row], bool], change: Change
) -> Defect:
    """Return the defect that changes cells of single rows."""
    return Defect(rule, table, rate, lambda row, _scene: eligible(row), changed(rule, table, key, note, change))


def plant(
    defects: Iterable[Defect], scene: Scene, tickets: int, seed: int
) -> tuple[dict[str, Table], tuple[Label, ...]]:
    """Return the drop with the defects in it, and their labels."""
    claimed: set[str] = set()
    edits: dict[str, dict[int, tuple[Row, ...]]] = defaultdict(dict)
    labels: list[Label] = []
    for defect in defects:
        rng = stream(seed, f"defect:{defect.rule}:{defect.table}")
        picks = _picks(defect, scene, tickets, claimed, rng)
        damage = defect.plant(picks, scene, rng)
        labels += damage.labels
        for edit in damage.edits:
            edits[edit.table][edit.index] = edit.rows
    drop = {name: _edited(table, edits[name]) for name, table in scene.drop.items()}
    return drop, tuple(_placed(label, drop[label.table]) if label.by_row else label for label in labels)


def _placed(label: Label, table: Table) -> Label:
    """Return a label that names its row by its position in the finished table, whose first column is the key."""
    key = table.columns[0]
    row = next(number for number, row in enumerate(table.rows, start=1) if row[key] == label.key)
    return replace(label, key=f"row {row}")


def _edited(table: Table, edits: dict[int, tuple[Row, ...]]) -> Table:
    if not edits:
        return table
    return Table(table.columns, tuple(row for i, was in enumerate(table.rows) for row in edits.get(i, (was,))))


def _picks(defect: Defect, scene: Scene, tickets: int, claimed: set[str], rng: Random) -> list[Pick]:
    """Return the rows to break, most of them of the weakest vendor, and claim them."""
    column = _CLAIMS[defect.table]
    found = [Pick(i, row) for i, row in enumerate(scene.drop[defect.table].rows) if defect.eligible(row, scene)]
    rng.shuffle(found)
    free = {text(p.row, column): p for p in reversed(found) if f"{column}:{text(p.row, column)}" not in claimed}
    picks = list(_by_vendor(list(free.values()), defect.wanted(tickets)))
    claimed.update(f"{column}:{text(p.row, column)}" for p in picks)
    return sorted(picks, key=lambda pick: pick.index)


def _by_vendor(picks: Sequence[Pick], wanted: int) -> Iterator[Pick]:
    """Yield `wanted` picks: a fixed share of the weakest vendor, the rest in turn of the others."""
    of: dict[str, list[Pick]] = defaultdict(list)
    for pick in picks:
        of[str(pick.row.get("vendor"))].append(pick)
    worst, others = of.pop(_WORST, []), [of[name] for name in sorted(of)]
    turn = [p for i in range(max(map(len, others), default=0)) for p in (rows[i] for rows in others if i < len(rows))]
    share = max(round(wanted * _WORST_SHARE), wanted - len(turn))
    yield from worst[:share]
    yield from turn[: wanted - min(share, len(worst))]

"""The engine: a scan is prepared once and can then be asked of any tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeAlias, TypeVar

from govcode.engines.reference.counting import counted
from govcode.engines.reference.folds import Row
from govcode.engines.reference.grouping import grouped
from govcode.engines.reference.rows import NoTableError, Tables, reader
from govcode.ir.measure import (
    Aggregate,
    Announced,
    Counted,
    Dangling,
    Expectation,
    Failed,
    Headers,
    Lines,
    Measure,
    Measured,
    Repeats,
    RowTest,
    Scan,
)

P = ParamSpec("P")
T = TypeVar("T")
Asked: TypeAlias = Callable[[Sequence[Row], Tables], Measured]

_STOPS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Reference:
    """Answers scans over rows in memory.

    `tables` holds, by name, the typed rows of datasets (for `Given`) and the text rows of delivered tables (for
    `Source`); a column a row does not have is null. Rows get their position as `ROW`, counted from 1.
    """

    def __init__(self, tables: Tables) -> None:
        """Keep the rows; nothing is read before it is asked for."""
        self._tables = tables

    def measure(self, scan: Scan) -> tuple[Measured, ...]:
        """Return one answer per measure of the scan, in order; one that cannot be given is `Failed`."""
        return prepare(scan)(self._tables)


def prepare(scan: Scan) -> Callable[[Tables], tuple[Measured, ...]]:
    """Return the scan with its expressions compiled, to be asked of many small tables."""
    read = _attempt(reader, scan.relation)
    asked = tuple(_attempt(_ask, measure, scan) for measure in scan.measures)

    def measure(tables: Tables) -> tuple[Measured, ...]:
        rows = read if isinstance(read, Failed) else _attempt(read, tables)
        return tuple(_answer(ask, rows, tables) for ask in asked)

    return measure


def _ask(measure: Measure, scan: Scan) -> Asked:
    match measure:
        case RowTest() | Repeats() | Dangling():
            return counted(measure, scan)
        case Aggregate():
            return grouped(measure)
        case Expectation():
            return lambda _, __: Failed("needs Great Expectations")
        case Headers() | Announced():
            return lambda _, __: Failed("is answered by the plan")
        case Lines():
            return lambda rows, _: Counted(len(rows), len(rows), 0)


def _answer(ask: Asked | Failed, rows: list[Row] | Failed, tables: Tables) -> Measured:
    if isinstance(ask, Failed):
        return ask
    return rows if isinstance(rows, Failed) else _attempt(ask, rows, tables)


def _attempt(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Failed:
    """Return what the act returns, or why it could not."""
    try:
        return act(*args, **kwargs)
    except NoTableError as missing:
        return Failed(f"there is no table '{missing}'")
    except _STOPS as error:
        # The message of an error may quote a cell; its class cannot.
        return Failed(f"the reference engine stopped: {type(error).__name__}")

"""Which columns expectations are about: a batch lies in memory, so it holds no others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from govcode.ir.expression import Type
from govcode.ir.measure import Expectation

# These look at the table as a whole, or at the place of a column in it.
_WHOLE = ("expect_table_", "expect_column_to_exist")
_NAMING = ("column", "column_A", "column_B", "column_list")


def columns_of(measures: Iterable[Expectation], types: Mapping[str, Type]) -> dict[str, Type]:
    """Return the columns that expectations need of those there are, with their types, in order."""
    named: set[str] = set()
    for measure in measures:
        arguments = _arguments(measure)
        if measure.type.startswith(_WHOLE) or not any(name in arguments for name in _NAMING):
            return dict(types)
        for name in _NAMING:
            found = arguments.get(name, [])
            named |= set(map(str, found if isinstance(found, list) else [found]))
    # Rows without a column have no number.
    return {name: type_ for name, type_ in types.items() if name in named} or dict(types)


def _arguments(measure: Expectation) -> dict[str, Any]:
    try:
        found = json.loads(measure.arguments)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

"""An expectation as Great Expectations wants it, or why it cannot be asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from great_expectations.exceptions import ExpectationNotFoundError
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from govcode.engines.great_expectations.outcomes import class_of
from govcode.ir.expression import Type
from govcode.ir.measure import Expectation, Failed

# A condition would be run as Python, and how results are told is not the document's to say: they could hold cells.
_REFUSED = frozenset({"batch_id", "catch_exceptions", "condition_parser", "result_format", "row_condition"})
_MOMENTS = ("min_value", "max_value", "value_set")


def asked(measure: Expectation, number: int, types: Mapping[str, Type]) -> Any | Failed:  # noqa: ANN401 - its own type
    """Return an expectation with its number, by which its result is told from others; no reason names a value."""
    try:
        arguments = json.loads(measure.arguments)
        if refused := sorted(_REFUSED & set(arguments)):
            return Failed(f"govcode does not hand on these arguments: {', '.join(refused)}")
        arguments = _with_moments(arguments, types)
        return ExpectationConfiguration(measure.type, arguments, meta={"number": number}).to_domain_obj()
    except ExpectationNotFoundError:
        return Failed("Great Expectations has no expectation of this name")
    except Exception as error:  # noqa: BLE001 - whatever it raises, only this expectation has no answer
        if fields := _fields(error):
            return Failed(f"Great Expectations does not take these arguments: {', '.join(fields)}")
        return Failed(f"Great Expectations cannot be asked ({class_of(error)})")


def _fields(error: Exception) -> list[str]:
    """Return the names of the arguments a validation error is about."""
    errors = getattr(error, "errors", None)
    found = {str(problem["loc"][0]) for problem in errors()} if callable(errors) else set()
    return sorted("a combination" if name == "__root__" else name for name in found)


class _NoMomentError(ValueError):
    """A text where a date or moment is needed."""


def _with_moments(arguments: dict[str, Any], types: Mapping[str, Type]) -> dict[str, Any]:
    """Return the arguments with ISO texts as moments, if they are compared with those of a column.

    Great Expectations would compare the texts themselves, and find every row at fault or none.
    """
    if types.get(str(arguments.get("column"))) not in {Type.DATE, Type.TIMESTAMP}:
        return arguments
    return arguments | {name: _moments(arguments[name]) for name in _MOMENTS if name in arguments}


def _moments(value: Any) -> Any:  # noqa: ANN401 - what JSON holds
    if isinstance(value, list):
        return [_moments(item) for item in value]
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise _NoMomentError from None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment

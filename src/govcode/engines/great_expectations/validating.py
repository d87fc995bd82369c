"""All expectations about the same rows are validated at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import great_expectations as gx

from govcode.engines.great_expectations.asking import asked
from govcode.engines.great_expectations.batches import batch_of
from govcode.engines.great_expectations.outcomes import class_of, outcome
from govcode.ir.expression import Type
from govcode.ir.measure import Expectation, Expected, Failed, Measured

_COUNTS_ONLY = {"result_format": "BASIC", "partial_unexpected_count": 0}
_SILENT = {"globally": False}


def validated(
    measures: Sequence[Expectation], columns: Mapping[str, Any], types: Mapping[str, Type]
) -> tuple[Measured, ...]:
    """Return the answers of expectations about the same rows; without any row none of them is met or broken."""
    if not _length(columns):
        return tuple(Expected(met=False, population=0, broken=0) for _ in measures)
    questions = {number: asked(measure, number, types) for number, measure in enumerate(measures)}
    answers: dict[int, Measured] = {n: asked for n, asked in questions.items() if isinstance(asked, Failed)}
    fine = {n: question for n, question in questions.items() if n not in answers}
    answers |= _apart(fine, _batch(columns, types)) if fine else {}
    none = Failed("Great Expectations gave no result")
    return tuple(answers.get(number, none) for number in questions)


def _length(columns: Mapping[str, Any]) -> int:
    return max((len(values) for values in columns.values()), default=0)


def _apart(questions: Mapping[int, Any], batch: Any) -> dict[int, Measured]:  # noqa: ANN401 - a Batch
    """Ask all at once; if that raises, each alone, so that one failure stays one."""
    try:
        # A suite made of a list: adding one by one takes time that grows with the square of their number.
        suite = gx.ExpectationSuite(name="rules", expectations=list(questions.values()))
        results = batch.validate(suite, result_format=_COUNTS_ONLY).results
        return {int(result.expectation_config.meta["number"]): outcome(result) for result in results}
    except Exception as error:  # noqa: BLE001 - and its message may quote cells
        if len(questions) == 1:
            return dict.fromkeys(questions, Failed(f"Great Expectations raised ({class_of(error)})"))
    return {n: answer for n, one in questions.items() for n, answer in _apart({n: one}, batch).items()}


def _batch(columns: Mapping[str, Any], types: Mapping[str, Type]) -> Any:  # noqa: ANN401 - a Batch
    return _definition().get_batch(batch_parameters={"dataframe": batch_of(columns, types)})


@cache
def _definition() -> Any:  # noqa: ANN401 - a BatchDefinition
    """Return the definition of a batch in a context that lives in memory and is used for every suite."""
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = _SILENT
    asset = context.data_sources.add_pandas("rows").add_dataframe_asset("rows")
    return asset.add_batch_definition_whole_dataframe("rows")

"""The same checks by other tools: peers.py TOOL CHECKS FILE prints how many cells are wrong in all.

It runs in a Python that has the tools (benchmarks/requirements.txt); each is used as its manual says is fastest.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import checks
from benchmarks.checks import Between, Check, Matches, NotNull, OneOf, Ordered


def great_expectations(asked: Sequence[Check], file: str) -> int:
    """Run a suite on a pandas frame, counts only."""
    import great_expectations as gx  # noqa: PLC0415 - one tool per process
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration  # noqa: PLC0415

    def expectation(check: Check) -> Any:  # noqa: ANN401
        arguments: dict[str, object]
        match check:
            case NotNull(column):
                name, arguments = "expect_column_values_to_not_be_null", {"column": column}
            case OneOf(column, values):
                name, arguments = "expect_column_values_to_be_in_set", {"column": column, "value_set": list(values)}
            case Between(column, low, high):
                name, arguments = (
                    "expect_column_values_to_be_between",
                    {"column": column, "min_value": low, "max_value": high},
                )
            case Matches(column, pattern):
                name, arguments = "expect_column_values_to_match_regex", {"column": column, "regex": pattern}
            case Ordered(first, second):
                name = "expect_column_pair_values_a_to_be_greater_than_b"
                arguments = {
                    "column_A": second,
                    "column_B": first,
                    "or_equal": True,
                    "ignore_row_if": "either_value_is_missing",
                }
        return ExpectationConfiguration(name, arguments).to_domain_obj()

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("rows").add_dataframe_asset("rows")
    batch = asset.add_batch_definition_whole_dataframe("rows").get_batch({"dataframe": _pandas(file)})
    suite = gx.ExpectationSuite("rows", expectations=[expectation(check) for check in asked])
    results = batch.validate(suite, result_format={"result_format": "BASIC", "partial_unexpected_count": 0}).results
    return sum(int(result.result["unexpected_count"]) for result in results)


def pandera(asked: Sequence[Check], file: str) -> int:
    """Validate a Polars frame lazily, all failure cases."""
    import pandera.polars as pa  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415
    import polars as pl  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415

    def ordered(first: str, second: str) -> Any:  # noqa: ANN401
        either = pl.col(first).is_null() | pl.col(second).is_null()
        return pa.Check(lambda data: data.lazyframe.select(either | (pl.col(first) <= pl.col(second))))

    def on_column(check: Check) -> Any:  # noqa: ANN401
        match check:
            case OneOf(_, values):
                return pa.Check.isin(values)
            case Between(_, low, high):
                return pa.Check.in_range(low, high)
            case Matches(_, pattern):
                return pa.Check.str_matches(pattern)
            case _:
                return None

    names = dict.fromkeys(check.column for check in asked if not isinstance(check, Ordered))
    columns = {
        name: pa.Column(
            nullable=NotNull(name) not in asked,
            checks=[
                on_column(check) for check in asked if not isinstance(check, NotNull | Ordered) and check.column == name
            ],
        )
        for name in names
    }
    frame = _polars(file)
    schema = pa.DataFrameSchema(columns, checks=[ordered(c.first, c.second) for c in asked if isinstance(c, Ordered)])
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return int(errors.failure_cases.height)
    return 0


def pointblank(asked: Sequence[Check], file: str) -> int:
    """Interrogate a Polars frame, without extracts."""
    import pointblank as pb  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415

    validation = pb.Validate(_polars(file))
    for check in asked:
        match check:
            case NotNull(column):
                validation = validation.col_vals_not_null(column)
            case OneOf(column, values):
                validation = validation.col_vals_in_set(column, [*values, None])
            case Between(column, low, high):
                validation = validation.col_vals_between(column, low, high, na_pass=True)
            case Matches(column, pattern):
                validation = validation.col_vals_regex(column, pattern, na_pass=True)
            case Ordered(first, second):
                validation = validation.col_vals_le(first, pb.col(second), na_pass=True)
    found = validation.interrogate(collect_extracts=False).n_failed()
    return sum(int(count) for count in found.values())


def _pandas(file: str) -> Any:  # noqa: ANN401
    import duckdb  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    if file.endswith(".csv"):
        return pd.read_csv(file, parse_dates=list(checks.MOMENTS))
    frame = duckdb.execute("select * from read_parquet(?)", [file]).df()
    # Great Expectations cannot compare the missing values of nullable integers.
    nullable = [name for name, dtype in frame.dtypes.items() if str(dtype) == "Int64"]
    return frame.astype(dict.fromkeys(nullable, "float64"))


def _polars(file: str) -> Any:  # noqa: ANN401
    import polars as pl  # type: ignore[import-not-found, unused-ignore] # noqa: PLC0415

    return pl.read_csv(file, try_parse_dates=True) if file.endswith(".csv") else pl.read_parquet(file)


TOOLS: dict[str, Callable[[Sequence[Check], str], int]] = {
    "great_expectations": great_expectations,
    "pandera": pandera,
    "pointblank": pointblank,
}

if __name__ == "__main__":
    tool, kind, path = sys.argv[1:]
    sys.stdout.write(json.dumps({"broken": TOOLS[tool](getattr(checks, kind), path)}) + "\n")

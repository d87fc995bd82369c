"""The expectations a document may name are those Great Expectations has, known without loading it."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec

import pytest

from govcode.engines.great_expectations.quiet import quiet
from govcode.ir.expression import Column, Expr, Type
from govcode.ir.measure import Expectation as Measure
from govcode.rules.expectation import Expectation
from tests.conftest import skip_loudly

LISTED = files("govcode.rules").joinpath("expectation_names.txt").read_text(encoding="utf-8")

# Arguments that every expectation takes and no document may set.
NEVER = {"batch_id", "condition_parser", "library_metadata", "row_condition"}


@pytest.mark.gx
def test_the_list_is_that_of_great_expectations() -> None:
    if find_spec("great_expectations") is None:
        skip_loudly("gx", "Great Expectations is not installed")
    assert "".join(f"{line}\n" for line in _their_own()) == LISTED


def _their_own() -> list[str]:
    with quiet():
        import great_expectations.expectations.core  # noqa: F401 - fills the registry
        from great_expectations.expectations import registry
        from great_expectations.expectations.expectation import Expectation as Base
    lines = []
    for name in sorted(registry.list_registered_expectation_implementations()):
        fields = registry.get_expectation_impl(name).__fields__.items()
        own = {field: has for field, has in fields if field not in NEVER | set(Base.__fields__)}
        lines.append(" ".join([name, *sorted(f"{field}{'*' * bool(has.required)}" for field, has in own.items())]))
    return [line for line in lines if line.startswith("expect_")]


class Table:
    """A dataset of two columns that remembers what is reported."""

    def __init__(self) -> None:
        self.reports: list[tuple[str, str, tuple[str | int, ...], str | None]] = []

    def column(self, name: str, *field: str | int) -> Expr | None:
        if name in {"id", "amount"}:
            return Column(name, Type.TEXT)
        self.reports.append(("GC114", name, field, None))
        return None

    def report(self, code: str, message: str, *field: str | int, suggestion: str | None = None) -> None:
        self.reports.append((code, message, field, suggestion))


def _rule(expectation: str, **arguments: object) -> Expectation:
    written = {"id": "r", "title": "A rule", "dataset": "t", "kind": "expectation"}
    return Expectation.model_validate(written | {"expectation": expectation, "arguments": arguments})


def test_a_known_expectation_becomes_a_measure() -> None:
    asked = _rule("expect_column_values_to_be_in_set", value_set=["b"], column="id").ask(Table())  # type: ignore[arg-type]
    assert asked is not None
    assert asked.measure == Measure("expect_column_values_to_be_in_set", '{"column": "id", "value_set": ["b"]}', None)


@pytest.mark.parametrize(
    ("rule", "report"),
    [
        (
            _rule("expect_column_values_to_be_betwen", column="id"),
            (
                "GC317",
                "Great Expectations has no expectation `expect_column_values_to_be_betwen`",
                ("expectation",),
                "expect_column_values_to_be_between",
            ),
        ),
        (
            _rule("expect_column_values_to_be_between", column="amount", min=3),
            (
                "GC317",
                "`expect_column_values_to_be_between` takes no `min`",
                ("arguments", "min"),
                None,
            ),
        ),
        (
            _rule("expect_column_values_to_be_between", column="amount", min_valu=3),
            (
                "GC317",
                "`expect_column_values_to_be_between` takes no `min_valu`",
                ("arguments", "min_valu"),
                "min_value",
            ),
        ),
        (
            _rule("expect_column_values_to_be_unique", column="id", row_condition="amount > 5"),
            (
                "GC317",
                "`expect_column_values_to_be_unique` takes no `row_condition`",
                ("arguments", "row_condition"),
                "use `when` for conditions",
            ),
        ),
        (
            _rule("expect_column_values_to_be_in_set", column="id"),
            ("GC317", "`expect_column_values_to_be_in_set` needs `value_set`", ("arguments",), None),
        ),
        (
            _rule("expect_column_values_to_be_unique", column="ib"),
            ("GC114", "ib", ("arguments", "column"), None),
        ),
        (
            _rule("expect_compound_columns_to_be_unique", column_list=["id", "ib"]),
            ("GC114", "ib", ("arguments", "column_list", 1), None),
        ),
    ],
    ids=lambda value: value.expectation if isinstance(value, Expectation) else "",
)
def test_what_great_expectations_would_not_take_is_reported(
    rule: Expectation, report: tuple[str, str, tuple[str | int, ...], str | None]
) -> None:
    table = Table()
    assert rule.ask(table) is None  # type: ignore[arg-type]
    assert table.reports == [report]

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from govcode.expressions import compile_expression, render, typed
from govcode.ir.expression import Literal, Type
from tests.expressions.scope import AS_OF, SCOPE

TABLE = yaml.safe_load((Path(__file__).parent / "values.yaml").read_text("utf-8"))
ROW = TABLE["row"] | {"two words": None}
CASES = TABLE["cases"]


@pytest.mark.parametrize(("text", "gives"), CASES, ids=[str(case[0]) for case in CASES])
def test_value(text: str, gives: object) -> None:
    checked = typed(text, SCOPE, None)
    assert checked.problems == ()
    assert checked.expr is not None
    value = compile_expression(checked.expr)(ROW)
    assert value == gives
    assert type(value) is type(gives)


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_the_canonical_text_reads_back_as_the_same_expression(text: str) -> None:
    expr = typed(text, SCOPE, None).expr
    assert expr is not None
    assert typed(render(expr), SCOPE, None).expr == expr


def test_the_table_is_large() -> None:
    assert len(CASES) >= 150


def test_a_column_that_a_row_lacks_is_null() -> None:
    expr = typed("topic is null", SCOPE).expr
    assert expr is not None
    assert compile_expression(expr)({}) is True


def test_a_whole_number_in_a_number_column_counts_as_number() -> None:
    expr = typed("amount", SCOPE, Type.NUMBER).expr
    assert expr is not None
    assert repr(compile_expression(expr)({"amount": 5})) == "5.0"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("TOPIC is NULL".replace("TOPIC", "topic"), "topic is null"),
        ("((n = 1)) OR (ok AND (bad AND ok))", "n = 1 or ok and bad and ok"),
        ("not (topic in ('a'))", "topic not in ('a')"),
        ("not (n = 1)", "not n = 1"),
        ("n not between 1 and 2", "not (n >= 1 and n <= 2)"),
        ("(n - 1) - (n - 2)", "n - 1.0 - (n - 2.0)"),
        ("n - - 1", "n - -1.0"),
        ("amount > 95%", "amount > 0.95"),
        ("took < interval '90 minutes'", "took < 90m"),
        ("took < 500ms", "took < interval '500000 us'"),
        ("case topic when 'a' then 1 else null end", "case when topic = 'a' then 1 end"),
        ("opened > '2026-01-01'", "opened > timestamp '2026-01-01 00:00:00'"),
        ("(n = 1) = ok", "(n = 1) = ok"),
        ("\"topic\" = 'a'", "topic = 'a'"),
        ('"two words" is null', '"two words" is null'),
        ("-(n + 1)", "-(n + 1.0)"),
        ("2h + opened > closed", "opened + 2h > closed"),
        ("(ok or bad) is true", "(ok or bad) is true"),
        ("not ok is true", "ok is not true"),
    ],
)
def test_canonical_text(text: str, canonical: str) -> None:
    expr = typed(text, SCOPE, None).expr
    assert expr is not None
    assert render(expr) == canonical


def test_the_moment_of_the_run_is_a_constant() -> None:
    assert typed("as_of()", SCOPE, None).expr == Literal(AS_OF, Type.TIMESTAMP)

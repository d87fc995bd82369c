from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from govcode.expressions import FUNCTIONS, INTERNAL, Problem, Scope, Unreadable, parse, typed
from govcode.expressions.tokens import MAX_TEXT
from govcode.ir.expression import Type
from tests.expressions.scope import SCOPE

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "problems.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_problems(case: dict[str, Any]) -> None:
    checked = typed(case["text"], SCOPE)
    assert checked.expr is None
    assert checked.problems == tuple(
        Problem(code, message, start, end, suggestion) for code, start, end, message, suggestion in case["problems"]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_problem_lies_inside_its_expression(case: dict[str, Any]) -> None:
    for problem in typed(case["text"], SCOPE).problems:
        assert 0 <= problem.start <= problem.end <= len(case["text"])
        assert problem.end > problem.start or problem.start == len(case["text"])


def test_every_code_of_the_language_is_met() -> None:
    met = {code for case in CASES for code, *_ in case["problems"]} | {"GC213"}
    assert met == {"GC108", "GC114", "GC118", *(f"GC{n}" for n in range(201, 214) if n != 208)}


def test_the_table_is_large() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize(
    "text",
    [
        "(" * 51 + "1" + ")" * 51,
        "abs(" * 51 + "1" + ")" * 51,
        "(" * 1_999,
        "case when " * 60,
        "not " * 500 + "ok",
        "- " * 500 + "n = 1",
        "+".join("n" * 100) + " = 1",
        "-".join(["took"] * 100) + " = 1h",
        "(" * 50 + "+".join("n" * 60) + ")" * 50 + " = 1",
    ],
)
def test_what_is_too_deep_is_refused(text: str) -> None:
    (problem,) = typed(text, SCOPE).problems
    assert problem.code == "GC213"


def test_what_is_too_long_is_refused_at_the_first_character_too_many() -> None:
    text = "n = 1" + " " * MAX_TEXT
    (problem,) = typed(text, SCOPE).problems
    assert (problem.code, problem.start, problem.end) == ("GC213", MAX_TEXT, len(text))


@pytest.mark.parametrize("text", ["(" * 49 + "ok" + ")" * 49, "+".join("n" * 60) + " = 1", " or ".join(["ok"] * 600)])
def test_what_is_just_not_too_deep_is_read(text: str) -> None:
    assert typed(text, SCOPE).problems == ()


@pytest.mark.parametrize("name", sorted(INTERNAL))
def test_text_cannot_call_what_only_plans_use(name: str) -> None:
    assert name not in FUNCTIONS
    (problem,) = typed(f"{name}(topic) is null", SCOPE, None).problems
    assert problem.code == "GC203"


@pytest.mark.parametrize(
    ("text", "expect", "fits"),
    [
        ("n", Type.NUMBER, True),
        ("day", Type.TIMESTAMP, True),
        ("'2026-01-01'", Type.DATE, True),
        ("amount", Type.INTEGER, False),
        ("opened", Type.DATE, False),
        ("took", Type.DURATION, True),
        ("took", Type.NUMBER, False),
        ("topic", None, True),
        ("null", Type.BOOLEAN, False),
    ],
)
def test_the_whole_has_the_expected_type(text: str, expect: Type | None, fits: bool) -> None:
    checked = typed(text, SCOPE, expect)
    assert [problem.code for problem in checked.problems] == ([] if fits else ["GC207"])
    if fits and expect is not None:
        assert checked.expr is not None
        assert checked.expr.type is expect


WORDS = [
    *["topic", "amount", "n", "ok", "day", "opened", "took", "zzz", "and", "or", "not", "in", "between", "like", "is"],
    *["null", "true", "false", "case", "when", "then", "else", "end", "select", "from", "cast", "exists", "interval"],
    *["date", "timestamp", "over", "group", "abs", "length", "round", "matches", "coalesce", "as_of", "\\", "\0", "é"],
    *[
        "'a'",
        "'",
        '"',
        '"two words"',
        "1",
        "2.5",
        "95%",
        "4h",
        "4x",
        "'2026-01-01'",
        "'1 day'",
        "(",
        ")",
        ",",
        "=",
        "<>",
    ],
    *["<", ">=", "+", "-", "*", "/", "--", "/*", "::", ";", "||", "[", "?", ".", "\ud800", "'('", "1e9"],
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_soup_of_words_is_read_or_refused(words: list[str]) -> None:
    judge(" ".join(words))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    judge(text)


@given(st.sampled_from(CASES), st.data())
def test_any_change_to_an_expression_is_read_or_refused(case: dict[str, Any], data: st.DataObject) -> None:
    text = case["text"]
    place = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 3))
    judge(text[:place] + data.draw(st.sampled_from(["", *WORDS])) + text[place + gone :])


def judge(text: str) -> None:
    checked = typed(text, SCOPE, None)
    assert (checked.expr is None) == bool(checked.problems)
    for problem in checked.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
    assert checked.problems == (stopped(text) or checked.problems)


def stopped(text: str) -> tuple[Problem, ...]:
    """Return the problem that stops the reading, if there is one."""
    try:
        parse(text)
    except Unreadable as unreadable:
        return (unreadable.problem,)
    return ()


def test_a_scope_without_columns_still_tells() -> None:
    (problem,) = typed("x = 1", Scope({})).problems
    assert (problem.code, problem.suggestion) == ("GC114", None)

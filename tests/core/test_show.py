from __future__ import annotations

import json

import pytest

from govcode.core.diagnostic import Diagnostic, Level
from govcode.core.place import Position, Span
from govcode.core.show import as_json, show


def problem(start: tuple[int, int], end: tuple[int, int], suggestion: str | None = None) -> Diagnostic:
    return Diagnostic("GC114", "unknown column 'x'", Span("p/r.yaml", Position(*start), Position(*end)), suggestion)


@pytest.mark.parametrize(
    ("suggestion", "end"),
    [
        (None, ""),
        ("approval_id", " (did you mean 'approval_id'?)"),
        ("write 'is null'", " (write 'is null')"),
    ],
)
def test_the_first_line(suggestion: str | None, end: str) -> None:
    assert show(problem((14, 9), (14, 10), suggestion)) == f"p/r.yaml:14:9 error GC114 unknown column 'x'{end}"


def test_a_warning_says_so() -> None:
    late = Diagnostic("GC301", "overdue", Span("f", Position(1, 1), Position(1, 1)), level=Level.WARNING)
    assert show(late) == "f:1:1 warning GC301 overdue"


@pytest.mark.parametrize(
    ("source", "start", "end", "line", "caret"),
    [
        ("that: abc is null\n", (1, 7), (1, 10), "that: abc is null", "      ^~~"),
        ("a\r\nbc\r\n", (2, 2), (2, 3), "bc", " ^"),
        ("\ufeffabc", (1, 1), (1, 2), "abc", "^"),
        ("a: x", (1, 5), (1, 5), "a: x", "    ^"),
        ("a: x", (1, 99), (1, 120), "a: x", "    ^"),
        ("a: x\n  y z\n", (1, 4), (2, 4), "a: x", "   ^"),
        ("a: xyz\n  y\n", (1, 4), (2, 4), "a: xyz", "   ^~~"),
        ("\tab\tc", (1, 2), (1, 5), "    ab  c", "    ^~~~"),
        ("漢字: x", (1, 5), (1, 6), "漢字: x", "      ^"),
        ("a: 漢字", (1, 4), (1, 6), "a: 漢字", "   ^~~~"),
        ("e\u0301: x", (1, 5), (1, 6), "e\u0301: x", "   ^"),
        ("a: \x1b[31m\u202eb", (1, 4), (1, 5), "a: \ufffd[31m\ufffdb", "   ^"),
        ("a\u2028b", (1, 3), (1, 4), "a\ufffdb", "  ^"),
    ],
)
def test_the_caret(source: str, start: tuple[int, int], end: tuple[int, int], line: str, caret: str) -> None:
    assert show(problem(start, end), source).split("\n")[1:] == [line, caret]


def test_a_long_line_is_shown_around_the_caret() -> None:
    source = "x" * 500 + "BAD" + "y" * 500
    _, line, caret = show(problem((1, 501), (1, 504)), source).split("\n")
    assert len(line) == 160
    assert line[caret.index("^") :][:3] == "BAD"
    assert caret.strip() == "^~~"


@pytest.mark.parametrize("source", ["a: 1\n", "", "\n\n\n\n"])
def test_a_line_that_is_not_there_is_not_shown(source: str) -> None:
    assert "\n" not in show(problem((4, 1), (4, 2)), source)


def test_json_has_every_field() -> None:
    flat = as_json(problem((14, 9), (15, 2)))
    assert json.loads(json.dumps(flat)) == {
        "code": "GC114",
        "level": "error",
        "message": "unknown column 'x'",
        "suggestion": None,
        "file": "p/r.yaml",
        "line": 14,
        "column": 9,
        "end_line": 15,
        "end_column": 2,
    }

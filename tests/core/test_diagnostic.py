from __future__ import annotations

import pytest

from govcode.core.diagnostic import Diagnostic, Refused, closest, in_order
from govcode.core.place import Position, Span


def at(file: str, line: int, code: str = "GC101", message: str = "m") -> Diagnostic:
    place = Position(line, 1)
    return Diagnostic(code, message, Span(file, place, place))


def test_problems_come_once_each_in_one_order() -> None:
    one, two, three = at("a", 2), at("a", 10), at("b", 1)
    assert in_order([three, two, one, two]) == (one, two, three)
    assert in_order([at("a", 1, "GC102"), at("a", 1, "GC101")])[0].code == "GC101"


@pytest.mark.parametrize(
    ("word", "found"),
    [("aproval_id", "approval_id"), ("APPROVAL_ID", "approval_id"), ("queue", "Queue"), ("zzz", None)],
)
def test_closest(word: str, found: str | None) -> None:
    assert closest(word, ["approval_id", "Queue", "topic"]) == found


def test_refused_carries_every_problem_in_order() -> None:
    error = Refused([at("b", 1), at("a", 1)])
    assert [p.span.file for p in error.problems] == ["a", "b"]
    assert str(error) == "a:1:1 GC101 m; b:1:1 GC101 m"

from __future__ import annotations

import pytest

from govcode.documents.yaml import read

TEXT = """\
# govcode: ignore[GC308] -- read by the auditors only

# an ordinary comment
kind: Dataset
that: legacy is null   # govcode: ignore[GC114, GC211] until=2026-12-31 -- CRM migration -- CH-1182
title: 'no # govcode: ignore[GC101] -- this is text'
why: |
  # govcode: ignore[GC102] -- this too
note: a#govcode:ignore
"""


def test_comments_are_found_where_they_are_comments() -> None:
    found = read(TEXT, "f")
    assert found.problems == ()
    first, second = found.suppressions
    assert (first.codes, first.until, first.reason, first.line) == (("GC308",), None, "read by the auditors only", 4)
    assert str(first.span) == "f:1:1"
    assert (second.codes, second.until, second.line) == (("GC114", "GC211"), "2026-12-31", 5)
    assert second.reason == "CRM migration -- CH-1182"
    assert str(second.span) == "f:5:24"


@pytest.mark.parametrize(
    "comment",
    [
        "ignore",
        "ignore[GC114]",
        "ignore[GC114] because",
        "ignore[GC114] --",
        "ignore[] -- reason",
        "ignore[GC14] -- reason",
        "ignore[gc114] -- reason",
        "ignore[GC114 GC115] -- reason",
        "ignore[GC114] until=31.12.2026 -- reason",
        "ignore[GC114] until=2026-02-30 -- reason",
        "ignore[GC114] until= -- reason",
        "ingore[GC114] -- reason",
    ],
)
def test_a_comment_that_would_have_no_effect_is_a_problem(comment: str) -> None:
    found = read(f"a: 1  # govcode: {comment}\n", "f")
    assert found.suppressions == ()
    (problem,) = found.problems
    assert (problem.code, str(problem.span)) == ("GC010", "f:1:7")

"""No text makes the reader raise; both parsers accept the same texts and read them alike, places included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.documents.yaml import Reading, read

WHOLE = """\
# govcode: ignore[GC114] -- arrives later
apiVersion: govcode/v1
kind: Policy
metadata: {id: refunds, owner: &who cx-governance, review: {last: 2026-10-01, every: 90d}}
spec:
  rules:
  - id: approval
    title: 'Refunds above 500 need an approver''s name'
    when: topic = 'refund' and refund_amount > 500
    that: >-
      approval_id is not null
      or refund_amount < 0.5e3
    why: |
      Refund fraud is the largest loss.

      "Really".
    owner: *who
    examples:
      keeps: [{refund_amount: 501, approval_id: "A\\u002d17"}, {refund_amount: 500}]
---
kind: Vendor
"""
PIECES = [
    "a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n\t", " ", "{", "}", "[", "]", ",", "'", '"', "\\", "&x ", "*x",
    "!t ", "|", ">-", "|2+", "#c", " # govcode: ignore[GC1", "%Y", "---\n", "...\n", "<<", "~", "0x", ".inf", "\0",
    "\x85", "\u2028", "\ud800", "😀", "\ufeff", "@", "`", "\\U00110000", "\\uD800", "\r", "!<", "!e!", "%YAML 1.2\n",
]  # fmt: skip


def both(text: str) -> tuple[Reading, Reading]:
    return read(text, "f", fast=True), read(text, "f", fast=False)


def inside(found: Reading, text: str) -> bool:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [p for d in found.problems for p in (d.span.start, d.span.end)]
    return all(1 <= p.line <= len(lines) and 1 <= p.column <= len(lines[p.line - 1]) + 1 for p in places)


@given(st.text())
def test_any_text(text: str) -> None:
    for found in both(text):
        assert inside(found, text)


@given(
    st.sampled_from(["", "a: ", "a: {", "a: [", "a: [{a: "]),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.sampled_from(["", "}", "}]", "]"]),
)
def test_pieces_of_yaml(before: str, pieces: str, after: str) -> None:
    text = before + pieces + after
    for found in both(text):
        assert inside(found, text)
    fast, slow = both(text)
    assert bool(fast.problems) == bool(slow.problems)
    assert fast.problems or fast == slow


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = WHOLE
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        text = text[:start] + draw(st.sampled_from(["", *PIECES])) + text[end:]
    return text


@given(mutated())
def test_mutated_documents(text: str) -> None:
    fast, slow = both(text)
    assert inside(fast, text)
    assert inside(slow, text)
    assert bool(fast.problems) == bool(slow.problems)
    assert fast.problems or fast == slow


@pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "python"])
def test_the_document_itself_is_clean(fast: bool) -> None:
    found = read(WHOLE, "f", fast=fast)
    assert found.problems == ()
    assert len(found.documents) == 2
    assert len(found.suppressions) == 1

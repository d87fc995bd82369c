from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govcode.core.place import Position
from govcode.documents.yaml import Tree, read
from govcode.documents.yaml.offsets import offsets

PARSERS = pytest.mark.parametrize("fast", [True, False], ids=["libyaml", "python"])

TEXT = """\
# comment
metadata:
  id: refunds   # the id
  review: {last: 2026-10-01, every: }
rules:
- id: &first approval
  that: >-
    a is
    not null

# before the second
- id: *first
  tags: [x,
    y]
"""


@PARSERS
def test_spans(fast: bool) -> None:
    tree = only(TEXT, fast=fast)
    spans = {
        (): "2:1-14:7",
        ("metadata",): "3:3-4:38",
        ("metadata", "id"): "3:7-3:14",
        ("metadata", "review"): "4:11-4:38",
        ("metadata", "review", "every"): "4:36-4:36",
        ("rules",): "6:1-14:7",
        ("rules", 0): "6:3-9:13",
        ("rules", 0, "id"): "6:14-6:22",
        ("rules", 0, "that"): "7:9-9:13",
        ("rules", 1, "id"): "12:7-12:13",
        ("rules", 1, "tags"): "13:9-14:7",
        ("rules", 1, "tags", 1): "14:5-14:6",
    }
    for pointer, expected in spans.items():
        span = tree.span(pointer)
        assert f"{span.start.line}:{span.start.column}-{span.end.line}:{span.end.column}" == expected, pointer
    assert str(tree.key_span(("rules", 1, "tags"))) == "f:13:3"
    assert tree.key_span(("rules", 1, "tags")).end == Position(13, 7)
    assert tree.key_span(("rules", 1)) == tree.span(("rules", 1))


def test_a_pointer_that_leads_nowhere_ends_at_the_nearest_value() -> None:
    tree = only(TEXT, fast=True)
    assert tree.span(("rules", 1, "missing", 3)) == tree.span(("rules", 1))
    assert tree.key_span(("metadata", "review", "next")) == tree.key_span(("metadata", "review"))


def test_inside_an_alias_places_are_those_of_what_it_repeats() -> None:
    tree = only("a: &x {k: 'it''s'}\nb: *x\n", fast=True)
    assert str(tree.span(("b",))) == "f:2:4"
    assert str(tree.span(("b", "k"))) == "f:1:11"
    assert tree.position_in(("b", "k"), 3) == Position(1, 16)


@PARSERS
@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a: bad\n", (1, 4)),
        ("a: is  bad\n", (1, 8)),
        ("a: 'x''s bad'\n", (1, 10)),
        ('a: "\\u00e9\\x41\\" bad"\n', (1, 18)),
        ("a: one\n  bad\n", (2, 3)),
        ("a: 'one  \n\n   bad'\n", (3, 4)),
        ('a: "one\\\n   \\ bad"\n', (2, 6)),
        ("a: |\n  one\n    two bad\n", (3, 9)),
        ("a: |2-\n   bad\n", (2, 4)),
        ("a: |+ # note\n\n  one\n\n  bad\n\n", (5, 3)),
        ("a: >\n  one\n  bad\n\n  two\n", (3, 3)),
        ("a: >-\n  one\n\n    more\n\n  bad\n", (6, 3)),
        ("a: &n  bad\n", (1, 8)),
        ("a: &n # why\n  bad\n", (2, 3)),
        ("? a\n: bad\n", (2, 3)),
        ("a: 😀é bad\n", (1, 7)),
    ],
)
def test_position_in(written: str, found: tuple[int, int], fast: bool) -> None:
    tree = only(written, fast=fast)
    value = tree.data["a"]
    assert isinstance(value, str)
    assert tree.position_in(("a",), value.index("bad")) == Position(*found)
    span = tree.span_in(("a",), value.index("bad"), value.index("bad") + 3)
    assert (span.start, span.end) == (Position(*found), Position(found[0], found[1] + 3))


def only(text: str, *, fast: bool) -> Tree:
    found = read(text, "f", fast=fast)
    assert found.problems == ()
    (tree,) = found.documents
    return tree


LETTERS = st.text(alphabet="ab '\"\\#:é漢😀\t\n-|>x0", min_size=1, max_size=30)
BLOCK = st.lists(st.text(alphabet="ab é#: ", max_size=6), min_size=1, max_size=6)


def flow(value: str, quote: str) -> str:
    if quote == "'":
        return "'" + value.replace("'", "''") + "'"
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


@st.composite
def scalars(draw: st.DrawFn) -> str:
    """A scalar in one of the five styles, written with `a: ` before it."""
    style = draw(st.sampled_from(["plain", "'", '"', "|", ">"]))
    if style in "|>":
        header = style + draw(st.sampled_from(["", "2", "+", "-", "2+", "-2"])) + draw(st.sampled_from(["", " # c"]))
        return header + "\n" + "".join(f"  {line}\n" for line in draw(BLOCK)) + draw(st.sampled_from(["", "b: 1\n"]))
    text = re.sub(r"\n", "\n  ", draw(LETTERS))
    return (text if style == "plain" else flow(text, style)) + "\n"


@PARSERS
@given(written=scalars())
def test_the_character_at_a_position_is_the_character_of_the_value(fast: bool, written: str) -> None:
    text = f"a: {written}"
    found = read(text, "f", fast=fast)
    assume(not found.problems and isinstance(found.documents[0].data["a"], str))
    tree, lines = found.documents[0], [f"{line}\n" for line in text.split("\n")]
    value = tree.data["a"]
    assert isinstance(value, str)
    positions = [tree.position_in(("a",), i) for i in range(len(value) + 1)]
    assert positions == sorted(positions)
    for character, place in zip(value, positions, strict=False):
        there = lines[place.line - 1][place.column - 1]
        # A line break may have been folded into a blank, and a code of double quotes stands for another character.
        assert there == character or (there, character) == ("\n", " ") or there == "\\"
    end = tree.span(("a",)).end
    assert all(tree.span(("a",)).start <= p for p in positions)
    assert all(p <= end for p, c in zip(positions, value.rstrip(), strict=False)), (end, positions)


@given(written=scalars())
def test_the_styles_are_really_met(written: str) -> None:
    """Every position of a value that parses is traced, not estimated."""
    found = read(f"a: {written}", "f")
    assume(not found.problems)
    tree = found.documents[0]
    scalar = tree.places[("a",)].scalar
    assume(scalar is not None)
    assert scalar is not None
    assert offsets(tree.source.text, scalar) is not None

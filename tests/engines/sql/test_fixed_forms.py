"""A glob that stands for a regular expression finds exactly the same texts."""

from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcode.engines.sql.duckdb_constants import text
from govcode.engines.sql.duckdb_forms import glob_of
from govcode.expressions.patterns import pattern

CONNECTION = duckdb.connect()
CHARACTERS = "aAzZ09_-. \n\0[]*?!^\\é€"


@pytest.mark.parametrize(
    ("written", "glob"),
    [
        (r"^T-\d{8}$", "T-" + "[0-9]" * 8),
        ("^[A-Z]{2}$", "[A-Z][A-Z]"),
        (r"^INC\d{3}\.x$", "INC[0-9][0-9][0-9].x"),
        ("(?i)^a$", "[aA]"),
        (r"^\w$", "[0-9A-Za-z_]"),
        ("^Group 1$", "Group 1"),
        ("a$", None),
        ("^a", None),
        ("^a|b$", None),
        ("^a+$", None),
        ("^a{1,2}$", None),
        ("^a?$", None),
        ("^(?:ab)$", None),
        ("^[^a]$", None),
        ("^[a-]$", None),
        (r"^[.\-]$", None),
        (r"^\*$", None),
        (r"^\[$", None),
        ("^.$", None),
        ("^é$", None),
        ("^$", None),
        ("^a{65}$", None),
        ("^a{64}$", "a" * 64),
    ],
)
def test_only_a_fixed_plain_form_has_a_glob(written: str, glob: str | None) -> None:
    assert glob_of(pattern(written).re2) == glob


ATOMS = st.sampled_from(
    ["a", "Z", "0", "_", "-", " ", r"\.", r"\-", "[a-z]", "[A-Z0-9_]", r"\d", r"\w", "[aé]", "[^a]", "."]
)
REPEATS = st.sampled_from(["", "", "{1}", "{2}", "{3}", "{0}", "+", "{1,2}"])
PARTS = st.lists(st.tuples(ATOMS, REPEATS), min_size=1, max_size=4)
TEXTS = st.lists(st.text(CHARACTERS, max_size=6), max_size=8)


@given(parts=PARTS, ignore_case=st.booleans(), texts=TEXTS, data=st.data())
@settings(max_examples=400)
def test_a_glob_finds_what_the_pattern_finds(
    parts: list[tuple[str, str]], ignore_case: bool, texts: list[str], data: st.DataObject
) -> None:
    wanted = pattern(f"{'(?i)' * ignore_case}^{''.join(atom + repeat for atom, repeat in parts)}$")
    glob = glob_of(wanted.re2)
    if glob is None:
        return
    matching = data.draw(st.lists(st.from_regex(wanted.python, fullmatch=True), max_size=3))
    tried = [t for t in [*texts, *matching, *(t + "\n" for t in matching)] if "\0" not in t]
    for one in tried:
        found = CONNECTION.execute(f"select ? glob {text(glob)}", [one]).fetchall()[0][0]
        assert found == bool(re.search(wanted.python, one)), (wanted.python, glob, one)

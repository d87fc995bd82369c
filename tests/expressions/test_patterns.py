from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.expressions import BadPattern, pattern

PIECES = [
    *["a", "K", "s", "é", "1", "_", "-", " ", ".", "^", "$", "|", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\b"],
    *[
        r"\.",
        r"\\",
        r"\[",
        r"\x41",
        r"\n",
        r"\t",
        r"\v",
        "[a-k]",
        "[^a-z]",
        r"[\w-]",
        r"[\s,]",
        "[K-Z]",
        "[é-ü]",
        r"[\]]",
    ],
    *[
        "(",
        "(?:",
        "(?P<n>",
        ")",
        "*",
        "+",
        "?",
        "{2}",
        "{1,3}",
        "{2,}",
        "*?",
        "&",
        "#",
        "~",
        "/",
        '"',
        "'",
        "<",
        "%",
        "@",
    ],
]
SUBJECTS = [
    "",
    "a",
    "A",
    "k",
    "K",
    "\u212a",
    "\u017f",
    "s",
    "é",
    "É",
    "1",
    "\u0661",
    "_",
    " ",
    "\n",
    "a\n",
    "\v",
    "\u00a0",
    "ab1 _-",
    "Kk.",
    "aa1",
]


@given(st.lists(st.sampled_from(PIECES), max_size=7), st.booleans(), st.lists(st.sampled_from(SUBJECTS), max_size=3))
def test_python_and_duckdb_find_the_same(pieces: list[str], ignore_case: bool, subjects: list[str]) -> None:
    source = ("(?i)" if ignore_case else "") + "".join(pieces)
    try:
        spelled = pattern(source)
    except BadPattern:
        return
    for subject in [*SUBJECTS, "".join(subjects)]:
        ours = re.search(spelled.python, subject, re.ASCII) is not None
        (theirs,) = duckdb.execute("select regexp_matches(?, ?)", [subject, spelled.re2]).fetchone() or (None,)
        assert ours == theirs, (source, spelled, subject)
        assert not ours or spelled.needed in subject


@given(st.text(alphabet="a(?)[]{}|*+^$\\.-:<>P=!i1,", max_size=12))
def test_any_text_is_a_pattern_for_all_or_refused(source: str) -> None:
    bad = refusal(source)
    if bad is not None:
        assert 0 <= bad.start <= bad.end <= max(len(source), 1)
        return
    re.compile(pattern(source).python, re.ASCII)
    duckdb.execute("select regexp_matches('a', ?)", [pattern(source).re2]).fetchall()


def refusal(source: str) -> BadPattern | None:
    try:
        pattern(source)
    except BadPattern as bad:
        return bad
    return None


@pytest.mark.parametrize(
    "source",
    [
        *[
            r"(?=a)",
            r"(?!a)",
            r"(?<=a)",
            r"(?<!a)",
            r"(a)\1",
            r"(?P=n)",
            r"a*+",
            r"a++",
            r"(?>a)",
            r"(?(1)a)",
            r"(?s)a",
            r"a(?i)b",
        ],
        *[
            r"\A",
            r"\z",
            r"\Z",
            r"\B",
            r"\p{L}",
            r"\u0041",
            r"\Qa\E",
            r"a{,3}",
            r"a{1001}",
            r"(a{40}){40}",
            r"a{3,2}",
            r"^*",
            r"\b+",
        ],
        *[
            "[",
            "[]",
            "[]a]",
            "[z-a]",
            r"[\D]",
            r"[\d-z]",
            "(",
            ")",
            "a**",
            "+",
            "{",
            "}",
            "]",
            "\\",
            "[[:alpha:]]",
            "a" * 501,
        ],
        *["(" * 30 + ")" * 30, "\0", "\ud800", "(?P<1>a)", "(?#a)", "(?i:a)"],
    ],
)
def test_refused(source: str) -> None:
    with pytest.raises(BadPattern) as caught:
        pattern(source)
    assert 0 <= caught.value.start <= caught.value.end <= max(len(source), 1)


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("abc", "abc"),
        ("^abc$", "abc"),
        ("ab|cd", ""),
        ("(ab)c", "c"),
        ("ab?c", "a"),
        ("ab+c", "ab"),
        ("ab*cde", "cde"),
        ("ab{2}c", "ab"),
        ("ab{0,2}cd", "cd"),
        (r"\d+ refunds? @", " refund"),
        ("(?i)abc", ""),
        ("(?i)a@@b", "@@"),
        ("x(a|b)yz", "yz"),
        ("", ""),
    ],
)
def test_text_that_every_match_contains(source: str, needed: str) -> None:
    assert pattern(source).needed == needed

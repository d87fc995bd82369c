"""What may be shown as the key of a row, and what is told instead."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcode.engines.keys import key_text, safe_key
from govcode.ir.expression import Value

SHOWN = ["T-00017", "a", "INC0012345", "2026/17 #3", "x" * 64, "1234567", "q.4:7_b", "4111 1111 1111 1112", "0" * 12]

HIDDEN = {
    "an address": "ann@example.org",
    "a telephone number": "+31612345678",
    "a card number": "4111111111111111",
    "a card number in groups": "4111 1111 1111 1111",
    "a card number with hyphens": "5500-0000-0000-0004",
    "a card number with dots": "4111.1111.1111.1111",
    "a card number inside": "T-4111111111111111",
    "a card number with a suffix": "4111 1111 1111 1111 b",
    "a card number before a counter": "4111111111111111-7",
    "an American Express number": "378282246310005",
    "a long card number": "6304000000000000000",
    "a short card number": "4222222222222",
    "a long text": "x" * 65,
    "nothing": "",
    "a space": " T-1",
    "a quote": "T'1",
    "a double quote": 'T"1',
    "a backtick": "T`1",
    "a tag": "<b>",
    "a line end": "T-1\n",
    "a tab": "T\t1",
    "a nul": "T\0001",
    "an escape": "T\x1b[31m",
    "a formula": "=1+1",
    "a plus": "+1",
    "a minus": "-1",
    "an at sign": "@SUM(1)",
    "a comma": "Jansen, Ann",
    "a letter with an accent": "Zoë",
    "full-width digits": "\uff11\uff12",
    "a turn of direction": "T\u202e1",
}


@pytest.mark.parametrize("text", SHOWN)
def test_a_plain_key_is_shown(text: str) -> None:
    assert safe_key(text, 4) == text


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_anything_else_is_told_by_position(text: str) -> None:
    assert safe_key(text, 4) == "row 4"


def test_a_row_without_key_is_told_by_position() -> None:
    assert safe_key(None, 1) == "row 1"


def test_a_row_without_key_and_position_is_only_told_to_exist() -> None:
    assert safe_key(None, None) == safe_key("ann@example.org", None) == "row ?"


@given(st.text(), st.integers(1, 9))
def test_what_is_shown_is_plain_ascii_or_a_position(text: str, row: int) -> None:
    shown = safe_key(text, row)
    assert shown in (text, f"row {row}")
    assert shown.isascii()
    assert not set(shown) & set("@+='\"<>&|;,\\")


@given(st.integers(10**14, 10**15 - 1), st.sampled_from(["{}", "{}-1", "T-{}", "{} x"]))
def test_no_card_number_is_shown(digits: int, form: str) -> None:
    cards = [f"{digits}{check}" for check in range(10)]
    hidden = [card for card in cards if safe_key(card, 1) == "row 1"]
    assert len(hidden) == 1, "one check digit of ten is right"
    assert safe_key(form.format(hidden[0]), 1) == "row 1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("b", "b"),
        (17, "17"),
        (2.0, "2.0"),
        (1e16, "1e+16"),
        (True, "true"),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime.fromisoformat("2026-03-01T09:30"), "2026-03-01 09:30:00"),
        (datetime.fromisoformat("2026-03-01T09:30:00.12"), "2026-03-01 09:30:00.12"),
    ],
)
def test_the_text_of_a_key(value: Value, text: str | None) -> None:
    assert key_text(value) == text

"""Columns of long tables on paper: every word has its room, and the rest goes to longer texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from govcode.reports.review.blocks import Cell, Column, Table, Tone
from govcode.reports.review.html.widths import LONG, ems, widths


def _table(*columns: tuple[Column, Sequence[Cell]], rows: int = LONG) -> Table:
    cells = tuple(tuple(of[i % len(of)] for _, of in columns) for i in range(rows))
    return Table("t", "Table", tuple(column for column, _ in columns), cells, "none")


NAME, NUMBER, SAID = Column("name", "Name"), Column("n", "Rows", numeric=True), Column("said", "What is said of it")
VENDOR = [Cell("Vendor 1"), Cell("Vendor 2")]
WORDS = [Cell("a target was missed in two months, beyond noise " * 6)]


def test_a_table_that_can_be_measured_is_told_nothing() -> None:
    assert widths(_table((NAME, VENDOR), rows=LONG - 1)) == ()
    assert widths(_table((NAME, VENDOR))) == (100.0,)


def test_widths_are_all_of_the_page() -> None:
    found = widths(_table((NAME, VENDOR), (NUMBER, [Cell("1,234", 1234)]), (SAID, WORDS)))
    assert sum(found) == pytest.approx(100, abs=0.05)


def test_what_is_long_gets_the_room_that_is_left() -> None:
    name, number, said = widths(_table((NAME, VENDOR), (NUMBER, [Cell("1,234", 1234)]), (SAID, WORDS)))
    assert said > 2 * name > number


def test_numbers_are_never_broken_however_long_the_words_beside_them() -> None:
    figure = Cell("1,234,567.89 hours", 1.0, Tone.BAD)
    _, number = widths(_table((SAID, WORDS * 3), (NUMBER, [figure])))
    assert number / 100 * 94 >= ems(figure.text)


def test_a_sign_and_a_note_need_room_too() -> None:
    plain = _table((NAME, VENDOR), (SAID, WORDS))
    marked = _table((NAME, [Cell("Vendor 1", tone=Tone.BAD)]), (SAID, WORDS))
    noted = _table((NAME, [Cell("Vendor 1", note="a-word-that-is-much-longer-than-the-name")]), (SAID, WORDS))
    assert widths(noted)[0] > widths(marked)[0] > widths(plain)[0]


def test_more_words_than_the_page_has_room_for_share_it() -> None:
    endless = [Cell("x" * 400)]
    assert widths(_table((NAME, endless), (SAID, endless))) == (50.0, 50.0)


def test_a_table_without_texts_is_shared_alike() -> None:
    empty = Column("a", "")
    assert widths(_table((empty, [Cell("")]), (empty, [Cell("")]))) == (50.0, 50.0)


def test_letters_of_chinese_are_wider_and_nothing_has_no_width() -> None:
    assert ems("供应商") > ems("abc")
    assert ems("") == 0

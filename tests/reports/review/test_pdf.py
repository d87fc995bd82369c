"""The PDF: the same bytes every time, tagged, with contents, bookmarks and page numbers, and honest where it is cut."""

from __future__ import annotations

import gc
import re
import zlib
from dataclasses import replace
from typing import Any

import pytest

from govcode.reports.review import pdf
from govcode.reports.review.blocks import Figure, Note, Table, Tone
from govcode.reports.review.extra import MissingExtra, loaded
from govcode.reports.review.pdf import printing
from govcode.reports.review.undisturbed import undisturbed
from tests.conftest import skip_loudly
from tests.reports.review.making import PAGE, long_page


@pytest.fixture(scope="module")
def printed() -> bytes:
    try:
        loaded("weasyprint", "PDF")
    except MissingExtra as missing:
        skip_loudly("pdf", str(missing))
    return pdf.render(PAGE)


def _streams(document: bytes) -> str:
    """Return all that a PDF keeps compressed, and the rest of it."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, flags=re.DOTALL)
    unpacked = []
    for stream in packed:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            unpacked.append(stream)
    return (document + b"\n".join(unpacked)).decode("latin-1")


def test_a_second_print_has_the_same_bytes_and_no_date(printed: bytes) -> None:
    assert pdf.render(PAGE) == printed
    told = _streams(printed)
    assert "CreationDate" not in told
    assert "ModDate" not in told
    assert "CreateDate" not in told


def test_it_is_tagged_has_bookmarks_and_says_what_it_is(printed: bytes) -> None:
    told = _streams(printed)
    assert "/MarkInfo" in told
    assert "/StructTreeRoot" in told
    assert "pdfuaid" in told
    assert "/Outlines" in told
    for section in PAGE.sections:
        title = f"{section.number} {section.title}"
        assert title in told or title.encode("utf-16-be").hex() in told.lower()
    assert "/URI" not in told  # nothing leads out of the document


def test_it_has_pages_of_a4(printed: bytes) -> None:
    told = _streams(printed)
    assert len(re.findall(r"/Type\s*/Page\b", told)) >= 6
    boxes = {tuple(round(float(side)) for side in box.split()) for box in re.findall(r"/MediaBox\s*\[([^\]]*)\]", told)}
    assert boxes == {(0, 0, 842, 595)}  # across: the tables of a review are wide


def test_nothing_is_loaded() -> None:
    with pytest.raises(ValueError, match="loads nothing"):
        printing.nothing("https://example.com/x.png")


def test_the_rules_that_are_left_out_change_nothing(printed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_simplify", lambda *_: None)
    assert pdf.render(PAGE) == printed


def test_no_rule_that_is_left_matches_a_part_of_every_element() -> None:
    try:
        weasyprint = loaded("weasyprint", "PDF")
    except MissingExtra as missing:
        skip_loudly("pdf", str(missing))
    document = weasyprint.HTML(string="<p>One")
    assert {"marker", "footnote-call"} <= _parts_of_all(document)
    printing._simplify(document, weasyprint)
    assert _parts_of_all(document) == set()


def _parts_of_all(document: Any) -> set[str]:  # noqa: ANN401 - a library without types
    """Return the pseudo-elements that the usual style gives every element."""
    (sheet,) = document._ua_stylesheets()
    return {part for _, _, _, part, _ in sheet.matcher.other_selectors if part}


def test_garbage_is_looked_for_again_after_printing() -> None:
    assert gc.isenabled()
    with undisturbed():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="inside"), undisturbed():
        raise ValueError("inside")
    assert gc.isenabled()
    gc.disable()
    try:
        with undisturbed():
            pass
        assert not gc.isenabled()  # as it was
    finally:
        gc.enable()


def test_a_long_table_is_cut_and_the_page_says_so() -> None:
    page = pdf.shortened(long_page())
    table, note = page.sections[-1].groups[0].blocks
    assert isinstance(table, Table)
    assert len(table.rows) == pdf.PRINTED_ROWS
    assert note == Note(
        Tone.WATCH,
        "The table above shows the first 300 of 7,800 rows. "
        "The HTML, Markdown and JSON forms of this review have all of them.",
    )
    assert pdf.shortened(PAGE) == PAGE


def test_a_table_that_fits_is_whole() -> None:
    page = long_page(2, 3, 50)
    assert pdf.shortened(page) == page
    figures = [b for s in pdf.shortened(PAGE).sections for g in s.groups for b in g.blocks if isinstance(b, Figure)]
    assert len(figures) == 6
    assert pdf.shortened(replace(page, sections=())) == replace(page, sections=())

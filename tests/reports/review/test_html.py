"""The page: whole, offline, escaped, one id per thing, no link into nowhere, and no colour alone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from govcode.reports.format.words import visible
from govcode.reports.review import html
from govcode.reports.review.blocks import Figure, Group, Page, Prose, Section, Table, Tone
from govcode.reports.review.tones import TONES
from tests.reports.review.making import HOSTILE, PAGE, long_page, table
from tests.reports.review.parsing import Parsed

TEXT = html.render(PAGE)
READ = Parsed(TEXT)
SHOWN = "".join(READ.text)
SRC = Path(html.__file__).parents[2]


def _blocks(kind: type) -> list[object]:
    return [b for s in PAGE.sections for g in s.groups for b in g.blocks if isinstance(b, kind)]


def test_nothing_is_loaded_from_anywhere() -> None:
    loads = {"src", "href", "srcset", "data", "action", "poster", "xlink:href", "background", "formaction", "ping"}
    found = [a[name] for _, a, _ in READ.elements for name in loads & a.keys()]
    assert [goal for goal in found if not goal.startswith("#") and goal != "data:,"] == []
    assert {tag for tag, _, _ in READ.elements} & {"iframe", "object", "embed", "img", "base", "form", "image"} == set()
    assert [name for _, a, _ in READ.elements for name in a if name.startswith("on") or name == "style"] == []
    assert not re.search(r"url\((?!#)", TEXT)
    assert "@import" not in TEXT


def test_a_browser_runs_only_the_script_and_the_style_of_the_page() -> None:
    policy = next(a["content"] for a in READ.named("meta") if a.get("http-equiv") == "Content-Security-Policy")
    for tag in ("style", "script"):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", TEXT, flags=re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_texts_are_shown_and_do_nothing() -> None:
    assert SHOWN.count(visible(HOSTILE)) == 2
    assert "confidential <internal>" in SHOWN
    assert len(READ.named("script")) == 1
    odd = replace(PAGE, title='"><b>x', language='en" onload="x', sections=())
    assert Parsed(html.render(odd)).named("b") == []
    assert Parsed(html.render(odd)).named("html")[0]["lang"] == 'en" onload="x'


def test_every_id_is_there_once_and_every_link_leads_somewhere() -> None:
    ids = [a["id"] for _, a, _ in READ.elements if "id" in a]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    wanted = [a["href"][1:] for a in READ.named("a")]
    wanted += [part for _, a, _ in READ.elements for part in a.get("aria-labelledby", "").split()]
    assert set(wanted) - set(ids) == set()
    assert len(wanted) > 30
    assert "nowhere" not in wanted  # a link without a goal is only its text
    assert {"kpi-first_reply.acme", "rating-acme", "definition-first_reply"} <= set(ids)


def test_two_things_of_one_name_keep_their_ids_apart() -> None:
    group = Group("a b", "A", (table("a b", "T", ("X",), ()), Prose("x")))
    page = Page("t", "s", "en", (Section(1, "a b", "One", "s", Tone.GOOD, (group, group)),))
    ids = [a["id"] for _, a, _ in Parsed(html.render(page)).elements if "id" in a]
    assert [name for name in ids if name.startswith("a-b")] == ["a-b", "a-b-title", "a-b-2", "a-b-3", "a-b-4", "a-b-5"]


def test_headings_go_down_by_one() -> None:
    levels = [int(tag[1]) for tag, _, _ in READ.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_tables_have_captions_headings_and_values_to_sort_by() -> None:
    assert len(READ.named("table")) == len(READ.named("caption")) == 10
    assert all("scope" in a for a in READ.named("th"))
    cells = [a for tag, a, _ in READ.elements if tag in {"td", "th"} and "data-value" in a]
    assert {"0.741", "5.0", "acme", "2026-07"} <= {a["data-value"] for a in cells}
    filtered = [a for a in READ.named("th") if "data-filtered" in a]
    assert len(filtered) == 4
    assert all(
        a.get("tabindex") == "0" and a.get("aria-label") for a in READ.named("div") if a.get("class") == "scroll"
    )
    assert "No vendor made a claim." in SHOWN


def test_a_tone_is_a_sign_and_a_word_beside_its_colour() -> None:
    for tone in (Tone.GOOD, Tone.WATCH, Tone.BAD, Tone.UNKNOWN):
        sign, word = TONES[tone]
        assert f'<span class="sign {tone}" aria-hidden="true">{sign}</span><span class="unseen">{word}: </span>' in TEXT
    signs = [meant.sign for meant in TONES.values()]
    assert len(set(signs)) == len(signs) == len({meant.word for meant in TONES.values()})


def test_every_figure_has_its_drawing_its_words_and_its_table() -> None:
    figures = _blocks(Figure)
    drawings = [a for a in READ.named("svg") if a.get("class") == "drawing"]
    assert len(figures) == len(drawings) == len(READ.named("figure")) == 6
    assert all(a["role"] == "img" and len(a["aria-labelledby"].split()) == 2 for a in drawings)
    for figure in figures:
        assert isinstance(figure, Figure)
        assert SHOWN.count(figure.description) == 2  # in the drawing and above it
        assert isinstance(figure.table, Table)
        assert figure.table.caption in SHOWN


def test_keys_tell_how_many_are_not_named() -> None:
    assert "Tickets answered late: 240" in SHOWN
    assert "and 237 more" in SHOWN
    assert [a for a in READ.named("li") if a.get("class") == "more"] == [{"class": "more"}]


def test_a_long_table_behind_a_chart_is_not_printed_and_the_page_says_so() -> None:
    figure = _blocks(Figure)[0]
    assert isinstance(figure, Figure)
    long = replace(figure, table=replace(figure.table, rows=figure.table.rows * 3))
    page = replace(PAGE, sections=(Section(1, "x", "X", "s", Tone.GOOD, (Group("g", "G", (long,)),)),))
    text = html.render(page)
    assert '<details class="long">' in text
    assert "The table behind this chart has 39 rows and is on the page on screen." in text
    assert '<p class="paper">' not in TEXT


def test_the_pages_of_a_run_and_of_a_review_share_their_colours() -> None:
    ours = (SRC / "review/html/templates/style.css").read_text(encoding="utf-8")
    theirs = (SRC / "html/templates/style.css").read_text(encoding="utf-8")
    for name in ("paper", "surface", "ink", "soft", "line", "rail", "focus", "sans", "mono"):
        assert re.search(rf"--{name}:[^;]+;", ours)[0] == re.search(rf"--{name}:[^;]+;", theirs)[0]  # type: ignore[index]
    pairs = {"good": "pass", "bad": "fail", "watch": "inconclusive", "unknown": "no_data"}
    for mine, other in pairs.items():
        assert re.search(rf"--{mine}:([^;]+);", ours)[1] == re.search(rf"--{other}:([^;]+);", theirs)[1]  # type: ignore[index]


def test_paper_leaves_out_only_what_print_does_not_show() -> None:
    paper = html.render(PAGE, paper=True)
    words = re.compile(r'(<t[dh][^>]*><span class="sign[^>]*>[^<]*</span>)<span class="unseen">[^<]*</span>')
    assert len(words.findall(TEXT)) > 20
    assert "".join(Parsed(paper).text).split() == "".join(Parsed(words.sub(r"\1", TEXT)).text).split()
    assert " data-value=" in TEXT
    assert " data-value=" not in paper
    assert "<script>" not in paper


def test_paper_has_no_table_behind_a_chart_that_is_too_long_for_it() -> None:
    figure = next(b for b in _blocks(Figure) if isinstance(b, Figure) and b.table.rows)
    behind = replace(figure.table, rows=figure.table.rows[:1] * (html.PRINTED_ROWS + 1), anchors=())
    group = Group("g", "G", (replace(figure, table=behind),))
    page = Page("P", "of", "en", (Section(1, "s", "S", "All.", Tone.PLAIN, (group,)),))
    assert html.render(page).count("<tr") == html.PRINTED_ROWS + 2
    paper = html.render(page, paper=True)
    assert paper.count("<tr") == 0
    assert f"The table behind this chart has {html.PRINTED_ROWS + 1} rows and is on the page on screen." in paper


def test_only_paper_tells_the_columns_of_long_tables_how_wide_they_are() -> None:
    page = long_page(2, 3, 13)
    assert "<col" not in html.render(page)
    paper = html.render(page, paper=True)
    told = re.findall(r'<col style="width:([0-9.]+)%">', paper)
    assert len(told) == len(Parsed(paper).named("col")) == 8
    assert sum(map(float, told)) == pytest.approx(100, abs=0.1)
    assert len(re.findall('class="[^"]*told', paper)) == 1

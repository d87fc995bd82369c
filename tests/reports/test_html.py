"""The page: whole, offline, escaped, usable by keyboard and screen reader, and readable in size."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from govcode.findings.finding import Outcome
from govcode.ir.check import Bounds
from govcode.reports.format.words import visible
from govcode.reports.html import render
from govcode.reports.html.scale import Scale, stretch, ticks
from govcode.verdict.decision import Decision, Report
from tests.reports.canonical import CANONICAL, CSAT, FCR, FCR_LIMIT, FINDINGS, HOSTILE, KPIS, about, kpi, place, score

VOID = {"meta", "link", "br", "hr", "img", "input"}
LOADING = {"src", "href", "srcset", "data", "action", "poster", "xlink:href", "background", "formaction", "ping"}
STYLE = Path(__file__).resolve().parents[2] / "src/govcode/reports/html/templates/style.css"


class Parsed(HTMLParser):
    """The elements of a page, checking that what is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, tuple(self.open)))
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not (self.get_starttag_text() or "").endswith("/>") or self.open[-1:] == [tag]:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, tuple(self.open)))

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]


def many(findings_of: int = 2_000) -> Report:
    facts = [about(f"kpi-{n}", f"Service level {n}") for n in range(5)]
    found = [
        kpi(
            facts[n % 5],
            Outcome.FAIL if n % 7 == 0 else Outcome.PASS,
            FCR_LIMIT,
            place(vendor=f"v{n // 5 % 10}"),
            n // 50,
            value=0.6 + n % 7 / 50,
            n=200,
            half=0.05,
        )
        for n in range(findings_of)
    ]
    return replace(CANONICAL, findings=tuple(found), decision=replace(CANONICAL.decision, blocking=()))


PAGE = render(CANONICAL)
READ = Parsed(PAGE)
SHOWN = "".join(READ.text)


def test_nothing_is_loaded_from_anywhere_and_nothing_runs() -> None:
    loads = [a[name] for _, a, _ in READ.elements for name in LOADING & a.keys()]
    assert loads
    assert [target for target in loads if not target.startswith("#") and target != "data:,"] == []
    tags = {tag for tag, _, _ in READ.elements}
    assert tags & {"script", "iframe", "object", "embed", "img", "base", "form", "u"} == set()
    assert [name for _, a, _ in READ.elements for name in a if name.startswith("on")] == []
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    policy = next(a["content"] for a in READ.named("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


def test_keys_and_names_from_the_data_are_shown_and_do_nothing() -> None:
    for key in HOSTILE:
        assert visible(key) in SHOWN
        assert key not in PAGE or (key.isprintable() and not re.search(r"[<>\"']", key))
    assert "<u>chat & co</u>" in SHOWN
    assert "<b>SOC 2</b> CC6.1" in SHOWN
    assert "49" not in [word for line in READ.text for word in line.split()]
    assert [c for c in PAGE if not (c.isprintable() or c in "\n\u00a0")] == []


def test_attributes_hold_what_comes_from_the_data_safely() -> None:
    quoted = about("x", 'A "quoted" <title> & more\' onload=alert(1)')
    limit = score("%", Bounds(low=0.9), None, None)
    found = kpi(quoted, Outcome.FAIL, limit, place(vendor='" onfocus="alert(1)'), None, value=0.5, n=99, half=0.1)
    read = Parsed(render(replace(CANONICAL, findings=(found,), decision=replace(CANONICAL.decision, blocking=(0,)))))
    assert any(quoted.title in a.get("aria-label", "") for a in read.named("div"))
    assert [name for _, a, _ in read.elements for name in a if name.startswith("on")] == []


def test_the_verdict_comes_first() -> None:
    headings = [(tag, i) for i, (tag, _, _) in enumerate(READ.elements) if re.fullmatch("h[1-6]", tag)]
    assert headings[0][0] == "h1"
    assert Counter(tag for tag, _ in headings)["h1"] == 1
    assert CANONICAL.decision.sentence in SHOWN
    assert SHOWN.index(CANONICAL.decision.sentence) < SHOWN.index("What broke")
    levels = [int(tag[1]) for tag, _ in headings]
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_page_is_built_for_keyboards_and_screen_readers() -> None:
    assert READ.named("html")[0]["lang"] == "en"
    assert READ.named("a")[0] == {"class": "skip", "href": "#main"}
    ids = [a["id"] for _, a, _ in READ.elements if "id" in a]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    wanted = [a["href"][1:] for a in READ.named("a")] + [
        a["aria-labelledby"] for _, a, _ in READ.elements if "aria-labelledby" in a
    ]
    assert set(wanted) - set(ids) == set()
    assert len(READ.named("table")) == len(READ.named("caption")) > 5
    assert all("scope" in a for a in READ.named("th"))
    assert all("aria-label" in a or "aria-hidden" in a for a in READ.named("svg"))
    assert len(READ.named("details")) == len(READ.named("summary")) > 2
    assert ":focus-visible" in PAGE
    assert "@media print" in PAGE
    assert "prefers-color-scheme:dark" in PAGE


def test_every_finding_is_somewhere_on_the_page() -> None:
    assert [f.about.title for f in FINDINGS if f.about.title not in SHOWN] == []
    assert [f.reason for f in FINDINGS if f.reason and f.reason not in SHOWN] == []
    for words in ("63.42 %", "1,042 of 24,918", "12.5004 h", "week of 9 Nov 2026", "policies/refunds.yaml:26:5"):
        assert words in re.sub(r"\s+", " ", SHOWN)
    assert "--drop servicenow=PATH --drop workforce=PATH --as-of 2026-11-22" in SHOWN


def test_a_large_report_opens_few_drawings_and_loses_nothing() -> None:
    read = Parsed(render(many()))
    charts = [
        ("details" in inside) for tag, a, inside in read.elements if a.get("class") == "over-time" and tag == "svg"
    ]
    assert len(charts) == 50
    assert 0 < charts.count(False) <= 24
    rows = [inside for tag, _, inside in read.elements if tag == "tr" and "tbody" in inside]
    assert len(rows) >= 2_000
    assert sum("details" not in inside for inside in rows) < 50


@pytest.mark.parametrize(
    "findings",
    [(), KPIS[-1:], (kpi(CSAT, Outcome.PASS, FCR_LIMIT, None, 0, value=0.7, n=1, half=None),)],
    ids=["none", "no value", "one value"],
)
def test_little_makes_a_whole_page_too(findings: tuple[object, ...]) -> None:
    decision = Decision(Outcome.NO_DATA, 3, "Nothing was evaluated.", ())
    report = replace(CANONICAL, findings=findings, drops=(), waivers=(), warnings=(), decision=decision)  # type: ignore[arg-type]
    shown = "".join(Parsed(render(report)).text)
    for words in ("Nothing was evaluated.", "No data drop was read.", "There are no waivers."):
        assert words in shown
    assert "Nothing that was judged broke its promise." in shown


def test_a_gap_interrupts_the_line() -> None:
    values = [0.7, 0.71, None, 0.72, 0.73]
    found = tuple(
        kpi(FCR, Outcome.PASS if v else Outcome.NO_DATA, FCR_LIMIT, None, week, value=v, n=99)
        for week, v in enumerate(values)
    )
    page = render(replace(CANONICAL, findings=found, decision=replace(CANONICAL.decision, blocking=())))
    assert page.count('<polyline class="value"') == 2
    skipped = render(
        replace(CANONICAL, findings=found[:2] + found[3:], decision=replace(CANONICAL.decision, blocking=()))
    )
    assert skipped.count('<polyline class="value"') == 2


def test_drawings_hold_all_values_and_limits() -> None:
    low, high = stretch(KPIS)
    assert (low, high) == (stretch(KPIS[::-1]))
    numbers = [f.number.value for f in KPIS if f.number and f.number.value is not None]
    assert low <= min(numbers)
    assert max(numbers) <= high
    scale = Scale(low, high, 100, 0)
    assert scale.at(low) == 100
    assert scale.at(high) == 0
    assert scale.at(high + 1) == 0


@pytest.mark.parametrize(
    ("low", "high", "unit", "labels"),
    [
        (0.25, 0.9, "%", ["40 %", "60 %", "80 %"]),
        (0.0, 10.0, "h", ["0 h", "2 h", "4 h", "6 h", "8 h", "10 h"]),
        (12.4995, 12.5005, "h", ["12.4996 h", "12.4998 h", "12.5 h", "12.5002 h", "12.5004 h"]),
        (-3.0, 3.0, "", ["−2", "0", "2"]),
    ],
)
def test_axes_have_round_labels(low: float, high: float, unit: str, labels: list[str]) -> None:
    assert [label for _, label in ticks(low, high, unit)] == labels


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])
    parts = (int(full[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", range(3), ids=["light", "dark", "print"])
def test_words_stand_out_from_their_ground(theme: int) -> None:
    blocks = re.findall(r":root\{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--([a-z_]+):(#[0-9a-f]{3,6})\b", blocks[theme]))
    words = ["ink", "soft", *(str(outcome) for outcome in Outcome)]
    for word in words:
        for ground in ("paper", "surface"):
            first, second = sorted((_luminance(colours[word]), _luminance(colours[ground])))
            assert (second + 0.05) / (first + 0.05) >= 4.5, (word, ground)


def test_one_unit_is_counted_at_the_top_and_findings_are_named_as_such() -> None:
    tiles = {a.get("href", "")[1:] for a in READ.named("a")}
    assert {"broken", "kept", "unjudged"} <= tiles
    shown = re.sub(r"\s+", " ", SHOWN)
    assert f"{len({f.id for f in FINDINGS})} promises: rules and KPIs, each counted once" in shown
    assert "What broke 5 promises" in shown
    assert f"{len(FINDINGS)}: 16 kept, 7 broken" in shown


def test_a_bar_is_the_share_of_the_rows_in_its_place() -> None:
    widths = [a["width"] for tag, a, _ in READ.elements if tag == "rect" and a.get("class") == "bar"]
    assert widths[0] == f"{100 * 811 / 4_120:.1f}"
    assert "the bar is their share of the rows there" in SHOWN


def test_dates_stay_whole_and_what_shares_a_mark_is_in_the_legend() -> None:
    assert '<span class="day-of">2026-11-22</span>' in PAGE
    assert ".day-of{white-space:nowrap}" in PAGE
    assert re.search(r'h7v7h-7z"/></svg> not yet due</span>', PAGE)
    assert SHOWN.count("Every row was checked") == 1


def test_a_promise_that_is_open_in_part_says_so() -> None:
    unjudged = PAGE[PAGE.index('id="unjudged"') : PAGE.index('id="waivers"')]
    entries = {entry.count('class="part"') for entry in unjudged.split("<li>") if "first-contact-resolution" in entry}
    others = {entry.count('class="part"') for entry in unjudged.split("<li>") if "refunds.second-look" in entry}
    assert (entries, others) == ({1}, {0})


def test_a_value_on_too_few_rows_interrupts_the_band() -> None:
    found = tuple(
        kpi(FCR, Outcome.PASS if n > 30 else Outcome.INCONCLUSIVE, FCR_LIMIT, None, week, value=0.7, n=n, half=0.05)
        for week, n in enumerate([99, 99, 12, 99, 99, 12, 99])
    )
    page = render(replace(CANONICAL, findings=found, decision=replace(CANONICAL.decision, blocking=())))
    assert page.count('<polygon class="interval"') == 2
    assert page.count('<line class="whisker"') == 1

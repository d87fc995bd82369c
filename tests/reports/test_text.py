"""The text report: the verdict first, nothing cut, nothing hidden without a word, nothing that moves the cursor."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from govcode.findings.finding import Outcome
from govcode.ir.check import AtMost, Severity
from govcode.reports.format.words import visible
from govcode.reports.text import NARROWEST, render
from govcode.verdict.decision import Decision
from tests.reports.canonical import CANONICAL, FCR, FCR_LIMIT, FINDINGS, HOSTILE, REFUNDS, kpi, place, rule

ANSI = re.compile(r"\x1b\[[0-9;]*m")
OPEN = replace(CANONICAL.decision, blocking=())
WIDTHS = (NARROWEST, 80, 100, 120, 200)


def packed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_first_line_says_the_verdict() -> None:
    assert render(CANONICAL, width=200).splitlines()[0] == f"✗ FAIL  {CANONICAL.decision.sentence}"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_line_is_never_wider_than_asked_for(width: int) -> None:
    assert max(map(len, render(CANONICAL, width=width).splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut(width: int) -> None:
    shown = packed(render(CANONICAL, width=width))
    texts = [f.about.title for f in FINDINGS if f.outcome is not Outcome.PASS]
    # Of a KPI that is known in part, the shortest reason per outcome is told; the page tells all of them.
    texts += [f.reason for f in FINDINGS if f.reason and f.id != FCR.definition]
    texts += ["12 rows are fewer than the 30 asked for", "the recontact window ends on 2026-11-29"]
    texts += [text for f in (REFUNDS,) for text in (f.about.why, f.about.fix, *f.about.controls) if text]
    texts += [visible(key) for key in REFUNDS.keys[:5]]
    texts += [f"vendor{s.place.values[0][1]},queue{s.place.values[1][1]}:" for s in REFUNDS.spots if s.violations]
    assert [text for text in texts if packed(text) not in shown] == []


def test_a_screen_holds_no_character_that_does_something() -> None:
    assert "\x1b" in "".join(HOSTILE)
    shown = render(CANONICAL)
    assert [c for c in shown if not (c.isprintable() or c == "\n")] == []
    assert "[bold red]T-00022[/]" in shown


def test_colours_change_nothing_but_colours() -> None:
    coloured = render(CANONICAL, color=True)
    assert ANSI.search(coloured)
    plain = "\n".join(line.rstrip() for line in ANSI.sub("", coloured).splitlines())
    assert plain + "\n" == render(CANONICAL)


def test_the_terminal_it_runs_in_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(CANONICAL), render(CANONICAL, color=True)
    for name, value in {"COLUMNS": "43", "NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb", "LINES": "2"}.items():
        monkeypatch.setenv(name, value)
    assert (render(CANONICAL), render(CANONICAL, color=True)) == before


def test_what_broke_comes_worst_first_and_before_what_was_waived() -> None:
    shown = render(CANONICAL)
    order = ["refunds.approval", "first-contact-resolution", "handoffs.context", "handle-time", "tone.greeting"]
    places = [shown.index(f" {name}\n") for name in order]
    assert places == sorted(places)
    assert shown.index("access.roster") > shown.index("WAIVED (1")


def test_any_number_of_broken_promises_is_named() -> None:
    many = tuple(
        rule(
            f"many.rule-{n}",
            Outcome.FAIL,
            f"Promise {n}",
            AtMost(0),
            violations=n,
            population=9_999,
            severity=Severity.LOW,
        )
        for n in range(1, 61)
    )
    shown = render(replace(CANONICAL, findings=many, decision=replace(CANONICAL.decision, blocking=())))
    assert "WHAT BROKE (60 PROMISES)" in shown
    assert "52 more broken promises, in short:" in shown
    assert [f.id for f in many if not re.search(rf"{f.id}\b", shown)] == []


def test_broken_values_that_are_not_shown_are_counted() -> None:
    weeks = tuple(
        kpi(FCR, Outcome.FAIL, FCR_LIMIT, place(vendor=f"v{n % 3}"), n, value=0.5, n=100, half=0.05) for n in range(30)
    )
    shown = render(replace(CANONICAL, findings=weeks, decision=replace(CANONICAL.decision, blocking=())))
    assert "and 25 more values or places" in shown
    assert "and 18 more broken values" in shown
    assert shown.count("); broken, limit missed") == 12


def test_what_was_accepted_is_said_where_values_are_folded() -> None:
    values = tuple(
        kpi(FCR, outcome, FCR_LIMIT, place(vendor="v"), n, value=0.5, n=100, half=0.05, waived_by=waiver)
        for n, (outcome, waiver) in enumerate(
            [(Outcome.FAIL, "w"), (Outcome.FAIL, "w"), (Outcome.PASS, None), (Outcome.PASS, None)]
        )
    )
    shown = render(replace(CANONICAL, findings=values, decision=replace(CANONICAL.decision, blocking=())))
    assert "WHAT BROKE" not in shown
    assert "and 3 more, 2 broken and waived" in shown
    assert "WAIVED (1 PROMISE)" in shown


def test_a_clean_run_is_short_and_an_empty_one_says_so() -> None:
    clean = replace(
        CANONICAL,
        findings=tuple(f for f in FINDINGS if f.outcome is Outcome.PASS and f.kind != "kpi"),
        waivers=(),
        warnings=(),
        decision=Decision(Outcome.PASS, 0, "Every promise was kept.", ()),
    )
    shown = render(clean)
    assert shown.startswith("✓ PASS  Every promise was kept.\n")
    assert "3 findings: 3 kept, 0 broken" in shown
    assert not any(title in shown for title in ("WHAT BROKE", "KPIS", "COULD NOT", "WAIVED", "WARNINGS"))
    assert "No data drop was read." in render(replace(clean, drops=(), findings=()))


def test_a_promise_written_anew_for_a_vendor_is_one_promise() -> None:
    base = rule("exports.approved", Outcome.FAIL, "Exports are approved", AtMost(0), violations=1, population=9)
    other = replace(base, about=replace(base.about, severity=Severity.CRITICAL), segment=place(vendor="borealis"))
    between = rule("a.b", Outcome.FAIL, "Between", AtMost(0), violations=1, population=9, severity=Severity.HIGH)
    shown = render(replace(CANONICAL, findings=(base, other, between), decision=OPEN), width=120)
    assert "WHAT BROKE (2 PROMISES)" in shown
    titles = [
        " 1  Exports are approved — vendor borealis",
        "    Exports are approved — the other vendors",
        " 2  Between",
    ]
    assert [shown.index(title) for title in titles] == sorted(shown.index(title) for title in titles)


def test_an_interval_of_few_rows_is_not_told_and_a_limit_that_decides_is_named() -> None:
    few = kpi(FCR, Outcome.INCONCLUSIVE, FCR_LIMIT, place(vendor="v"), 1, value=0.5, n=12, half=12.71)
    kept = kpi(FCR, Outcome.PASS, FCR_LIMIT, place(vendor="w"), 1, value=0.68, n=400, half=0.02)
    shown = render(replace(CANONICAL, findings=(few, kept), decision=OPEN), width=160)
    assert "≈ v, week of 5 Oct 2026: 50.0 % (12 rows, too few); inconclusive, limit missed" in shown
    assert "✓ w, week of 5 Oct 2026: 68.0 % (400 rows, 66.0 – 70.0 %); limit kept, target missed" in shown
    assert "1,321" not in shown


def test_warnings_of_the_documents_are_never_longer_than_the_verdict() -> None:
    shown = render(replace(CANONICAL, warnings=CANONICAL.warnings[:1] * 12))
    assert shown.count("GC118") == 5
    assert "and 7 more: govcode lint" in shown

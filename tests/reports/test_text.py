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
    texts += [f.reason for f in FINDINGS if f.reason]
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
    assert shown.index("access.roster") > shown.index("WAIVED (1)")


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
    assert "WHAT BROKE (60)" in shown
    assert "35 more broken promises, in short:" in shown
    assert [f.id for f in many if not re.search(rf"{f.id}\b", shown)] == []


def test_broken_values_that_are_not_shown_are_counted() -> None:
    weeks = tuple(
        kpi(FCR, Outcome.FAIL, FCR_LIMIT, place(vendor=f"v{n % 3}"), n, value=0.5, n=100, half=0.05) for n in range(30)
    )
    shown = render(replace(CANONICAL, findings=weeks, decision=replace(CANONICAL.decision, blocking=())))
    assert "and 25 more values or places" in shown
    assert "and 18 more broken values" in shown
    assert shown.count("✗ broken, minimum missed") == 12


def test_what_was_accepted_is_said_where_values_are_folded() -> None:
    values = tuple(
        kpi(FCR, outcome, FCR_LIMIT, place(vendor="v"), n, value=0.5, n=100, half=0.05, waived_by=waiver)
        for n, (outcome, waiver) in enumerate(
            [(Outcome.FAIL, "w"), (Outcome.FAIL, "w"), (Outcome.PASS, None), (Outcome.PASS, None)]
        )
    )
    shown = render(replace(CANONICAL, findings=values, decision=replace(CANONICAL.decision, blocking=())))
    assert "WHAT BROKE" not in shown
    assert "and 3 more values, 2 of them broken and waived" in shown
    assert "WAIVED (1)" in shown


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

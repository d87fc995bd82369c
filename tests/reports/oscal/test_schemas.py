"""Both documents are valid by NIST's own schemas, and what is not valid is noticed."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from govcode.reports.review.oscal import assessment_results, poam
from govcode.review.cover import Front
from govcode.review.review import Review, review_of
from tests.reports.oscal.nist import compiled, problems
from tests.review.full import full_scene
from tests.review.making import accepted, kpi, merged, risk, rule, scene, weekly
from tests.review.making import evidence as paper

pytestmark = pytest.mark.oscal
STRANGE = "  <b>_A_</b>\n# *b*\u202e\udcff  "
FRONT = Front(
    "Support", "support", "0.5.0", "d" * 64, "abc1234", "For the board", "Board", ("coo",), "govcode review ."
)


def empty() -> Review:
    return review_of(scene())


def nobody() -> Review:
    """Return a review without vendors."""
    return review_of(scene(weekly(rule(), "." * 13, None), vendors=()))


def strange() -> Review:
    """Return a review in which names and texts hold what OSCAL has no room for."""
    made = rule("1.2 ö:x", title=STRANGE, sentence=STRANGE, controls=("9 1(2)", "ä-1"), owner="a b")
    told = merged(weekly(made, "x.o?. x"), weekly(kpi("2"), "." * 13))
    runs = [replace(run, run=f"run : # <b> {place}\n", revision=None) for place, run in enumerate(told)]
    risks = (
        risk(
            "slow",
            checks=("1.2 ö:x",),
            acceptance=accepted(date(2026, 7, 1), date(2027, 1, 1)),
            title=STRANGE,
            controls=("9 1(2)",),
        ),
    )
    papers = (
        paper(location="https://shelf.example/a b", controls=("9 1(2)",)),
        paper("later", issued=date(2027, 1, 1), controls=("9 1(2)",)),
        paper("tickets.reply", reviewed=date(2027, 1, 1), reviewed_by="nobody yet"),
    )
    ledger = replace(full_scene().ledger, risks=risks, evidence=papers)
    return review_of(scene(runs, ledger, names={"acme": STRANGE, "cx": "\n"}), FRONT)


def alone() -> Review:
    whole = full_scene()
    return review_of(replace(whole, vendors=("acme",), vendor="acme"), FRONT)


REVIEWS: dict[str, Callable[[], Review]] = {
    "full": lambda: review_of(full_scene(), FRONT),
    "one vendor": alone,
    "empty": empty,
    "no vendors": nobody,
    "strange": strange,
}


@pytest.mark.parametrize("name", REVIEWS)
@pytest.mark.parametrize("render", [assessment_results.render, poam.render])
def test_documents_are_valid(name: str, render: Callable[[Review], str]) -> None:
    assert problems(json.loads(render(REVIEWS[name]()))) == []


def _results() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(assessment_results.render(REVIEWS["full"]()))
    return made


def problem_place(place: tuple[str | int, ...]) -> str:
    """Return a place as the validator names it."""
    steps = [
        f"[{step}]" if isinstance(step, int) else f".{step}" if step.isidentifier() else f"['{step}']" for step in place
    ]
    return f"$['assessment-results']{''.join(steps)}"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("uuid",), "3c6ff4c6-13bb-1acd-b145-d6b75c6c0f7d"),  # version 1
        (("metadata", "last-modified"), "2026-10-06T00:00:00"),  # without a zone
        (("metadata", "title"), "two\nlines"),
        (("metadata", "version"), " blank"),
        (("import-ap", "href"), "not a reference"),
        (("results", 0, "findings", 0, "target", "target-id"), "1-starts-with-a-digit"),
        (("results", 0, "findings", 0, "target", "target-id"), "has:colon"),
        (("results", 0, "findings", 0, "target", "status", "state"), "unknown"),
        (("results", 0, "findings", 0, "target", "status", "reason"), "two words"),
        (("results", 0, "observations", 0, "props", 0, "ns"), "no-uri"),
        (("results", 0, "observations", 0, "methods"), []),
        (("results",), []),
    ],
)
def test_what_is_not_valid_is_noticed(place: tuple[str | int, ...], value: object) -> None:
    made = _results()
    broken: Any = copy.deepcopy(made)
    inner = broken["assessment-results"]
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert problems(made) == []
    found = problems(broken)
    assert found
    assert {problem.partition(":")[0] for problem in found} == {problem_place(place)}


def test_letters_of_every_script_are_letters() -> None:
    token = compiled(r"^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$")
    assert all(token.search(name) for name in ("a", "_1", "ö-1", "日本.2", "x²"))
    assert not any(token.search(name) for name in ("", "1a", "-a", "a b", "a\n", "a:b", "€"))

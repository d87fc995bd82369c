"""The five words, and what they are said because of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from govcode.history.record import Record
from govcode.review.promises import promises_of
from govcode.review.quarter import Quarter
from govcode.review.rating import Rating, Word, ratings_of
from govcode.review.scene import Scene
from govcode.review.scorecard import scorecard_of, series_of
from tests.review.making import kpi, merged, rule, scene, weekly
from tests.review.test_scorecard import counted

KEPT = "." * 13
MUST = rule("cards.none", enforcement="non-negotiable", severity="critical", title="No card numbers")


def ratings(records: Sequence[Record], **over: Any) -> tuple[Rating, ...]:  # noqa: ANN401 - as a test writes it
    return of(scene(records, **over))


def of(at: Scene) -> tuple[Rating, ...]:
    every, last = series_of(at), at.quarter.plus(-1)
    now = (scorecard_of(at, every), promises_of(at))
    return ratings_of(at, now, (scorecard_of(at, every, last), promises_of(at, last)))


def shares(of_week: Callable[[int], int | None]) -> list[Record]:
    return counted(kpi(), lambda i: None if (hits := of_week(i)) is None else (hits, 100))


CASES: list[tuple[str, list[Record], Word]] = [
    ("all kept", shares(lambda _: 95), Word.GOOD),
    ("non-negotiable broken last", weekly(MUST, "............x"), Word.INADEQUATE),
    ("broken last, then no data for one week", weekly(MUST, "...........xo"), Word.INADEQUATE),
    ("non-negotiable broken once", weekly(MUST, ".....x......."), Word.IMPROVE),
    ("non-negotiable never judged", merged(weekly(MUST, "o" * 13), weekly(rule(), KEPT)), Word.OTHER),
    ("non-negotiable blank for a month", weekly(MUST, ".........ooo."), Word.OTHER),
    ("non-negotiable not looked at since August", weekly(MUST, ".........    "), Word.OTHER),
    ("non-negotiable looked at once a month, over all rows", weekly(MUST, "    .   .   ."), Word.GOOD),
    ("non-negotiable without a case", merged(weekly(MUST, "?" * 13), weekly(rule(), KEPT)), Word.GOOD),
    ("non-negotiable blank for a week", weekly(MUST, "..........o.."), Word.GOOD),
    ("severe rule broken last", weekly(rule(), "............x"), Word.IMPROVE),
    ("severe rule broken twice", weekly(rule(), "...x...x....."), Word.APPROACHING),
    ("severe rule broken once", weekly(rule(), "...x........."), Word.GOOD),
    ("mild rule broken last", weekly(rule(severity="low"), "............x"), Word.APPROACHING),
    (
        "advisory rule always broken",
        merged(weekly(rule(enforcement="advisory"), "x" * 13), shares(lambda _: 95)),
        Word.GOOD,
    ),
    ("minimum missed in one month, surely", shares(lambda i: 60 if i < 4 else 95), Word.IMPROVE),
    ("minimum missed in two months, surely", shares(lambda i: 60 if i < 9 else 95), Word.INADEQUATE),
    ("minimum missed in one month, within noise", shares(lambda i: 79 if i < 4 else 95), Word.APPROACHING),
    ("minimum missed in two months, within noise", shares(lambda i: 79 if i < 9 else 95), Word.IMPROVE),
    ("target missed in one month", shares(lambda i: 84 if i < 4 else 95), Word.APPROACHING),
    ("target missed in two months, surely", shares(lambda i: 84 if i < 9 else 95), Word.IMPROVE),
    ("a fifth without data", shares(lambda i: None if i < 2 else 95), Word.GOOD),
    ("a third without data", shares(lambda i: None if i < 4 else 95), Word.OTHER),
    ("inadequate and without data", shares(lambda i: None if i < 4 else 60), Word.INADEQUATE),
]


@pytest.mark.parametrize(("records", "word"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_word(records: list[Record], word: Word) -> None:
    (rating,) = ratings(records)
    assert rating.word is word
    assert (word is Word.GOOD) == all(reason.word is Word.GOOD for reason in rating.reasons)


def test_other_tells_what_is_known() -> None:
    (rating,) = ratings(shares(lambda i: None if i < 4 else 84))
    assert (rating.word, rating.known) == (Word.OTHER, Word.IMPROVE)
    assert rating.blank == pytest.approx(4 / 13)
    assert rating.reasons[0].text == "31 % of what its KPIs promise has no data; a fifth is the most"


def test_last_quarters_word_is_found_by_the_same_rule() -> None:
    (rating,) = ratings([*weekly(MUST, "............x", quarter=Quarter(2026, 2)), *weekly(MUST, KEPT)])
    assert (rating.before, rating.word) == (Word.INADEQUATE, Word.GOOD)
    (first,) = ratings(weekly(MUST, KEPT))
    assert first.before is None


def test_what_a_waiver_accepts_does_not_count_and_is_told() -> None:
    broken = weekly(rule(), "............x")
    last = broken[-1]
    accepted = replace(last, results=tuple(replace(one, waived_by="w-1") for one in last.results))
    (rating,) = ratings([*broken[:-1], accepted])
    assert rating.word is Word.GOOD
    assert [reason.text for reason in rating.reasons] == ["1 failure accepted by waivers, not counted"]


def test_what_is_not_told_by_vendor_is_nobodys_but_rated() -> None:
    runs = merged(weekly(MUST, "............x", vendor=None), weekly(rule(), KEPT), weekly(rule(), KEPT, "borealis"))
    found = {rating.vendor: rating.word for rating in ratings(runs, vendors=("acme", "borealis"))}
    assert found == {"acme": Word.GOOD, "borealis": Word.GOOD, None: Word.INADEQUATE}
    (alone,) = ratings(merged(weekly(MUST, "............x", vendor=None), weekly(rule(), KEPT)))
    assert (alone.vendor, alone.word) == ("acme", Word.INADEQUATE)


def test_a_silent_vendor_is_other() -> None:
    found = {r.vendor: r.word for r in ratings(shares(lambda _: 95), vendors=("acme", "borealis"))}
    assert found == {"acme": Word.GOOD, "borealis": Word.OTHER}

"""Months made of recorded weeks are those of a KPI that is told by month, over the same rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from govcode.drops.delivery import Request
from govcode.history.canonical import read, written
from govcode.history.record import Definition, Record, Result
from govcode.review.pooling import Amount, Basis, month_of
from tests.end_to_end.test_arguments import DATASETS, csv, kpi, rows
from tests.end_to_end.workspace import Workspace
from tests.recording.making import record, told

MEASURES = {
    "handled": "{ratio: {of: closed_at - at, over: talk}}",
    "spoken": "{ratio: {of: talk, over: waited_s}}",
    "recommended": "{nps: waited_s}",
    "lasting": "{survival: {duration: closed_at - at, over: solved, q: 50%}}",
    "soon": "{survival: {duration: closed_at - at, over: solved, within: 24h}}",
}
NAMES = pytest.mark.parametrize("name", sorted(MEASURES))
WEEKS = (40, 90, 31, 60)


def documents(measures: dict[str, str] = MEASURES, *more: str) -> str:
    weekly = (kpi(name, measure, *more, period="week") for name, measure in measures.items())
    return "".join(weekly) + "".join(kpi(f"{name}-month", measure, *more) for name, measure in measures.items())


def contacts(weeks: Sequence[int] = WEEKS) -> str:
    """Return contacts of weeks that begin in May 2026, of which some are not over."""
    random, found = Random(7), []
    for week, n in enumerate(weeks):
        for _ in range(n):
            at = datetime(2026, 5, 4) + timedelta(weeks=week, hours=random.randrange(168))
            lasts = timedelta(minutes=int(random.lognormvariate(6, 1)))
            moments = {name: f"{moment.isoformat()}Z" for name, moment in (("at", at), ("closed_at", at + lasts))}
            answers = {"waited_s": random.randrange(11), "talk": random.randrange(60, 600)}
            found += rows(1, random.random() < 0.8, **moments, **answers)
    return csv(found)


def of(folder: Path, promised: str, found: str) -> Record:
    place = Workspace(folder)
    place.policies(DATASETS + promised)
    place.write("drop/contacts.csv", found)
    return record(place, Request("desk", str(place.folder / "drop")))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return read(written(of(tmp_path_factory.mktemp("parts"), documents(), contacts())))


def weeks(made: Record, name: str) -> tuple[Definition, list[Result]]:
    found = told(made, name)
    return found[0][0], [result for _, result in found]


def month(made: Record, name: str) -> tuple[Amount, Result]:
    """Return May as put together, and as measured at once."""
    ((_, whole),) = told(made, f"{name}-month")
    return month_of(*weeks(made, name)), whole


@pytest.mark.parametrize("name", ["handled", "recommended", "spoken"])
def test_sums_and_counts_give_the_month_itself(made: Record, name: str) -> None:
    found, whole = month(made, name)
    assert (found.basis, found.n, found.note) == (Basis.POOLED, whole.n, None)
    assert found.value == pytest.approx(whole.value, rel=1e-11)
    assert found.interval == pytest.approx(whole.interval, rel=1e-9)


def test_a_time_is_that_of_the_month_within_what_its_bins_allow(made: Record) -> None:
    found, whole = month(made, "lasting")
    assert (found.basis, found.n) == (Basis.POOLED, whole.n)
    assert found.value == pytest.approx(whole.value, rel=0.02)
    assert found.within is not None
    assert whole.value is not None
    assert found.within[0] <= whole.value <= found.within[1]
    assert found.interval == pytest.approx(whole.interval, rel=0.05)


def test_a_part_that_is_over_within_a_time_is_that_of_the_month(made: Record) -> None:
    found, whole = month(made, "soon")
    assert (found.basis, found.n) == (Basis.POOLED, whole.n)
    assert found.value == pytest.approx(whole.value, abs=0.002)
    assert found.interval == pytest.approx(whole.interval, abs=0.002)


@NAMES
def test_a_week_of_a_single_row_keeps_no_parts_and_the_month_says_so(tmp_path: Path, name: str) -> None:
    made = of(tmp_path, documents({name: MEASURES[name]}), contacts((40, 1)))
    definition, results = weeks(made, name)
    assert [result.parts is not None for result in results] == [True, False]
    found = month_of(definition, results)
    assert found.basis is not Basis.POOLED
    assert (
        found.note == "not added up: 1 of 2 periods have too few rows for that, or were recorded before it was possible"
    )


@NAMES
def test_a_week_too_small_to_be_judged_still_belongs_to_its_month(tmp_path: Path, name: str) -> None:
    made = of(tmp_path, documents({name: MEASURES[name]}), contacts((40, 29)))
    definition, results = weeks(made, name)
    assert definition.min_n == 30
    assert month_of(definition, results).basis is Basis.POOLED


def test_windows_that_are_open_keep_no_parts(tmp_path: Path) -> None:
    one = {"recommended": MEASURES["recommended"]}
    made = of(tmp_path, documents(one, "maturity: 14d"), contacts())
    _, results = weeks(made, "recommended")
    assert [(r.outcome == "immature", r.parts is None) for r in results] == [(False, False)] * 3 + [(True, True)]


def test_a_check_tells_nothing_of_parts(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    place.policies(DATASETS + documents())
    place.write("drop/contacts.csv", contacts())
    plain = place.check(drops={"desk": "drop"}).report
    recorded = place.check("--record --history {}/h.sqlite", {"desk": "drop"}).report
    assert plain is not None
    assert plain == recorded
    assert '"parts"' not in json.dumps(plain)


def test_parts_are_carried_from_one_history_to_another(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    place.policies(DATASETS + documents())
    place.write("drop/contacts.csv", contacts())
    place.check("--record --run-id one --history {}/runner.sqlite", {"desk": "drop"})
    for words in (
        "export {}/project --history {}/runner.sqlite -o {}/runs.jsonl",
        "import {}/project {}/runs.jsonl --history {}/team.sqlite",
        "verify {}/project --history {}/team.sqlite",
    ):
        done = place.run(f"history {words}")
        assert done.code == 0, done.err
    shown: list[Any] = [
        json.loads(place.run(f"history show {{}}/project one --history {{}}/{name}.sqlite -o json").out)["record"]
        for name in ("runner", "team")
    ]
    assert shown[0] == shown[1]
    kept = [result["parts"]["figure"] for result in shown[1]["results"] if "parts" in result]
    assert sorted(set(kept)) == ["nps", "ratio", "survival"]

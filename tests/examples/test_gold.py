"""The example projects against numbers that others made of the same files: each is recomputed from the report."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.examples.running import Run

pytestmark = pytest.mark.realdata


def gold(data: Path, folder: str) -> list[dict[str, str]]:
    """Return the numbers that others made."""
    with (data / folder / "gold" / "output_01.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def rounded(value: float, to: str) -> Decimal:
    """Return a value with as many decimals as `to` has, halves away from zero."""
    return Decimal(str(value)).quantize(Decimal(to), ROUND_HALF_UP)


def months_of(run: Run, name: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the findings of a KPI by agent and first day of the month."""
    return {(found["segment"]["agent"], found["period"]["from"]): found for found in run.findings(name)}


def day(written: str, form: str) -> str:
    """Return a day as reports write it."""
    return datetime.strptime(written, form).replace(tzinfo=UTC).date().isoformat()


def test_the_scorecard_of_every_agent_and_month(realdata: Path, runs: dict[str, tuple[Run, Run]]) -> None:
    run, expected = runs["bpo-agents"][0], gold(realdata, "bpo-agent-months")
    rates, durations, transfers, sentiments = (
        months_of(run, name) for name in ("not-answered-rate", "average-duration", "transfers", "sentiment")
    )
    assert len(expected) == 1_620
    absent = []
    for row in expected:
        at = (row["id"], day(row["Month Start Date"], "%d/%m/%Y"))
        if not row["Calls Offered"]:
            absent.append(at)
            continue
        rate, duration, passed_on, sentiment = (found[at] for found in (rates, durations, transfers, sentiments))
        assert Decimal(str(rate["value"])) == Decimal(row["Not Answered Rate"]), at
        assert str(rate["target_met"]) == row["Met Not Answered Rate"], at
        assert rounded(duration["value"], "1") == Decimal(row["Agent Avg Duration"]), at
        assert passed_on["value"] == (float(row["Transfers"]) if row["Transfers"] else None), at
        assert sentiment["value"] == float(row["Sentiment"]), at
        assert str(sentiment["target_met"]) == row["Met Sentiment Goal"], at
    assert len(absent) == 104
    for found in (rates, durations, transfers, sentiments):
        assert len(found) == 1_620 - 104
        assert not found.keys() & set(absent), "an agent without calls has no number, not a zero"


def test_the_calls_not_answered_of_each_site(realdata: Path, runs: dict[str, tuple[Run, Run]]) -> None:
    counted: dict[tuple[str, str], Counter[str]] = {}
    for row in gold(realdata, "bpo-agent-months"):
        at = (row["Location"], day(row["Month Start Date"], "%d/%m/%Y"))
        counted.setdefault(at, Counter()).update(
            {"missed": int(row["Calls Not Answered"] or 0), "offered": int(row["Calls Offered"] or 0)}
        )
    found = {(f["segment"]["location"], f["period"]["from"]): f for f in runs["bpo-agents"][0].findings("not-answered")}
    assert found.keys() == counted.keys()
    for at, calls in counted.items():
        assert found[at]["n"] == calls["offered"], at
        assert found[at]["value"] == pytest.approx(calls["missed"] / calls["offered"], rel=1e-9), at


def test_the_agents_on_goal_in_each_month(realdata: Path, runs: dict[str, tuple[Run, Run]]) -> None:
    rows = [row for row in gold(realdata, "bpo-agent-months") if row["Calls Offered"]]
    took_calls = Counter(day(row["Month Start Date"], "%d/%m/%Y") for row in rows)
    both = Counter(
        day(row["Month Start Date"], "%d/%m/%Y")
        for row in rows
        if row["Met Not Answered Rate"] == row["Met Sentiment Goal"] == "True"
    )
    run = runs["bpo-agents"][0]
    assert {f["period"]["from"]: f["value"] for f in run.findings("agents")} == took_calls
    on_goal = {f["period"]["from"]: round(f["value"] * f["n"]) for f in run.findings("agents-on-goal")}
    assert on_goal == {month: both[month] for month in took_calls}


@pytest.mark.parametrize("export", ["form", "archive"])
def test_the_score_of_the_event(realdata: Path, runs: dict[str, tuple[Run, Run]], export: str) -> None:
    (expected,) = gold(realdata, "nps-survey")
    run = runs["event-survey"][0]
    told = {
        name: next(f["value"] for f in run.findings(name) if f["segment"] == {"export": export})
        for name in ("nps", "respondents", "promoters", "detractors")
    }
    assert rounded(told["nps"], "0.1") == Decimal(expected["NPS Score"])
    assert told["respondents"] == float(expected["Total Respondents"])
    assert (told["promoters"], told["detractors"]) == (float(expected["Promoter"]), float(expected["Detractor"]))


def answers(data: Path) -> dict[str, dict[str, str]]:
    """Return the answers of each response, by its number, as the export has them."""
    found: dict[str, dict[str, str]] = {}
    with (data / "survey-duplicates" / "input_01.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            response = found.setdefault(row["Response"], {"Name": row["Name"]})
            response[row["Question Number"]] = row["Answer"]
    return found


def told_apart(row: dict[str, str], score: str, reasons: tuple[str, str]) -> tuple[str, ...]:
    """Return what only one response has: who answered, the score and the reason given.

    The store is not among them: the numbers of others have Amsterdam where one response has Amstelveen.
    """
    return row["Name"], score, *reasons


def test_the_responses_that_are_kept(realdata: Path, runs: dict[str, tuple[Run, Run]]) -> None:
    delivered = {told_apart(r, r["3"], (r["3a"], r["3b"])): key for key, r in answers(realdata).items()}
    score, reasons = (
        "Would you recommend C&BS Co to your friends and family?",
        ("If you would, why?", "If you wouldn't, why?"),
    )
    kept = {
        delivered[told_apart(row, row[score], (row[reasons[0]], row[reasons[1]]))]
        for row in gold(realdata, "survey-duplicates")
    }
    assert (len(delivered), len(kept)) == (28, 26)
    run = runs["store-survey"][0]
    left_out = [
        key for rule in ("survey.dated", "survey.first-or-latest") for f in run.findings(rule) for key in f["keys"]
    ]
    assert set(left_out) == set(delivered.values()) - kept


def test_what_the_kept_responses_say(realdata: Path, runs: dict[str, tuple[Run, Run]]) -> None:
    run, rows = runs["store-survey"][0], gold(realdata, "survey-duplicates")
    classes = {"promoters": "Promoter", "passives": "Passive", "detractors": "Detractor"}
    for segment, result in (("no", "First"), ("yes", "Latest")):
        mine = [row for row in rows if row["Result (First / Latest)"] == result]
        told = {
            n: f["value"] for n in (*classes, "nps") for f in run.findings(n) if f["segment"]["is_latest"] == segment
        }
        counted = {name: sum(row[column] == "1" for row in mine) for name, column in classes.items()}
        assert {name: told[name] for name in classes} == counted
        score = 100 * (counted["promoters"] - counted["detractors"]) / len(mine)
        assert told["nps"] == pytest.approx(score, rel=1e-9)


def test_when_and_where_the_kept_responses_were_given(realdata: Path, runs: dict[str, tuple[Run, Run]]) -> None:
    run, rows = runs["store-survey"][0], gold(realdata, "survey-duplicates")
    days = Counter(day(row["Completion Date (Date Time stamp)"], "%d/%m/%Y %H:%M:%S") for row in rows)
    assert {f["period"]["from"]: f["value"] for f in run.findings("answers-by-day")} == days
    countries = Counter(row["Country"] for row in rows)
    assert {f["segment"]["country"]: f["value"] for f in run.findings("answers-by-country")} == countries

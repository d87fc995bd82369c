"""Stories that one number does not tell: mix, tensions, outages, drift, and what vendors say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.end_to_end.workspace import Run, Workspace

DATASETS = """\
apiVersion: govcode/v1
kind: Dataset
metadata: {id: contacts, title: Contacts, owner: governance}
spec:
  key: id
  event_time: at
  columns:
    id: {type: text, required: true}
    vendor: text
    channel: {type: text, values: [bot, phone]}
    at: timestamp
    closed_at: timestamp
    waited_s: number
    talk: number
    outcome: {type: text, values: [answered, abandoned]}
    solved: boolean
    spam: boolean
---
apiVersion: govcode/v1
kind: Dataset
metadata: {id: claims, title: What vendors say, owner: governance}
spec:
  columns:
    vendor: text
    kpi_id: text
    period: {type: text, pattern: '^[0-9]{4}-[0-9]{2}$'}
    value: number
    numerator: integer
    denominator: integer
---
apiVersion: govcode/v1
kind: Feed
metadata: {id: desk, title: The export of the desk, owner: governance}
spec:
  tables:
    contacts: {dataset: contacts, files: ["contacts*"]}
    claims: {dataset: claims, files: ["claims*"], optional: true}
"""


def kpi(id_: str, measure: str, *more: str, period: str = "month", by: str = "[vendor]") -> str:
    lines = [f"measure: {measure}", "cohort: at", f"period: {period}", f"by: {by}", "dimension: outcome", *more]
    head = f"---\napiVersion: govcode/v1\nkind: Kpi\nmetadata: {{id: {id_}, title: A number, owner: governance}}\n"
    return f"{head}spec:\n  of: contacts\n" + "".join(f"  {line}\n" for line in lines)


SOLVED = "{share: solved}"
LEVEL = (
    "{service_level: {within: 20s, waited: waited_s * 1s, answered: \"outcome = 'answered'\", "
    "abandoned: \"outcome = 'abandoned'\", of: offered_less_short, short: 5s}}"
)
MIX = "mix: {by: [channel], reference: [{of: {channel: bot}, share: 50%}, {of: {channel: phone}, share: 50%}]}"
COLUMNS = ("id", "vendor", "channel", "at", "closed_at", "waited_s", "talk", "outcome", "solved", "spam")
ROW: dict[str, Any] = {
    "vendor": "acme",
    "channel": "phone",
    "at": "2026-05-20T10:00:00Z",
    "closed_at": "2026-05-20T11:00:00Z",
    "waited_s": 10,
    "talk": 300,
    "outcome": "answered",
    "solved": "true",
    "spam": "false",
}


def rows(n: int, good: int = 0, **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - cells of a file
    return [ROW | {"solved": "true" if i < good else "false"} | more for i in range(n)]


def csv(found: Iterable[dict[str, Any]], *, again: int = 0) -> str:
    """Return rows as a file, with ids of their own; the first of them once more, if that is asked for."""
    lines = [",".join(str(({"id": f"C{i}"} | row)[name]) for name in COLUMNS) for i, row in enumerate(found)]
    return "\n".join([",".join(COLUMNS), *lines, *lines[:again]]) + "\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def run(workspace: Workspace, documents: str, found: str, claims: str | None = None, options: str = "") -> Run:
    workspace.policies(DATASETS + documents)
    workspace.write("drop/contacts.csv", found)
    if claims is not None:
        workspace.write("drop/claims.csv", f"vendor,kpi_id,period,value,numerator,denominator\n{claims}\n")
    return workspace.check(options, {"desk": "drop"})


def test_who_has_the_easy_work_looks_better_and_is_worse(workspace: Workspace) -> None:
    found = csv(
        rows(900, 747, channel="bot")
        + rows(100, 46)
        + rows(200, 170, channel="bot", vendor="borealis")
        + rows(800, 480, vendor="borealis")
    )
    told = run(workspace, kpi("solved", SOLVED, MIX), found)
    acme, borealis = (told.finding("solved", vendor=name) for name in ("acme", "borealis"))
    assert (acme["value"], borealis["value"]) == (0.793, 0.65)
    assert acme["mix"]["standardised"] == pytest.approx(0.645)
    assert borealis["mix"]["standardised"] == pytest.approx(0.725)


def test_a_segment_that_fails_is_told_beside_an_average_that_does_not(workspace: Workspace) -> None:
    found = csv(rows(900, 800, channel="bot") + rows(100, 20))
    (told,) = run(workspace, kpi("solved", SOLVED, "drill: [channel]", "minimum: {at_least: 70%}"), found).findings[-1:]
    assert (told["outcome"], told["value"]) == ("pass", 0.82)
    assert [(cell["segment"], cell["outcome"]) for cell in told["worst"]] == [
        ({"channel": "phone"}, "fail"),
        ({"channel": "bot"}, "pass"),
    ]


TENSION = """\
---
apiVersion: govcode/v1
kind: Tension
metadata: {id: short-calls, title: Short calls that solve nothing, owner: governance}
spec: {improves: talk, worsens: solved, why: Whoever is paid for short calls makes them short.}
"""


@pytest.mark.parametrize(("good", "outcome"), [(122, "fail"), (150, "pass")])
def test_calls_get_shorter_and_problems_stay(workspace: Workspace, good: int, outcome: str) -> None:
    found = csv(
        [row | {"talk": 280 + i % 40} for i, row in enumerate(rows(200, 156, at="2026-04-20T10:00:00Z"))]
        + [row | {"talk": 230 + i % 40} for i, row in enumerate(rows(200, good))]
    )
    documents = kpi("talk", "{mean: talk}", "unit: s", "direction: lower") + kpi("solved", SOLVED, "direction: higher")
    told = run(workspace, documents + TENSION, found)
    tension = told.finding("short-calls", vendor="acme")
    assert (tension["outcome"], tension["enforcement"]) == (outcome, "advisory")
    assert tension["reason"].startswith("talk fell from 299.5 s to 249.5 s; solved ")
    assert tension["blocking"] is False


def outage(**more: str) -> str:
    known = {
        "kpis": "[solved]",
        "vendors": "[acme]",
        "from": "2026-05-03T09:00",
        "until": "2026-05-03T13:00",
        "timezone": "Europe/Amsterdam",
        "reason": "The line was cut",
        "evidence": "INC-77",
        "approved_by": "operations",
        "expires": "2026-12-31",
    } | more
    fields = "".join(f"  {name}: {value}\n" for name, value in known.items() if value)
    head = (
        "---\napiVersion: govcode/v1\nkind: ExcusedEvent\nmetadata: {id: outage, title: An outage, owner: governance}\n"
    )
    return f"{head}spec:\n{fields}"


# In Amsterdam it is 9 o'clock when it is 7 in UTC, and 13 o'clock is no longer excused.
DURING = rows(40, at="2026-05-03T07:00:00Z") + rows(40, at="2026-05-03T10:59:59Z")
AROUND = rows(10, at="2026-05-03T06:59:59Z") + rows(10, at="2026-05-03T11:00:00Z")
OTHERS = rows(80, 76) + rows(50, 40, vendor="borealis") + rows(50, at="2026-05-03T08:00:00Z", vendor="borealis")


def test_an_excused_outage_is_left_out_and_told(workspace: Workspace) -> None:
    told = run(workspace, kpi("solved", SOLVED, "minimum: {at_least: 50%}") + outage(), csv(DURING + AROUND + OTHERS))
    acme, borealis = (told.finding("solved", vendor=name) for name in ("acme", "borealis"))
    assert (acme["outcome"], acme["value"], acme["n"]) == ("pass", 0.76, 100)
    assert acme["with_excused"] == {"value": pytest.approx(76 / 180), "n": 180}
    assert (borealis["n"], borealis["with_excused"]) == (100, None)
    assert told.report
    (event,) = told.report["excuses"]
    assert (event["state"], event["rows"], event["from"]) == ("in force", {"solved": 80}, "2026-05-03T07:00:00")


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"approved_by": ""}, "not approved"),
        ({"expires": "2026-06-09"}, "expired"),
        ({"from": "2026-01-03", "until": "2026-01-04", "timezone": ""}, "unused"),
    ],
)
def test_an_event_that_does_not_hold_excuses_nothing_and_is_told(
    workspace: Workspace, changed: dict[str, str], state: str
) -> None:
    told = run(workspace, kpi("solved", SOLVED) + outage(**changed), csv(DURING + AROUND + OTHERS))
    acme = told.finding("solved", vendor="acme")
    assert (acme["n"], acme["with_excused"]) == (180, None)
    assert told.report
    assert [event["state"] for event in told.report["excuses"]] == [state]


def test_an_excused_event_is_no_part_of_the_definition(workspace: Workspace) -> None:
    found = csv(DURING + AROUND + OTHERS)
    plain = run(workspace, kpi("solved", SOLVED), found).finding("solved", vendor="acme")
    excused = run(workspace, kpi("solved", SOLVED) + outage(), found).finding("solved", vendor="acme")
    assert plain["definition_hash"] == excused["definition_hash"]
    assert plain["n"] != excused["n"]


def test_an_override_leaves_excused_rows_out_as_well(workspace: Workspace) -> None:
    workspace.write(
        "project/policies/acme.yaml",
        "apiVersion: govcode/v1\nkind: Vendor\nmetadata: {id: acme, title: Acme, owner: governance}\n"
        "spec: {name: Acme, overrides: {solved: {minimum: {at_least: 60%}}}}\n",
    )
    documents = kpi("solved", SOLVED, "minimum: {at_least: 50%}", "drill: [channel]") + outage()
    acme = run(workspace, documents, csv(DURING + AROUND + OTHERS)).finding("solved", vendor="acme")
    assert (acme["minimum"], acme["n"]) == ({"at_least": 0.6}, 100)
    assert acme["with_excused"]["n"] == 180


def test_a_shift_of_one_deviation_is_found(workspace: Workspace) -> None:
    rng = Random(42)
    start = date(2025, 6, 2)
    weeks = [300 + rng.gauss(0, 10) + (10 if week >= 30 else 0) for week in range(50)]
    found = [
        row | {"talk": round(mean + rng.gauss(0, 1), 3), "at": f"{start + timedelta(weeks=week)}T10:00:00Z"}
        for week, mean in enumerate(weeks)
        for row in rows(10)
    ]
    drift = f"drift: {{baseline: {{from: {start}, until: {start + timedelta(weeks=30)}}}}}"
    told = run(workspace, kpi("talk", "{mean: talk}", drift, period="week"), csv(found))
    signals = [f["period"]["from"] for f in told.findings if f["id"] == "talk" and f["drift"] and f["drift"]["signal"]]
    late = (date.fromisoformat(signals[0]) - (start + timedelta(weeks=30))).days // 7
    assert late <= 14
    finding = told.finding("talk.drift")
    assert (finding["outcome"], finding["enforcement"], finding["unit"]) == ("fail", "advisory", "")
    assert finding["reason"].startswith("above what was usual in the baseline since 2026-")
    assert finding["blocking"] is False


CLAIMED = "claim: {of: claims, as: level, tolerance: 0.5%}"


def test_two_mistakes_that_cancel_each_other_are_within_the_tolerance(workspace: Workspace) -> None:
    """What is held against the tolerance is the number, not the way to it; the way is for those that miss it."""
    found = csv(
        rows(600) + rows(300, waited_s=60) + rows(100, waited_s=3, outcome="abandoned") + rows(200, spam="true")
    )
    document = kpi("level", LEVEL, "exclude: {spam: spam}", CLAIMED)
    told = run(workspace, document, found, "acme,level,2026-05,0.6667,800,1200").finding("level.claim", vendor="acme")
    assert (told["outcome"], told["value"]) == ("pass", pytest.approx(600 / 900))


def test_a_claim_with_spam_and_short_abandons_names_both_with_their_amounts(workspace: Workspace) -> None:
    found = csv(
        rows(600)
        + rows(250, waited_s=60)
        + rows(50, waited_s=40, outcome="abandoned")
        + rows(100, waited_s=3, outcome="abandoned")
        + rows(500, spam="true"),
    )
    document = kpi("level", LEVEL, "exclude: {spam: spam}", CLAIMED)
    told = run(workspace, document, found, "acme,level,2026-05,0.7333,1100,1500")
    claim = told.finding("level.claim", vendor="acme")
    assert claim["outcome"] == "fail"
    steps = {step["cause"]: step["amount"] for step in claim["claim"]["steps"]}
    assert steps == {
        "denominator: of offered": pytest.approx(600 / 1000 - 600 / 900),
        "exclusions: spam counted": pytest.approx(1100 / 1500 - 600 / 1000),
    }
    assert claim["claim"]["unexplained"] == pytest.approx(0.7333 - 1100 / 1500, abs=1e-9)
    assert claim["claim"]["gap"] == pytest.approx(0.7333 - 600 / 900)
    # The number itself carries the claim, for the scorecard.
    assert told.finding("level", vendor="acme")["claim"] == claim["claim"]
    assert told.code == 1


@pytest.mark.parametrize(
    ("claim", "again", "cause"),
    [
        ("0.61,610,1000", 10, "duplicates: each row once"),
        ("0.55,605,1100", 0, "period: by closed_at"),
    ],
)
def test_other_causes_are_found(workspace: Workspace, claim: str, again: int, cause: str) -> None:
    may = rows(1000, 610) if again else rows(1000, 605)
    later = rows(100, closed_at="2026-05-02T10:00:00Z", at="2026-04-30T10:00:00Z") if not again else []
    exact = "claim: {of: claims, as: solved}"
    told = run(workspace, kpi("solved", SOLVED, exact), csv(may + later, again=again), f"acme,solved,2026-05,{claim}")
    found = told.finding("solved.claim", vendor="acme") if again else _of(told, "2026-05-01")
    assert found["outcome"] == "fail"
    assert [step["cause"] for step in found["claim"]["steps"]] == [cause]
    assert found["claim"]["unexplained"] == pytest.approx(0, abs=1e-9)


def _of(told: Run, start: str) -> dict[str, Any]:
    (found,) = (f for f in told.findings if f["id"] == "solved.claim" and f["period"]["from"] == start)
    return found


def test_a_median_is_explained_by_single_changes(workspace: Workspace) -> None:
    spam = rows(60, talk=100, spam="true")
    found = csv([row | {"talk": 200 + i} for i, row in enumerate(rows(101))] + spam)
    claim = "claim: {of: claims, as: talk}"
    document = kpi("talk", "{median: talk}", "exclude: {spam: spam}", claim)
    told = run(workspace, document, found, "acme,talk,2026-05,220,,").finding("talk.claim", vendor="acme")
    assert (told["value"], told["claim"]["gap"]) == (250, -30)
    assert told["claim"]["steps"] == [{"cause": "exclusions: spam counted", "amount": -30}]


@pytest.mark.parametrize(
    ("claims", "outcome", "reason"),
    [
        ("acme,solved,2026-05,61,,", "pass", None),  # a percentage
        ("acme,solved,2026-05,0.61,,\nacme,solved,2026-05,0.7,,", "inconclusive", "there are 2 claims for this period"),
        ("acme,solved,2026-05,4915112345678,,", "fail", "the claim is far beyond what the number can be"),
        ("acme,solved,2026-04,0.61,,", "no_data no_data", "there is no claim for this period"),
        ("acme,solved,2026-13,0.61,,", "no_data", "no claim has a period that can be read"),
        (
            "acme,solved,2026-05,0.61,,\nacme,solved,2026-13,0.61,,",
            "inconclusive pass",
            "1 claim has a period that cannot be read",
        ),
        ("acme,solved,2026-05,,610,1000", "no_data", "nobody claims this number"),
        ("acme,other,2026-05,0.61,,", "no_data", "nobody claims this number"),
        (None, "no_data", "no file in the drop is named claims*"),
    ],
)
def test_what_cannot_be_compared_is_not_kept(
    workspace: Workspace, claims: str | None, outcome: str, reason: str | None
) -> None:
    document = kpi("solved", SOLVED, "claim: {of: claims, as: solved}")
    told = run(workspace, document, csv(rows(1000, 610)), claims)
    found = [f for f in told.findings if f["id"] == "solved.claim"]
    assert " ".join(f["outcome"] for f in found) == outcome
    assert reason is None or reason in str([f["reason"] for f in found])
    assert "4915112345678" not in told.out
    assert told.report is None or "4915112345678" not in str(told.report)


def test_a_claim_about_an_open_period_is_not_due(workspace: Workspace) -> None:
    found = csv(rows(100, 60, at="2026-06-03T10:00:00Z"))
    document = kpi("solved", SOLVED, "claim: {of: claims, as: solved}")
    told = run(workspace, document, found, "acme,solved,2026-06,0.7,,").finding("solved.claim")
    assert told["outcome"] == "immature"


def test_claims_are_compared_over_what_they_cover(workspace: Workspace) -> None:
    found = csv(rows(300, 180, at="2026-05-04T10:00:00Z") + rows(700, 430))
    document = kpi("solved", SOLVED, "claim: {of: claims, as: solved, per: month}", period="week")
    told = run(workspace, document, found, "acme,solved,2026-05,0.61,610,1000")
    assert told.finding("solved.claim")["outcome"] == "pass"
    assert len([f for f in told.findings if f["id"] == "solved"]) == 2


def test_a_claim_is_not_judged_on_a_feed_that_failed_its_gate(workspace: Workspace) -> None:
    gate = (
        "---\napiVersion: govcode/v1\nkind: Policy\nmetadata: {id: feed, title: The feed, owner: governance}\n"
        "spec: {rules: [{id: once, title: Each contact once, kind: unique, dataset: contacts, columns: [id], "
        "blocks_kpis: true}]}\n"
    )
    document = kpi("solved", SOLVED, "claim: {of: claims, as: solved, tolerance: 5%}") + gate
    told = run(workspace, document, csv(rows(1000, 610), again=3), "acme,solved,2026-05,0.61,,")
    claim = told.finding("solved.claim")
    assert (claim["outcome"], claim["reason"]) == ("no_data", "the feed failed the gate 'feed.once'")


CALENDAR = """\
---
apiVersion: govcode/v1
kind: Calendar
metadata: {id: office, title: Office hours, owner: governance}
spec: {zone: UTC, hours: [{week: {mon-fri: '09:00-17:00'}}]}
"""


def test_elapsed_instead_of_business_time_is_the_clock(workspace: Workspace) -> None:
    # From Wednesday 16:00 to Thursday 10:00: 2 hours of business, 18 hours in all.
    found = csv(rows(50, at="2026-05-20T16:00:00Z", closed_at="2026-05-21T10:00:00Z"))
    measure = "{mean: \"hours(business_time('office', at, closed_at))\"}"
    document = kpi("took", measure, "unit: h", "claim: {of: claims, as: took}") + CALENDAR
    told = run(workspace, document, found, "acme,took,2026-05,18,,").finding("took.claim", vendor="acme")
    assert told["value"] == 2
    assert told["claim"]["steps"] == [{"cause": "clock: elapsed instead of business time", "amount": 16}]


def test_weeks_from_another_day_are_another_period(workspace: Workspace) -> None:
    # The week of Monday 2026-05-18 and the one of Sunday 2026-05-17 differ by a Sunday.
    found = csv(
        rows(50, 10, at="2026-05-17T10:00:00Z", closed_at="")
        + rows(100, 80, closed_at="")
        + rows(30, 30, at="2026-05-24T10:00:00Z", closed_at="")
    )
    claims = DATASETS.replace("'^[0-9]{4}-[0-9]{2}$'", "'^[0-9]{4}-W[0-9]{2}$'")
    document = kpi("solved", SOLVED, "claim: {of: claims, as: solved}", period="week")
    workspace.policies(claims + document)
    workspace.write("drop/contacts.csv", found)
    workspace.write(
        "drop/claims.csv", "vendor,kpi_id,period,value,numerator,denominator\nacme,solved,2026-W21,0.6,90,150\n"
    )
    told = workspace.check("", {"desk": "drop"})
    (claim,) = (f for f in told.findings if f["id"] == "solved.claim" and f["claim"])
    assert claim["value"] == pytest.approx(110 / 130)
    assert claim["claim"]["steps"] == [{"cause": "period: weeks from Sunday", "amount": pytest.approx(0.6 - 110 / 130)}]

"""The review states every story that is planted in the history: where, of whom, and in a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories import stories as told
from tests.stories.documents import fingerprint
from tests.stories.reading import Reviewed, tone
from tests.stories.weeks import AS_OF

ACME, BOREALIS, CIRRUS = (told.NAMES[vendor] for vendor in told.VENDORS)


def test_each_vendor_is_rated_by_what_happened(review: Reviewed) -> None:
    words = {row["vendor"]["text"]: row["rating"]["text"] for row in review.rows("ratings")}
    assert words[ACME] == "Requires improvement"
    assert words[BOREALIS] == "Inadequate"
    assert words[CIRRUS] == "Other", "with its logs gone nobody can say more, and that is never good"
    for name in told.NAMES.values():
        assert f"{name} {words[name]}" in review.section("decision")["summary"]
        assert f"{name} {words[name]}" in " ".join(review.text.split())


# 1. Gaming


def test_better_numbers_by_closing_sooner_are_a_tension(review: Reviewed) -> None:
    row = review.stated("tensions", told.GAMING_TENSION, BOREALIS)
    cells = review.shown("tensions", row, "weeks", "says")
    assert cells["weeks"] == str(told.AUTO_CLOSE[1])
    assert "meets the same customer in a new ticket" in review.shown("tensions", row, "why")["why"]
    assert f"{told.GAMED[0]} fell from" in cells["says"]
    assert f"{told.WORSENED} rose from" in cells["says"]
    assert not [r for r in review.rows("tensions") if r["vendor"]["text"] != BOREALIS], "nobody else has gamed"


def test_what_gaming_made_worse_is_what_moved_most(review: Reviewed) -> None:
    row = review.stated("movements", "Customers who came back about the same issue", BOREALIS)
    assert (row["way"]["text"], tone(row, "way")) == ("worse", "bad")
    assert row["after"]["value"] > row["before"]["value"] + 0.15


def test_the_risk_of_tickets_that_are_closed_unsolved_rises(review: Reviewed) -> None:
    row = review.stated("register-table", told.GAMING_RISK, BOREALIS)
    cells = review.shown("register-table", row, "before", "residual", "way")
    assert (cells["before"], cells["residual"]) == ("low", "high")
    assert f"{told.WORSENED}: 0 of 13 judged weeks broken" in cells["way"]
    moved = review.stated("movements", "Tickets are closed without being solved", BOREALIS)
    assert moved["way"]["text"] == "worse"
    assert review.stated("requests", "Tickets are closed without being solved", BOREALIS)


# 2. Simpson


def test_a_whole_that_rises_while_every_part_falls(review: Reviewed) -> None:
    row = review.stated("mixes", told.SIMPSON_KPI, ACME)
    assert row["rate"]["value"] < 0 < row["mix"]["value"]
    assert row["crude"]["value"] > row["standardised"]["value"]
    assert (row["reversal"]["text"], tone(row, "reversal")) == ("no, beyond noise", "bad")
    review.says("drift", f"Customers who are satisfied, {ACME}: it got better as it is", "and worse at the same mix")
    reversals = [row for row in review.rows("mixes") if row["reversal"]["text"] == "no, beyond noise"]
    assert reversals == [row], "the others moved both ways alike, or not beyond noise"


# 3. Deliveries


def test_a_week_without_a_delivery_is_blank(review: Reviewed) -> None:
    vendor, week = told.MISSED
    name = told.NAMES[vendor]
    row = review.stated("calendar-findings-table", "weekly-drop", name, "blank delivery")
    assert f"of the week from {week}" in row["sentence"]["text"]
    for dataset in ("contacts", "messages", "ticket-events", "tickets"):
        assert dataset in row["sentence"]["text"]
    short = review.stated("no-data-table", told.REDEFINED_KPI, name)
    assert short["periods"]["text"] == "1 of 13"


def test_the_calendar_shows_the_week_as_unknown(review: Reviewed) -> None:
    vendor, week = told.MISSED
    figures = [b for g in review.section("cadence")["groups"] for b in g["blocks"] if b["kind"] == "figure"]
    states = [
        state
        for figure in figures
        for line in figure["chart"]["lines"]
        if told.NAMES[vendor] in line["label"]
        for column, state in zip(figure["chart"]["columns"], line["states"], strict=True)
        if column == f"{week.day} {week:%b}"
    ]
    assert states
    assert not [state for state in states if state["tone"] == "good"]


def test_a_late_and_a_partial_delivery_are_told_apart(review: Reviewed) -> None:
    late, partial = told.NAMES[told.LATE[0]], told.NAMES[told.PARTIAL[0]]
    row = review.stated("calendar-findings-table", "weekly-drop", late)
    assert row["kind"]["text"] == "late delivery"
    assert "tickets" in row["sentence"]["text"]
    assert f"of the week from {told.LATE[1]} late, by up to 4 days" in row["sentence"]["text"]
    row = review.stated("calendar-findings-table", "weekly-drop", partial)
    assert row["kind"]["text"] == "partial delivery"
    assert f"of the week from {told.PARTIAL[1]} in part: rows on 3 of at least 5 days" in row["sentence"]["text"]


def test_late_data_is_judged_once_it_is_there(review: Reviewed) -> None:
    blank = [r["check"]["text"] for r in review.rows("no-data-table") if told.NAMES[told.LATE[0]] in str(r["vendor"])]
    assert told.REDEFINED_KPI not in blank
    assert told.WORSENED not in blank


# 4. Waivers


def test_a_waiver_that_has_ended_was_used_and_is_needed(review: Reviewed) -> None:
    row = review.stated("waiver-table", told.EXPIRED_WAIVER)
    assert row["state"]["text"] == "ended"
    assert row["needed"]["text"] == f"{told.EXPIRED_RULE}: {ACME}"
    used = review.stated("waiver-findings", told.EXPIRED_WAIVER, "expired waiver used")
    assert used["sentence"]["text"] == (
        f"{told.EXPIRED_WAIVER} ended on {told.EXPIRED_ON}; run 2026-W33 accepted {told.USED_LATE[1]} violations by it"
    )
    needed = review.stated("waiver-findings", told.EXPIRED_WAIVER, "expired waiver still needed")
    assert f"{told.EXPIRED_RULE} still fails" in needed["sentence"]["text"]
    asked = review.stated("requests", told.EXPIRED_WAIVER)
    assert asked["kind"]["text"] == "approve or repair"


def test_renewals_are_counted(review: Reviewed) -> None:
    row = review.stated("waiver-table", told.RENEWED_WAIVER)
    assert row["renewals"]["value"] == told.RENEWALS
    assert row["last"]["text"] == str(told.RENEWED_UNTIL)
    assert row["left"]["value"] == (told.RENEWED_UNTIL - AS_OF).days


# 5. A definition


def test_a_changed_definition_is_told_with_both_values(review: Reviewed) -> None:
    row = review.stated("changes", told.REDEFINED_KPI)
    cells = review.shown("changes", row, "since", "what")
    assert cells["since"] == str(told.REDEFINED_FROM)
    assert f"<= {told.OLD_HOURS}" in cells["what"]
    assert f"<= {told.NEW_HOURS}" in cells["what"]
    values = review.rows("changed-values")
    assert {row["vendor"]["text"] for row in values} == {ACME, BOREALIS, CIRRUS}
    for row in values:
        assert 0.05 < row["old"]["value"] - row["new"]["value"] < 0.15
        assert row["same"]["text"] == "yes", "both are of the same rows"


def test_appendix_c_has_both_definitions(review: Reviewed) -> None:
    both = [
        text
        for group in review.section("appendices")["groups"]
        for block in group["blocks"]
        for text in (str(block),)
        if f"seen_reply_wait_business <= {told.OLD_HOURS}" in text and f"<= {told.NEW_HOURS}" in text
    ]
    assert both
    review.says("appendices", "answered within eight business hours", "answered within four business hours")


# 6. Data that stopped


def test_a_risk_rises_because_data_stopped(review: Reviewed) -> None:
    row = review.stated("register-table", told.BLIND_RISK, CIRRUS)
    cells = review.shown("register-table", row, "before", "residual", "way")
    assert cells["way"].startswith("up")
    assert cells["before"] == "low"
    assert cells["residual"] in {"moderate", "high", "very high"}
    for check in ("exports.approved", "access.ticketless"):
        assert f"{check}: 0 of 13 judged weeks broken → 0 of 4 judged weeks broken, 0 → 9 blank" in cells["way"]
    why = review.stated("likelihood-table", told.BLIND_RISK, CIRRUS)
    assert "one higher because answers are missing" in why["because"]["text"]
    assert why["broken"]["value"] == 0, "nothing was broken; nothing was seen"


def test_a_rating_needs_the_data_that_stopped(review: Reviewed) -> None:
    row = review.stated("ratings", CIRRUS)
    assert "non-negotiable without data in 69 % of its periods" in row["because"]["text"]
    asked = review.stated("requests", f"{CIRRUS} cannot be rated")
    assert asked["kind"]["text"] == "ask for data"


# 7. Actions


def test_an_overdue_action_is_escalated(review: Reviewed) -> None:
    row = review.stated("plan-table", "Borealis approves exports before they are made", BOREALIS)
    assert row["action"]["value"] == told.OVERDUE_ACTION
    late = (AS_OF - told.OVERDUE_SINCE).days
    assert review.shown("plan-table", row, "state")["state"] == f"overdue {late} days after its date"
    assert review.stated("requests", "Borealis approves exports before they are made")["kind"]["text"] == "escalate"


def test_an_action_that_did_not_help_is_not_closed(review: Reviewed) -> None:
    row = review.stated("plan-table", "Acme trains agents to write the steps they tried", ACME)
    assert row["action"]["value"] == told.UNHELPFUL_ACTION
    state = review.shown("plan-table", row, "state")["state"]
    assert state.startswith("failed verification")
    assert "after it was completed" in state
    assert review.stated("requests", "completed, and the checks still fail")


def test_a_repeated_failure_without_an_action_is_a_finding(review: Reviewed) -> None:
    check, vendor, weeks = told.NEGLECTED
    row = review.stated("repeats-table", check, told.NAMES[vendor])
    assert row["sentence"]["text"].startswith(f"{check} was broken in {len(weeks)} of 12 judged weeks")


# 8. Disputes


def test_disputes_and_how_often_we_were_wrong(review: Reviewed) -> None:
    for id_, (_, outcome) in told.DISPUTED.items():
        row = review.stated("dispute-table", id_, BOREALIS)
        assert row["outcome"]["text"] == outcome
    rate = review.stated("overturn-table", told.DISPUTED_KPI)
    assert (rate["overturned"]["value"], rate["decided"]["value"], rate["pending"]["value"]) == (1, 2, 1)
    cells = review.shown("overturn-table", rate, "rate")
    assert cells["rate"].startswith("50")
    assert "90" in cells["rate"], "two decisions do not say much, and the interval shows it"


def test_what_is_contested_is_found_in_the_history(review: Reviewed) -> None:
    marks = {fingerprint(told.DISPUTED_KPI, told.BOREALIS, week) for week, _ in told.DISPUTED.values()}
    assert len(marks) == len(told.DISPUTED)
    for id_ in told.DISPUTED:
        row = review.stated("dispute-table", id_)
        assert row["findings"]["tone"] == "plain", "a fingerprint that no run has is marked"


# 9. Claims


def test_a_claim_above_the_rows_is_told_with_its_gap(review: Reviewed) -> None:
    for month in ("Jul 2026", "Aug 2026", "Sep 2026"):
        row = review.stated("scorecard-months", told.CLAIMED_KPI, ACME, month)
        assert row["claim"]["value"] - row["value"]["value"] == pytest.approx(told.CLAIMED_ABOVE)
        assert "+3.00 points against its rows" in review.shown("scorecard-months", row, "claim")["claim"]
    asked = review.stated("requests", f"{ACME} claims more than its own rows give")
    assert asked["kind"]["text"] == "withhold"
    assert "claimed better than recomputed in 3 periods" in asked["because"]["text"]


# 10. Excused events


def test_an_excused_event_is_told_with_and_without(review: Reviewed) -> None:
    event = review.stated("excuse-table", told.EXCUSE)
    assert event["rows"]["value"] == told.EXCUSED_ROWS
    row = review.stated("scorecard-months", told.EXCUSED_KPI, ACME, "Aug 2026")
    cells = review.shown("scorecard-months", row, "value", "excused")
    assert row["excused"]["value"] < row["value"]["value"]
    assert cells["excused"].endswith(f"{row['n']['value'] + told.EXCUSED_ROWS:,.0f} rows")


# 11. A non-negotiable


def test_a_broken_non_negotiable_is_told_with_its_rows(review: Reviewed) -> None:
    row = review.stated("non-negotiables", told.NON_NEGOTIABLE, BOREALIS)
    last = max(told.EXPORTS)
    assert review.shown("non-negotiables", row, "newest")["newest"] == f"broken week of {last}"
    assert row["broken"]["value"] == len([week for week in told.EXPORTS if week.month >= 7])
    review.says("promises", *told.EXPORTS[last])
    because = review.stated("ratings", BOREALIS)["because"]["text"]
    assert because.startswith("non-negotiable broken when last judged: An export of more than 1000 rows")
    due = review.stated("requests", f"{BOREALIS} is Inadequate")["due"]["text"]
    assert due == str(AS_OF + timedelta(days=14))


# 12. Handoffs that come back


def test_the_flow_of_handoffs_tells_where_they_come_back(review: Reviewed) -> None:
    (vendor, queue), queues = told.FLOW_RETURNS, 3
    first, second = f"{vendor}-{queue}-t1", f"{vendor}-{queue}-t2"
    rows = {(row["from"]["text"], row["to"]["text"]): row for row in review.rows("flow-table-1")}
    assert len(rows) == 3 * queues, "to the second tier, to the client, and back"
    there, back = (rows[way]["count"]["value"] for way in ((first, second), (second, first)))
    assert there > 200
    assert back == pytest.approx(told.FLOW_RETURNED * there, abs=2)
    review.says("escalation", f"Handoffs from team to team: {ACME}", f"{first} and {second}: {back:.0f}")
    others = [row for i in (2, 3) for row in review.rows(f"flow-table-{i}") if row["to"]["text"].endswith("-t1")]
    assert len(others) == 2 * queues
    assert all(row["share"]["value"] < 0.05 for row in others)


def test_what_is_told_as_a_flow_has_no_lines_in_the_scorecard(review: Reviewed) -> None:
    lines = {row["kpi"]["value"] for row in review.rows("scorecard-quarter")}
    assert told.WORSENED in lines
    assert told.FLOW_KPI not in lines

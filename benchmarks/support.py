"""Writes a drop of support data as Parquet, in a process of its own: support.py TICKETS FOLDER.

Half a year of three vendors and five queues, skewed and with loose ends: three events and three messages a ticket,
calls, surveys, reviews, a roster. Every value follows from the row's number, so two runs write the same rows.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

START, DAYS = "timestamp '2026-01-05 00:00:00'", 182
_MACROS = (
    # A number from 0 to n - 1, a part from 0 to 1, and one of a list, by the row and a salt.
    "create macro pick(i, salt, n) as cast(hash(i * 1000003 + salt) % n as bigint)",
    "create macro part(i, salt) as (hash(i * 1000003 + salt) % 1000000) / 1000000.0",
    "create macro one(i, salt, words) as words[1 + cast(hash(i * 1000003 + salt) % len(words) as bigint)]",
    "create macro skewed(i, salt, n) as cast(floor(n * power(part(i, salt), 2)) as bigint)",
    # A moment of half a year, in the day rather than at night.
    f"create macro day(i, salt) as {START} + to_days(cast(pick(i, salt, {DAYS}) as integer)) + interval 6 hour",
    "create macro born(i, salt) as day(i, salt) + to_seconds(cast(part(i, salt + 1000) * 57600 as bigint))",
    "create macro waits(i, salt, mean) as to_seconds(cast(-mean * ln(1.000001 - part(i, salt)) as bigint))",
)
_VENDORS, _QUEUES = "['acme', 'borealis', 'cirrus']", "['account', 'billing', 'orders', 'technical', 'trust']"
_TICKETS = f"""
select printf('T%08d', i) as ticket_id, one(i, 1, {_VENDORS}) as vendor, one(i, 2, {_QUEUES}) as queue,
  one(i, 3, ['email', 'phone', 'chat', 'web']) as channel, one(i, 4, ['en', 'de', 'es', 'fr']) as language,
  one(i, 5, ['EU', 'US']) as region, one(i, 6, ['early', 'late', 'night']) as shift,
  one(i, 7, ['low', 'normal', 'normal', 'normal', 'high', 'critical']) as priority,
  one(i, 8, ['low', 'normal', 'high', 'critical']) as severity,
  one(i, 9, ['account', 'billing', 'compliance', 'orders', 'technical']) as category,
  one(i, 10, ['refund', 'cancellation', 'access', 'delivery', 'troubleshooting', 'other']) as topic,
  one(i, 11, ['basic', 'basic', 'plus', 'premium']) as customer_tier,
  printf('C%07d', skewed(i, 12, n / 3)) as customer_key, printf('I%07d', skewed(i, 13, n)) as issue_key,
  born as created_at, born as first_contact_at, born + waits(i, 14, 3600) as first_reply_at,
  case when part(i, 15) < 0.99 then born + waits(i, 14, 3600) + waits(i, 16, 90000) end as resolved_at,
  cast(null as timestamp) as closed_at, case when part(i, 15) < 0.99 then 'solved' else 'open' end as status_now,
  printf('AG-%05d', pick(i, 17, 1500)) as assignee_key,
  case when part(i, 18) < 0.01 then printf('T%08d', pick(i, 19, n)) end as merged_into,
  case when part(i, 20) < 0.02 and i > 10 then printf('T%08d', i - 1 - pick(i, 21, 9)) end as followup_of,
  part(i, 22) < 0.01 as is_spam, part(i, 23) < 0.002 as is_test,
  case when part(i, 24) < 0.9 then 'customer' else 'agent' end as created_by,
  part(i, 25) < 0.1 as regulated_topic, pick(i, 26, 4) as group_changes,
  born + interval 2 day as sla_due_at,
  case when part(i, 15) < 0.99 then part(i, 27) < 0.9 end as made_sla, cast(null as double) as refund_amount,
  cast(null as varchar) as approval_id, 'fixed' as resolution_code, true as auth_passed
from (select i, n, born(i, 0) as born from numbers)
"""
_EVENTS = """
select printf('E%09d', 5 * i + s) as event_id, printf('T%08d', i) as ticket_id, vendor,
  case s when 0 then created_at when 1 then first_reply_at when 2 then coalesce(resolved_at, first_reply_at)
    else resolved_at + to_seconds(pick(i, 31, 1000000) + (s - 3) * pick(i, 36, 90000)) end as at,
  s as seq,
  case when s = 1 then one(i, 32, ['assign', 'group', 'group', 'tier']) else 'status' end as kind,
  case when s = 1 then one(i, 33, ['front', 'billing', 'second']) when s = 0 then null else 'open' end as "from",
  case s when 0 then 'new' when 1 then one(i, 34, ['front', 'billing', 'second', 'third'])
    when 2 then case when resolved_at is null then 'pending' else 'solved' end when 3 then 'open' else 'solved' end
    as "to",
  printf('AG-%05d', pick(i, 17, 1500)) as actor_key, case s when 0 then 'customer' else 'agent' end as actor_type,
  cast(null as varchar) as reason
from (select *, cast(ticket_id[2:] as bigint) as i from tickets), range(5) as steps(s)
where s < 3 or (part(i, 35) < 0.08 and resolved_at is not null)
"""
_MESSAGES = """
select printf('M%09d', 4 * i + s) as message_id, printf('T%08d', i) as ticket_id, vendor,
  case s when 0 then created_at when 1 then first_reply_at else first_reply_at + to_seconds(pick(i, 40 + s, 90000)) end
    as at,
  case when s in (0, 2) then customer_key else printf('AG-%05d', pick(i, 17, 1500)) end as author_key,
  case when s in (0, 2) then 'customer' else 'agent' end as author_type, part(i * 4 + s, 44) < 0.95 as is_public,
  channel, language as lang, '' as body, cast(null as varchar) as template_id, cast(null as bigint) as template_version,
  cast(null as varchar) as kb_article_id, cast(null as bigint) as kb_article_version,
  s in (1, 3) and part(i, 45) < 0.2 as ai_generated,
  case when part(i, 46) < 0.7 then printf('AG-%05d', pick(i, 17, 1500)) end as ai_approved_by, regulated_topic,
  'neutral' as sentiment
from (select *, cast(ticket_id[2:] as bigint) as i from tickets), range(4) as steps(s)
where s < 2 or part(i * 4 + s, 47) < 0.5
"""
_HANDOFFS = """
select printf('H%08d', i) as handoff_id, ticket_id, vendor, category, first_reply_at as at, 'front' as from_team,
  one(i, 51, ['second', 'third', 'client-billing']) as to_team, 1 as from_tier, 2 + pick(i, 52, 2) as to_tier,
  one(i, 53, ['vendor', 'vendor', 'client']) as to_party, 'severity' as criteria_id,
  one(i, 54, ['iPhone app', 'web', 'n/a', '']) as environment, one(i, 55, ['signed in again', '-', '']) as steps_tried,
  'code 17' as error_details, one(i, 56, ['money back', '']) as customer_expectation, created_at as occurred_at,
  case when part(i, 57) < 0.9 then first_reply_at + waits(i, 58, 7200) end as accepted_at,
  cast(null as timestamp) as returned_at, cast(null as varchar) as return_reason
from (select *, cast(ticket_id[2:] as bigint) as i from tickets) where part(i, 50) < 0.2
"""
_CONTACTS = f"""
select printf('K%08d', i) as contact_id, printf('N%08d', i - pick(i, 60, 2)) as interaction_id,
  cast(null as varchar) as parent_contact_id, cast(null as varchar) as ticket_id, one(i, 61, {_VENDORS}) as vendor,
  printf('C%07d', skewed(i, 62, n / 3)) as customer_key, one(i, 63, {_QUEUES}) as queue,
  one(i, 64, ['phone', 'chat']) as channel, one(i, 65, ['inbound', 'inbound', 'inbound', 'outbound']) as direction,
  born as offered_at, born as queued_at,
  case when outcome = 'answered' then born + waits(i, 66, 30) end as answered_at,
  born + waits(i, 66, 30) + to_seconds(pick(i, 68, 600) + pick(i, 69, 60)) as ended_at, outcome,
  pick(i, 68, 600) as talk_s, pick(i, 69, 60) as hold_s,
  pick(i, 70, 120) as acw_s, pick(i, 71, 10) as ring_s, pick(i, 72, 3) as transfers, 0 as consults,
  printf('AG-%05d', pick(i, 73, 1500)) as agent_key, 'client' as disconnect_by, 'pin' as auth_method,
  true as auth_passed, false as payment_taken, '' as card_masked, cast(null as varchar) as recording_id,
  false as recording_paused
from (select i, n, born(i, 74) as born,
  one(i, 75, ['answered', 'answered', 'answered', 'answered', 'answered', 'abandoned', 'short_abandoned', 'callback'])
    as outcome from numbers)
"""
_SURVEYS = """
select printf('S%08d', i) as survey_id, vendor, kind, ticket_id, assignee_key as agent_key, resolved_at as sent_at,
  case when part(i, 81) < 0.4 then resolved_at + waits(i, 82, 90000) end as responded_at,
  case kind when 'nps' then 0 else 1 end as scale_min, case kind when 'nps' then 10 when 'ces' then 7 else 5 end
    as scale_max, 'higher-is-better' as direction,
  case when part(i, 81) < 0.4 then case kind when 'nps' then pick(i, 83, 11) when 'ces' then 1 + pick(i, 83, 7)
    else 1 + pick(i, 83, 5) end end as score_raw, assignee_key as agent_at_send, '' as comment_redacted
from (select *, cast(ticket_id[2:] as bigint) as i, one(cast(ticket_id[2:] as bigint), 80, ['csat', 'nps', 'ces'])
  as kind from tickets) where resolved_at is not null and part(i, 84) < 0.5
"""
_AGENTS = f"""
select printf('AG-%05d', i) as agent_key, {START} - interval 400 day as valid_from, cast(null as timestamp) as valid_to,
  one(i, 90, {_VENDORS}) as vendor, 'S1' as site_id, 'front' as team, '' as supervisor_key, 'vendor' as party,
  'agent' as role, 1 as tier, 'en' as languages, 'early' as shift, date '2025-01-01' as hired_on,
  date '2025-02-01' as certified_on, date '2027-02-01' as cert_expires_on, date '2025-02-01' as first_live_on,
  case when part(i, 91) < 0.2 then date '2026-01-05' + cast(pick(i, 92, {DAYS}) as integer) end as left_on,
  case when part(i, 91) < 0.2 then one(i, 93, ['voluntary', 'involuntary', 'transfer']) end as left_reason, 1.0 as fte
from range(1500) as r(i)
"""
_AGENT_TIME = f"""
select printf('AG-%05d', i // {DAYS}) as agent_key, {START} + to_days(cast(i % {DAYS} as integer)) as interval_start,
  one(i // {DAYS}, 90, {_VENDORS}) as vendor, 28800 as scheduled_s, 28800 - pick(i, 94, 4000) as adherent_s,
  pick(i, 94, 4000) as exception_s, 28800 as staffed_s, 5000 + pick(i, 95, 3000) as available_s,
  18000 - pick(i, 96, 3000) as handle_s, 3600 as break_s
from range(1500 * {DAYS}) as r(i)
"""
_REVIEWS = """
select printf('R%08d', i) as review_id, vendor, 'ticket' as subject_kind, printf('T%08d', i - i % 2) as subject_id,
  assignee_key as agent_key, printf('QA-%02d', pick(i, 97, 20)) as reviewer_key, 'human' as method,
  created_at + interval 2 day as at, 'card' as scorecard_id, 1 as scorecard_version, 60 + pick(i, 98, 41) as score,
  part(i, 99) < 0.02 as critical_fail, 'CAL-1' as calibration_id, true as blind, 'random' as sample_frame
from (select *, cast(ticket_id[2:] as bigint) as i from tickets where ticket_id < 'T00050000')
"""
_ARTICLES = """
select printf('KB-%04d', i) as article_id, 1 as version, 'An article' as title, 'billing' as category,
  'live' as status, timestamp '2025-06-01' as effective_from, cast(null as timestamp) as superseded_at,
  timestamp '2026-06-01' - to_days(cast(pick(i, 100, 200) as integer)) as last_reviewed_at,
  180 as review_interval_days, false as high_risk_topic
from range(2000) as r(i)
"""
_INVOICES = f"""
select printf('V%05d', i) as invoice_id, one(i, 101, {_VENDORS}) as vendor, one(i // 3, 102, {_QUEUES}) as queue,
  cast({START} as date) + cast(7 * (i // 15) as integer) as period_start, 'contact' as unit,
  1000 + pick(i, 103, 100) as quantity, 5.5 * (1000 + pick(i, 103, 100)) as amount, 'EUR' as currency
from range(15 * 26) as r(i)
"""
TABLES = {
    "tickets": _TICKETS,
    "ticket_events": _EVENTS,
    "messages": _MESSAGES,
    "handoffs": _HANDOFFS,
    "contacts": _CONTACTS,
    "surveys": _SURVEYS,
    "agents": _AGENTS,
    "agent_time": _AGENT_TIME,
    "qa_reviews": _REVIEWS,
    "kb_articles": _ARTICLES,
    "invoices": _INVOICES,
}


def main(tickets: str, folder: str) -> None:
    """Write the tables."""
    out = Path(folder)
    for macro in _MACROS:
        duckdb.execute(macro)
    duckdb.execute(f"create table numbers as select i, {int(tickets)} as n from range({int(tickets)}) as r(i)")
    for name, sql in TABLES.items():
        duckdb.execute(f"create table {name} as {sql}")
        quoted = str(out / f"{name}.parquet").replace("'", "''")
        duckdb.execute(f"copy {name} to '{quoted}'")
        print(name, duckdb.execute(f"select count(*) from {name}").fetchall()[0][0])


if __name__ == "__main__":
    main(*sys.argv[1:])

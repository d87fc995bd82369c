"""An independent reading of every planted rule, in plain Python over the delivered files."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Found = Iterator[tuple[str, str]]

AS_OF = datetime.fromisoformat("2026-10-01T00:00:00Z")
LANGUAGES = {"en", "de", "es", "fr", "pt", "nl"}
PRIORITIES = {"low", "normal", "high", "critical"}
PLACEHOLDERS = {"", "n/a", "-", "tbd", "none", "asdf", "na", "null", "unknown", "xxx", "."}
FREE_TEXT = re.compile(r"(?:\d[ -]?){13,19}|[\w.]+@[\w.]+|\b[A-Z]{2}\d{2}(?: ?\w{4}){3,}")
HANDOFF_FIELDS = ("environment", "steps_tried", "customer_expectation", "occurred_at")


def tables(folder: Path) -> dict[str, list[Row]]:
    """Return every delivered table."""
    found: dict[str, list[Row]] = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    lines = (folder / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    found["messages"] = [json.loads(line) for line in lines]
    return found


def violations(drop: dict[str, list[Row]]) -> set[tuple[str, str]]:
    """Return rule and key of everything that is broken."""
    return {found for check in CHECKS for found in check(drop)}


def at(text: str | None) -> datetime | None:
    """Return a moment, None for nothing and for what is not one."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def tickets(drop: dict[str, list[Row]]) -> Found:
    """Check the tickets alone and against their events."""
    reopens = Counter(e["ticket_id"] for e in drop["ticket_events"] if e["kind"] == "reopen")
    seen = Counter(t["ticket_id"] for t in drop["tickets"])
    for number, t in enumerate(drop["tickets"], start=1):
        key, amount = t["ticket_id"], float(t["refund_amount"] or 0)
        created, resolved = at(t["created_at"]), at(t["resolved_at"])
        closed = t["status_now"] in {"solved", "closed"} and t["is_spam"] == "false"
        broken = {
            "refunds.approval": t["topic"] == "refund" and amount > 500 and not t["approval_id"],
            "refunds.approval-format": t["approval_id"] and not re.fullmatch(r"A-\d{4,6}", t["approval_id"]),
            "tickets.ticket_id.unique": seen[key] > 1,
            "tickets.priority.one_of": t["priority"] not in PRIORITIES,
            "tickets.created-before-resolved": created and resolved and resolved < created,
            "tickets.created_at.required": created is None,
            "tickets.reopen-declared": int(t["reopen_count"]) < reopens[key],
            "tickets.closed-has-reply": closed and not t["first_reply_at"],
            "tickets.language.one_of": t["language"] not in LANGUAGES,
            "refunds.amount-range": not 0 <= amount <= 5000,
        }
        yield from ((rule, key) for rule, is_broken in broken.items() if is_broken)
        if created is None:
            yield "tickets.created_at.type", f"row {number}"


def events(drop: dict[str, list[Row]]) -> Found:
    """Check the events against tickets and roster."""
    created = {t["ticket_id"]: at(t["created_at"]) for t in drop["tickets"]}
    staff = {a["agent_key"] for a in drop["agents"]}
    for e in drop["ticket_events"]:
        if e["ticket_id"] not in created:
            yield "events.known-ticket", e["event_id"]
        begins, moment = created.get(e["ticket_id"]), at(e["at"])
        if begins and moment and moment < begins:
            yield "events.order", e["event_id"]
        if e["actor_type"] == "agent" and e["actor_key"] not in staff:
            yield "agents.known-in-events", e["event_id"]


def escalations(drop: dict[str, list[Row]]) -> Found:
    """Check that critical and regulated tickets were handed over in time."""
    passed = defaultdict(list)
    for h in drop["handoffs"]:
        passed[h["ticket_id"]].append((at(h["at"]), int(h["to_tier"]), h["to_party"]))
    for t in drop["tickets"]:
        created, handed = at(t["created_at"]), passed[t["ticket_id"]]
        if created is None:
            continue
        soon, day = created + timedelta(minutes=30), created + timedelta(hours=24)
        if t["severity"] == "critical" and not any(
            when <= soon and (tier >= 2 or to == "client") for when, tier, to in handed if when
        ):
            yield "escalation.critical-tier2", t["ticket_id"]
        if t["regulated_topic"] == "true" and not any(when <= day and to == "client" for when, _, to in handed if when):
            yield "escalation.regulated-client", t["ticket_id"]


def handoffs(drop: dict[str, list[Row]]) -> Found:
    """Check what handoffs say."""
    same = Counter(h["steps_tried"] for h in drop["handoffs"] if h["steps_tried"])
    for h in drop["handoffs"]:
        words = len(h["customer_expectation"].split())
        broken = {
            "handoff.required-fields": any(h[field].strip().lower() in PLACEHOLDERS for field in HANDOFF_FIELDS),
            "handoff.copy-paste-steps-tried": same[h["steps_tried"]] > 8,
            "handoff.minimum-words-customer-expectation": 0 < words < 3,
            "handoff.error-details-when-technical": h["category"] == "technical" and not h["error_details"],
        }
        yield from ((rule, h["handoff_id"]) for rule, is_broken in broken.items() if is_broken)


def contacts(drop: dict[str, list[Row]]) -> Found:
    """Check calls and chats, and who took them."""
    valid = {a["agent_key"]: (a["certified_on"], a["cert_expires_on"]) for a in drop["agents"]}
    for c in drop["contacts"]:
        agent, day = c["agent_key"], c["answered_at"][:10]
        first, last = valid.get(agent, ("", "9999"))
        taped = c["payment_taken"] == "true" and c["recording_id"]
        broken = {
            "agents.known-in-contacts": agent and agent not in valid,
            "agents.certified": day and not first <= day <= last,
            "contacts.answered-and-abandoned": c["outcome"] == "abandoned" and day,
            "contacts.payment-recording": taped and c["recording_paused"] != "true",
            "privacy-contacts.masked-card-number": c["card_masked"] and not re.fullmatch(r"\*+\d{4}", c["card_masked"]),
        }
        yield from ((rule, c["contact_id"]) for rule, is_broken in broken.items() if is_broken)
    if "customer_email" in drop["contacts"][0]:
        yield "privacy-contacts.denied-columns", "customer_email"


def scores(drop: dict[str, list[Row]]) -> Found:
    """Check reviews and surveys."""
    for q in drop["qa_reviews"]:
        if not 0 <= int(q["score"]) <= 100:
            yield "qa.score-range", q["review_id"]
        if q["critical_fail"] == "true" and int(q["score"]) > 0:
            yield "qa.auto-fail", q["review_id"]
    for s in drop["surveys"]:
        if s["score_raw"] and not int(s["scale_min"]) <= int(s["score_raw"]) <= int(s["scale_max"]):
            yield "surveys.score-in-scale", s["survey_id"]


def knowledge(drop: dict[str, list[Row]]) -> Found:
    """Check articles and the drafts that cite them."""
    gone = {(a["article_id"], a["version"]): at(a["superseded_at"]) for a in drop["kb_articles"]}
    for a in drop["kb_articles"]:
        reviewed = at(a["last_reviewed_at"])
        assert reviewed is not None
        if a["status"] == "live" and reviewed + timedelta(days=int(a["review_interval_days"])) < AS_OF:
            yield "kb.review-overdue", a["article_id"]
        if a["status"] == "live" and not a["owner"]:
            yield "kb.owner", a["article_id"]
    for m in drop["messages"]:
        superseded = gone[m["kb_article_id"], str(m["kb_article_version"])] if m["kb_article_id"] else None
        sent = at(m["at"])
        assert sent is not None
        if m["ai_generated"] and superseded and superseded <= sent:
            yield "ai.stale-citation", m["message_id"]
        if m["ai_generated"] and m["is_public"] and m["regulated_topic"] and not m["ai_approved_by"]:
            yield "ai.human-approval", m["message_id"]
        if FREE_TEXT.search(m["body"]):
            yield "privacy-messages.free-text", m["message_id"]


def access(drop: dict[str, list[Row]]) -> Found:
    """Check retention, exports, record access and the manifest's counts."""
    for r in drop["recordings"]:
        until = at(r["retention_until"])
        if until and until < AS_OF and not r["deleted_at"] and r["legal_hold"] == "false":
            yield "privacy-recordings.deleted-in-time", r["recording_id"]
    for x in drop["export_log"]:
        if int(x["row_count"]) > 1000 and not x["approved_by"]:
            yield "exports.approved", x["event_id"]
    for x in drop["access_log"]:
        if x["object_type"] == "customer" and x["action"] in {"view", "search", "export"} and not x["ticket_id"]:
            yield "access.ticketless", x["event_id"]
    for d in drop["deliveries"]:
        if int(d["row_count"]) != len(drop[d["table"]]):
            yield "deliveries.row-count", d["table"]


CHECKS: tuple[Callable[[dict[str, list[Row]]], Found], ...] = (
    tickets,
    events,
    escalations,
    handoffs,
    contacts,
    scores,
    knowledge,
    access,
)
RULES = 37  # and one more with the defects no rule can find yet

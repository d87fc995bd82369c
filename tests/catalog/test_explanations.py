"""The bad example of a page has the problem that the page explains, in a project that is otherwise right."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from govcode.app.linting import lint
from govcode.documents.kinds import KINDS
from govcode.documents.yaml import read
from govcode.explanations import codes, explain

AS_OF = datetime(2026, 11, 22)
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Json = dict[str, Any]

COLUMNS = {
    **dict.fromkeys(["ticket_id", "order_id", "agent_id", "approval_id", "legacy_id", "reason", "environment"], "text"),
    **dict.fromkeys(["created_at", "resolved_at", "first_reply_at"], "timestamp"),
    "topic": {"type": "text", "values": ["refund", "billing"]},
    "priority": {"type": "text", "values": ["high", "low"]},
    "refund_amount": "number",
    "made_sla": "boolean",
    "steps_tried": "text",
    "vendor": "text",
}
EVENTS = {"events": "tickets", "per": "ticket_id", "columns": {"n": {"count": "true"}}}
PEOPLE = {
    "cx-governance": {"name": "CX"},
    "vendor-management": {"name": "Vendors"},
    "coo": {"name": "COO"},
    "acme-lead": {"name": "Lead", "party": "vendor"},
}
RULE = {
    "id": "approval",
    "title": "Refunds need an approver",
    "kind": "require",
    "dataset": "tickets",
    "that": "made_sla",
}
RISK = {
    "category": "resolution",
    "cause": "Too few people",
    "event": "Tickets wait",
    "consequence": "Customers leave",
    "checks": ["desk.own"],
    "inherent": {"likelihood": "high", "impact": "high"},
    "impact_reason": "Customers leave after a day",
    "appetite": "low",
    "velocity": "days",
    "treatment": "reduce",
    "first_seen": "2026-01-01",
}
SPECS: dict[str, Json] = {
    "Action": {
        "checks": ["desk.own"],
        "type": "training",
        "plan": "Two hours for everybody",
        "opened": "2026-10-01",
        "due": "2026-12-01",
    },
    "Cadence": {
        "datasets": ["tickets"],
        "every": "week",
        "due_within": "3d",
        "from": "2026-09-07",
        "why": "A blank is not a good week.",
    },
    "Calendar": {"zone": "Europe/Amsterdam", "hours": [{"week": "always"}]},
    "DataMinimisation": {"dataset": "tickets"},
    "Dataset": {},
    "Dispute": {
        "vendor": "acme",
        "rule": "desk.own",
        "fingerprints": ["0123456789abcdef"],
        "raised_by": "acme-lead",
        "raised": "2026-08-01",
        "grounds": "The approvals are in another system",
    },
    "Evidence": {
        "type": "certificate",
        "issuer": "A certification body",
        "issued": "2026-01-01",
        "location": "The archive",
    },
    "ExcusedEvent": {
        "kpis": ["answered-in-time"],
        "from": "2026-11-03",
        "until": "2026-11-04",
        "reason": "The line was cut",
        "evidence": "INC-77",
        "expires": "2027-06-30",
    },
    "Feed": {"tables": {"tickets": {"dataset": "tickets"}}},
    "HandoffChecklist": {"dataset": "tickets"},
    "Kpi": {"of": "tickets", "measure": {"share": "made_sla"}, "dimension": "quality"},
    "Policy": {"rules": [RULE]},
    "Project": {"people": PEOPLE},
    "Risk": RISK,
    "Tension": {"improves": "fast", "worsens": "good", "why": "One is paid for by the other."},
    "Vendor": {"name": "Beta"},
    "Waiver": {
        "reason": "The form is being rebuilt",
        "approved_by": "coo",
        "from": "2026-11-01",
        "rules": ["desk.own"],
    },
}
METADATA = {"review", "controls", "effective", "owner"}
KPI = {"target", "min_n", "minimum", "judge", "measure", "drift"}
# Explained by an example of a command, of data, of a file, or of what is found when examples are tried.
NOT_DOCUMENTS = {"GC309", "GC317"}
TRIED = [c for c in codes() if c > "GC100" and EXAMPLE.search(explain(c) or "") and c not in NOT_DOCUMENTS]


def document(kind: str, id_: str, spec: Json, **metadata: object) -> Json:
    about = {"id": id_, "title": "Something to say", "owner": "cx-governance"} | metadata
    return {"apiVersion": "govcode/v1", "kind": kind, "metadata": about, "spec": spec}


SURROUNDINGS = [
    document("Dataset", "tickets", {"key": "ticket_id", "event_time": "created_at", "columns": COLUMNS}),
    document("Feed", "servicenow", SPECS["Feed"]),
    document("Vendor", "acme", {"name": "Acme"}),
    document("Policy", "desk", {"rules": [RULE | {"id": "own"}]}, owner="vendor-management"),
    document("Policy", "billing", {"rules": [RULE | {"id": "dual-control"}]}),
    document("Policy", "refunds", {"rules": [RULE | {"enforcement": "non-negotiable"}]}),
    document("Kpi", "first-contact-resolution", SPECS["Kpi"]),
]


# What an example says of documents beside it.
BESIDE = {
    "GC214": [document("Dataset", "contacts", {"grain": "contact", "columns": {"id": "text"}})],
    "GC325": [document("Dataset", "ticket-facts", {"from": EVENTS})],
    "GC315": [document("Dataset", "agent-facts", {"from": EVENTS | {"events": "ticket-facts"}})],
}


def merged(one: object, other: object) -> object:
    """Lay one value over another: mappings field by field."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: merged(one.get(key), value) for key, value in other.items()}
    return other


def completed(rule: Json) -> Json:
    """Return a rule of an example with what the page leaves out."""
    return {"title": RULE["title"]} | rule if "kind" in rule else RULE | rule


def whole(written: Any) -> Json:  # noqa: ANN401 - any part of a document
    """Return the document that a part of one is meant to stand in."""
    if isinstance(written, list):
        return document("Policy", "it", {"rules": [completed(rule) for rule in written]})
    if "rules" in written:
        return document("Policy", "it", {"rules": [completed(rule) for rule in written["rules"]]})
    if "scope" in written:
        return document("Policy", "it", SPECS["Policy"] | written)
    kind = str(written.get("kind"))
    if {"metadata", "spec", "apiVersion"} & set(written):
        spec = SPECS.get(kind, SPECS["Policy"] if kind == "None" else {})
        if kind == "Dataset" and "from" not in written.get("spec", {}):
            spec = {"columns": {"a": "text"}}
        base = document(kind if kind != "None" else "Policy", "it", spec)
        return merged(base, written)  # type: ignore[return-value]
    if METADATA & set(written):
        return document("Policy", "it", SPECS["Policy"], **written)
    if KPI & set(written):
        return document("Kpi", "it", SPECS["Kpi"] | written)
    if {"from", "until"} & set(written):
        return document("Waiver", "it", SPECS["Waiver"] | {"from": "2026-01-01"} | written)
    rest = {k: v for k, v in RULE.items() if k != "that"} if written.get("kind") not in {None, "require"} else RULE
    return document("Policy", "it", {"rules": [rest | written]})


def problems_of(folder: Path, text: str, code: str) -> set[str]:
    """Return the codes of what is wrong with an example, standing in a project of its own."""
    data: Json = dict(read(text, "f").documents[0].data)
    example = "govcode.yaml" if data["kind"] == "Project" else "policies/example.yaml"
    around = [d for d in SURROUNDINGS if d["metadata"]["id"] != data["metadata"]["id"]]
    if code == "GC312":
        around = [d for d in around if d["kind"] != "Kpi"]
    (folder / "policies").mkdir()
    (folder / "govcode.yaml").write_text(json.dumps(document("Project", "all", SPECS["Project"])), encoding="utf-8")
    (folder / "policies/around.yaml").write_text("\n---\n".join(map(json.dumps, around)), encoding="utf-8")
    (folder / "policies/later.yaml").write_text("\n---\n".join(map(json.dumps, BESIDE.get(code, []))), encoding="utf-8")
    (folder / example).write_text(text, encoding="utf-8")
    return {p.code for p in lint(folder, AS_OF).problems if p.span.file == example}


def text_of(example: str) -> str:
    """Return a document that holds an example, as JSON: every JSON text is YAML."""
    (tree,) = read(example if not example.startswith("- ") else f"rules:\n{example}", "f").documents
    return json.dumps(whole(tree.data["rules"] if example.startswith("- ") else tree.data))


@pytest.mark.parametrize("code", [c for c in TRIED if c not in {"GC109", "GC314"}])
def test_the_bad_example_has_the_problem(code: str, tmp_path: Path) -> None:
    (example,) = EXAMPLE.findall(explain(code) or "")
    assert code in problems_of(tmp_path, text_of(example), code)


@pytest.mark.parametrize("code", ["GC109", "GC314"])
def test_the_bad_example_has_the_problem_as_it_is_written(code: str, tmp_path: Path) -> None:
    (example,) = EXAMPLE.findall(explain(code) or "")
    rule = "".join(f"  {line}\n" for line in example.splitlines())
    fields = "".join(f"  {key}: {value}\n" for key, value in RULE.items() if f"{key}:" not in example)
    head = "apiVersion: govcode/v1\nkind: Policy\nmetadata: {id: it, title: Something, owner: cx-governance}\n"
    assert code in problems_of(tmp_path, f"{head}spec:\n rules:\n -\n{fields}{rule}", code)


def test_a_right_document_has_none_of_them(tmp_path: Path) -> None:
    right = json.dumps(document("Policy", "it", SPECS["Policy"]))
    assert problems_of(tmp_path, right, "") == {"GC311"}


def test_most_pages_are_tried() -> None:
    assert len(TRIED) >= 40
    assert set(SPECS) | {"EscalationRule"} == set(KINDS)


def test_every_page_is_of_a_code_that_can_be_met(root: Path) -> None:
    used = {c for file in (root / "src").rglob("*.py") for c in re.findall(r"\bGC\d{3}\b", file.read_text("utf-8"))}
    assert {code for code in codes() if code < "GC400"} - used == set()

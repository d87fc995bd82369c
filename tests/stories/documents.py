"""The project of the stories: the reference pack of this repository, with what people keep beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copy, copytree

from tests.stories import stories as told
from tests.stories.weeks import AS_OF, FIRST, midnight

PACK = ("escalation_rules", "kpis", "policies")
QUEUES = {"account": 0.17, "billing": 0.27, "orders": 0.24, "technical": 0.26, "trust": 0.06}
_HEAD = "apiVersion: govcode/v1\nkind: {kind}\nmetadata: {{id: {id}, title: {title}, owner: {owner}}}\nspec:\n"


def write_project(repository: Path, root: Path) -> None:
    """Write the project as it is on the day of the review."""
    root.mkdir(parents=True)
    copy(repository / "govcode.yaml", root)
    for name in PACK:
        copytree(repository / name, root / name)
    (root / "drops" / "sample").mkdir(parents=True)
    for file in (*root.glob("policies/waivers/*"), *root.glob("policies/actions/*"), *root.glob("policies/disputes/*")):
        file.unlink()
    _replace(root / "policies" / "cadences.yaml", r"from: \d{4}-\d{2}-\d{2}", f"from: {FIRST}")
    _settings(root)
    _mix(root)
    for name, text in _added():
        path = root / "policies" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def before_the_change(root: Path) -> None:
    """Change the documents to what they were before a KPI was defined anew."""
    speed = root / "kpis" / "speed.yaml"
    _replace(speed, f"seen_reply_wait_business <= {told.NEW_HOURS}", f"seen_reply_wait_business <= {told.OLD_HOURS}")
    _replace(speed, "answered within four business hours", "answered within eight business hours")


def fingerprint(check: str, vendor: str, start: date) -> str:
    """Return the fingerprint of a KPI's value of a vendor, as govcode makes it of what, where and when."""
    name = f"{check}\0\0vendor {vendor}\0{midnight(start).isoformat()}"
    return sha256(name.encode()).hexdigest()[:16]


def _replace(path: Path, pattern: str, text: str) -> None:
    old = path.read_text(encoding="utf-8")
    new = re.sub(pattern, text, old)
    assert new != old, f"{path.name} has no {pattern}"
    path.write_text(new, encoding="utf-8")


def _settings(root: Path) -> None:
    path = root / "govcode.yaml"
    said = "  review:\n    committee: the quarterly risk committee\n    signed_by: [coo, cx-governance]\n"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + said, encoding="utf-8")


def _mix(root: Path) -> None:
    """Tell satisfaction at a reference mix as well: who is asked must not make it better."""
    path = root / "kpis" / "outcome.yaml"
    reference = ", ".join(f"{{of: {{queue: {queue}}}, share: {share:.0%}}}" for queue, share in QUEUES.items())
    mix = f"  mix: {{by: [queue], reference: [{reference}]}}\n"
    old = path.read_text(encoding="utf-8")
    before, found, after = old.partition("  claim: {of: kpi-claims, as: csat-top-box")
    assert found, "the KPI that customers are satisfied has no claim to put the mix before"
    path.write_text(before + mix + found + after, encoding="utf-8")


def _added() -> list[tuple[str, str]]:
    return [
        ("actions/stories.yaml", "---\n".join(_actions())),
        ("disputes/borealis.yaml", "---\n".join(_disputes())),
        ("excused.yaml", _excuse()),
        ("waivers/stories.yaml", "---\n".join(_waivers())),
    ]


def _document(kind: str, id_: str, title: str, owner: str, spec: str) -> str:
    return _HEAD.format(kind=kind, id=id_, title=title, owner=owner) + spec


def _actions() -> list[str]:
    return [
        _document(
            "Action",
            told.OVERDUE_ACTION,
            "Borealis approves exports before they are made",
            "privacy-office",
            f"  checks: [{told.NON_NEGOTIABLE}]\n  vendors: [{told.BOREALIS}]\n  type: tooling\n"
            "  plan: The export button asks for the number of an approval, and refuses without one.\n"
            f"  opened: 2026-07-20\n  due: {told.OVERDUE_SINCE}\n",
        ),
        _document(
            "Action",
            told.UNHELPFUL_ACTION,
            "Acme trains agents to write the steps they tried in their own words",
            "cx-governance",
            f"  checks: [{told.UNHELPFUL_CHECK}]\n  vendors: [{told.ACME}]\n  type: training\n"
            "  plan: An hour with examples for every agent of the second tier.\n"
            f"  opened: 2026-06-15\n  due: 2026-08-15\n  completed: {told.UNHELPFUL_COMPLETED}\n",
        ),
    ]


def _disputes() -> list[str]:
    return [_dispute(id_, week, outcome) for id_, (week, outcome) in told.DISPUTED.items()]


def _dispute(id_: str, week: date, outcome: str) -> str:
    raised = week + timedelta(days=16)
    spec = (
        f"  vendor: {told.BOREALIS}\n  rule: {told.DISPUTED_KPI}\n"
        f"  fingerprints: ['{fingerprint(told.DISPUTED_KPI, told.BOREALIS, week)}']\n"
        f"  raised_by: borealis-lead\n  raised: {raised}\n"
        "  grounds: Many of these customers wrote about another order, not about the same issue.\n"
    )
    if outcome != "pending":
        decided = raised + timedelta(days=12)
        reason = {
            "overturned": "The recall letter of that week brought them back, not the answer they had been given.",
            "upheld": "Forty tickets were read; in thirty-four the customer asked the same again.",
        }[outcome]
        spec += f"  outcome: {outcome}\n  decided_by: coo\n  decided: {decided}\n  decision: {reason}\n"
    return _document("Dispute", id_, f"Customers who came back in the week from {week}", "cx-governance", spec)


def _excuse() -> str:
    spec = (
        f"  kpis: [{told.EXCUSED_KPI}]\n  vendors: [{told.ACME}]\n  from: 2026-08-04\n  until: 2026-08-06\n"
        "  reason: Builders cut the cable of the site, and no call came through.\n"
        "  evidence: Incident INC-40711 of the network provider\n  approved_by: coo\n  expires: 2026-12-31\n"
    )
    return _document("ExcusedEvent", told.EXCUSE, "The cable of Acme was cut", "vendor-management", spec)


def _waivers() -> list[str]:
    ends = (
        (date(2026, 1, 8), date(2026, 4, 5)),
        (date(2026, 4, 6), date(2026, 7, 2)),
        (date(2026, 7, 3), date(2026, 9, 28)),
        (date(2026, 9, 29), told.RENEWED_UNTIL),
    )
    found = [
        _waiver(
            told.EXPIRED_WAIVER,
            told.EXPIRED_RULE,
            told.ACME,
            "The new handoff form is late; until then two fields are missing.",
            (date(2026, 5, 18), told.EXPIRED_ON),
        )
    ]
    for number, (first, last) in enumerate(ends, 1):
        name = f"{told.RENEWED_WAIVER.removesuffix('-4')}-{number}"
        reason = "Night chats are closed by the platform before an agent can answer (change CH-1187)."
        found.append(_waiver(name, told.RENEWED_RULE, told.CIRRUS, reason, (first, last)))
    assert told.RENEWED_UNTIL > AS_OF
    return found


def _waiver(id_: str, rule: str, vendor: str, reason: str, days: tuple[date, date]) -> str:
    spec = (
        f"  rules: [{rule}]\n  where: vendor = '{vendor}'\n  reason: {reason}\n  approved_by: coo\n"
        f"  from: {days[0]}\n  until: {days[1]}\n"
    )
    return _document("Waiver", id_, "What is accepted for a while", "cx-governance", spec)

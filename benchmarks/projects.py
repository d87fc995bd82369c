"""Governance repositories with the checks, and of a given size."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.checks import LISTED, MOMENTS, NUMBERS, Between, Check, Matches, NotNull, OneOf, Ordered

TYPES = (
    dict.fromkeys(["ticket_id", "agent_id", "approval_id", *LISTED], "text")
    | {name: "number" if name in {"amount", "credit"} else "integer" for name in NUMBERS}
    | dict.fromkeys(MOMENTS, "timestamp")
)
_HEAD = """apiVersion: govcode/v1
kind: {kind}
metadata: {{id: {id}, title: A {kind} to measure with, owner: someone{more}}}
"""
_REVIEW = ", review: {last: 2026-01-01, every: 365d}"


def checking(root: Path, checks: Iterable[Check], files: str) -> None:
    """Write a repository with a rule per check about the tickets that `files` hold."""
    _project(root)
    _write(
        root,
        "policies/feeds/drop.yaml",
        "Feed",
        "drop",
        f'spec: {{tables: {{tickets: {{dataset: tickets, files: ["{files}"]}}}}}}\n',
    )
    columns = json.dumps(TYPES).replace('"', "")
    _write(
        root,
        "policies/datasets/tickets.yaml",
        "Dataset",
        "tickets",
        f"spec: {{key: ticket_id, event_time: opened_at, columns: {columns}}}\n",
    )
    rules = "".join(f"    - {json.dumps(_rule(number, check))}\n" for number, check in enumerate(checks))
    _write(root, "policies/rules.yaml", "Policy", "rules", f"spec:\n  rules:\n{rules}")


def sized(root: Path, documents: int, rules: int) -> int:
    """Write a repository of so many documents, each policy with so many rules that carry examples; return how many."""
    checking(root, (), "*.csv")
    (root / "policies" / "rules.yaml").unlink()
    for number in range(documents - 3):
        written = "".join(f"    - {json.dumps(_example_rule(rule))}\n" for rule in range(rules))
        _write(
            root, f"policies/policy-{number:04}.yaml", "Policy", f"policy-{number:04}", f"spec:\n  rules:\n{written}"
        )
    return (documents - 3) * rules * 3


def _project(root: Path) -> None:
    _write(root, "govcode.yaml", "Project", "measured", "spec: {people: {someone: {name: Someone}}}\n")


def _write(root: Path, name: str, kind: str, identifier: str, spec: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    more = "" if kind in {"Project", "Feed"} else _REVIEW
    path.write_text(_HEAD.format(kind=kind, id=identifier, more=more) + spec, encoding="utf-8")


def _rule(number: int, check: Check) -> dict[str, object]:
    shared: dict[str, object] = {"id": f"rule-{number:02}", "title": "What is to be measured", "dataset": "tickets"}
    match check:
        case NotNull(column):
            return shared | {"kind": "required", "columns": [column]}
        case OneOf(column, values):
            return shared | {"kind": "one_of", "column": column, "values": list(values)}
        case Between(column, low, high):
            return shared | {"kind": "in_range", "column": column, "low": low, "high": high}
        case Matches(column, pattern):
            return shared | {"kind": "matches", "column": column, "pattern": pattern}
        case Ordered(first, second):
            that = f"{first} is null or {second} is null or {first} <= {second}"
            return shared | {"kind": "require", "that": that}


def _example_rule(number: int) -> dict[str, object]:
    return {
        "id": f"rule-{number:02}",
        "title": "Refunds above a limit need an approver",
        "dataset": "tickets",
        "kind": "require",
        "when": f"queue = 'refunds' and amount > {500 + number}",
        "that": "approval_id is not null",
        "examples": {
            "keeps": [{"queue": "refunds", "amount": 900, "approval_id": "P-1"}, {"queue": "refunds", "amount": 500}],
            "breaks": [{"queue": "refunds", "amount": 900}],
        },
    }

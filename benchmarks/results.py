"""What was measured, as a table for people and as a section of results.md."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from os import cpu_count
from pathlib import Path

import click

RESULTS = Path(__file__).with_name("results.md")
_TITLE = """# What was measured

Medians of whole processes on one machine; only numbers of one table can be compared. To measure again, from the root:
`python -m benchmarks.row_rules --peer-python PYTHON --write`, and so `csv_rules`, `kpis`, `portal`, `review`,
`start` and `servicenow FOLDER`.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A promise about a number, and whether it was kept."""

    says: str
    measured: float
    most: float

    def __str__(self) -> str:
        """Tell the promise with what was measured."""
        kept = "kept" if self.measured <= self.most else "MISSED"
        return f"{kept}: {self.says} {self.measured:.3g} (at most {self.most:g})"


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a title, and the promises about it; `name` marks it in results.md."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    targets: Sequence[Target]


def told(table: Table, *, write: bool) -> None:
    """Print a table and its targets, and keep them in results.md if that is asked; leave with 1 if one was missed."""
    lines = [f"| {' | '.join(row)} |" for row in (table.head, ["---"] * len(table.head), *table.rows)]
    section = "\n".join([f"## {table.title}", "", *lines, "", *(f"- {target}" for target in table.targets)])
    click.echo(section)
    if write:
        _kept(table.name, f"{section}\n\n{_machine()}")
    if any(target.measured > target.most for target in table.targets):
        raise SystemExit(1)


def _machine() -> str:
    return f"{cpu_count()} processors, {platform.system()} {platform.machine()}, Python {platform.python_version()}."


def _kept(name: str, section: str) -> None:
    """Put a section in the place of the one with the same mark, sections in the order of their names."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = dict(part.split(" -->\n", 1) for part in old.split("<!-- ")[1:])
    parts[name] = f"\n{section}\n\n"
    body = "".join(f"<!-- {key} -->\n{parts[key]}" for key in sorted(parts))
    RESULTS.write_text(f"{_TITLE}\n{body}".rstrip() + "\n", encoding="utf-8")

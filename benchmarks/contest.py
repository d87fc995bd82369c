"""The same checks by govcode and by other tools, each as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks import checks
from benchmarks.measuring import GOVCODE, ROOT, Usage, measured
from benchmarks.projects import checking

PEERS = ("great_expectations", "pandera", "pointblank")


def prepared(folder: Path, kind: str, rows: int, ending: str) -> Path:
    """Write the rows and a repository with the checks, and return the file of the rows."""
    file = folder / "drop" / f"tickets.{ending}"
    file.parent.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "benchmarks.making", str(rows), str(file)], cwd=ROOT, check=True)
    checking(folder / "project", getattr(checks, kind), f"*.{ending}")
    return file


def govcode(folder: Path, repeats: int) -> tuple[Usage, int]:
    """Return what `govcode check` uses, and how many cells it finds wrong."""
    report = folder / "report.json"
    drop = f"drop={folder / 'drop'}"
    command: list[str | Path] = [
        *GOVCODE,
        "check",
        folder / "project",
        "--drop",
        drop,
        "--exit-zero",
        "-o",
        f"json={report}",
        "--as-of",
        "2026-09-01",
    ]
    used = measured(command, repeats)
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return used, sum(finding["violations"] or 0 for finding in findings if finding["id"].startswith("rules."))


def measured_inside(folder: Path) -> dict[str, float]:
    """Return what the rules and a scan cost within one process, and how many SQL statements there were."""
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.inside", folder / "project", folder / "drop"]
    numbers: dict[str, float] = json.loads(measured(command, 1).output)
    return numbers


def peers(python: str | None, kind: str, file: Path, broken: int, repeats: int) -> Iterator[tuple[str, Usage]]:
    """Give what each tool uses; one that finds something else is not measured on the same checks."""
    if python is None:
        click.echo("SKIP peers: name a Python that has them with --peer-python (benchmarks/requirements.txt)", err=True)
        return
    for tool in PEERS:
        if subprocess.run([python, "-c", f"import {tool}"], capture_output=True, check=False).returncode:
            click.echo(f"SKIP {tool}: it is not installed for {python}", err=True)
            continue
        used = measured([python, "-W", "ignore", "-m", "benchmarks.peers", tool, kind, file], repeats)
        found = json.loads(used.output.splitlines()[-1])["broken"]
        if found != broken:
            message = f"{tool} finds {found} cells wrong, govcode {broken}"
            raise click.ClickException(message)
        yield tool, used


def row(name: str, used: Usage, than: Usage) -> list[str]:
    """Return a line of the table."""
    return [name, f"{used.cpu:.2f}", f"{used.wall:.2f}", f"{used.peak:.0f}", f"{used.cpu / than.cpu:.1f}"]


HEAD = ("tool", "CPU s", "seconds", "peak MB", "CPU, govcode = 1")

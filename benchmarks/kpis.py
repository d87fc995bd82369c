"""The KPIs of the trade by vendor, queue and week on a million tickets, the whole process."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import yaml

from benchmarks.measuring import GOVCODE, ROOT, Usage, measured
from benchmarks.results import Table, Target, told

TICKETS, AS_OF = 1_000_000, "2026-07-20"
SECONDS, MEGABYTES = 15, 2_000
MOST = 12  # derived relations that are told one by one
QUEUED = {
    "contact-facts",
    "contacts",
    "cost-ledger",
    "customer-waits",
    "handoff-facts",
    "interactions",
    "open-days",
    "qa-reviews",
    "survey-facts",
    "ticket-facts",
    "tickets",
}
# What speaks of claims, which are not made by queue and week, and has no part in a run.
BESIDE = ("actions", "cadences.yaml", "risks", "waivers")
# What else would be judged with the KPIs, because they stand behind it.
GATES = ("contacts", "data-quality", "events", "surveys", "ticket-events", "tickets")


@click.command()
@click.option("--tickets", default=TICKETS, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(tickets: int, repeats: int, *, write: bool) -> None:
    """Measure the KPIs in one run, alone and with the gates of the data they stand behind."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        folder, project = Path(name, "drop"), Path(name, "project")
        folder.mkdir()
        measured([sys.executable, "-m", "benchmarks.support", str(tickets), folder], 1)
        every, trade = by_queue_and_week(project), of_the_trade()
        ignored = [word for gate in GATES for word in ("--ignore", gate)]
        runs = {
            f"{len(trade)} KPIs": (trade, ignored),
            f"{len(trade)} KPIs behind the gates of their data": (trade, []),
            f"all {len(every)} KPIs of the pack behind their gates": (every, []),
        }
        used = {label: _run(project, folder, *run, repeats) for label, run in runs.items()}
        values = _values(Path(name, "report.json"))
        parts = json.loads(measured([sys.executable, "-m", "benchmarks.kpi_parts", project, folder, AS_OF], 1).output)
    rows = [[label, f"{run.cpu:.1f}", f"{run.wall:.1f}", f"{run.peak:.0f}", ""] for label, run in used.items()]
    gated = list(used.values())[1]  # what `check` does: no KPI without its gates
    targets = [Target("seconds, gates included,", gated.wall, SECONDS), Target("peak MB", gated.peak, MEGABYTES)]
    title = (
        f"KPIs by vendor, week and, where rows have one, queue: {tickets:,} tickets with three events and messages each"
    )
    head = ("what", "CPU s", "seconds", "peak MB", "share of the CPU of all KPIs")
    told(Table("kpis", f"{title}, {values:,} values", head, [*rows, *_shares(parts)], targets), write=write)


def _run(project: Path, folder: Path, kpis: list[str], more: list[str], repeats: int) -> Usage:
    report = folder.parent / "report.json"
    command: list[str | Path] = [*GOVCODE, "check", project, "--drop", f"standard={folder}", "--as-of", AS_OF]
    command += [word for kpi in kpis for word in ("--select", kpi)]
    return measured([*command, *more, "--exit-zero", "-o", f"json={report}"], repeats)


def _values(report: Path) -> int:
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    return sum(finding["kind"] == "kpi" and finding["value"] is not None for finding in findings)


def of_the_trade() -> list[str]:
    """Return the KPIs that stand first in each row of the page about KPIs: one for each thing the trade measures."""
    page = (ROOT / "docs" / "kpis.md").read_text(encoding="utf-8").split("\n## ")[0]
    cells = (line.split("|")[2] for line in page.splitlines() if line.startswith("| ") and "`" in line.split("|")[2])
    return [re.findall(r"`([a-z-]+)`", cell)[0] for cell in cells]


def by_queue_and_week(project: Path) -> list[str]:
    """Write the reference pack with every KPI by vendor, queue (where its rows know it) and week; return their ids."""
    project.mkdir(exist_ok=True)
    for part in ("govcode.yaml", "policies", "kpis", "escalation_rules"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, project / part)
    for part in BESIDE:
        drop = shutil.rmtree if (project / "policies" / part).is_dir() else Path.unlink
        drop(project / "policies" / part)
    ids: list[str] = []
    for file in sorted((project / "kpis").glob("*.yaml")):
        documents = list(yaml.safe_load_all(file.read_text(encoding="utf-8")))
        for document in documents:
            if document["kind"] == "Kpi":
                ids.append(document["metadata"]["id"])
                _finer(document["spec"])
        file.write_text(yaml.safe_dump_all(documents, sort_keys=False), encoding="utf-8")
    return ids


def _finer(spec: dict[str, object]) -> None:
    if "by" in spec and spec["of"] in QUEUED:
        spec["by"] = ["vendor", "queue"]
        spec.pop("drill", None)
    if spec.get("period") in {"month", "quarter"}:
        spec |= {"period": "week", "rolling": 1}
        spec.pop("claim", None)


def _shares(parts: dict[str, float]) -> list[list[str]]:
    total = sum(parts.values())
    ordered = sorted(parts.items(), key=lambda part: -part[1])
    rest = sum(used for _, used in ordered[MOST:])
    listed = [*((_short(name), used) for name, used in ordered[:MOST]), ("everything else", rest)]
    return [[name, f"{used:.1f}", "", "", f"{100 * used / total:.0f} %"] for name, used in listed]


def _short(rows: str) -> str:
    """Return the words for rows with a plus for each row that is fetched from elsewhere."""
    lean = re.sub(r", each with (?:its|the) row of ([a-z.-]+)(?: just (?:after|before) it)?", r" + \1", rows)
    if ": " in lean:
        made, _, of = lean.partition(": ")
        lean = f"`{made.strip() or 'rows'}` of {of}"
    return lean.replace("standard.", "").replace(", each seeing those of its kind", ", windows").replace("only ", "")


if __name__ == "__main__":
    main()

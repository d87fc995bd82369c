"""Every KPI of the reference pack by vendor, queue and week on a million tickets, the whole process."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import yaml

from benchmarks.measuring import GOVCODE, ROOT, measured
from benchmarks.results import Table, Target, told

TICKETS, AS_OF = 1_000_000, "2026-07-20"
SECONDS, MEGABYTES = 15, 2_000
MOST = 12  # derived relations that are told one by one
QUEUED = {"ticket-facts", "contact-facts", "interactions", "cost-ledger", "tickets", "contacts"}


@click.command()
@click.option("--tickets", default=TICKETS, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(tickets: int, repeats: int, *, write: bool) -> None:
    """Measure all KPIs in one run."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        folder, project = Path(name, "drop"), Path(name, "project")
        folder.mkdir()
        measured([sys.executable, "-m", "benchmarks.support", str(tickets), folder], 1)
        kpis = by_queue_and_week(project)
        command: list[str | Path] = [*GOVCODE, "check", project, "--drop", f"drop={folder}", "--as-of", AS_OF]
        command += [word for kpi in kpis for word in ("--select", kpi)]
        command += ["--exit-zero", "--memory", "1500MB", "-o", f"json={name}/report.json"]
        used = measured(command, repeats)
        report = json.loads(Path(name, "report.json").read_text(encoding="utf-8"))
        parts = json.loads(measured([sys.executable, "-m", "benchmarks.kpi_parts", project, folder, AS_OF], 1).output)
    values = sum(finding["kind"] == "kpi" and finding["value"] is not None for finding in report["findings"])
    rows = [["the whole process", f"{used.cpu:.1f}", f"{used.wall:.1f}", f"{used.peak:.0f}", "100 %"], *_shares(parts)]
    targets = [Target("seconds", used.wall, SECONDS), Target("peak MB", used.peak, MEGABYTES)]
    title = f"{len(kpis)} KPIs by vendor, queue and week: {tickets:,} tickets with three events and messages each"
    head = ("part", "CPU s", "seconds", "peak MB", "share of CPU")
    told(Table("kpis", f"{title}, {values:,} values", head, rows, targets), write=write)


def by_queue_and_week(project: Path) -> list[str]:
    """Write the reference pack with every KPI by vendor, queue (where its rows know it) and week; return their ids."""
    for part in ("govcode.yaml", "policies", "kpis", "escalation_rules"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        project.mkdir(exist_ok=True)
        copy(ROOT / part, project / part)
    _feed(project / "policies" / "feeds" / "standard.yaml")
    shutil.rmtree(project / "policies" / "waivers", ignore_errors=True)
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


def _feed(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("id: standard", "id: drop", 1)
    file.write_text(text, encoding="utf-8")


def _shares(parts: dict[str, float]) -> list[list[str]]:
    total = sum(parts.values())
    ordered = sorted(parts.items(), key=lambda part: -part[1])
    rest = sum(used for _, used in ordered[MOST:])
    listed = [*ordered[:MOST], *([("everything else", rest)] if rest else [])]
    return [[name, f"{used:.2f}", "", "", f"{100 * used / total:.0f} %"] for name, used in listed]


if __name__ == "__main__":
    main()

"""What a quarterly review costs: eight quarters of weekly runs, ten vendors, sixty KPIs, to HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click

from benchmarks.measuring import GOVCODE, measured
from benchmarks.results import Table, Target, told
from govcode.history.canonical import written
from govcode.history.record import Definition, Limits, Record, Result
from govcode.history.store import open_history
from govcode.review.quarter import Quarter, Stretch
from govcode.stats.intervals import wilson

LAST, QUARTERS = Quarter(2026, 3), 8
_PROJECT = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: support, title: Support, owner: cx}
spec:
  people:
    cx: {name: Customer experience}
"""
_VENDOR = """\
apiVersion: govcode/v1
kind: Vendor
metadata: {{id: vendor-{i}, title: Vendor {i}, owner: cx}}
spec: {{name: Vendor {i}}}
"""


@click.command()
@click.option("--vendors", default=10, show_default=True)
@click.option("--kpis", default=60, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Make the project here, and leave it.")
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(vendors: int, kpis: int, repeats: int, keep: Path | None, *, write: bool) -> None:
    """Measure `govcode review`."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        root = keep or Path(name)
        made(root, vendors, kpis)
        out = root / "review"
        command: list[str | Path] = [*GOVCODE, "review", root, "--quarter", str(LAST), "--as-of", "2026-10-06"]
        both = measured([*command, "-o", f"html={out}.html", "-o", f"json={out}.json"], repeats)
        text = measured(command, repeats)
        pdf = measured([*command, "-o", f"pdf={out}.pdf"], 1) if has_pdf() else None
        size = Path(f"{out}.html").stat().st_size / 1e6
    periods = sum(len(LAST.plus(-back).weeks) for back in range(QUARTERS)) * vendors * kpis
    rows = [
        ["html and json", f"{both.cpu:.1f}", f"{both.wall:.1f}", f"{both.peak:.0f}", f"{size:.1f}"],
        ["text", f"{text.cpu:.1f}", f"{text.wall:.1f}", f"{text.peak:.0f}", "–"],
    ]
    targets = [Target(f"seconds for {periods:,} values to HTML and JSON", both.wall, 5)]
    if pdf:
        rows.append(["pdf, once", f"{pdf.cpu:.1f}", f"{pdf.wall:.1f}", f"{pdf.peak:.0f}", "–"])
        # Three thousand rows on 150 pages: ten milliseconds for each row, and five seconds for all the rest.
        targets += [Target("CPU seconds of the PDF", pdf.cpu, 35), Target("peak MB of the PDF", pdf.peak, 1_100)]
    headings = ("formats", "CPU s", "seconds", "peak MB", "MB of HTML")
    told(Table("review", "A quarterly review", headings, rows, targets), write=write)


def has_pdf() -> bool:
    """Say whether this machine can make a PDF: the `pdf` extra and the library Pango are there."""
    try:
        import_module("weasyprint")  # it looks for Pango
    except (ImportError, OSError):
        return False
    return True


def made(root: Path, vendors: int, kpis: int) -> None:
    """Make a project and its history."""
    (root / "policies" / "vendors").mkdir(parents=True, exist_ok=True)
    (root / "govcode.yaml").write_text(_PROJECT, encoding="utf-8")
    for i in range(vendors):
        (root / "policies" / "vendors" / f"{i}.yaml").write_text(_VENDOR.format(i=i), encoding="utf-8")
    history = open_history(".govcode/history.sqlite", root)
    history.join((record, written(record)) for record in records(vendors, kpis))


def records(vendors: int, kpis: int) -> Iterator[Record]:
    """Yield a run after each week, with a value of every KPI of every vendor."""
    random, definitions = Random(1), tuple(_kpi(i) for i in range(kpis))  # noqa: S311 - repeatable, not unguessable
    for back in range(QUARTERS - 1, -1, -1):
        for week in LAST.plus(-back).weeks:
            results = tuple(_result(random, kpi, vendor, week) for kpi in range(kpis) for vendor in range(vendors))
            yield _record(week.end, definitions, results)


def _kpi(i: int) -> Definition:
    return Definition(
        f"kpi-{i}",
        "kpi",
        f"The KPI number {i}",
        "the share of tickets that are answered in time, by week and vendor",
        "cx",
        "medium",
        "waivable",
        "tickets",
        sha256(b"%d" % i).hexdigest()[:16],
        ("tickets",),
        ("service", "quality", "workforce")[i % 3],
        figure="share",
        unit="%",
        direction="higher",
        per="week",
        target=Limits(0.9),
        minimum=Limits(0.8),
        policy="point",
        min_n=20,
    )


def _result(random: Random, kpi: int, vendor: int, week: Stretch) -> Result:
    n = random.randint(150, 250)
    hits = sum(random.random() < 0.75 + 0.02 * ((kpi + vendor) % 10) for _ in range(n))
    start, end = (datetime.combine(day, time()) for day in week)
    mark = sha256(f"{kpi}/{vendor}/{week.start}".encode()).hexdigest()[:16]
    return Result(
        kpi,
        "pass" if hits >= 0.8 * n else "fail",
        mark,
        (("vendor", f"vendor-{vendor}"),),
        (start, end),
        value=hits / n,
        n=n,
        interval=wilson(hits, n),
        target_met=hits >= 0.9 * n,
        literal=hits >= 0.8 * n,
    )


def _record(day: date, definitions: tuple[Definition, ...], results: tuple[Result, ...]) -> Record:
    at = datetime.combine(day, time())
    return Record(
        run=f"week-{day}",
        recorded_at=at + timedelta(hours=2),
        as_of=at,
        project="support",
        title="Support",
        tool="0.4.0",
        engines=(("duckdb", "1.4"),),
        documents="0" * 64,
        revision=None,
        outcome="pass",
        exit_code=0,
        sentence="The gate is open.",
        seconds=1.0,
        definitions=definitions,
        results=results,
    )


if __name__ == "__main__":
    main()

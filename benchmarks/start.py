"""What commands cost that read no data: help, lint of many documents, test per example."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.measuring import GOVCODE, measured
from benchmarks.projects import sized
from benchmarks.results import Table, Target, told

DAY = ("--as-of", "2026-06-01")


@click.command()
@click.option("--documents", default=500, show_default=True)
@click.option("--repeats", default=5, show_default=True)
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(documents: int, repeats: int, *, write: bool) -> None:
    """Measure start, lint and test."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        many, tested = Path(name) / "many", Path(name) / "tested"
        sized(many, documents, 1)
        cases = sized(tested, 103, 10)
        helped = measured([*GOVCODE, "--help"], repeats)
        linted = measured([*GOVCODE, "lint", many, *DAY], repeats)
        tests = measured([*GOVCODE, "test", tested, *DAY], repeats)
        read = measured([*GOVCODE, "lint", tested, *DAY], repeats)
    each = (tests.cpu - read.cpu) / cases * 1000
    rows = [
        [f"govcode {what}", f"{used.cpu:.2f}", f"{used.wall:.2f}", f"{used.peak:.0f}"]
        for what, used in (
            ("--help", helped),
            (f"lint, {documents} documents", linted),
            (f"test, {cases} examples", tests),
        )
    ]
    targets = [
        Target("CPU seconds of --help", helped.cpu, 0.3),
        Target(f"CPU seconds of lint, {documents} documents", linted.cpu, 1),
        Target("CPU milliseconds of test per example, above lint of the same documents", each, 0.2),
    ]
    told(
        Table("start", "Commands that read no data", ("command", "CPU s", "seconds", "peak MB"), rows, targets),
        write=write,
    )


if __name__ == "__main__":
    main()

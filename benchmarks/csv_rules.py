"""Fifty rules on CSV, the whole process, beside other tools."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.contest import HEAD, govcode, measured_inside, peers, prepared, row
from benchmarks.results import Table, Target, told


@click.command()
@click.option("--rows", default=100_000, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--peer-python", help="A Python that has the other tools.")
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(rows: int, repeats: int, peer_python: str | None, *, write: bool) -> None:
    """Measure fifty rules on CSV."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        folder = Path(name)
        file = prepared(folder, "FIFTY", rows, "csv")
        used, broken = govcode(folder, repeats)
        inside = measured_inside(folder)
        others = list(peers(peer_python, "FIFTY", file, broken, repeats))
    table = [row("govcode check, with keys", used, used), *(row(tool, other, used) for tool, other in others)]
    title = f"Fifty rules on {rows:,} rows of CSV, {broken:,} cells wrong"
    targets = [
        Target("CPU seconds of `govcode check`", used.cpu, 1),
        Target("its peak MB", used.peak, 200),
        Target("SQL statements, one of them for the keys of broken rows", inside["statements"], 4),
    ]
    told(Table("csv_rules", title, HEAD, table, targets), write=write)


if __name__ == "__main__":
    main()

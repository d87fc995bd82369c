"""Forty row rules with the keys of broken rows, on Parquet, beside a scan of the same columns and other tools."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.contest import HEAD, govcode, measured_inside, peers, prepared, row
from benchmarks.results import Table, Target, told


@click.command()
@click.option("--rows", default=1_000_000, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--peer-python", help="A Python that has the other tools.")
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(rows: int, repeats: int, peer_python: str | None, *, write: bool) -> None:
    """Measure forty row rules."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        folder = Path(name)
        file = prepared(folder, "FORTY", rows, "parquet")
        used, broken = govcode(folder, repeats)
        inside = measured_inside(folder)
        others = list(peers(peer_python, "FORTY", file, broken, repeats))
    table = [row("govcode check, with keys", used, used), *(row(tool, other, used) for tool, other in others)]
    title = f"Forty row rules on {rows:,} rows of Parquet, {broken:,} cells wrong"
    shown = f"{inside['rules']:.2f} s over {inside['scan']:.2f} s"
    says = f"CPU of the rules over that of reading every value of the same columns once, {shown}:"
    told(Table("row_rules", title, HEAD, table, [Target(says, inside["rules"] / inside["scan"], 3)]), write=write)


if __name__ == "__main__":
    main()

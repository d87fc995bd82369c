"""What a portal costs: the history of benchmarks/review.py, two years of weekly runs, as a folder of pages.

The bounds: a build is a step of a nightly job. Of 15 seconds of processor, about five are sixty charts, for each of
which the drawing library takes 80 ms; three are reading and judging values; four are writing 300,000 cells; the rest
is room. 600 MB is half of what the smallest machines for jobs have. A page of more than 0.6 MB opens slowly from a
shared drive.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.measuring import GOVCODE, measured
from benchmarks.results import Table, Target, told
from benchmarks.review import LAST, QUARTERS, made


@click.command()
@click.option("--vendors", default=10, show_default=True)
@click.option("--kpis", default=60, show_default=True)
@click.option("--repeats", default=3, show_default=True)
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(vendors: int, kpis: int, repeats: int, *, write: bool) -> None:
    """Measure `govcode portal build`."""
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        root, folder = Path(name) / "project", Path(name) / "portal"
        made(root, vendors, kpis)
        used = measured([*GOVCODE, "portal", "build", root, folder, "--as-of", "2026-10-06"], repeats)
        sizes = [page.stat().st_size / 1e6 for page in folder.rglob("*.html")]
    weeks = sum(len(LAST.plus(-back).weeks) for back in range(QUARTERS))
    row = [f"{used.cpu:.1f}", f"{used.wall:.1f}", f"{used.peak:.0f}", f"{len(sizes)}", f"{sum(sizes):.1f}"]
    targets = [
        Target(f"CPU seconds for {weeks * vendors * kpis:,} values", used.cpu, 15),
        Target("peak MB", used.peak, 600),
        Target("MB of the largest page", max(sizes), 0.6),
    ]
    title = f"A portal of {weeks} weekly runs, {vendors} vendors and {kpis} KPIs"
    told(Table("portal", title, ("CPU s", "seconds", "peak MB", "pages", "MB"), [row], targets), write=write)


if __name__ == "__main__":
    main()

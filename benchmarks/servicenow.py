"""The ServiceNow example on the real incident log, the whole process: servicenow.py FOLDER."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.measuring import GOVCODE, ROOT, measured
from benchmarks.results import Table, Target, told


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--repeats", default=3, show_default=True)
@click.option("--write", is_flag=True, help="Keep the table in results.md.")
def main(folder: Path, repeats: int, *, write: bool) -> None:
    """Measure the ServiceNow example on the incident log in FOLDER."""
    drop = f"servicenow={folder.resolve()}"
    with TemporaryDirectory(prefix="govcode-benchmark-") as name:
        command: list[str | Path] = [
            *GOVCODE,
            "check",
            ROOT / "examples" / "servicenow",
            "--drop",
            drop,
            "--exit-zero",
            "--as-of",
            "2017-02-20",
        ]
        used = measured([*command, "-o", f"json={name}/report.json"], repeats)
    rows = [["govcode check", f"{used.cpu:.2f}", f"{used.wall:.2f}", f"{used.peak:.0f}"]]
    targets = [Target("seconds", used.wall, 3), Target("peak MB", used.peak, 500)]
    told(
        Table(
            "servicenow",
            "141,712 updates of 24,918 incidents, gzipped CSV",
            ("command", "CPU s", "seconds", "peak MB"),
            rows,
            targets,
        ),
        write=write,
    )


if __name__ == "__main__":
    main()

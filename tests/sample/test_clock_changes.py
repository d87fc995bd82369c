"""A sample of a season in which clocks change keeps the rules about that, unless it writes the time of the wall."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from govcode.app.checking import check
from govcode.app.choosing import Choice
from govcode.app.ordering import Order
from govcode.drops.delivery import Request
from govcode.findings.finding import Outcome
from govcode.sample.generate import generate

RULES = ("data-quality.contacts-when-clocks-change", "data-quality.tickets-when-clocks-change")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(scope="module", params=[date(2026, 5, 31), date(2026, 12, 31)], ids=["spring", "autumn"])
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    folder, last = tmp_path_factory.mktemp("drop"), request.param
    generate(folder, 3, 12_000, last_day=last, defects=False)
    return folder, datetime.combine(last, datetime.min.time())


def outcomes(root: Path, folder: Path, as_of: datetime) -> dict[str, Outcome]:
    report = check(Order(root, (Request("standard", str(folder)),), as_of, Choice(select=RULES)))
    return {finding.id: finding.outcome for finding in report.findings if finding.kind == "clock_changes"}


def test_hours_that_stay_where_they_are_are_kept(root: Path, season: tuple[Path, datetime]) -> None:
    assert outcomes(root, *season) == dict.fromkeys(RULES, Outcome.PASS)


def test_the_time_of_the_wall_written_as_utc_is_broken(
    root: Path, season: tuple[Path, datetime], tmp_path: Path
) -> None:
    folder, as_of = season
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "tickets.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        wall = datetime.fromisoformat(row["created_at"]).astimezone(AMSTERDAM)
        row["created_at"] = f"{wall:%Y-%m-%dT%H:%M:%SZ}"
    with (tmp_path / "tickets.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert outcomes(root, tmp_path, as_of)["data-quality.tickets-when-clocks-change"] is Outcome.FAIL

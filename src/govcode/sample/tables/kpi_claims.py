"""kpi_claims: what each vendor reports about itself per calendar month, from its own data.

`csat-top-box`: answers of 4 or 5 over all answered csat surveys. `response-rate`: answered surveys over all surveys.
Both by the month in which the survey was sent, by the clock of the client.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from govcode.sample.row import Row, text
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("vendor", "kpi_id", "period", "segment", "value", "numerator", "denominator", "definition_id")
_TOP_BOX = 4
_CLIENT = ZoneInfo("Europe/Amsterdam")


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    kept: Counter[tuple[str, str, str]] = Counter()
    of: Counter[tuple[str, str, str]] = Counter()
    for vendor, kpi, month, good in _surveyed(built):
        kept[vendor, kpi, month] += good
        of[vendor, kpi, month] += 1
    return [_row(key, kept[key], of[key]) for key in sorted(of)]


def _surveyed(built: Built) -> Iterator[tuple[str, str, str, bool]]:
    for survey in built["surveys"]:
        vendor, month = text(survey, "vendor"), _month(text(survey, "sent_at"))
        answered = survey["responded_at"] is not None
        yield vendor, "response-rate", month, answered
        if survey["kind"] == "csat" and answered:
            yield vendor, "csat-top-box", month, int(text(survey, "score_raw")) >= _TOP_BOX


def _month(written: str) -> str:
    return f"{datetime.fromisoformat(written).astimezone(_CLIENT):%Y-%m}"


def _row(key: tuple[str, str, str], kept: int, of: int) -> Row:
    vendor, kpi, month = key
    return {
        "vendor": vendor,
        "kpi_id": kpi,
        "period": month,
        "segment": "all",
        "value": f"{kept / of:.4f}",
        "numerator": kept,
        "denominator": of,
        "definition_id": f"{kpi}-v1",
    }


KPI_CLAIMS = TableKind("kpi_claims", _COLUMNS, _rows)

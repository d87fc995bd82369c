"""kpi_claims: what each vendor reports about itself per calendar month, from its own data.

`csat-top-box`: answers of 4 or 5 over all answered csat surveys, by month of the answer.
`reopen-rate`: tickets with a reopen over tickets that are not spam, by month of creation.
`sla-met`: `made_sla` true over true or false, by month of creation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from govcode.sample.row import Row, text
from govcode.sample.tables.kind import Built, TableKind
from govcode.sample.world import World

_COLUMNS = ("vendor", "kpi_id", "period", "segment", "value", "numerator", "denominator", "definition_id")
_TOP_BOX = 4


def _rows(world: World, built: Built, rng: Random) -> list[Row]:  # noqa: ARG001 - nothing is left to chance here
    kept: Counter[tuple[str, str, str]] = Counter()
    of: Counter[tuple[str, str, str]] = Counter()
    for vendor, kpi, month, good in (*_from_surveys(built), *_from_tickets(built)):
        kept[vendor, kpi, month] += good
        of[vendor, kpi, month] += 1
    return [_row(key, kept[key], of[key]) for key in sorted(of)]


def _from_surveys(built: Built) -> Iterator[tuple[str, str, str, bool]]:
    for survey in built["surveys"]:
        if survey["kind"] == "csat" and survey["responded_at"] is not None:
            good = int(text(survey, "score_raw")) >= _TOP_BOX
            yield text(survey, "vendor"), "csat-top-box", text(survey, "responded_at")[:7], good


def _from_tickets(built: Built) -> Iterator[tuple[str, str, str, bool]]:
    for ticket in built["tickets"]:
        vendor, month = text(ticket, "vendor"), text(ticket, "created_at")[:7]
        if ticket["is_spam"] == "false":
            yield vendor, "reopen-rate", month, int(text(ticket, "reopen_count")) > 0
        if ticket["made_sla"] is not None:
            yield vendor, "sla-met", month, ticket["made_sla"] == "true"


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

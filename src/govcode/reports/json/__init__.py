"""`json`: the report for programs; byte-stable, floats with 12 significant digits, published as a JSON Schema."""

from __future__ import annotations

from typing import Any

from govcode.reports.json.published import published
from govcode.reports.json.shape import ReportV1
from govcode.verdict.decision import Report

SCHEMA_ID = "urn:govcode:report:1"


def render(report: Report) -> str:
    """Return the report as one JSON object in ASCII, with a newline at its end."""
    return published(report).model_dump_json(by_alias=True, indent=2, ensure_ascii=True) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the report, as kept in `schema/report-v1.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return head | ReportV1.model_json_schema(by_alias=True, mode="serialization") | {"title": "govcode report"}

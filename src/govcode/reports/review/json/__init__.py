"""`json`: the review for programs; byte-stable, floats with 12 significant digits, published as a JSON Schema."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from govcode.reports.review.blocks import Block, Cell, Facts, Figure, Keys, Note, Page, Prose, Section, Table
from govcode.reports.review.json.charts import chart_shown, real
from govcode.reports.review.json.shape import VERSION, ReviewV1

SCHEMA_ID = "urn:govcode:review:1"


def render(page: Page) -> str:
    """Return the review as one JSON object in ASCII, with a newline at its end."""
    shown = {
        "schema_version": VERSION,
        "title": page.title,
        "subtitle": page.subtitle,
        "language": page.language,
        "sections": [*map(_section, page.sections)],
    }
    return to_json(shown, indent=1, ensure_ascii=True).decode() + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the review, as kept in `schema/review-v1.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return head | ReviewV1.model_json_schema() | {"title": "govcode review"}


def _section(section: Section) -> dict[str, Any]:
    groups = [
        {"id": group.id, "title": group.title, "blocks": [*map(_block, group.blocks)]} for group in section.groups
    ]
    return {
        "number": section.number,
        "id": section.id,
        "title": section.title,
        "summary": section.summary,
        "tone": section.tone,
        "groups": groups,
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Prose(text=text):
            return {"kind": "prose", "text": text}
        case Facts(pairs=pairs):
            return {"kind": "facts", "facts": [{"label": label, "cell": _cell(cell)} for label, cell in pairs]}
        case Note(tone=tone, text=text):
            return {"kind": "note", "tone": tone, "text": text}
        case Keys(label=label, keys=keys, total=total):
            return {"kind": "keys", "label": label, "keys": keys, "total": total}
        case Table():
            return _table(block)
        case Figure():
            return {
                "kind": "figure",
                "id": block.id,
                "title": block.title,
                "description": block.description,
                "chart": chart_shown(block.chart),
                "table": _table(block.table),
            }


def _table(table: Table) -> dict[str, Any]:
    ids = [column.id for column in table.columns]
    return {
        "kind": "table",
        "id": table.id,
        "caption": table.caption,
        "columns": [{"id": c.id, "title": c.title, "numeric": c.numeric} for c in table.columns],
        "rows": [{name: _cell(cell) for name, cell in zip(ids, row, strict=True)} for row in table.rows],
        "anchors": {str(place): name for place, name in enumerate(table.anchors) if name},
        "empty": table.empty,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    value = real(cell.value) if isinstance(cell.value, float | int) else cell.value
    shown: dict[str, Any] = {"text": cell.text, "value": value, "tone": cell.tone}
    if cell.href:
        shown["href"] = cell.href
    if cell.note:
        shown["note"] = cell.note
    return shown

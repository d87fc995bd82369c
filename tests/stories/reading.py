"""A review as it is read: the rows of its tables, in JSON and on the page, and all that a section says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, str]


class _Page(HTMLParser):
    """The text of each section, and the rows of each table, as somebody reads them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: dict[str, list[str]] = {}
        self.tables: dict[str, list[list[str]]] = {}
        self._section = self._table = ""
        self._silent = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        match tag:
            case "section":
                self._section = name
                self.sections[name] = []
            case "table":
                self._table = name
                self.tables[name] = []
            case "tr" if self._table:
                self.tables[self._table].append([])
            case "style" | "script":
                self._silent += 1
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._table = ""
        elif tag in {"style", "script"}:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if self._silent or not data.strip():
            return
        if self._section:
            self.sections[self._section].append(data.strip())
        if self._table and self.tables[self._table]:
            self.tables[self._table][-1].append(data.strip())


@dataclass(frozen=True)
class Reviewed:
    """What the command wrote: the same review three times over."""

    json: dict[str, Any]
    html: str
    text: str
    files: dict[str, bytes]

    @cached_property
    def _page(self) -> _Page:
        return _Page(self.html)

    @cached_property
    def _tables(self) -> dict[str, list[dict[str, Any]]]:
        blocks = [b for s in self.json["sections"] for g in s["groups"] for b in g["blocks"]]
        tables = [block.get("table", block) for block in blocks if block["kind"] in {"figure", "table"}]
        return {table["id"]: table["rows"] for table in tables}

    def section(self, id_: str) -> dict[str, Any]:
        """Return a section as JSON tells it."""
        found: dict[str, Any] = next(section for section in self.json["sections"] if section["id"] == id_)
        return found

    def says(self, section: str, *sentences: str) -> None:
        """Assert that a section says something, in JSON and on the page."""
        told, page = _texts(self.section(section)), " ".join(self._page.sections[section])
        for sentence in sentences:
            assert any(sentence in text for text in told), f"JSON, section {section}: {sentence}"
            assert _plain(sentence) in _plain(page), f"HTML, section {section}: {sentence}"

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table as JSON tells them, by the ids of the columns."""
        return self._tables[table]

    def stated(self, table: str, *words: str) -> dict[str, Any]:
        """Return the one row of a table that has all the words, which the page must have as well."""
        found = [row for row in self.rows(table) if all(any(w in text for text in _texts(row)) for w in words)]
        assert len(found) == 1, f"{len(found)} rows of {table} with {words}"
        shown = [" ".join(parts) for parts in self._page.tables[table]]
        assert any(all(_plain(w) in _plain(row) for w in words) for row in shown), f"no row on the page: {words}"
        return found[0]

    def shown(self, table: str, row: dict[str, Any], *columns: str) -> Row:
        """Return the cells of a row with their notes; the page must have all of them in one row."""
        cells = {column: _cell(row[column]) for column in columns}
        rows = [_plain(" ".join(parts)) for parts in self._page.tables[table]]
        wanted = [_plain(text) for column in columns for text in _texts(row[column])]
        assert any(all(text in shown for text in wanted) for shown in rows), f"no row on the page with {wanted}"
        return cells


def tone(row: dict[str, Any], column: str) -> str:
    """Return the tone of a cell."""
    found: str = row[column]["tone"]
    return found


def _cell(cell: dict[str, Any]) -> str:
    return " ".join(filter(None, (cell["text"], cell.get("note"))))


def _texts(told: object) -> list[str]:
    """Return the texts that people read, wherever they stand."""
    if isinstance(told, dict):
        own = [told[name] for name in ("text", "note", "title", "summary", "description") if told.get(name)]
        texts = [text for text in own if isinstance(text, str)]
        keys = [key for key in told.get("keys", ()) if isinstance(key, str)]
        return texts + keys + [text for value in told.values() for text in _texts(value)]
    if isinstance(told, list):
        return [text for value in told for text in _texts(value)]
    return []


def _plain(text: str) -> str:
    return "".join(text.split())

"""Documents of a case file, linked, with the examples they carry."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from govcode.catalog.catalog import Catalog
from govcode.catalog.link import link
from govcode.core.diagnostic import Diagnostic
from govcode.documents.located import Documents, Located
from govcode.documents.shape import shaped
from govcode.documents.yaml import read
from govcode.ir.expression import Column, Type

AS_OF = datetime(2026, 11, 22)
PROJECT = """\
apiVersion: govcode/v1
kind: Project
metadata: {id: cases, title: Cases, owner: cx}
spec: {people: {cx: {name: CX}, coo: {name: COO}}}
"""


def documents_of(text: str, name: str) -> Documents:
    items: list[Located] = []
    problems: list[Diagnostic] = []
    for file, content in (("govcode.yaml", PROJECT), (name, text)):
        reading = read(content, file)
        problems += reading.problems
        for tree in reading.documents:
            item, wrong = shaped(tree)
            problems += wrong
            items += [item] if item else []
    return Documents(tuple(items), {name: text}, (), tuple(problems))


def catalog_of(path: Path) -> Catalog:
    return link(documents_of(path.read_text(encoding="utf-8"), path.name), AS_OF)


def types_of(catalog: Catalog) -> dict[str, dict[str, Type]]:
    """Return the types of the columns that the rows of each dataset have."""
    return {
        name: {column: e.type for column, e in contract.columns.items() if e == Column(column, e.type)}
        for name, contract in catalog.contracts.items()
    }

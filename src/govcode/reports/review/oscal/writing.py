"""What every part of an OSCAL document is written with: texts, tokens, moments, properties, and the document itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, TypeAlias
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from pydantic_core import to_json

from govcode.reports.format.words import visible
from govcode.reports.review.markdown.escaping import opening

OSCAL = "1.2.3"  # the version of OSCAL that documents are written in
NAMESPACE = "urn:govcode"
_OWN = uuid5(NAMESPACE_URL, NAMESPACE)
_NOTHING = "–"

Part: TypeAlias = dict[str, Any]


def uuid_of(*words: str | None) -> str:
    """Return a UUID (version 5) that is the same for the same words; None differs from every word."""
    name = "\n".join("-" if word is None else f"+{word}" for word in words)
    return str(uuid5(_OWN, name.encode("utf-8", "backslashreplace").decode("utf-8")))


def text(words: str | None) -> str:
    """Return words on one line without blanks at their ends, as OSCAL asks of a string; a dash for none."""
    return " ".join(visible(words or "").split()) or _NOTHING


def markup(words: str | None) -> str:
    """Return words on one line that mean nothing to Markdown."""
    return opening(text(words))


def token(words: str) -> str:
    """Return a name as an XML name without colon: other characters become `_`."""
    found = "".join(c if c in "._-" or unicodedata.category(c)[0] in "LN" else "_" for c in words)
    return found if found[:1].isalpha() or found[:1] == "_" else f"_{found}"


def moment(at: datetime | date) -> str:
    """Return a moment (naive, UTC), or the start of a day, with its zone."""
    when = at if isinstance(at, datetime) else datetime.combine(at, time())
    return f"{when.isoformat()}Z"


def urn(*words: str) -> str:
    """Return a name such as urn:govcode:run:support:r-1."""
    return ":".join((NAMESPACE, *(quote(word, safe="", errors="replace") for word in words)))


def props(**values: str | float | date | None) -> list[Part]:
    """Return properties of this project's namespace; `_` in names becomes `-`, what is None is left out."""
    return [
        {"name": name.strip("_").replace("_", "-"), "ns": NAMESPACE, "value": _value(value)}
        for name, value in values.items()
        if value is not None
    ]


def lean(part: Any) -> Any:  # noqa: ANN401 - any part of a document
    """Return a part without empty lists and what is None, which OSCAL does not know."""
    if isinstance(part, Mapping):
        kept = {name: lean(value) for name, value in part.items()}
        return {name: value for name, value in kept.items() if value is not None and value != []}
    if isinstance(part, list | tuple):
        return [lean(each) for each in part]
    return part


def document(root: str, body: Part) -> str:
    """Return a document as JSON in ASCII; its UUID follows from all that it says."""
    content = lean(body)
    name = to_json(content, ensure_ascii=True).decode()
    return to_json({root: {"uuid": uuid_of(root, name), **content}}, indent=1, ensure_ascii=True).decode() + "\n"


def _value(value: str | float | date) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.12g}"
        case date():
            return moment(value) if isinstance(value, datetime) else value.isoformat()
        case _:
            return text(str(value))

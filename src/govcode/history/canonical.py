"""A record as bytes, always the same: canonical JSON (RFC 8785), and its SHA-256."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any

import rfc8785
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named
from govcode.history import record as parts
from govcode.history.record import FORMAT, Record

SCHEMA_ID = "urn:govcode:record:1"
_MOMENT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?$"
_DIGITS = 12  # what two machines agree on


def written(record: Record) -> bytes:
    """Return a record as canonical JSON in UTF-8: floats of 12 significant digits, defaults left out.

    Raises ValueError for a number that JSON has no word for.
    """
    return canonical(plain(record))


def plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON's own types."""
    told: dict[str, Any] = _adapter().dump_python(record, mode="json", exclude_defaults=True)
    told["format"] = record.format
    return told


def canonical(value: Any) -> bytes:  # noqa: ANN401 - anything JSON can say
    """Return a value as canonical JSON."""
    return rfc8785.dumps(_rounded(value))


def read(body: bytes | str) -> Record:
    """Return the record that canonical JSON tells; raise `Refused` if it is none, or of a newer format."""
    try:
        found = _adapter().validate_json(body)
    except ValidationError:
        raise Refused([_unreadable(body)]) from None
    if found.format != FORMAT:  # each field is known, and may still mean something else
        raise Refused([_unreadable(body)])
    return found


def digest(body: bytes) -> str:
    """Return the SHA-256 of a record's bytes, in hexadecimal."""
    return sha256(body).hexdigest()


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record, as kept in `schema/record-v1.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    found: dict[str, Any] = _naive(_adapter().json_schema(mode="validation"))
    found["properties"]["format"] = {"const": FORMAT}
    return head | found | {"title": "govcode record", "required": sorted({*found["required"], "format"})}


def _naive(part: Any) -> Any:  # noqa: ANN401 - a schema is any JSON
    """Return a schema whose moments have no offset: `date-time` would ask for one, and all are in UTC."""
    if isinstance(part, list):
        return list(map(_naive, part))
    if not isinstance(part, dict):
        return part
    if part.get("format") == "date-time":
        return {name: value for name, value in part.items() if name != "format"} | {"pattern": _MOMENT}
    return {name: _naive(value) for name, value in part.items()}


@cache
def _adapter() -> TypeAdapter[Record]:
    """Return what reads and writes records; unknown fields and values of another type are refused."""
    for part in _parts():
        with_config(ConfigDict(extra="forbid", strict=True))(part)
    return TypeAdapter(Record)


def _parts() -> Iterator[type]:
    return (part for part in vars(parts).values() if isinstance(part, type) and is_dataclass(part))


def _rounded(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return value


def _unreadable(body: bytes | str) -> Diagnostic:
    place = named("history")
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    told = found.get("format") if isinstance(found, dict) else None
    if isinstance(told, int) and told > FORMAT:
        message = f"a record has format {told}, and this govcode reads formats up to {FORMAT}"
        return Diagnostic("GC423", message, place, "install a newer govcode")
    return Diagnostic("GC422", "a record is not what govcode writes", place, "`govcode history verify` names it")

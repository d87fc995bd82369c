"""NIST's JSON Schemas of OSCAL, held against documents: every pattern and every format is tried, none is left out."""

# ruff: noqa: ANN401 - a schema and what is held against it are any JSON

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from tests.conftest import skip_loudly

FILES = {
    "assessment-results": "oscal_assessment-results_schema.json",
    "plan-of-action-and-milestones": "oscal_poam_schema.json",
}
_CATEGORY = re.compile(r"\\p\{(\w)\}")
_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})*")  # RFC 3986, appendix A
_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@_FORMATS.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or (_REFERENCE.fullmatch(value) is not None and ":" in value)


@_FORMATS.checks("uri-reference")
def _is_reference(value: object) -> bool:
    return not isinstance(value, str) or _REFERENCE.fullmatch(value) is not None


@_FORMATS.checks("email")
def _is_email(value: object) -> bool:
    return not isinstance(value, str) or "@" in value


def formats(schema: Any) -> set[str]:
    """Return the formats that a schema asks for."""
    if isinstance(schema, list):
        return {name for part in schema for name in formats(part)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["format"]} if isinstance(schema.get("format"), str) else set()
    return own.union(*(formats(part) for part in schema.values()))


def schema(root: str) -> dict[str, Any]:
    """Return NIST's schema of a kind of document, or skip the test loudly."""
    folder = os.environ.get("GOVCODE_OSCAL_SCHEMAS")
    if folder is None:
        skip_loudly("oscal", "GOVCODE_OSCAL_SCHEMAS names no folder with NIST's schemas")
    read: dict[str, Any] = json.loads((Path(str(folder)) / FILES[root]).read_text(encoding="utf-8"))
    assert formats(read) <= {*_FORMATS.checkers}, "a format that nothing tries"
    return read


def problems(document: dict[str, Any]) -> list[str]:
    """Return what a schema finds wrong with a document."""
    (root,) = document
    kind = extend(Draft7Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    validator = kind(schema(root), format_checker=_FORMATS)
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]


def _pattern(_: Any, pattern: str, instance: Any, __: dict[str, Any]) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not compiled(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    r"""Return a pattern of ECMA-262 for Python: `\p{L}` as the characters it stands for, `$` only at the very end."""
    assert "\\d" not in pattern, "it means more to Python than to ECMA-262"
    assert "\\w" not in pattern, "as above"
    return re.compile(_CATEGORY.sub(lambda found: f"[{_characters(found[1])}]", pattern).replace("$", r"\Z"))


@cache
def _characters(category: str) -> str:
    """Return all characters of a category of Unicode as ranges."""
    found, first = [], None
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code))[0] == category
        if inside and first is None:
            first = code
        elif not inside and first is not None:
            found.append(f"{re.escape(chr(first))}-{re.escape(chr(code - 1))}")
            first = None
    return "".join(found)

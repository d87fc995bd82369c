"""What a plain scalar means: the core schema of YAML 1.2, less its surprises.

`no`, `on`, `17:30`, `1_000` and dates are text, as the schema says. Numbers with a leading zero (`0123`) are text too,
which it does not say: in support data they are ids and phone numbers.
"""

from __future__ import annotations

import math
import re
from typing import TypeAlias

Plain: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, Plain] = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_UNBOUNDED = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMERIC = frozenset("-+.0123456789")
_LIMIT = 2**63


class NotFiniteError(ValueError):
    """A number that no machine integer or double can hold, or that is no number at all."""


def resolve(text: str) -> Plain:
    """Return the value a plain scalar stands for.

    Raises `NotFiniteError` for `.inf`, `.nan`, integers over 64 bits and floats over the range of a double.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        return _float(text)
    if _UNBOUNDED.fullmatch(text):
        raise NotFiniteError
    return text


def _integer(text: str) -> int:
    # Python refuses to convert thousands of digits; no number that long is within the limit anyway.
    if len(text) > 80:
        raise NotFiniteError
    value = int(text, 0)
    if not -_LIMIT <= value < _LIMIT:
        raise NotFiniteError
    return value


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotFiniteError
    return value

"""What is taken from a result of Great Expectations: whether it was met, and counts; everything else may hold cells."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from govcode.ir.measure import Expected, Failed

_RAISED = re.compile(r"^([A-Za-z_][A-Za-z0-9_.]*)(?::|$)", re.MULTILINE)
_OWN = "great_expectations."


def outcome(result: Any) -> Expected | Failed:  # noqa: ANN401 - an ExpectationValidationResult
    """Return the answer that a result gives; one that raised is no failure of the data."""
    for raised in _exceptions(dict(result.exception_info or {})):
        return Failed(f"Great Expectations raised ({_class_in(str(raised.get('exception_traceback')))})")
    found = dict(result.result or {})
    rows = _count(found.get("element_count"))
    # Some table expectations count distinct values, not rows, under the same name.
    broken = _count(found.get("unexpected_count")) if rows is not None else None
    return Expected(bool(result.success), rows, broken)


def _count(value: object) -> int | None:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _exceptions(info: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the exceptions of a result: its own, or those of the metrics it needed."""
    if "raised_exception" in info:
        yield from [info] if info["raised_exception"] else []
        return
    for inner in info.values():
        if isinstance(inner, Mapping):
            yield from _exceptions(inner)


def class_of(error: Exception) -> str:
    """Return the name of an exception's class."""
    return type(error).__name__


def _class_in(trace: str) -> str:
    """Return the name of the first exception of a traceback; a message may look like a name, so it has to be one."""
    names: list[str] = [name for name in _RAISED.findall(trace) if _is_exception(name)]
    theirs = [name for name in names if not name.startswith(_OWN)]
    return (theirs or names or ["unknown exception"])[0].rpartition(".")[2]


def _is_exception(name: str) -> bool:
    module, _, last = name.rpartition(".")
    found = getattr(sys.modules.get(module) if module else builtins, last, None)
    return isinstance(found, type) and issubclass(found, Exception)

"""A report in the forms people and programs read: a list of formats, each a function of the report."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from govcode.verdict.decision import Report

# Module and function by name; a format is loaded only when it is asked for, because rich and jinja2 are slow to start.
FORMATS: dict[str, str] = {
    "html": "govcode.reports.html:render",
    "json": "govcode.reports.json:render",
    "text": "govcode.reports.text:render",
}


def renderer(name: str) -> Callable[[Report], str]:
    """Return the function that renders a report in the named format; raises KeyError for a name not in FORMATS."""
    module, _, function = FORMATS[name].partition(":")
    return cast("Callable[[Report], str]", getattr(import_module(module), function))

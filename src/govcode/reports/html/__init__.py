"""`html`: one page for people that needs nothing but itself: offline, without scripts, printable, light and dark."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govcode.reports.format.words import visible
from govcode.reports.html.page import page
from govcode.verdict.decision import Report


def render(report: Report) -> str:
    """Return the report as one HTML document in UTF-8."""
    return _environment().get_template("page.html").render(page=page(report)) + "\n"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("govcode.reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["firm"] = _firm
    return environment


def _shown(value: object) -> object:
    """Return what a template puts out; texts come without invisible characters, whatever they were made of."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _firm(text: str) -> str:
    """Return a text in which no line ends between a number and a short unit."""
    return re.sub(r"(?<=\d) (?=[^\s\d]{1,3}(?:[\s;,.]|$))", "\u00a0", text)

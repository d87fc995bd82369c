"""`html`: one page for people that needs nothing but itself: offline, without scripts, printable, light and dark."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from govcode.reports.format.moments import moment
from govcode.reports.format.words import plural, visible
from govcode.reports.html.page import page
from govcode.verdict.decision import Report

_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


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
    environment.filters["dated"] = _dated
    environment.filters["moment"] = moment
    environment.filters["plural"] = plural
    return environment


def _shown(value: object) -> object:
    """Return what a template puts out; texts come without invisible characters, whatever they were made of."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _firm(text: str) -> str:
    """Return a text in which no line ends between a number and a short unit."""
    return re.sub(r"(?<=\d) (?=[^\s\d]{1,3}(?:[\s;,.]|$))", "\u00a0", text)


def _dated(text: str) -> Markup:
    """Return a text in which no line ends inside a date."""
    return Markup(_DAY.sub(r'<span class="day-of">\1</span>', str(escape(visible(text)))))  # noqa: S704 - escaped before

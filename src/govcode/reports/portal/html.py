"""Sheets as HTML: the blocks, style and script of the review, with a head that leads to every other page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from govcode.reports.format.words import visible
from govcode.reports.portal import panels
from govcode.reports.portal.addresses import INDEX, KPIS, RULES, RUNS, SEARCH, way, way_of
from govcode.reports.portal.sheet import Entry, Panels, Sheet, Strip
from govcode.reports.portal.states import SIGNS, TOLD_SIGN, spoken
from govcode.reports.review.anchors import Anchors
from govcode.reports.review.blocks import Cell, Column, Figure, Page
from govcode.reports.review.charts import drawn, reading
from govcode.reports.review.charts.drawing import drawing
from govcode.reports.review.html import BLOCKS, PRINTED_ROWS
from govcode.reports.review.html.cells import inside, sign
from govcode.reports.review.html.widths import no_widths
from govcode.reports.review.tones import TONES
from govcode.reports.review.undisturbed import undisturbed
from govcode.review.stands import State

_SITE = (("Overview", INDEX), ("KPIs", KPIS), ("Rules", RULES), ("Runs", RUNS), ("A–Z", SEARCH))


@dataclass(frozen=True, slots=True)
class Look:
    """The template with its style and scripts, read once for all pages."""

    template: Template
    style: str
    scripts: tuple[str, ...]
    policy: str


class Links(Anchors):
    """The ids of a page, and the ways from it to the other pages."""

    def __init__(self, page: Page, path: str, pages: Collection[str]) -> None:
        """Know where the page lies, and which others there are."""
        super().__init__(page)
        self._path, self._pages = path, pages

    def goal(self, href: str | None) -> str | None:
        """Return where a link leads: to another page if it begins with a slash, else on this one."""
        if href is not None and href.startswith("/"):
            return way_of(href, self._path, self._pages)
        return super().goal(href)


def rendered(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Yield the path and the HTML of each sheet. Raises MissingExtra where charts cannot be drawn."""
    pages = frozenset(sheet.path for sheet in sheets)
    for sheet in sheets:
        with undisturbed():
            text = _rendered(sheet, pages, look())
        yield sheet.path, text


@cache
def look() -> Look:
    """Return the look of all pages."""
    style = _asset("govcode.reports.review.html", "style.css") + _asset("govcode.reports.portal", "site.css")
    scripts = (_asset("govcode.reports.review.html", "script.js"), _asset("govcode.reports.portal", "site.js"))
    allowed = " ".join(map(_digest, scripts))
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {allowed}; img-src data:; base-uri 'none'"
    return Look(_environment().get_template("page.html"), style, scripts, policy)


def _rendered(sheet: Sheet, pages: Collection[str], shared: Look) -> str:
    links = Links(sheet.page, sheet.path, pages)
    named = [(links.own(section.id), section) for section in sheet.page.sections]
    return (
        shared.template.render(
            sheet=sheet,
            page=sheet.page,
            named=named,
            site=[(title, way(sheet.path, path), path == sheet.path) for title, path in _SITE],
            search=way(sheet.path, SEARCH),
            above=[(title, way(sheet.path, path)) for title, path in sheet.above],
            style=Markup(shared.style),  # noqa: S704 - files of this package
            scripts=[Markup(script) for script in shared.scripts],  # noqa: S704 - as above
            policy=shared.policy,
            own=links.own,
            inside=lambda cell: _inside(cell, links),
            row=lambda cells, columns, name: _row(cells, columns, links, name),
            listed=Markup(_listed(sheet.entries, links)),  # noqa: S704 - made of escaped texts
        )
        + "\n"
    )


def _environment() -> Environment:
    places = ("govcode.reports.portal", "govcode.reports.review.html")
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(place, "templates") for place in places]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals |= {
        "meant": TONES.__getitem__,
        "sign": sign,
        "template_of": lambda block: BLOCKS[type(block)],
        "draw": lambda figure, name: Markup(_drawn(figure, name)),  # noqa: S704 - made of escaped texts
        "reading": lambda chart: panels.READING if isinstance(chart, Panels) else reading(chart),
        "printed_rows": PRINTED_ROWS,
        "paper": False,
        "widths": no_widths,
    }
    return environment


def _drawn(figure: Figure, name: str) -> str:
    if isinstance(figure.chart, Panels):
        return drawing(panels.spec(figure.chart), name, figure.title, figure.description)
    return drawn(figure, name)


def _inside(cell: Cell, links: Links) -> Markup:
    """Return a cell; of a strip, a sign per week before its text, and the same in words."""
    if not isinstance(cell, Strip):
        return inside(cell, links)
    marks = _FREE if cell.free else _MARKS
    signs = "".join(marks[state] for state in cell.states)
    words = spoken(cell.states, free=cell.free)
    told = f'<span class="strip" aria-hidden="true">{signs}</span><span class="unseen">{words}. </span>'
    return Markup(told) + inside(cell, links)  # noqa: S704 - made of signs and words of this package


_MARKS = {state: f'<i class="{tone}">{mark}</i>' for state, (mark, tone) in SIGNS.items()}
_FREE = _MARKS | {State.KEPT: f'<i class="plain">{TOLD_SIGN}</i>'}


def _row(cells: Sequence[Cell], columns: Sequence[Column], links: Links, name: str | None) -> Markup:
    """Return a row of a table, whose first cell is its heading, as the review has it."""
    given = f' id="{links.own(name)}"' if name else ""
    parts = [f"<tr{given}>"]
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        number = ' class="number"' if column.numeric else ""
        sorts = "" if cell.value is None else f' data-value="{escape(visible(str(cell.value)))}"'
        parts.append(f"<{tag}{scope}{number}{sorts}>{_inside(cell, links)}</{tag}>")
    return Markup("".join((*parts, "</tr>")))  # noqa: S704 - made of escaped texts


def _listed(listed: Sequence[Entry], links: Links) -> str:
    """Return the list of everything, a heading and a list per kind."""
    parts = []
    for kind, several in groupby(listed, key=lambda entry: entry.kind):
        entries = "".join(_entry(entry, links) for entry in several)
        id_ = links.own(f"all-{kind}")
        parts.append(f'<div class="kind"><h3 id="{id_}">{escape(kind)}</h3><ul>{entries}</ul></div>')
    return "\n".join(parts)


def _entry(entry: Entry, links: Links) -> str:
    words = f' data-words="{escape(visible(entry.words))}"' if entry.words else ""
    note = f'<span class="note">{escape(visible(entry.note))}</span>' if entry.note else ""
    goal, title = links.goal(entry.href), escape(visible(entry.title))
    return f'<li{words}><a href="{goal}">{title}</a>{note}</li>' if goal else f"<li{words}>{title}{note}</li>"


def _shown(value: object) -> object:
    """Return what a template puts out; texts come without invisible characters, whatever they were made of."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(package: str, name: str) -> str:
    """Return a file that lies beside the templates, as it stands between the tags of a page."""
    return "\n" + (resources.files(package) / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return what a browser must find a style sheet or script to be, to use it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

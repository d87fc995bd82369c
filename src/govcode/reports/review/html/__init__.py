"""`html`: one page that needs nothing but itself: works without scripts, better with them, and is ready to print."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govcode.reports.format.words import visible
from govcode.reports.review.anchors import Anchors
from govcode.reports.review.blocks import Block, Facts, Figure, Keys, Note, Page, Prose, Table
from govcode.reports.review.charts import drawn, reading
from govcode.reports.review.html.cells import inside, row, sign
from govcode.reports.review.html.widths import no_widths, widths
from govcode.reports.review.tones import TONES

# The template of each block.
BLOCKS: dict[type[Block], str] = {
    Facts: "facts.html",
    Figure: "figure.html",
    Keys: "keys.html",
    Note: "note.html",
    Prose: "prose.html",
    Table: "table.html",
}
PRINTED_ROWS = 30  # of the table behind a chart; a longer one is read on screen


def render(page: Page, *, paper: bool = False) -> str:
    """Return the review as one HTML document in UTF-8. Raises MissingExtra where charts cannot be drawn.

    What is only meant for `paper` looks as a browser prints it, without all that print does not show.
    """
    anchors = Anchors(page)
    # Sections have their ids before anything inside them asks for one.
    named = [(anchors.own(section.id), section) for section in page.sections]
    template = _environment(anchors, paper=paper).get_template("page.html")
    style, script = _asset("style.css"), _asset("script.js")
    return (
        template.render(
            page=page,
            named=named,
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
            policy=f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:",
        )
        + "\n"
    )


def _environment(anchors: Anchors, *, paper: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("govcode.reports.review.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals |= {
        "own": anchors.own,
        "meant": TONES.__getitem__,
        "sign": sign,
        "inside": lambda cell: inside(cell, anchors),
        "row": lambda cells, columns, name: row(cells, columns, anchors, name, paper=paper),
        "template_of": lambda block: BLOCKS[type(block)],
        "draw": lambda figure, name: Markup(drawn(figure, name)),  # noqa: S704 - made of escaped texts
        "reading": reading,
        "printed_rows": PRINTED_ROWS,
        "paper": paper,
        "widths": widths if paper else no_widths,
    }
    return environment


def _shown(value: object) -> object:
    """Return what a template puts out; texts come without invisible characters, whatever they were made of."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    """Return a file that lies beside the templates, as it stands between the tags of the page."""
    folder = resources.files("govcode.reports.review.html") / "templates"
    return "\n" + (folder / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return what a browser must find a style sheet or script to be, to use it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

"""Print HTML with weasyprint, without what a review has no use for and which takes a quarter of its time and memory."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any, NoReturn

from govcode.reports.review.extra import loaded
from govcode.reports.review.undisturbed import undisturbed

_VARIANT = "pdf/ua-1"
# Rules for footnotes and bullets: they match every element, and a review has neither.
_NEEDLESS = re.compile(r"^::(?:marker|footnote-\w+|note-\w+)\s*\{[^}]*\}", flags=re.MULTILINE)


def printed(text: str) -> bytes:
    """Return an HTML document as a PDF/UA document. Raises MissingExtra where nothing can be printed."""
    weasyprint = loaded("weasyprint", "PDF")
    document = weasyprint.HTML(string=text, url_fetcher=nothing)
    _simplify(document, weasyprint)
    with undisturbed():
        made: bytes = document.write_pdf(pdf_variant=_VARIANT)
    return made


def _simplify(document: Any, weasyprint: Any) -> None:  # noqa: ANN401 - a library without types
    """Give a document the usual style of HTML without needless rules; it stays as it is if that cannot be found."""
    try:
        text = (resources.files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
    except OSError:
        return
    sheet = weasyprint.CSS(string=_NEEDLESS.sub("", text))
    # Nothing public takes the place of this style; should the name change, printing is only slower.
    document._ua_stylesheets = lambda *_, **__: [sheet]  # noqa: SLF001


def nothing(_url: str) -> NoReturn:
    """Refuse to load anything: the page has all it needs."""
    raise ValueError("a review loads nothing")

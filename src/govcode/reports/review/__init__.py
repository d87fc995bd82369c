"""The quarterly review in the forms people and programs read: sections of blocks, and formats that render any block."""

from __future__ import annotations

# Module and function by name; each takes a `Page` (blocks.py) and returns text or bytes. A format is loaded only when
# it is asked for, because drawing and printing are slow to start and need the extra `review`.
FORMATS: dict[str, str] = {
    "html": "govcode.reports.review.html:render",
    "json": "govcode.reports.review.json:render",
    "markdown": "govcode.reports.review.markdown:render",
    "pdf": "govcode.reports.review.pdf:render",
    "text": "govcode.reports.review.text:render",
}

# Formats for other programs, made of the facts rather than of the page; each takes a `Review`.
EXPORTS: dict[str, str] = {
    "oscal-poam": "govcode.reports.review.oscal.poam:render",
    "oscal-results": "govcode.reports.review.oscal.assessment_results:render",
}

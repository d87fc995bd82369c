"""The whole portal: every page in turn, from typed facts to HTML."""

from __future__ import annotations

from collections.abc import Iterator

from govcode.reports.portal.html import rendered
from govcode.reports.portal.pages.kpis import kpi_sheet
from govcode.reports.portal.pages.lists import everything_sheet, kpis_sheet, rules_sheet, runs_sheet
from govcode.reports.portal.pages.overview import overview
from govcode.reports.portal.pages.rules import rule_sheet
from govcode.reports.portal.pages.runs import run_sheet
from govcode.reports.portal.pages.vendors import vendor_sheet
from govcode.reports.portal.sheet import Sheet
from govcode.reports.review.undisturbed import undisturbed
from govcode.review.portal import Portal
from govcode.review.scorecard import KPI


def site(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every page; the same portal gives the same bytes.

    Raises:
        MissingExtra: Charts cannot be drawn with what is installed.
    """
    with undisturbed():
        every = tuple(sheets(portal))
    return rendered(every)


def sheets(portal: Portal) -> Iterator[Sheet]:
    """Yield every page before it is rendered."""
    yield overview(portal)
    yield kpis_sheet(portal)
    yield rules_sheet(portal)
    yield runs_sheet(portal)
    yield everything_sheet(portal)
    for now in portal.vendors:
        if now.vendor is not None:
            yield vendor_sheet(portal, now)
    for _, definition in sorted(portal.scene.definitions.items()):
        yield kpi_sheet(portal, definition) if definition.kind == KPI else rule_sheet(portal, definition)
    for run in portal.scene.runs:
        yield run_sheet(run)

"""The portals that tests look at: a small one made by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from govcode.reports.portal.site import site
from tests.portal.making import made


@cache
def pages() -> dict[str, str]:
    """Return the pages of the small portal."""
    return dict(site(made()))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small portal as a folder."""
    place = tmp_path_factory.mktemp("portal")
    for path, text in pages().items():
        (place / path).parent.mkdir(exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    return place

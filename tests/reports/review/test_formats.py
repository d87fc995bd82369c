"""Each format tells the page made by hand as its golden does; set GOVCODE_UPDATE_GOLDENS to write the goldens anew."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

from govcode.reports.review import FORMATS
from govcode.reports.review.blocks import Page
from govcode.reports.review.extra import MissingExtra, loaded
from tests.reports.review.making import HOSTILE, PAGE

GOLDENS = Path(__file__).parent / "goldens"
WRITTEN = {"html": "page.html", "json": "page.json", "markdown": "page.md"}


def rendered(name: str, page: Page = PAGE) -> str:
    module, _, function = FORMATS[name].partition(":")
    return cast("Callable[[Page], str]", getattr(import_module(module), function))(page)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_format_tells_the_page_as_its_golden(name: str) -> None:
    golden = GOLDENS / WRITTEN[name]
    told = rendered(name)
    if os.environ.get("GOVCODE_UPDATE_GOLDENS"):
        golden.write_bytes(told.encode())
    assert told == golden.read_bytes().decode()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_format_tells_the_same_in_another_process(name: str) -> None:
    module, _, function = FORMATS[name].partition(":")
    code = (
        f"import sys; from {module} import {function} as told; from tests.reports.review.making import PAGE; "
        "sys.stdout.buffer.write(told(PAGE).encode())"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert done.stdout.decode() == rendered(name)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_without_sections_is_whole_too(name: str) -> None:
    assert PAGE.title in rendered(name, replace(PAGE, sections=()))


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_nothing_that_hides_or_moves_text_is_left_in_it(name: str) -> None:
    odd = {c for c in rendered(name) if not (c.isprintable() or c in "\n\u00a0")}
    assert odd == set()
    assert HOSTILE not in rendered(name)


def test_markdown_and_json_work_without_the_extra() -> None:
    code = (
        "import sys; sys.modules['vl_convert'] = sys.modules['weasyprint'] = None\n"
        "from govcode.reports.review import json, markdown\nfrom tests.reports.review.making import PAGE\n"
        "assert json.render(PAGE) and markdown.render(PAGE)\n"
        "from govcode.reports.review import html\n"
        "try:\n    html.render(PAGE)\nexcept Exception as error:\n    print(type(error).__name__, error)\n"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True)
    assert done.stdout == "MissingExtra A chart needs more than is installed: pip install 'govcode[review]'\n"


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: str) -> None:
        raise OSError("cannot load library 'pango'")

    monkeypatch.setattr("govcode.reports.review.extra.import_module", broken)
    with pytest.raises(MissingExtra, match="PDF needs the system library Pango"):
        loaded("weasyprint", "PDF")

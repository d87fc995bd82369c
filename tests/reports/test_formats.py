"""Each format tells the canonical report as its golden does; set GOVCODE_UPDATE_GOLDENS to write the goldens anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from govcode.reports import FORMATS, renderer
from tests.reports.canonical import CANONICAL

GOLDENS = Path(__file__).parent / "goldens"
SUFFIX = {"text": "txt"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_tells_the_canonical_report_as_its_golden(name: str) -> None:
    golden = GOLDENS / f"canonical.{SUFFIX.get(name, name)}"
    told = renderer(name)(CANONICAL)
    if os.environ.get("GOVCODE_UPDATE_GOLDENS"):
        golden.write_bytes(told.encode())
    assert told == golden.read_bytes().decode()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_tells_the_same_twice_and_ends_its_last_line(name: str) -> None:
    render = renderer(name)
    assert render(CANONICAL) == render(CANONICAL)
    assert render(CANONICAL).endswith("\n")


def test_formats_are_listed_by_name() -> None:
    assert list(FORMATS) == sorted(FORMATS)
    with pytest.raises(KeyError):
        renderer("html5")


@pytest.mark.parametrize(
    ("module", "absent"), [("govcode.reports", "rich jinja2"), ("govcode.reports.json", "rich jinja2")]
)
def test_a_format_is_loaded_only_when_it_is_asked_for(module: str, absent: str) -> None:
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    path = os.pathsep.join(filter(None, sys.path))
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": path}
    )
    assert "govcode" in ran.stdout.split()
    assert set(absent.split()) & set(ran.stdout.split()) == set()

"""The planted history, made once, and the reviews of it as the command line writes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.control import plant_control
from tests.stories.planted import plant
from tests.stories.reading import Reviewed
from tests.stories.weeks import AS_OF, QUARTER

FORMATS = {"json": "review.json", "html": "review.html", "text": "review.txt"}


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project with its history."""
    return plant(tmp_path_factory.mktemp("stories") / "project")


@pytest.fixture(scope="session")
def review(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Give the review of all vendors."""
    return reviewed(planted, tmp_path_factory.mktemp("review"))


@pytest.fixture(scope="session")
def control(tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Give the review of a history without stories."""
    folder = tmp_path_factory.mktemp("control")
    return reviewed(plant_control(folder / "project"), folder)


@pytest.fixture(scope="session")
def of_borealis(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Reviewed:
    """Give the review of one vendor alone."""
    return reviewed(planted, tmp_path_factory.mktemp("borealis"), "--vendor", "borealis")


@pytest.fixture(scope="session")
def page(review: Reviewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page as a file."""
    path = tmp_path_factory.mktemp("page") / "review.html"
    path.write_text(review.html, encoding="utf-8")
    return path


def reviewed(root: Path, folder: Path, *more: str) -> Reviewed:
    """Return what `govcode review` writes, in a process of its own."""
    outputs = [word for name, file in FORMATS.items() for word in ("-o", f"{name}={folder / file}")]
    asked = ("--quarter", QUARTER, "--as-of", AS_OF.isoformat())
    command = [sys.executable, "-m", "govcode", "review", str(root), *asked, *more, *outputs]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files = {name: (folder / file).read_bytes() for name, file in FORMATS.items()}
    text = {name: content.decode() for name, content in files.items()}
    return Reviewed(json.loads(text["json"]), text["html"], text["text"], files)

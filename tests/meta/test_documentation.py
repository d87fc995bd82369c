"""The documents tell the truth: paths exist, help is what the program says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "govcode"
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
WRITTEN = [name for name in DOCUMENTS if (ROOT / name).exists()]

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"\.?\w[\w.-]*(?:/\w[\w.-]*)*/?")
FILE = re.compile(r"\.(?:cfg|csv|html|json|jsonl|md|parquet|py|toml|txt|ya?ml)$")
HELP = re.compile(r"<!-- help(?P<command>(?: [a-z]+)*) -->\n+```\w*\n(?P<text>.*?)\n```", re.DOTALL)

# Not in this repository, and rightly so: what the tool makes, and what a user's own project has.
ELSEWHERE = re.compile(r"(?:demo|\.venv|dist|drops)/|govcode\.yaml$|govcode/v\d")


def _paths(text: str) -> list[str]:
    """Return what stands in backticks and looks like a path."""
    quoted = QUOTED.findall(FENCED.sub("", text))
    return [q for q in quoted if PATH.fullmatch(q) and ("/" in q or FILE.search(q)) and not ELSEWHERE.match(q)]


def _exists(path: str) -> bool:
    """Tell whether a path is in the repository, in the code, or in the project that `govcode init` lays out."""
    places = [ROOT, SRC, *(SRC / "scaffold").glob("*/"), SRC / "scaffold"]
    return any((place / path).exists() for place in places)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_path_in_a_document_exists(name: str) -> None:
    paths = _paths((ROOT / name).read_text(encoding="utf-8"))
    assert [path for path in paths if not _exists(path)] == []


def test_paths_are_told_from_other_words() -> None:
    text = "`ci/test` and `pyproject.toml`, `rules/<kind>.py`, `govcode check`, `at_most`, `demo/report.html`\n"
    assert _paths(text + "```\nnot/this.py\n```\n") == ["ci/test", "pyproject.toml"]


@pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="there is no README yet")
def test_help_in_the_readme_is_what_the_program_says() -> None:
    blocks = list(HELP.finditer((ROOT / "README.md").read_text(encoding="utf-8")))
    assert "" in {block["command"] for block in blocks}, "README.md shows no `govcode --help` under <!-- help -->"
    for block in blocks:
        assert block["text"].rstrip() == _help(block["command"].split()), f"govcode{block['command']} --help"


def _help(command: list[str]) -> str:
    """Return the help of a command as an 80 column terminal shows it, without spaces at the ends of lines."""
    start = "import sys; sys.argv[0] = 'govcode'; from govcode.cli import main; main()"
    environment = os.environ | {
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    ran = subprocess.run(
        [sys.executable, "-c", start, *command, "--help"], capture_output=True, text=True, env=environment, check=True
    )
    return "\n".join(line.rstrip() for line in ran.stdout.strip().splitlines())

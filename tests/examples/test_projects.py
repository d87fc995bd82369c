"""Every example project is in order without any data: no error, no warning, and each example comes out as written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govcode.cli import govcode

AS_OF = "2026-11-24"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROJECTS = sorted(path.parent.name for path in EXAMPLES.glob("*/govcode.yaml"))


def run(*words: str) -> Result:
    """Run a command with the arguments of a command line."""
    return CliRunner().invoke(govcode, [*words, "--as-of", AS_OF], standalone_mode=False)


def test_there_are_examples() -> None:
    assert {"bpo-agents", "event-survey", "rabobank", "servicenow", "store-survey"} <= set(PROJECTS)


@pytest.mark.parametrize("project", PROJECTS)
def test_lints_clean(project: str) -> None:
    result = run("lint", str(EXAMPLES / project))
    assert result.return_value == 0, result.output
    assert result.output.rstrip().endswith(" documents, no problems")


@pytest.mark.parametrize("project", PROJECTS)
def test_examples_come_out_as_written(project: str) -> None:
    result = run("test", str(EXAMPLES / project))
    assert result.return_value == 0, result.output
    assert "no example" not in result.output
    assert result.output.rstrip().endswith("all came out as written")

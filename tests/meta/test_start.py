"""What a command costs before it does anything: help and lint load no engine and no drawing library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLI = Path(__file__).resolve().parents[2] / "src" / "govcode" / "cli"
pytestmark = pytest.mark.skipif(not (CLI / "__init__.py").exists(), reason="there is no command line yet")

HEAVY = ("duckdb", "great_expectations", "jinja2", "numpy", "pandas", "pyspark", "rich", "scipy")

# The command runs as a user starts it; what it has loaded is told when it ends, however it ends.
RUN = """
import sys
sys.argv = ["govcode", *sys.argv[1:]]
code = None
try:
    from govcode.cli import main
    code = main()
except SystemExit as end:
    code = end.code
finally:
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    sys.stderr.write("LOADED " + " ".join(loaded) + "\\n")
sys.exit(code)
"""


def _loaded(*arguments: str, code: int = 0) -> set[str]:
    path = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"PYTHONPATH": path, "NO_COLOR": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    last = ran.stderr.splitlines()[-1]
    assert last.startswith("LOADED ")
    return set(last.split()[1:])


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["check", "--help"], ["lint", "--help"]], ids=" ".join
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert _loaded(*arguments) & set(HEAVY) == set()


def test_lint_loads_nothing_heavy(tmp_path: Path) -> None:
    project = str(tmp_path / "project")
    _loaded("init", project)
    loaded = _loaded("lint", project)
    assert loaded & set(HEAVY) == set()
    assert "yaml" in loaded, "lint read no document: the test would not notice anything"

"""The tutorial of the README works, word for word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STEP = re.compile(r"<!-- tutorial(?: exits (?P<code>\d+))? -->\n```sh\n(?P<script>.*?)```", re.DOTALL)


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    steps = list(STEP.finditer((ROOT / "README.md").read_text(encoding="utf-8")))
    assert len(steps) > 5
    here, environment = tmp_path, _environment(tmp_path)
    for step in steps:
        script = step["script"]
        ran = subprocess.run(
            ["sh", "-c", script], cwd=here, env=environment, capture_output=True, text=True, check=False
        )
        said = f"{script}\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"
        # The last command of a step decides, but `explain` after a failed check does not undo what the check said.
        expected = 0 if script.strip().splitlines()[-1].startswith("govcode explain") else int(step["code"] or 0)
        assert ran.returncode == expected, said
        if "cd my-governance" in script:
            here = tmp_path / "my-governance"
    assert (here / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def _environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which `govcode` is this code, whatever is installed."""
    script = tmp_path / "bin" / "govcode"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m govcode "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}

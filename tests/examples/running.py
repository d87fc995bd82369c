"""An example project on the real data it was written for: run in a process of its own, with what it left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

AS_OF = "2026-11-24"
OUTPUTS = ("report.json", "report.txt", "report.html")
FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
PROJECTS = sorted(FACTS)


@dataclass(frozen=True)
class Run:
    """What one run of the command line left behind."""

    code: int
    screen: str
    files: dict[str, bytes]

    @property
    def report(self) -> dict[str, Any]:
        """Return the JSON report."""
        loaded: dict[str, Any] = json.loads(self.files["report.json"])
        return loaded

    def findings(self, name: str) -> list[dict[str, Any]]:
        """Return the findings of one rule or KPI."""
        return [finding for finding in self.report["findings"] if finding["id"] == name]


def check(root: Path, data: Path, project: str, folder: Path) -> Run:
    """Run `govcode check` on an example in a process of its own."""
    facts = FACTS[project]
    written = [f"{name.partition('.')[2].replace('txt', 'text')}={folder / name}" for name in OUTPUTS]
    command = [sys.executable, "-m", "govcode", "check", str(root / "examples" / project)]
    command += ["--drop", f"{facts['feed']}={data / facts['folder']}", "--as-of", AS_OF, "--width", "120"]
    command += [word for output in written for word in ("-o", output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return Run(done.returncode, done.stdout + done.stderr, {n: (folder / n).read_bytes() for n in OUTPUTS})

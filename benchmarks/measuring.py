"""What a command costs: processor time, memory and seconds, of the process and what it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
GOVCODE = (sys.executable, "-m", "govcode")


class CommandFailedError(Exception):
    """A command that was to be measured ended badly."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process used; `output` is what it wrote."""

    cpu: float  # seconds, user and system
    wall: float  # seconds
    peak: float  # MB
    output: str = ""


def measured(command: Sequence[str | Path], repeats: int, expected: int = 0) -> Usage:
    """Return the medians of several runs of a command."""
    runs = [_once([str(word) for word in command], expected) for _ in range(repeats)]
    return Usage(
        median(run.cpu for run in runs),
        median(run.wall for run in runs),
        median(run.peak for run in runs),
        runs[-1].output,
    )


def _once(command: list[str], expected: int) -> Usage:
    began = perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(), cwd=ROOT, text=True
    )
    output, problem = process.stdout.read() if process.stdout else "", ""  # what it writes to the other pipe is short
    problem = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expected:
        message = f"{' '.join(command)} ended with {process.returncode}\n{output[-2000:]}\n{problem[-2000:]}"
        raise CommandFailedError(message)
    # A process begins with the memory of the one that started it, so this one has to stay small.
    return Usage(used.ru_utime + used.ru_stime, perf_counter() - began, used.ru_maxrss / 1024, output)


def _environment() -> Mapping[str, str]:
    # Compiled modules are kept, as they are for whoever runs a command twice.
    left_out = ("GOVCODE_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "GX_ANALYTICS_ENABLED": "False"}

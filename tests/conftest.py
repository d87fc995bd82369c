"""What every test can count on: repeatable properties, real data if it is there, and no quiet skip."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
LOUD = "LOUD "

settings.register_profile("quick", derandomize=True, database=None, deadline=None, max_examples=100)
settings.register_profile("thorough", database=None, deadline=None, max_examples=5_000)
settings.load_profile(os.environ.get("GOVCODE_HYPOTHESIS", "quick"))


def skip_loudly(what: str, why: str) -> None:
    """Skip a test so that the end of the run says it again."""
    pytest.skip(f"{LOUD}{what}: {why}")


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Give the folder of the real data sets kept beside the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        skip_loudly("realdata", "there is no ../shared/data beside the repository")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of the browser that page tests open."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    path = next(filter(None, found), None)
    if path is None:
        skip_loudly("browser", "there is no Chromium on this machine")
    return str(path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end which tests did not run for want of something."""
    reasons = Counter(map(_reason, terminalreporter.stats.get("skipped", ())))
    for reason, tests in sorted(reasons.items()):
        if reason.startswith(LOUD):
            terminalreporter.write_line(f"SKIP {reason.removeprefix(LOUD)} ({tests} tests not run)", yellow=True)


def _reason(report: pytest.TestReport) -> str:
    """Return why a test was skipped."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return ""

"""The runs of the example projects on real data, made once for all tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples.running import PROJECTS, Run, check


@pytest.fixture(scope="session")
def runs(root: Path, realdata: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Run, Run]]:
    """Give two runs of each project."""
    return {
        project: (
            check(root, realdata, project, tmp_path_factory.mktemp("first")),
            check(root, realdata, project, tmp_path_factory.mktemp("second")),
        )
        for project in PROJECTS
    }

"""The git revision of a project, read from the repository itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

_HISTORY = ".govcode"  # where runs are remembered: a run before this one changed no document


def revision_of(root: Path) -> str | None:
    """Return the commit a project is at, with `+changes` where files differ from it; None if git does not keep it."""
    commit = _git(root, "rev-parse", "HEAD")
    if not commit or not _git(root, "ls-files", "--", "."):
        return None
    changed = _git(root, "status", "--porcelain", "--", ".", f":(exclude){_HISTORY}")
    return f"{commit}+changes" if changed else commit


def _git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", "-C", str(root), *words],  # noqa: S607 - the git on the path
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None

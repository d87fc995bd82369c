"""A small project with a drop, and the command line run on it in this process."""

from __future__ import annotations

import gzip
import io
import json
import shlex
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from govcode.cli import govcode
from govcode.cli.failing import guarded

AS_OF = "2026-06-10"
BASE = Path(__file__).parent / "base"


@dataclass(frozen=True, slots=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str
    report: dict[str, Any] | None

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Return the findings of the JSON report."""
        assert self.report is not None, f"exit {self.code}: {self.err}"
        found: list[dict[str, Any]] = self.report["findings"]
        return found

    def finding(self, name: str, **segment: str) -> dict[str, Any]:
        """Return the one finding of a promise, or of a segment of it."""
        same = [f for f in self.findings if f["id"] == name and segment.items() <= (f["segment"] or {}).items()]
        assert len(same) == 1, f"{len(same)} findings of {name} {segment} among {[f['id'] for f in self.findings]}"
        return same[0]


def packed(name: str, content: bytes, folder: Path) -> bytes:
    """Return the content as the ending of a file's name says; the folder is for files on the way."""
    if name.endswith(".gz"):
        return gzip.compress(content, mtime=0)
    if name.endswith(".zst"):
        return _zstandard(content, folder / "packed.zst")
    return content


def _zstandard(content: bytes, path: Path) -> bytes:
    """Compress with DuckDB, which is here anyway: a text column written as a CSV without quotes."""
    with duckdb.connect() as connection:
        connection.execute("create table t (line varchar)")
        connection.executemany("insert into t values (?)", [[line] for line in content.decode().splitlines()])
        options = "format csv, header false, quote '', escape '', delimiter '\x01', compression zstd"
        connection.execute(f"copy t to '{path}' ({options})")
    written = path.read_bytes()
    path.unlink()
    return written


class Workspace:
    """A project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "project"
        for path in sorted(BASE.rglob("*.yaml")):
            self.write(f"project/{path.relative_to(BASE).as_posix()}", path.read_text())

    def write(self, name: str, text: str) -> Path:
        """Write a file of the workspace."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed(name, text.encode(), self.folder))
        return path

    def policies(self, text: str) -> None:
        """Add documents."""
        self.write("project/policies/own.yaml", text)

    def run(self, words: str | list[str]) -> Run:
        """Run a command line; `{…}` stands for the folder."""
        listed = shlex.split(words) if isinstance(words, str) else words
        listed = [word.replace("{}", str(self.folder)) for word in listed]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = guarded(govcode, listed)
        path = self.folder / "report.json"
        report = json.loads(path.read_text()) if path.is_file() else None
        return Run(code, out.getvalue(), err.getvalue(), report)

    def check(self, options: str = "", drops: Mapping[str, str] | None = None) -> Run:
        """Check the project's drop, or the drops named."""
        found = {"standard": "drop"} if drops is None else drops
        named = " ".join(f"--drop {feed}={{}}/{path}" for feed, path in found.items())
        as_of = "" if "--as-of" in options else f"--as-of {AS_OF}"
        return self.run(f"check {{}}/project {named} {as_of} -o json={{}}/report.json {options}")

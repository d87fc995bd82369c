"""A PostgreSQL server of the tests' own, in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_ACCOUNTS = ("postgres", "nobody")  # the server refuses to be run by root


def binaries() -> Path | None:
    """Return the folder of the newest server on this machine, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Give the URL of a server that runs until the end; it listens on a socket in its own folder only."""
    # A socket's path may have 107 characters, which the folders of tests can be longer than.
    home = Path(mkdtemp(prefix="gc-pg-"))
    account = _account()
    if account:
        shutil.chown(home, account)
    data, log = home / "data", home / "log"
    try:
        _run(folder / "initdb", "-D", data, "-U", "governor", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c max_connections=40"
        _run(folder / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "-t", "60", "start")
        try:
            yield f"postgresql://governor:hunter2@/postgres?host={home}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    known = Path("/etc/passwd").read_text(encoding="utf-8")
    return next(name for name in _ACCOUNTS if f"\n{name}:" in known)


def _run(*words: str | Path) -> None:
    account = _account()
    prefix: Sequence[str] = ["runuser", "-u", account, "--"] if account else []
    # To files, not pipes: the server inherits them and would keep a pipe open.
    done = subprocess.run(
        [*prefix, *map(str, words)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False, cwd="/"
    )
    assert done.returncode == 0, f"{Path(words[0]).name} failed"

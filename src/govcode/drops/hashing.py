"""Files are hashed beside all else, each once: reading them takes a while, and nobody needs the digests at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from govcode.drops.delivery import Files


class Hashing:
    """The SHA-256 of the content of files, which several tables may share."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        """Start with none."""
        self._pool = pool
        self._found: dict[str, Future[str]] = {}

    def start(self, files: Files) -> None:
        """Begin with files that have not been begun."""
        for path in files.paths:
            if path not in self._found:
                self._found[path] = self._pool.submit(_digest, path)

    def of(self, files: Files) -> tuple[str, ...]:
        """Return the digest of each file; raise OSError where one cannot be read."""
        self.start(files)
        return tuple(self._found[path].result() for path in files.paths)


@contextmanager
def hashing() -> Iterator[Hashing]:
    """Give what hashes, until it is no longer needed; who is refused does not wait for files that were not begun."""
    pool = ThreadPoolExecutor(2, "digest")
    try:
        yield Hashing(pool)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _digest(path: str) -> str:
    with Path(path).open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()

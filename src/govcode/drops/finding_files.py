"""The files of a drop: by pattern inside a folder, or the one file itself."""

from __future__ import annotations

from hashlib import file_digest, sha256
from pathlib import Path

from govcode.documents.kinds.feed import FeedTable
from govcode.drops.delivery import Files, Format

_ENDINGS: dict[str, Format] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
}
_PACKED = {".gz", ".zst"}


def files_of(path: Path, table: FeedTable, name: str) -> tuple[Files | None, str | None]:
    """Return the files of a table, or why there are none."""
    if path.is_file():
        found = [path]
    else:
        patterns = table.files or [f"{name}.*"]
        found = sorted({file for pattern in patterns for file in path.glob(pattern) if file.is_file()})
        if not found:
            return None, f"no file in the drop is named {' or '.join(patterns)}"
    formats = {table.format or _format(file) for file in found}
    if None in formats:
        return None, "the format is not clear from the file's ending; write `format` in the feed"
    if len(formats) > 1:
        return None, f"the files are of several formats: {', '.join(sorted(str(f) for f in formats))}"
    kind = formats.pop()
    return (Files(tuple(str(file) for file in found), kind, table.csv), None) if kind else (None, "no format")


def _format(file: Path) -> Format | None:
    endings = [ending.lower() for ending in file.suffixes]
    while endings and endings[-1] in _PACKED:
        endings.pop()
    return _ENDINGS.get(endings[-1]) if endings else None


def digest_of(files: Files) -> str:
    """Return the SHA-256 of a file's content; of the files' digests in order, if there are several."""
    digests = []
    for path in files.paths:
        with Path(path).open("rb") as stream:
            digests.append(file_digest(stream, "sha256").hexdigest())
    return digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest()

"""The files of a drop: by pattern inside a folder, or the one file itself."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from govcode.core.nested import BadPath, Field, names_of, path_of
from govcode.documents.kinds.feed import FeedTable
from govcode.drops.delivery import Files, Format, Nesting

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
    formats = {table.format or _format(file, table) for file in found}
    if None in formats:
        return None, "the format is not clear from the file's ending; write `format` in the feed"
    if len(formats) > 1:
        return None, f"the files are of several formats: {', '.join(sorted(str(f) for f in formats))}"
    kind = formats.pop()
    paths = tuple(str(file) for file in found)
    return (Files(paths, kind, table.csv, nesting_of(table)), None) if kind else (None, "no format")


def nesting_of(table: FeedTable) -> Nesting:
    """Return what of a table's values lies inside others; names with a mistake, told elsewhere, are left out."""
    written = [cell.from_ for cell in table.columns.values() if cell.from_ is not None]
    written += [text.from_ for text in table.read.values()]
    written += [name for name in (*table.keep.per, table.keep.latest) if name not in table.read] if table.keep else []
    paths = tuple(name for name in dict.fromkeys(written) if _may_lead_inside(name))
    return Nesting(_names(table.rows), _names(table.each), paths)


def _names(written: str | None) -> tuple[str, ...]:
    return () if written is None else names_of(written)


def _may_lead_inside(written: str) -> bool:
    try:
        path = path_of(written)
    except BadPath:
        return False
    return not path.is_plain or path.steps[0] != Field(written)


def _format(file: Path, table: FeedTable) -> Format | None:
    endings = [ending.lower() for ending in file.suffixes]
    while endings and endings[-1] in _PACKED:
        endings.pop()
    if endings and endings[-1] == ".json" and table.rows is not None:
        return "json"
    return _ENDINGS.get(endings[-1]) if endings else None


def together(digests: tuple[str, ...]) -> str:
    """Return one digest for several: that of the one, or of their list."""
    return digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest()

"""Files found, digests, and drops opened: values of a folder in, values out."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from govcode.core.diagnostic import Refused
from govcode.documents.kinds.feed import Dialect, FeedSpec, FeedTable
from govcode.drops.delivery import Drop, Files, Request
from govcode.drops.finding_files import files_of, together
from govcode.drops.hashing import hashing
from govcode.drops.opening import UnreadableError, opened


def table(*files: str, **more: Any) -> FeedTable:  # noqa: ANN401 - as a test writes it
    return FeedTable.model_validate({"dataset": "tickets", "files": list(files), **more})


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


@pytest.mark.parametrize(
    ("names", "patterns", "found"),
    [
        (["tickets.csv"], [], ["tickets.csv"]),
        (["tickets.csv", "tickets.txt.gz", "agents.csv"], [], ["tickets.csv", "tickets.txt.gz"]),
        (["b.csv", "a.csv", "c.csv"], ["*.csv"], ["a.csv", "b.csv", "c.csv"]),
        (["a.csv"], ["a.*", "*.csv"], ["a.csv"]),
        (["x/a.csv", "y/a.csv"], ["*/a.csv"], ["x/a.csv", "y/a.csv"]),
        (["x/y/a.csv"], ["**/a.csv"], ["x/y/a.csv"]),
        (["a.csv.zst", "a.tsv"], ["a*"], ["a.csv.zst", "a.tsv"]),
    ],
)
def test_files_by_name_and_pattern(names: list[str], patterns: list[str], found: list[str], tmp_path: Path) -> None:
    put(tmp_path, *names)
    files, why = files_of(tmp_path, table(*patterns), "tickets")
    assert why is None
    assert files is not None
    assert [Path(path).relative_to(tmp_path).as_posix() for path in files.paths] == found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "csv"),
        ("a.TSV", "csv"),
        ("a.txt.gz", "csv"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson.zst", "jsonl"),
        ("a.json.GZ", "jsonl"),
        ("a.parquet", "parquet"),
    ],
)
def test_a_format_by_the_ending(name: str, kind: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    files, _ = files_of(tmp_path, table("a.*"), "tickets")
    assert files is not None
    assert files.format == kind


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ([], "no file in the drop is named a.* or b.*"),
        (["a.xlsx"], "the format is not clear from the file's ending; write `format` in the feed"),
        (["a.gz"], "the format is not clear from the file's ending; write `format` in the feed"),
        (["a.csv", "b.parquet"], "the files are of several formats: csv, parquet"),
    ],
)
def test_why_there_are_no_files(names: list[str], why: str, tmp_path: Path) -> None:
    put(tmp_path, *names)
    assert files_of(tmp_path, table("a.*", "b.*"), "tickets") == (None, why)


def test_a_written_format_needs_no_ending(tmp_path: Path) -> None:
    put(tmp_path, "export.dat")
    files, _ = files_of(tmp_path, table("*.dat", format="jsonl"), "tickets")
    assert files is not None
    assert files.format == "jsonl"


def test_a_digest_is_of_the_contents(tmp_path: Path) -> None:
    put(tmp_path, "a.csv", "b.csv")
    one, two = (str(tmp_path / name) for name in ("a.csv", "b.csv"))

    def digest(*paths: str) -> str:
        with hashing() as digests:
            return together(digests.of(Files(paths, "csv", Dialect())))

    assert digest(one) == sha256(b"a.csv").hexdigest()
    assert len({digest(one), digest(two), digest(one, two), digest(two, one)}) == 4


FEED = FeedSpec(tables={"tickets": table("tickets*"), "agents": table("agents*")})
FEEDS = {"standard": FEED, "other": FEED}


def columns(files: Files) -> tuple[tuple[str, ...], ...]:
    if any("bad" in path for path in files.paths):
        raise UnreadableError("a file cannot be read")
    return tuple(("id",) for _ in files.paths)


def drops_of(root: Path, *requests: Request) -> tuple[Drop, ...]:
    return opened(requests, FEEDS, root, columns)


def test_every_problem_of_every_request_at_once(tmp_path: Path) -> None:
    put(tmp_path, "drop/tickets.csv")
    with pytest.raises(Refused) as refused:
        drops_of(tmp_path, Request("standart", "drop"), Request("standard", "nowhere"), Request("standard", "drop"))
    assert [(p.code, p.span.file) for p in refused.value.problems] == [("GC402", "drop 1"), ("GC401", "drop 2")]


def test_a_table_without_files_is_kept_with_the_reason(tmp_path: Path) -> None:
    put(tmp_path, "drop/tickets.csv", "drop/agents-bad.csv")
    (drop,) = drops_of(tmp_path, Request("standard", "drop"))
    assert [(t.name, t.columns, t.missing) for t in drop.tables] == [
        ("standard.tickets", (("id",),), None),
        ("standard.agents", (), "a file cannot be read"),
    ]


def test_a_drop_of_one_file_is_of_the_table_it_is_named_like(tmp_path: Path) -> None:
    put(tmp_path, "agents.csv")
    (drop,) = drops_of(tmp_path, Request("standard", "agents.csv"))
    assert [t.missing for t in drop.tables] == ["the drop is one file, of another table", None]


def test_no_two_tables_have_the_same_name(tmp_path: Path) -> None:
    put(tmp_path, "may/tickets.csv", "june/tickets.csv")
    requests = [Request("standard", "may"), Request("standard", "june"), Request("standard", "may", "acme")]
    again = [Request("standard", "june", "acme"), Request("other", "may")]
    names = [t.name for drop in drops_of(tmp_path, *requests, *again) for t in drop.tables if t.files]
    assert names == [
        "standard.tickets",
        "standard #2.tickets",
        "standard[acme].tickets",
        "standard[acme] #2.tickets",
        "other.tickets",
    ]

"""A thousand random changes to an exported file, and a thousand to the database: all found, the right run named."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from govcode.history.address import address_of
from govcode.history.connecting import _opener
from govcode.history.lines import carried, exported
from govcode.history.seeing import facts_of
from govcode.history.store import History, open_history
from govcode.history.verifying import Examination, examined
from tests.history.making import PROJECT, record

CHANGES = 1_000
LENGTH = 12


@dataclass(frozen=True, slots=True)
class Tampered:
    """What was done, and to the records at which positions; empty for the header or the end."""

    what: str
    positions: tuple[int, ...]


def named(examination: Examination, position: int) -> bool:
    """Say whether a position, or a stretch that holds it, is named; with its run where the record is still there."""
    for problem in examination.problems:
        numbers = [(int(a), int(b or a)) for a, b in re.findall(r"records? (\d+)(?: to (\d+))?", problem.sentence)]
        if problem.position == position or any(first <= position <= last for first, last in numbers):
            return True
    return False


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    made = open_history(str(tmp_path_factory.mktemp("tampering") / "history.sqlite"))
    for i in range(1, LENGTH + 1):
        made.append(record(i))
    return made


# ----------------------------------------------------------------------------------------------------- an exported file


def content_of(history: History) -> bytes:
    with history.chain(PROJECT) as chain:
        return b"".join(exported(PROJECT, chain.links()))


def looked_at(content: bytes) -> Examination:
    found = carried(content)
    return examined(tuple(facts_of(found.links, found.project)), found.head, found=found.problems)


def edited(lines: list[bytes], random: Random) -> tuple[list[bytes], Tampered]:
    """Change, add or take away one character of a line."""
    at = random.randrange(len(lines))
    line = lines[at]
    place = random.randrange(len(line) - 1)  # not its newline, which joins it with the next: that is a deletion
    other = bytes([random.choice([c for c in range(32, 127) if c != line[place]])])
    way = random.choice(["change", "add", "remove"])
    if way == "add" and other == line[place : place + 1]:
        other = b"~"
    end = place if way == "add" else place + 1
    lines[at] = line[:place] + (b"" if way == "remove" else other) + line[end:]
    inside = 1 <= at <= LENGTH
    return lines, Tampered(f"{way} at {place} of line {at + 1}", (at,) if inside else ())


def deleted(lines: list[bytes], random: Random) -> tuple[list[bytes], Tampered]:
    first = random.randint(1, LENGTH)
    last = min(LENGTH, first + random.choice([0, 0, 0, 1, 2]))
    return lines[:first] + lines[last + 1 :], Tampered("delete lines", tuple(range(first, last + 1)))


def swapped(lines: list[bytes], random: Random) -> tuple[list[bytes], Tampered]:
    first, second = random.sample(range(1, LENGTH + 1), 2)
    lines[first], lines[second] = lines[second], lines[first]
    return lines, Tampered("swap lines", (first, second))


def truncated(lines: list[bytes], random: Random) -> tuple[list[bytes], Tampered]:
    whole = b"".join(lines)
    cut = random.randrange(len(whole))
    left = whole[:cut]
    first = left.count(b"\n")
    return [left], Tampered(f"cut at {cut}", (first,) if 1 <= first <= LENGTH else ())


FILE_CHANGES = {"edit": edited, "delete": deleted, "swap": swapped, "cut": truncated}


@pytest.mark.parametrize("kind", FILE_CHANGES)
def test_every_change_of_a_file_is_found_and_named(history: History, kind: str) -> None:
    random = Random(f"file {kind}")
    whole = content_of(history)
    assert looked_at(whole).problems == ()
    for _ in range(CHANGES // len(FILE_CHANGES)):
        lines, done = FILE_CHANGES[kind](whole.splitlines(keepends=True), random)
        content = b"".join(lines)
        assert content != whole
        examination = looked_at(content)
        assert examination.problems, done
        missing = [position for position in done.positions if not named(examination, position)]
        assert missing == [], (done, examination.problems)


# --------------------------------------------------------------------------------------------------------- the database

TEXTS = ("record", "previous", "hash", "run", "project", "outcome", "sentence", "revision", "body")
MOMENTS = ("recorded_at", "as_of")


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection of somebody who may do everything, and has dropped the triggers; nothing stays."""
    connection = _opener(address_of(str(path)))()
    try:
        for trigger in ("records_update", "records_delete"):
            connection.execute(f"drop trigger if exists {trigger}")
        yield connection
    finally:
        connection.close()


def edit_row(connection: sqlite3.Connection, random: Random) -> Tampered:
    position = random.randint(1, LENGTH)
    column = random.choice([*TEXTS, *MOMENTS, "vendor"])
    (value,) = connection.execute(f"select {column} from records where position = ?", [position]).fetchone()
    if column == "vendor":
        new = "acme"
    elif column in MOMENTS:
        new = value.replace("2026", "2025")
    else:
        place = random.randrange(len(value))
        new = value[:place] + random.choice([c for c in "abcdef {}~" if c != value[place]]) + value[place + 1 :]
    connection.execute(f"update records set {column} = ? where position = ?", [new, position])
    return Tampered(f"edit {column}", (position,))


def spoil_row(connection: sqlite3.Connection, random: Random) -> Tampered:
    """Put something else than a text into a column: bytes, bytes called a text, a number, rubbish."""
    position = random.randint(1, LENGTH)
    column = random.choice([*TEXTS, *MOMENTS])
    value = random.choice(["x'ff00'", "cast(x'ff41' as text)", "17", "1.5", "''", "'rubbish'", "char(0)"])
    connection.execute(f"update records set {column} = {value} where position = ?", [position])
    return Tampered(f"spoil {column} with {value}", (position,))


def edit_position(connection: sqlite3.Connection, random: Random) -> Tampered:
    position, new = random.randint(1, LENGTH), random.randint(LENGTH + 1, 40)
    connection.execute("update records set position = ? where position = ?", [new, position])
    return Tampered(f"edit position to {new}", (position,))


def edit_chain(connection: sqlite3.Connection, random: Random) -> Tampered:
    statement = random.choice(
        [
            "update chains set head = replace(head, substr(head, 1, 4), 'zzzz')",
            f"update chains set length = {random.choice([0, 3, 11, 13, 99])}",
            "update chains set length = 'many'",
            "update chains set head = x'ff'",
            "delete from chains",
        ]
    )
    connection.execute(statement)
    return Tampered(statement, ())


def delete_rows(connection: sqlite3.Connection, random: Random) -> Tampered:
    first = random.randint(1, LENGTH)
    last = min(LENGTH, first + random.choice([0, 0, 0, 1, 4]))
    connection.execute("delete from records where position between ? and ?", [first, last])
    return Tampered("delete", tuple(range(first, last + 1)))


def close_the_gap(connection: sqlite3.Connection, random: Random) -> Tampered:
    """Delete a record, move those behind it up, and say that the chain is shorter."""
    at = random.randint(1, LENGTH - 1)
    connection.execute("delete from records where position = ?", [at])
    for position in range(at + 1, LENGTH + 1):
        connection.execute("update records set position = position - 1 where position = ?", [position])
    connection.execute("update chains set length = length - 1")
    return Tampered("delete and close the gap", (at,))


def swap_rows(connection: sqlite3.Connection, random: Random) -> Tampered:
    first, second = random.sample(range(1, LENGTH + 1), 2)
    for old, new in ((first, 900), (second, first), (900, second)):
        connection.execute("update records set position = ? where position = ?", [new, old])
    return Tampered("swap positions", (first, second))


def swap_bodies(connection: sqlite3.Connection, random: Random) -> Tampered:
    """Exchange two records with everything lists tell of them, leaving the links."""
    columns = ["body", "run", "recorded_at", "as_of", "sentence"]
    first, second = random.sample(range(1, LENGTH + 1), 2)
    rows = {
        at: connection.execute(f"select {', '.join(columns)} from records where position = ?", [at]).fetchone()
        for at in (first, second)
    }
    connection.execute("update records set run = 'on its way' where position = ?", [first])
    settings = ", ".join(f"{column} = ?" for column in columns)
    for at, row in ((second, rows[first]), (first, rows[second])):
        connection.execute(f"update records set {settings} where position = ?", [*row, at])
    return Tampered("swap records", (first, second))


def truncate(connection: sqlite3.Connection, random: Random) -> Tampered:
    left = random.randint(0, LENGTH - 1)
    connection.execute("delete from records where position > ?", [left])
    return Tampered(f"keep {left}", tuple(range(left + 1, LENGTH + 1)))


DATABASE_CHANGES = [
    edit_row,
    edit_row,
    spoil_row,
    edit_position,
    edit_chain,
    delete_rows,
    close_the_gap,
    swap_rows,
    swap_bodies,
    truncate,
]


def test_every_change_of_the_database_is_found_and_named(history: History) -> None:
    random = Random("database")
    file = history._address.file
    assert file is not None
    with opened(file) as connection:
        for number in range(CHANGES):
            connection.execute("begin")
            done = DATABASE_CHANGES[number % len(DATABASE_CHANGES)](connection, random)
            examination = seen_from(history, connection)
            connection.execute("rollback")
            assert examination.problems, done
            missing = [position for position in done.positions if not named(examination, position)]
            assert missing == [], (done, examination.problems)
    with history.chain(PROJECT) as chain:
        assert examined(tuple(facts_of(chain.links(), PROJECT)), chain.head).problems == ()


def seen_from(history: History, connection: sqlite3.Connection) -> Examination:
    """Verify what a connection sees before it is rolled back, so that a thousand changes need one file."""
    from sqlalchemy import StaticPool, create_engine, event

    engine = create_engine("sqlite+pysqlite://", creator=lambda: Unended(connection), poolclass=StaticPool)
    event.listen(engine, "begin", lambda _: None)
    other = History(engine, history._address)
    with other.chain(PROJECT) as chain:
        return examined(tuple(facts_of(chain.links(), PROJECT)), chain.head)


class Unended:
    """A connection that others may neither commit, roll back nor close."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def commit(self) -> None:
        """Do nothing."""

    def rollback(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""

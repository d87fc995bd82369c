"""The history in a database: runs are added, never changed, and each follows the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text, update

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.history.address import PLACE, Address, address_of
from govcode.history.canonical import digest, read, written
from govcode.history.connecting import engine_of, reading, writing
from govcode.history.entry import Entry, Headline, Remembered, Signature, linked
from govcode.history.link import Head, Link
from govcode.history.migrating import bring_up, is_current, revision_of
from govcode.history.problem import Problem
from govcode.history.record import Record
from govcode.history.rows import HEADLINE, LINK, entry_in, head_in, headline_in, link_in, row_of
from govcode.history.seeing import Fact, seen
from govcode.history.tables import CHAINS, RECORDS
from govcode.history.verifying import examined


class Signer(Protocol):
    """What signs the hash of a link."""

    def sign(self, hash_: str) -> Signature:
        """Return the signature over a hash."""
        ...


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of records that were to be added: the links that are new, and how many were known."""

    new: tuple[Entry, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain in one state: the head, or None where nothing says how it ends."""

    project: str
    head: Head | None
    _connection: Connection

    def links(self) -> Iterator[Link]:
        """Yield the links by position; they are read as they are asked for."""
        asked = select(*LINK).where(RECORDS.c.chain == self.project).order_by(RECORDS.c.position)
        with self._connection.execution_options(yield_per=20).execute(asked) as rows:
            for row in rows:
                yield link_in(row)


class History:
    """The runs of projects, one chain for each; to be had from `open_history`."""

    def __init__(self, engine: Engine, address: Address) -> None:
        """Keep the way to the database."""
        self._engine, self._address = engine, address

    @property
    def shown(self) -> str:
        """Return where it is, without what is secret."""
        return self._address.shown

    def append(self, record: Record, signer: Signer | None = None) -> Entry:
        """Return the link of a record, added at the end of its project's chain unless it is there already.

        Raises `Refused` where the database cannot be written, or has another record of the same run.
        """
        body = written(record)
        with writing(self._engine, self._address) as connection:
            entry, _ = _added(connection, record, body, signer)
        return entry

    def join(self, records: Iterable[tuple[Record, bytes]], signer: Signer | None = None) -> Joined:
        """Add records with their canonical bytes, all or none; those that are there already are counted as known."""
        new: list[Entry] = []
        known = 0
        with writing(self._engine, self._address) as connection:
            for record, body in records:
                entry, added = _added(connection, record, body, signer)
                new += [entry] if added else []
                known += not added
        return Joined(tuple(new), known)

    def projects(self) -> tuple[str, ...]:
        """Return the projects that have a chain."""
        with reading(self._engine, self._address) as connection:
            named = select(CHAINS.c.chain).union(select(RECORDS.c.chain))
            return tuple(sorted(connection.scalars(named)))

    def head(self, project: str) -> Head:
        """Return how long a chain is and where it ends; the empty one where there is none."""
        with reading(self._engine, self._address) as connection:
            return _head(connection, project) or Head()

    def headlines(self, project: str) -> tuple[Headline, ...]:
        """Return what a list tells of the runs of a project, in the order of the chain."""
        asked = select(*HEADLINE).where(RECORDS.c.chain == project).order_by(RECORDS.c.position)
        with reading(self._engine, self._address) as connection:
            return tuple(map(headline_in, connection.execute(asked)))

    @contextmanager
    def chain(self, project: str) -> Iterator[Chain]:
        """Give the chain of a project as it is kept, unverified."""
        with reading(self._engine, self._address) as connection:
            yield Chain(project, _head(connection, project), connection)

    def runs(self, project: str, until: datetime | None = None) -> tuple[Remembered, ...]:
        """Return the runs judged from no later than a moment, by that moment, then by when they ran.

        Raises `Refused` if the chain is broken anywhere, or a record cannot be read.
        """
        facts: list[Fact] = []
        found: list[Remembered] = []
        with self.chain(project) as chain:
            for link in chain.links():
                fact, record = seen(link, project)
                facts.append(fact)
                if record is not None and (until is None or record.as_of <= until):
                    found.append(Remembered(link.entry, record))
            head = chain.head or (Head() if not facts else None)
        self._whole(examined(facts, head).problems if facts or head != Head() else ())
        return tuple(sorted(found, key=lambda one: (one.record.as_of, one.record.recorded_at, one.entry.position)))

    def run(self, project: str, position: int) -> Remembered:
        """Return the run at a place of the chain; raise `Refused` if its bytes are not those that were recorded."""
        asked = select(*LINK).where(RECORDS.c.chain == project, RECORDS.c.position == position)
        with reading(self._engine, self._address) as connection:
            link = link_in(connection.execute(asked).one())
        fact, record = seen(link, project)
        self._whole(examined([fact], None, alone=True).problems)
        return Remembered(link.entry, record or read(link.body))

    def _whole(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            message = f"the history {self.shown} is not as it was recorded: {problems[0]}"
            raise Refused([Diagnostic("GC422", message, PLACE, "`govcode history verify` names every place")])


def open_history(written_as: str, root: Path | None = None, *, create: bool = True) -> History:
    """Return the history at a path (relative to `root`) or URL; tables are made or brought up to date.

    With `create` false it has to be there already. Raises `Refused` if it cannot be used.
    """
    address = address_of(written_as, root)
    engine = engine_of(address)
    if address.file is not None and not address.file.is_file():
        _make(address, create=create)
    with reading(engine, address) as connection:
        current = is_current(connection)
        empty = revision_of(connection) is None
        foreign = empty and address.file is not None and bool(inspect(connection).get_table_names())
    if foreign or (empty and not create):
        raise Refused([_nothing(address, "it is another database" if foreign else "nothing was ever recorded there")])
    if not current:
        with writing(engine, address) as connection:
            bring_up(connection)
    return History(engine, address)


def _make(address: Address, *, create: bool) -> None:
    """Make an empty file, or refuse."""
    if not create or address.file is None:
        raise Refused([_nothing(address, "there is no such file")])
    try:
        address.file.parent.mkdir(parents=True, exist_ok=True)
        address.file.touch()
    except OSError:
        raise Refused([_nothing(address, "the file cannot be made")]) from None


def _nothing(address: Address, reason: str) -> Diagnostic:
    message = f"the history {address.shown} cannot be used: {reason}"
    return Diagnostic("GC421", message, PLACE, "`govcode check --record` writes the first record")


def _added(connection: Connection, record: Record, body: bytes, signer: Signer | None) -> tuple[Entry, bool]:
    """Return the link of a record, and whether it is new."""
    chain, mark = record.project, digest(body)
    known = "insert into chains (chain, length, head) values (:chain, 0, :head) on conflict (chain) do nothing"
    connection.execute(text(known), {"chain": chain, "head": Head().hash})
    locked = select(CHAINS.c.length, CHAINS.c.head).where(CHAINS.c.chain == chain).with_for_update()
    length, head = connection.execute(locked).one()
    if length:
        _ends_there(connection, chain, length, head)
    same = select(*HEADLINE).where(RECORDS.c.chain == chain, (RECORDS.c.record == mark) | (RECORDS.c.run == record.run))
    for row in connection.execute(same):
        if row.record == mark:
            return entry_in(row), False
        raise Refused([_taken(record)])
    entry = Entry(length + 1, mark, head, linked(length + 1, mark, head))
    if signer is not None:
        entry = replace(entry, signature=signer.sign(entry.hash))
    connection.execute(insert(RECORDS), row_of(chain, entry, record, body))
    moved = update(CHAINS).where(CHAINS.c.chain == chain).values(length=entry.position, head=entry.hash)
    connection.execute(moved)
    return entry, True


def _ends_there(connection: Connection, chain: str, length: int, head: str) -> None:
    """Refuse to add to a chain whose end is not there any more: a new head would vouch for it."""
    last = select(RECORDS.c.hash).where(RECORDS.c.chain == chain).order_by(RECORDS.c.position.desc()).limit(1)
    count = connection.scalar(select(func.count()).select_from(RECORDS).where(RECORDS.c.chain == chain))
    if count != length or connection.scalar(last) != head:
        message = "records are missing from the history, or its end was changed; nothing was added"
        raise Refused([Diagnostic("GC422", message, PLACE, "`govcode history verify` names every place")])


def _taken(record: Record) -> Diagnostic:
    message = f"another record is named '{record.run}' already, with other contents"
    return Diagnostic("GC426", message, PLACE, "name each run once: leave --run-id out, or give a new one")


def _head(connection: Connection, project: str) -> Head | None:
    found = connection.execute(select(CHAINS.c.length, CHAINS.c.head).where(CHAINS.c.chain == project)).first()
    return head_in(found.length, found.head) if found else None

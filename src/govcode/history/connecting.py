"""Connections to the database of a history; what goes wrong there is told without what the database says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.history.address import PLACE, POSTGRESQL, Address

PATIENCE = 120  # seconds to wait for other writers
_SQLITE_WORDS = {
    "SQLITE_BUSY": "another run has been writing to it for too long",
    "SQLITE_CANTOPEN": "the file cannot be opened",
    "SQLITE_CORRUPT": "the file is damaged",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_NOTADB": "the file is no history",
    "SQLITE_PERM": "the file may not be opened",
    "SQLITE_READONLY": "the file may not be written",
}
_STATES = {
    "28": "the user or the password is not accepted",
    "3D": "there is no such database",
    "42": "the tables are not those of a history, or the user may not use them",
    "53": "the server has no room",
    "57": "the server is stopping or starting",
}
_WAYS = "check where the history is and who may write there; nothing was changed"


def engine_of(address: Address) -> Engine:
    """Return what connects to an address; raise `Refused` where the driver is not installed."""
    try:
        if address.file is None:
            waiting = {"connect_timeout": 10, "options": f"-c lock_timeout={PATIENCE}s"}
            return create_engine(address.url, poolclass=NullPool, hide_parameters=True, connect_args=waiting)
        engine = create_engine(address.url, poolclass=NullPool, hide_parameters=True, creator=_opener(address))
    except ModuleNotFoundError:
        ways = 'install it: pip install "govcode[postgres]"'
        raise Refused([Diagnostic("GC421", "the driver for PostgreSQL is not installed", PLACE, ways)]) from None
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine, address: Address) -> Iterator[Connection]:
    """Give a connection that sees one state of the history."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == POSTGRESQL else {}
    with telling(address), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, address: Address) -> Iterator[Connection]:
    """Give a connection whose changes are made at the end, all or none; in SQLite it is the only writer."""
    with telling(address), engine.connect().execution_options(govcode_writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def telling(address: Address) -> Iterator[None]:
    """Raise `Refused` for what the database says."""
    try:
        yield
    except SQLAlchemyError as error:
        message = f"the history {address.shown} cannot be used: {_reason(error)}"
        raise Refused([Diagnostic("GC421", message, PLACE, _WAYS)]) from None


def _reason(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None)
    if isinstance(error, IntegrityError):
        return "two runs were written to one place"
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        return next((words for code, words in _SQLITE_WORDS.items() if name.startswith(code)), "it is no history")
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return "the server does not answer, or does not accept the user"
    return _STATES.get(state[:2], "the server refuses")


def _opener(address: Address) -> Callable[[], sqlite3.Connection]:
    def connected() -> sqlite3.Connection:
        # Not created by the way: a wrong path would be an empty history.
        place = f"file:{quote(str(address.file))}?mode=rw"
        opened = sqlite3.connect(place, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        opened.text_factory = _text
        return opened

    return connected


def _text(content: bytes) -> str:
    """Return what stands in a column, also where somebody has written bytes that are no text."""
    return content.decode("utf-8", "surrogateescape")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("govcode_writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")

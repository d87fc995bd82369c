"""Where a history is: a file or a database, told without what is secret."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.core.place import named

PLACE = named("history")
SQLITE, POSTGRESQL = "sqlite", "postgresql"
MAGIC = b"SQLite format 3\0"  # how every file of SQLite begins
_OWN = (".govcode/history.sqlite",)  # where the history of a project is, if its folder is given
# How people and clouds write it, and the driver that is used.
_DRIVERS = {"postgres": POSTGRESQL, "postgresql": POSTGRESQL, "postgresql+psycopg": POSTGRESQL}


@dataclass(frozen=True, slots=True)
class Address:
    """A database; `file` is set for SQLite, and `shown` holds neither user nor password nor parameters."""

    url: URL
    shown: str
    file: Path | None = None

    def __repr__(self) -> str:
        """Return what may be shown."""
        return f"Address({self.shown})"


def address_of(written: str, root: Path | None = None) -> Address:
    """Return the address that a path or URL writes; a path is relative to `root`. Raise `Refused` for another kind."""
    if "://" not in written:
        return _file((root or Path()) / written, written)
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise Refused([_unusable("this is no address of a database")]) from None
    if url.drivername == SQLITE:
        if not url.database or url.database == ":memory:" or url.query:
            raise Refused([_unusable("a history in SQLite is a file")])
        return _file(Path(url.database), url.database)
    if url.drivername not in _DRIVERS:
        raise Refused([_unusable("this kind of database cannot hold a history")])
    port = f":{url.port}" if url.port else ""
    shown = f"{POSTGRESQL}://{url.host or 'local'}{port}/{url.database or ''}"
    return Address(url.set(drivername="postgresql+psycopg"), shown)


def _file(path: Path, shown: str) -> Address:
    if path.is_dir():
        message = f"the history {shown} cannot be used: it is a folder"
        raise Refused([Diagnostic("GC421", message, PLACE, _inside(path, shown))])
    return Address(URL.create("sqlite+pysqlite", database=str(path)), shown, path)


def _inside(folder: Path, shown: str) -> str:
    """Return which file in a folder is meant, as far as that can be told."""
    found = (folder / name for name in (*_OWN, *sorted(one.name for one in folder.iterdir())))
    near = next((one for one in found if one.is_file() and _is_database(one)), None)
    if near is None:
        return "no history is in it; name the file itself"
    return f"give the file {(Path(shown) / near.relative_to(folder)).as_posix()} in it"


def _is_database(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def _unusable(message: str) -> Diagnostic:
    ways = "write a path such as .govcode/history.sqlite, or postgresql://USER@HOST/DATABASE"
    return Diagnostic("GC421", message, PLACE, ways)

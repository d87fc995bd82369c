"""Brings the tables of a history to this version, and refuses those of a newer one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table, text

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.history.address import PLACE, POSTGRESQL
from govcode.history.tables import HEAD_REVISION

VERSIONS = "history_version"  # a name of its own: a team's database may have other tables that alembic keeps
_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 4_702_911  # any number that nobody else takes


def is_current(connection: Connection) -> bool:
    """Say whether the tables are those of this version; raise `Refused` for those of a newer one."""
    revision = revision_of(connection)
    if revision is not None and int(revision) > int(HEAD_REVISION):
        message = "this history was last written by a newer govcode"
        raise Refused([Diagnostic("GC423", message, PLACE, "install a newer govcode")])
    return revision == HEAD_REVISION


def revision_of(connection: Connection) -> str | None:
    """Return the version of the tables, or None where there are none."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    found = connection.scalar(select(column("version_num")).select_from(table(VERSIONS)))
    return found if isinstance(found, str) and found.isdecimal() else None


def bring_up(connection: Connection) -> None:
    """Take the steps that are missing, in the transaction of the connection, one process at a time."""
    from alembic import command  # noqa: PLC0415 - slow to load, and needed once in the life of a history
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == POSTGRESQL:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if is_current(connection):
        return
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

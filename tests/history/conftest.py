from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import skip_loudly
from tests.history.postgres import binaries, server

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server."""
    folder = binaries()
    if folder is None:
        skip_loudly("postgres", "there is no PostgreSQL server on this machine")
        return
    with server(folder) as url:
        yield url


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """Give the URL of an empty database."""
    import psycopg

    name = f"history_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Give the path of a history that is not there yet."""
    return str(tmp_path / "kept" / "history.sqlite")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> str:
    """Give a history in each kind of database."""
    found: str = request.getfixturevalue("file" if request.param == "sqlite" else "postgres")
    return found

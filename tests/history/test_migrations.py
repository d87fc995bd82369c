from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from govcode.core.diagnostic import Refused
from govcode.history import migrating
from govcode.history.connecting import reading, writing
from govcode.history.store import open_history
from govcode.history.tables import HEAD_REVISION, METADATA
from tests.history.making import PROJECT, record


def test_the_newest_step_is_the_one_the_code_knows() -> None:
    steps = ScriptDirectory(str(Path(migrating.__file__).parent / "migrations"))
    assert steps.get_heads() == [HEAD_REVISION]


def test_the_steps_make_the_tables_that_the_code_uses(place: str) -> None:
    history = open_history(place)
    with reading(history._engine, history._address) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": migrating.VERSIONS})
        assert compare_metadata(context, METADATA) == []
        assert migrating.revision_of(connection) == HEAD_REVISION


def test_opening_again_changes_nothing(place: str) -> None:
    open_history(place).append(record(1))
    assert open_history(place).head(PROJECT).length == 1


def test_a_history_that_is_current_is_opened_without_alembic(file: str) -> None:
    open_history(file).append(record(1))
    script = (
        "import sys; from govcode.history.store import open_history; "
        f"assert open_history({file!r}).head({PROJECT!r}).length == 1; assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_history_of_a_newer_version_is_refused(place: str) -> None:
    history = open_history(place)
    with writing(history._engine, history._address) as connection:
        connection.execute(text(f"update {migrating.VERSIONS} set version_num = '{int(HEAD_REVISION) + 1}'"))
    for create in (True, False):
        with pytest.raises(Refused) as refused:
            open_history(place, create=create)
        assert [problem.code for problem in refused.value.problems] == ["GC423"]


def test_a_step_that_fails_leaves_nothing_behind(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("alembic.command.upgrade", fail)
    with pytest.raises(RuntimeError):
        open_history(file)
    monkeypatch.undo()
    connection = sqlite3.connect(file)
    assert connection.execute("select count(*) from sqlite_master").fetchone() == (0,)
    connection.close()
    assert open_history(file).append(record(1)).position == 1

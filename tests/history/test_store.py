from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from govcode.core.diagnostic import Diagnostic, Refused
from govcode.history.canonical import digest, written
from govcode.history.entry import GENESIS, linked
from govcode.history.link import Head
from govcode.history.store import History, open_history
from tests.history.making import PROJECT, record, rule


def problem(refused: pytest.ExceptionInfo[Refused]) -> Diagnostic:
    (found,) = refused.value.problems
    return found


def filled(place: str, number: int = 3) -> History:
    history = open_history(place)
    for i in range(1, number + 1):
        history.append(record(i))
    return history


def test_each_record_follows_the_one_before(place: str) -> None:
    history = open_history(place)
    previous = GENESIS
    for i in (1, 2, 3):
        entry = history.append(record(i))
        mark = digest(written(record(i)))
        assert (entry.position, entry.record, entry.previous) == (i, mark, previous)
        assert entry.hash == linked(i, mark, previous)
        previous = entry.hash
    assert history.head(PROJECT) == Head(3, previous)
    assert [run.record for run in history.runs(PROJECT)] == [record(1), record(2), record(3)]


def test_a_list_tells_what_the_records_say(place: str) -> None:
    history = filled(place, 1)
    history.append(record(2, outcome="fail", vendor="acme", revision=None, sentence="Two promises are broken."))
    first, second = history.headlines(PROJECT)
    assert (first.run, first.outcome, first.vendor, first.revision) == ("run-0001", "pass", None, "c" * 40)
    assert (second.outcome, second.vendor, second.revision) == ("fail", "acme", None)
    assert (second.recorded_at, second.as_of) == (record(2).recorded_at, record(2).as_of)
    assert history.headlines("another") == ()


def test_a_record_that_is_there_is_not_added_again(place: str) -> None:
    history = filled(place)
    again = history.append(record(2))
    assert again.position == 2
    assert history.head(PROJECT).length == 3


def test_two_records_of_one_run_are_refused(place: str) -> None:
    history = filled(place)
    with pytest.raises(Refused) as refused:
        history.append(record(2, rule("fail", 1)))
    assert problem(refused).code == "GC426"
    assert history.head(PROJECT).length == 3


def test_projects_have_chains_of_their_own(place: str) -> None:
    history = filled(place, 2)
    assert history.append(record(1, project="other")).previous == GENESIS
    assert history.projects() == ("other", PROJECT)
    assert [run.record.project for run in history.runs("other")] == ["other"]


def test_runs_are_in_the_order_in_which_they_look_at_the_data(place: str) -> None:
    history = filled(place, 3)
    late = record(9, as_of=record(1).as_of, recorded_at=datetime(2026, 9, 1))
    history.append(late)
    assert [run.record.run for run in history.runs(PROJECT)] == ["run-0001", "run-0009", "run-0002", "run-0003"]
    until = record(2).as_of
    assert [run.record.run for run in history.runs(PROJECT, until)] == ["run-0001", "run-0009", "run-0002"]
    assert history.runs(PROJECT, until - timedelta(days=9)) == ()


def test_a_project_without_runs_has_none(place: str) -> None:
    history = open_history(place)
    assert history.runs(PROJECT) == ()
    assert history.head(PROJECT) == Head()
    assert history.projects() == ()


def test_records_are_joined_all_or_none(place: str) -> None:
    history = filled(place, 2)
    joined = history.join([(r, written(r)) for r in (record(2), record(3), record(4))])
    assert [entry.position for entry in joined.new] == [3, 4]
    assert joined.known == 1
    wrong = record(1, rule("fail", 1))
    with pytest.raises(Refused):
        history.join([(r, written(r)) for r in (record(5), wrong)])
    assert history.head(PROJECT).length == 4
    assert history.append(record(6)).position == 5


@pytest.mark.parametrize("statement", ["update records set outcome = 'pass'", "delete from records"])
def test_the_database_itself_refuses_changes(file: str, statement: str) -> None:
    filled(file)
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(statement)
    connection.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement", ["update records set outcome = 'pass'", "delete from records", "truncate records"]
)
def test_postgresql_refuses_changes_too(postgres: str, statement: str) -> None:
    import psycopg

    filled(postgres)
    with psycopg.connect(postgres) as connection, pytest.raises(psycopg.Error, match="never changed"):
        connection.execute(statement)


@pytest.mark.postgres
def test_a_user_with_the_rights_that_are_written_down_can_record(postgres: str) -> None:
    import psycopg

    filled(postgres)
    name = postgres.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"create role {name}_runner login")
        connection.execute(f"grant select on history_version to {name}_runner")
        connection.execute(f"grant select, insert on records to {name}_runner")
        connection.execute(f"grant select, insert, update on chains to {name}_runner")
    limited = postgres.replace("governor:hunter2", f"{name}_runner")
    assert open_history(limited).append(record(4)).position == 4
    with psycopg.connect(limited) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("delete from records")


def test_nothing_is_made_where_a_history_is_only_read(file: str) -> None:
    with pytest.raises(Refused) as refused:
        open_history(file, create=False)
    assert problem(refused).code == "GC421"
    assert not Path(file).exists()


@pytest.mark.postgres
def test_nothing_is_made_in_a_database_that_is_only_read(postgres: str) -> None:
    with pytest.raises(Refused) as refused:
        open_history(postgres, create=False)
    assert problem(refused).code == "GC421"


def test_a_path_is_relative_to_its_project(tmp_path: Path) -> None:
    open_history(".govcode/history.sqlite", tmp_path).append(record(1))
    assert (tmp_path / ".govcode" / "history.sqlite").is_file()


def test_a_file_that_is_no_history_is_refused_and_kept(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("these are notes, and long enough to be taken for a page of a database" * 40)
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("create table customers (name text)")
    connection.commit()
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(Refused) as refused:
            open_history(str(path))
        assert problem(refused).code == "GC421"
        assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder")
    with pytest.raises(Refused) as refused:
        open_history(str(tmp_path / "kept" / "history.sqlite"))
    assert problem(refused).code == "GC421"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root:hunter2@localhost/db",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://governor:hunter2@127.0.0.1:1/governance?connect_timeout=1",
        "postgresql://governor:hunter2@[broken",
        "postgresql://governor@127.0.0.1:1/governance?password=hunter2&connect_timeout=1",
        "://hunter2",
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(url: str) -> None:
    with pytest.raises(Refused) as refused:
        open_history(url)
    found = problem(refused)
    assert found.code == "GC421"
    assert "hunter2" not in str(refused.value) + repr(found)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None or refused.value.__suppress_context__


@pytest.mark.postgres
def test_a_database_is_shown_without_user_password_and_parameters(postgres: str) -> None:
    history = open_history(postgres)
    shown = history.shown + repr(history._address)
    assert "governor" not in shown
    assert "hunter2" not in shown
    assert "gc-pg" not in shown
    assert history.shown.startswith("postgresql://local/history_")


def test_a_changed_record_is_not_given_out(file: str) -> None:
    history = filled(file)
    connection = sqlite3.connect(file)
    connection.executescript(
        "drop trigger records_update; update records set body = replace(body, 'kept', 'kepT') where position = 2;"
    )
    connection.close()
    assert history.run(PROJECT, 1).record == record(1)
    for reads in (lambda: history.run(PROJECT, 2), lambda: history.runs(PROJECT)):
        with pytest.raises(Refused) as refused:
            reads()
        assert problem(refused).code == "GC422"
        assert "run-0002" in problem(refused).message


def test_a_run_that_was_hidden_by_its_headline_is_missed(file: str) -> None:
    history = filled(file)
    connection = sqlite3.connect(file)
    connection.executescript(
        "drop trigger records_update; update records set as_of = '2027-01-01 00:00:00.000000' where position = 2;"
    )
    connection.close()
    with pytest.raises(Refused) as refused:
        history.runs(PROJECT, record(3).as_of)
    assert "run-0002" in problem(refused).message


@pytest.mark.parametrize(
    "spoiled",
    [
        "delete from records where position = 3",
        "delete from records where position = 1",
        "update records set hash = 'f' || substr(hash, 2) where position = 3",
    ],
)
def test_nothing_is_added_behind_an_end_that_is_gone(tmp_path: Path, spoiled: str) -> None:
    file = tmp_path / "history.sqlite"
    history = filled(str(file))
    with sqlite3.connect(file) as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.execute(spoiled)
    connection.close()
    with pytest.raises(Refused) as refused:
        history.append(record(4))
    assert problem(refused).code == "GC422"

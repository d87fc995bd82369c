"""The folder: written whole, replaced whole, and nothing foreign is ever deleted or written over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from govcode.app.portal_folder import MARKER, Folder, ForeignError, listed

OLD = [("index.html", "old"), ("kpis/a.html", "old a")]
NEW = [("index.html", "new"), ("rules/b.html", "new b")]


def files(place: Path) -> dict[str, str]:
    return {
        path.relative_to(place).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(place.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "site" / "portal"
    assert Folder.at(made).replaced(OLD) == (2, 8)
    return made


def test_a_new_folder_is_made_with_its_parents(place: Path) -> None:
    assert files(place) == dict(OLD)
    assert listed(place) == frozenset({"index.html", "kpis/a.html"})
    assert place.stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    Folder.at(tmp_path).replaced(NEW)
    assert files(tmp_path) == dict(NEW)


def test_a_portal_is_replaced_as_a_whole(place: Path) -> None:
    Folder.at(place).replaced(NEW)
    assert files(place) == dict(NEW)
    assert not (place / "kpis").exists()
    assert [path.name for path in place.parent.iterdir()] == ["portal"]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ForeignError, match="is not empty and is no portal"):
        Folder.at(tmp_path)
    (tmp_path / MARKER).write_text("something else\nletter.txt\n", encoding="utf-8")
    with pytest.raises(ForeignError, match="is no portal"):
        Folder.at(tmp_path)


@pytest.mark.parametrize("foreign", ["notes.txt", "kpis/mine.html", ".hidden"])
def test_a_file_that_is_not_of_the_portal_stops_it(place: Path, foreign: str) -> None:
    (place / foreign).write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignError, match=foreign):
        Folder.at(place)
    assert files(place) == {**dict(OLD), foreign: "mine"}


def test_a_folder_or_link_that_is_not_of_the_portal_stops_it(place: Path, tmp_path: Path) -> None:
    (place / "mine").mkdir()
    with pytest.raises(ForeignError, match="mine"):
        Folder.at(place)
    (place / "mine").rmdir()
    elsewhere = tmp_path / "elsewhere"
    (place / "kpis").rename(elsewhere)
    (place / "kpis").symlink_to(elsewhere)
    with pytest.raises(ForeignError, match="kpis"):
        Folder.at(place)
    assert (elsewhere / "a.html").read_text(encoding="utf-8") == "old a"


@pytest.mark.parametrize("line", ["../letter.txt", "/etc/hosts", "kpis/../../letter.txt"])
def test_a_list_that_leads_out_of_the_folder_is_no_list(tmp_path: Path, line: str) -> None:
    (tmp_path / MARKER).write_text(f"govcode portal 1\n{line}\n", encoding="utf-8")
    assert listed(tmp_path) is None


def test_what_comes_in_while_it_is_built_is_kept(place: Path) -> None:
    def pages() -> Iterator[tuple[str, str]]:
        yield from NEW
        (place / "kpis" / "mine.txt").write_text("mine", encoding="utf-8")

    Folder.at(place).replaced(pages())
    assert files(place) == dict(NEW)
    (left,) = [path for path in place.parent.iterdir() if path != place]
    assert files(left) == {"kpis/mine.txt": "mine"}


def test_a_build_that_fails_leaves_the_old_portal(place: Path) -> None:
    def pages() -> Iterator[tuple[str, str]]:
        yield NEW[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Folder.at(place).replaced(pages())
    assert files(place) == dict(OLD)
    assert [path.name for path in place.parent.iterdir()] == ["portal"]


def test_a_link_to_a_portal_is_followed(place: Path, tmp_path: Path) -> None:
    link = tmp_path / "current"
    link.symlink_to(place)
    Folder.at(link).replaced(NEW)
    assert link.is_symlink()
    assert files(place) == dict(NEW)


def test_a_file_is_no_place_for_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ForeignError, match="is a file"):
        Folder.at(tmp_path / "file")

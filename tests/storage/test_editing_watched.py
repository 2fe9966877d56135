# SPDX-License-Identifier: MIT
"""Watched folders: how they are kept, and what a scan brings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing.errors import NotThere, Refused
from app.editing.watched import kept_path, unwatch, watch, watched_folders
from tests.builders import new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    assert not opened.check()
    opened.close()


def folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


def test_a_folder_beside_the_collection_is_kept_by_its_way_from_it(collection: Collection, tmp_path: Path) -> None:
    watch(collection, folder(tmp_path / "letters" / "spring"))
    (found,) = watched_folders(collection)
    assert (found.kept, found.path, found.there) == ("letters/spring", tmp_path / "letters" / "spring", True)
    assert collection.next_undo == "Watch “spring”"
    collection.undo()
    assert watched_folders(collection) == []


def test_a_folder_far_away_is_kept_without_the_name_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/vera")
    monkeypatch.setenv("USERPROFILE", "/home/vera")
    collection = Path("/media/disk/a/b/c/Archive.postil")
    assert kept_path(collection, Path("/home/vera/Documents/Letters")) == "~/Documents/Letters"
    assert kept_path(collection, Path("/srv/letters")) == "/srv/letters"
    assert kept_path(collection, Path("/media/disk/a/b/letters")) == "../letters"


def test_a_folder_that_moved_along_with_the_collection_is_found(collection: Collection, tmp_path: Path) -> None:
    watch(collection, folder(tmp_path / "letters"))
    kept = collection.path.name
    collection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    moved = folder(tmp_path / "elsewhere")
    (moved / kept).write_bytes(collection.path.read_bytes())
    folder(moved / "letters")
    other = Collection.open(moved / kept, write=False)
    assert [each.path for each in watched_folders(other)] == [moved / "letters"]
    other.close()


def test_what_makes_no_sense_is_refused(collection: Collection, tmp_path: Path) -> None:
    letters = folder(tmp_path / "letters")
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    watch(collection, letters)
    with pytest.raises(Refused, match="watched already"):
        watch(collection, tmp_path / "letters" / ".." / "letters")
    with pytest.raises(Refused, match="not a folder"):
        watch(collection, tmp_path / "file.txt")
    with pytest.raises(Refused, match="Another watched folder"):
        watch(collection, folder(tmp_path / "more" / "letters"))


def test_a_folder_is_watched_no_longer(collection: Collection, tmp_path: Path) -> None:
    row = watch(collection, folder(tmp_path / "letters"))
    unwatch(collection, [row])
    assert watched_folders(collection) == []
    with pytest.raises(NotThere):
        unwatch(collection, [row])


def test_a_folder_that_is_gone_says_so(collection: Collection, tmp_path: Path) -> None:
    watch(collection, folder(tmp_path / "letters"))
    (tmp_path / "letters").rmdir()
    assert [each.there for each in watched_folders(collection)] == [False]

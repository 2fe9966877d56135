# SPDX-License-Identifier: MIT
"""Opening collection files: what is refused, in which words, and that refused files stay as they were."""

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from database import migrations, store, triggers
from database.errors import (
    CollectionError,
    DamagedCollection,
    HeldCollection,
    MissingCollection,
    NewerCollection,
    NotACollection,
    ReadOnlyCollection,
    UnreachableCollection,
)
from database.schema import APPLICATION_ID


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "press.postil"
    store.create(made)
    return made


@pytest.fixture
def opened(path: Path) -> Iterator[store.Store]:
    held = store.open_store(path, write=True, annotator="Ada", program="the window")
    yield held
    held.close()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_collection_has_the_promised_pragmas(opened: store.Store) -> None:
    names = ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys", "page_size")
    assert [pragma(opened.connection, name) for name in names] == [APPLICATION_ID, store.VERSION, "wal", 2, 1, 8192]


def test_a_new_collection_is_named_after_its_file(opened: store.Store) -> None:
    assert opened.connection.execute("SELECT title FROM collection").fetchone() == ("press",)


def test_creating_never_overwrites(path: Path) -> None:
    before = digest(path)
    with pytest.raises(CollectionError, match="already a file"):
        store.create(path)
    assert digest(path) == before


def test_creating_in_a_missing_folder_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CollectionError):
        store.create(tmp_path / "no" / "x.postil")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"short", b"A text, not a database. " * 20, b"SQLite format 3\0" + b"\0" * 20],
    ids=["empty", "short", "text", "cut header"],
)
def test_a_foreign_file_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.postil"
    path.write_bytes(content)
    with pytest.raises(NotACollection, match=r"“letter.postil” is not a Postil collection\."):
        store.open_store(path, write=True)
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["letter.postil"]


def test_another_programs_database_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
    before = digest(path)
    with pytest.raises(NotACollection):
        store.open_store(path, write=True)
    assert digest(path) == before


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingCollection, match=r"There is no collection at “.*gone\.postil”\."):
        store.open_store(tmp_path / "gone.postil", write=True)


def test_a_place_below_a_file_is_told_as_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("No folder", "utf-8")
    path = tmp_path / "letter.txt" / "x.postil"
    with pytest.raises(UnreachableCollection, match=re.escape(f"“{path}” cannot be opened: ")):
        store.inspect(path)
    with pytest.raises(CollectionError):
        store.create(path)
    assert (tmp_path / "letter.txt").read_text("utf-8") == "No folder"


def test_a_folder_is_not_a_collection(tmp_path: Path) -> None:
    with pytest.raises(NotACollection):
        store.open_store(tmp_path, write=True)


def test_a_newer_file_is_refused_and_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = digest(path)
    with pytest.raises(NewerCollection, match=r"newer Postil \(format 99\)"):
        store.open_store(path, write=True)
    assert digest(path) == before


def test_a_truncated_file_is_refused_and_untouched(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    before = digest(path)
    with pytest.raises(DamagedCollection, match="is damaged"):
        store.open_store(path, write=True)
    assert digest(path) == before


def test_a_file_with_a_ruined_schema_is_refused_and_untouched(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4000] = b"\xff" * 3900
    path.write_bytes(content)
    before = digest(path)
    with pytest.raises(DamagedCollection):
        store.open_store(path, write=True)
    assert digest(path) == before


def test_ruined_pages_are_found_by_the_check(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192 * 20 : 8192 * 30] = b"\xa5" * 8192 * 10
    path.write_bytes(content)
    with closing(store.open_store(path, write=False)) as opened:
        assert store.check_pages(opened.connection)


def test_a_read_only_file_opens_for_reading_and_says_so(path: Path) -> None:
    path.chmod(0o444)
    before = digest(path)
    with closing(store.open_store(path, write=True)) as opened:
        assert not opened.writable
        with pytest.raises(ReadOnlyCollection, match="cannot be changed: the file or its folder is read-only"):
            opened.require_writable()
        with pytest.raises(sqlite3.OperationalError):
            opened.connection.execute("DELETE FROM open_action")
    assert digest(path) == before


def test_a_collection_in_a_folder_nobody_may_write_to_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = sorted(path.parent.iterdir())
    monkeypatch.setattr("os.access", lambda place, _: Path(place) != path.parent)
    for write in (False, True):
        opened = store.open_store(path, write=write)
        assert opened.connection.execute("SELECT count(*) FROM source").fetchone() == (0,)
        assert not opened.writable
        assert sorted(path.parent.iterdir()) == beside  # nothing was put beside it, as nothing could have been
        opened.close()


def test_the_second_to_open_reads_and_learns_who_holds(opened: store.Store, path: Path) -> None:
    with closing(store.open_store(path, write=True, annotator="Bo")) as second:
        assert not second.writable
        assert isinstance(second.refusal, HeldCollection)
        assert "held by Ada, in the window on " in str(second.refusal)
        assert second.refusal.holder.annotator == "Ada"


def test_the_next_may_write_when_the_holder_has_closed(path: Path) -> None:
    store.open_store(path, write=True).close()
    with closing(store.open_store(path, write=True)) as second:
        assert second.writable


def test_nothing_is_left_beside_a_closed_collection(path: Path) -> None:
    store.open_store(path, write=True).close()
    assert [p.name for p in path.parent.iterdir()] == ["press.postil"]


def test_a_lock_left_by_a_crash_does_not_lock(path: Path) -> None:
    first = store.open_store(path, write=True, annotator="Ada")
    shutil.copy(path.with_name("press.postil-holder"), path.with_name("kept"))
    first.close()
    shutil.copy(path.with_name("kept"), path.with_name("press.postil-holder"))
    with closing(store.open_store(path, write=True)) as second:
        assert second.writable


def test_a_failed_migration_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("no")

    before = sqlite_dump(path)
    monkeypatch.setattr(triggers, "recreate", fail)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrations.migrate(connection, store.VERSION + 1)
        assert pragma(connection, "user_version") == store.VERSION
    assert sqlite_dump(path) == before


def test_names_with_odd_characters_open(tmp_path: Path) -> None:
    path = tmp_path / "100% пресса? #1.postil"
    store.create(path)
    with closing(store.open_store(path, write=True)) as opened:
        assert opened.writable


def sqlite_dump(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
        return [(row[0], row[1]) for row in rows]

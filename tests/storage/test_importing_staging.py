# SPDX-License-Identifier: MIT
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database import originals, staging, store
from database.history import Author, new_uid, now, undo
from database.staging import StagedContent, StagedSource

AUTHOR = Author("mira", "here")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    store.create(tmp_path / "a.postil")
    opened = store.open_store(tmp_path / "a.postil", write=True)
    yield opened.connection
    opened.close()


def _refresh(connection: sqlite3.Connection) -> None:
    """There is nothing to bring up to date."""


def _rows(number: int, text: str) -> tuple[StagedContent, StagedSource]:
    data = text.encode()
    content = StagedContent(f"c{number}", 1, f"o{text}", len(data), len(text), text, b"", originals.pack(data, text))
    about = ("", "", None, None, "en", "", "", "txt", "a", "{}")
    source = StagedSource(number, new_uid(), content.hash, f"Title {number}", "[]", *about, now())
    return content, source


def _copy(connection: sqlite3.Connection, path: Path, *rows: tuple[StagedContent, StagedSource]) -> staging.Copy:
    path.unlink(missing_ok=True)
    staging.write(path, rows, [("gate", None, 1), ("gaté", "gate", 1), ("gate", None, 2)], [("en", "gat", "gate")])
    return staging.copy_into(connection, path, "Import", AUTHOR, refresh=_refresh, step="s")


def test_a_batch_becomes_sources_and_words(connection: sqlite3.Connection, tmp_path: Path) -> None:
    copy = _copy(connection, tmp_path / "1", _rows(7, "the gate"), _rows(8, "gaté"))
    assert [(source.number, source.title, source.characters) for source in copy.sources] == [
        (7, "Title 7", 8),
        (8, "Title 8", 4),
    ]
    assert copy.change.sources == {source.id for source in copy.sources}
    words = connection.execute("SELECT form, folded, documents FROM vocabulary ORDER BY documents").fetchall()
    assert words == [("gaté", "gate", 1), ("gate", None, 3)]
    assert connection.execute("SELECT * FROM stem").fetchall() == [("en", "gat", "gate")]


def test_sources_keep_their_order_though_the_texts_are_packed(connection: sqlite3.Connection, tmp_path: Path) -> None:
    lengths = (100, 7000, 200, 5000, 2900)
    rows = [_rows(number, "x" * length) for number, length in enumerate(lengths)]
    copy = _copy(connection, tmp_path / "1", *rows)
    assert [source.characters for source in copy.sources] == list(lengths)
    kept = connection.execute("SELECT characters FROM content ORDER BY rowid").fetchall()
    assert [length for (length,) in kept] == [7000, 200, 100, 5000, 2900]


def test_batches_of_one_step_are_undone_at_once(connection: sqlite3.Connection, tmp_path: Path) -> None:
    _copy(connection, tmp_path / "1", _rows(1, "one"))
    _copy(connection, tmp_path / "2", _rows(2, "two"))
    undo(connection, AUTHOR, refresh=_refresh)
    assert connection.execute("SELECT count(*) FROM source").fetchone() == (0,)
    assert staging.known_originals(connection) == {}


def test_bytes_that_came_in_meanwhile_are_left_out(connection: sqlite3.Connection, tmp_path: Path) -> None:
    _copy(connection, tmp_path / "1", _rows(1, "one"))
    copy = _copy(connection, tmp_path / "2", _rows(2, "one"), _rows(3, "three"))
    assert copy.known == {2: "Title 1"}
    assert [source.number for source in copy.sources] == [3]


def test_a_batch_of_words_alone_leaves_no_step(connection: sqlite3.Connection, tmp_path: Path) -> None:
    assert _copy(connection, tmp_path / "1").sources == ()
    assert connection.execute("SELECT count(*) FROM undo_entry").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM vocabulary").fetchone() == (2,)


def test_a_broken_batch_changes_nothing_and_is_let_go(connection: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        staging.copy_into(connection, tmp_path / "broken", "Import", AUTHOR, refresh=_refresh, step="s")
    _copy(connection, tmp_path / "1", _rows(1, "one"))
    assert connection.execute("SELECT count(*) FROM source").fetchone() == (1,)


def test_the_original_of_a_source(connection: sqlite3.Connection, tmp_path: Path) -> None:
    (source,) = _copy(connection, tmp_path / "1", _rows(1, "the gate")).sources
    assert originals.original_of(connection, source.id) == b"the gate"
    with pytest.raises(LookupError):
        originals.original_of(connection, source.id + 1)


@given(st.binary(max_size=5000), st.text(max_size=3000))
def test_any_original_comes_back(original: bytes, text: str) -> None:
    assert originals.unpack(originals.pack(original, text), text) == original


def test_a_text_packed_against_itself_all_but_vanishes() -> None:
    text = "".join(chr(0x430 + n * n % 31) for n in range(20_000))
    assert len(originals.pack(text.encode(), text)) < len(text) // 50


def test_the_wrong_text_does_not_unpack_and_plain_zlib_does() -> None:
    packed = originals.pack(b"the gates are closed" * 9, "the gates are closed" * 9)
    with pytest.raises(ValueError, match="not an original"):
        originals.unpack(packed, "another text")
    assert originals.unpack(zlib.compress(b"plain"), "any") == b"plain"


def test_a_staging_file_is_a_file_of_its_own(tmp_path: Path) -> None:
    staging.write(tmp_path / "1", [_rows(1, "one")], [], [])
    with closing(sqlite3.connect(tmp_path / "1")) as connection:
        assert connection.execute("SELECT text FROM content").fetchone() == ("one",)

# SPDX-License-Identifier: MIT
"""The words of a collection, written and looked up."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.search.folding import describe, fold, stems
from app.search.spelling import similar, suggestion
from database import store, vocabulary
from database.migrations import migrate
from tests.archives import search_archive

FORMS = [("sanction", 3), ("sanctions", 9), ("sanctioned", 4), ("café", 2), ("cafe", 1), ("cabin", 7), ("łodz", 1)]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrate(made, store.VERSION)
        vocabulary.merge(made, *describe(FORMS, "en"))
        yield made


def test_sisters_fold_alike_or_share_a_stem(connection: sqlite3.Connection) -> None:
    found = vocabulary.sisters(connection, "sanctions", stems("sanctions", ["en"]), 10)
    assert found == [("sanctions", 9), ("sanctioned", 4), ("sanction", 3)]
    assert {form for form, _ in vocabulary.sisters(connection, "cafe", (), 10)} == {"cafe", "café"}


def test_merging_adds_up_how_many_sources_have_a_word(connection: sqlite3.Connection) -> None:
    vocabulary.merge(connection, [("cabin", None, 5)], [])
    assert vocabulary.documents(connection, ["cabin", "nowhere"]) == 12


def test_rows_of_an_attached_file_are_added(connection: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "staging.sqlite"
    with closing(sqlite3.connect(path)) as staging:
        staging.execute("CREATE TABLE vocabulary (form TEXT, folded TEXT, documents INTEGER)")
        staging.execute("CREATE TABLE stem (language TEXT, stem TEXT, form TEXT)")
        words, kin = describe([("cabin", 1), ("Éland".lower(), 2), ("mills", 1)], "en")
        staging.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", words)
        staging.executemany("INSERT INTO stem VALUES (?, ?, ?)", kin)
        staging.commit()
    connection.execute("ATTACH ? AS staging", (str(path),))
    vocabulary.merge_attached(connection, "staging")
    assert vocabulary.documents(connection, ["cabin"]) == 8
    assert vocabulary.sisters(connection, "eland", (), 5) == [("éland", 2)]
    assert vocabulary.sisters(connection, "mill", stems("mill", ["en"]), 5) == [("mills", 1)]


def test_completions_come_with_the_commonest_first(connection: sqlite3.Connection) -> None:
    assert vocabulary.completions(connection, "ca", "ca", 3) == [("cabin", 7), ("café", 2), ("cafe", 1)]
    assert vocabulary.completions(connection, "lo", "lo", 3) == [("łodz", 1)]


def test_patterns_match_with_accents_or_without(connection: sqlite3.Connection) -> None:
    assert {form for form, _ in vocabulary.matching(connection, "c?fe", "c?fe", 9)} == {"cafe", "café"}
    assert vocabulary.matching(connection, "*[n]", "*[n]", 9) == []


def test_names_the_languages_with_stems(connection: sqlite3.Connection) -> None:
    assert vocabulary.stem_languages(connection) == ("en",)
    vocabulary.merge(connection, *describe([("мельницы", 1)], "ru"))
    assert vocabulary.stem_languages(connection) == ("en", "ru")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sanctoins", "sanctions"),
        ("snactions", "sanctions"),
        ("sancton", "sanction"),
        ("kabin", "cabin"),
        ("ca", ""),
        ("zzzzzz", ""),
    ],
)
def test_guesses_which_word_was_meant(connection: sqlite3.Connection, typed: str, meant: str) -> None:
    assert suggestion(connection, fold(typed)) == meant


def test_similar_words_are_ordered_by_distance_and_frequency(connection: sqlite3.Connection) -> None:
    assert similar(connection, "sanction", 2) == [(0, ("sanction", 3)), (1, ("sanctions", 9)), (2, ("sanctioned", 4))]


def test_the_vocabulary_can_be_written_afresh(tmp_path: Path) -> None:
    with closing(search_archive(tmp_path)) as collection:
        before = _rows(collection)
        with collection.action("Repair"):
            collection.connection.execute("DELETE FROM vocabulary")
            collection.connection.execute("INSERT INTO compound(form) VALUES ('no-where')")
            vocabulary.rebuild(collection.connection, describe)
        assert _rows(collection) == before


def _rows(collection: Collection) -> list[tuple[object, ...]]:
    return [
        *collection.connection.execute("SELECT * FROM vocabulary ORDER BY form"),
        *collection.connection.execute("SELECT * FROM compound ORDER BY form"),
        *collection.connection.execute("SELECT * FROM stem ORDER BY language, stem, form"),
    ]

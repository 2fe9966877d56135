# SPDX-License-Identifier: MIT
"""A word written together finds the sources that only write it with a hyphen."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import erase, replace
from app.editing.sources import edit_sources
from app.importing.job import run_import
from app.search.engine import Searcher
from app.search.folding import describe
from database import vocabulary
from tests.builders import add_source, new_collection, new_text

SOURCES = {
    "Treaty": ("The co-operation of the lake towns against\u2011corruption: a re\u2010election, a café-bar.", "en"),
    "Together": ("The cooperation of the lake towns; a cooperative.", "en"),
    "Apart": ("A co operation of two mills.", "en"),
    "Ветер": ("Северо-восточный ветер дует на порт.", "ru"),
    "Служба": ("Прэс-служба міністэрства маўчыць.", "be"),
}


def compounds_of(collection: Collection) -> list[tuple[str, str | None, int]]:
    return collection.connection.execute("SELECT form, folded, documents FROM compound ORDER BY form").fetchall()


def learn(collection: Collection) -> None:
    with collection.action("Words", kind="quiet"):
        vocabulary.rebuild(collection.connection, describe)


def titles(collection: Collection, query: str) -> set[str]:
    return {hit.title for hit in Searcher(collection.connection).search(query).hits}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Collection]:
    with closing(new_collection(tmp_path)) as collection:
        for title, (text, language) in SOURCES.items():
            add_source(collection, title, text, language=language)
        learn(collection)
        yield collection


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cooperation", {"Treaty", "Together", "Apart"}),
        ("cooperating", {"Treaty", "Together", "Apart"}),
        ("co-operating", {"Treaty", "Together", "Apart"}),
        ('"cooperation"', {"Together"}),
        ('"co-operation"', {"Treaty", "Apart"}),
        ("againstcorruption", {"Treaty"}),
        ("reelections", {"Treaty"}),
        ("cafebar", {"Treaty"}),
        ("caféBAR", {"Treaty"}),
        ("северовосточного", {"Ветер"}),
        ("прэсслужбы", {"Служба"}),
        ("cooperation lake", {"Treaty", "Together"}),
        ("lake -cooperation", set()),
        ("title:cooperation", set()),
        ("coopera tion", set()),
        ("cooperat*", {"Treaty", "Together", "Apart"}),
        ("co-operat*", {"Treaty", "Together", "Apart"}),
        ("co-ope*", {"Treaty", "Together", "Apart"}),
        ("co-op*", {"Treaty", "Apart"}),
        ("cafeb*", {"Treaty"}),
        ("againstc*", {"Treaty"}),
    ],
)
def test_hyphens_fold(archive: Collection, query: str, found: set[str]) -> None:
    assert titles(archive, query) == found


@pytest.mark.parametrize("typed", ["reele", "reelectio", "reelection", "re-elec", "caféb"])
def test_a_word_that_is_still_typed_may_become_a_hyphenated_one(archive: Collection, typed: str) -> None:
    results = Searcher(archive.connection).search(typed, typing=True)
    assert {hit.title for hit in results.hits} == {"Treaty"}
    assert results.hits[0].snippets[0].marks


def test_marks_and_says_the_hyphenated_word(archive: Collection) -> None:
    results = Searcher(archive.connection).search("reelection")
    (snippet,) = results.hits[0].snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["re‐election"]
    assert results.meaning == "sources containing reelection or re-election"
    assert results.did_you_mean == ""


def test_a_hyphenated_word_of_a_quotation_is_found(archive: Collection) -> None:
    source = archive.find_source("Treaty").id
    text = archive.text(source)[0]
    start = text.index("co-operation")
    archive.tag(source, "claim", [(start, start + len("co-operation of the lake towns"))])
    assert titles(archive, "kind:claim cooperation") == {"Treaty"}
    assert titles(archive, "kind:claim reelection") == set()


def test_words_that_mostly_follow_each_other_without_a_hyphen_are_not_taken_for_one(tmp_path: Path) -> None:
    with closing(new_collection(tmp_path)) as collection:
        add_source(collection, "Hyphen", "An over-all plan.", language="en")
        for number in range(8):
            add_source(
                collection, f"Free {number}", f"The river ran over all the fields of mill {number}.", language="en"
            )
        learn(collection)
        assert titles(collection, "overall") == set()
        add_source(collection, "Second", "The over-all plan again.", language="en")
        learn(collection)
        assert len(titles(collection, "overall")) == 10


def test_a_beginning_stands_for_the_commonest_hyphenated_words(tmp_path: Path) -> None:
    words = [f"re-run{letter}" for letter in "abcdefghijklmnop"]
    with closing(new_collection(tmp_path)) as collection:
        for word in words:
            add_source(collection, f"Mill {word}", f"A mill of {word}.", language="en")
        learn(collection)
        results = Searcher(collection.connection).search("rerun*")
        assert results.total == 12
        assert results.notes == ("“rerun*” fits many hyphenated words; the 12 commonest are searched.",)
        assert Searcher(collection.connection).search("rerunb*").notes == ()


def test_an_import_learns_what_a_rebuild_would(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(9):
        text = (
            f"The co-operation of mill {number} and its re-election.\nEverybody was well-meaning about the lake towns."
        )
        (folder / f"{number}.txt").write_text(text * (1 + number % 2), "utf-8")
    with closing(new_collection(tmp_path)) as collection:
        run_import(collection, [folder])
        made = compounds_of(collection)
        assert [row[0] for row in made] == ["co-operation", "re-election", "well-meaning"]
        learn(collection)
        assert compounds_of(collection) == made
        assert len(titles(collection, "cooperation")) == 9


def test_a_title_that_somebody_writes_is_learnt(archive: Collection) -> None:
    edit_sources(archive, [archive.find_source("Apart").id], title="On semi-finals")
    assert titles(archive, "semifinal") == {"On semi-finals"}
    edit_sources(archive, [archive.find_source("Ветер").id], title="Other semi-finals")
    assert ("semi-finals", None, 1) in compounds_of(archive)


def test_a_hyphenated_word_goes_with_the_last_source_that_has_it(archive: Collection) -> None:
    other = add_source(archive, "Other", "A re-election in the co operation.", language="en")
    erase.erase(archive, sources=[archive.find_source("Treaty").id])
    assert [row[0] for row in compounds_of(archive)] == ["re-election", "прэс-служба", "северо-восточный"]
    erase.erase(archive, sources=[other])
    assert [row[0] for row in compounds_of(archive)] == ["прэс-служба", "северо-восточный"]
    stems = archive.connection.execute("SELECT form FROM stem WHERE instr(form, '-') ORDER BY form").fetchall()
    assert stems == [("прэс-служба",), ("северо-восточный",)]


def test_a_hyphenated_word_of_a_deleted_source_stays_for_undo(archive: Collection) -> None:
    kept, other = archive.find_source("Treaty").id, add_source(archive, "Other", "A re-election.", language="en")
    archive.delete_sources([kept])
    erase.erase(archive, sources=[other])
    archive.undo()
    assert titles(archive, "reelection") == {"Treaty"}


def test_a_repair_writes_all_words_afresh_those_of_deleted_sources_too(archive: Collection) -> None:
    before = compounds_of(archive), titles(archive, "cooperating"), titles(archive, "северовосточного")
    archive.delete_sources([archive.find_source("Ветер").id])
    for table in ("vocabulary", "stem", "compound"):
        archive.connection.execute(f"DELETE FROM {table}")
    assert archive.check(repair=True) == []
    archive.undo()
    assert (compounds_of(archive), titles(archive, "cooperating"), titles(archive, "северовосточного")) == before


def test_a_repair_keeps_the_words_of_former_versions(archive: Collection) -> None:
    source = archive.find_source("Treaty").id
    replace.apply_replacement(archive, replace.plan_replacement(archive, source, new_text("The lake towns met.")))
    archive.check(repair=True)
    archive.undo()
    assert titles(archive, "reelections") == {"Treaty"}


def _first_format(collection: Collection) -> Path:
    """Make a file what it would have been in the first format."""
    connection = collection.connection
    connection.execute("DELETE FROM stem WHERE instr(form, '-')")
    connection.execute("DROP TABLE compound")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'm0002_compounds'")
    connection.execute("PRAGMA user_version = 1")
    collection.close()
    return collection.path


def test_a_file_of_the_first_format_learns_its_hyphenated_words(archive: Collection) -> None:
    before = compounds_of(archive), titles(archive, "cooperating")
    with closing(Collection.open(_first_format(archive), annotator="Ada")) as upgraded:
        assert (compounds_of(upgraded), titles(upgraded, "cooperating")) == before
        assert upgraded.check() == []


def test_a_file_of_the_first_format_that_is_only_read_is_searched_without_them(archive: Collection) -> None:
    with closing(Collection.open(_first_format(archive), write=False)) as old:
        assert titles(old, "cooperation") == {"Together"}
        assert titles(old, "lake") == {"Treaty", "Together"}

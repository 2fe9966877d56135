# SPDX-License-Identifier: MIT
"""Names in Latin and Cyrillic letters, and words inside text without spaces."""

from collections.abc import Iterator

import pytest

from app.collection import Collection
from app.search.concordance import Line, Side, lines, ordered
from app.search.engine import Searcher
from app.search.folding import describe
from app.search.places import Sought, snippets
from database import vocabulary
from database.plan import Field, Word
from database.records import Link
from database.search_base import Expression
from tests.builders import new_collection, write_source

TEXTS = {
    "English": ("President Lukashenko met Zelensky in Minsk. Shcherbakov wrote it down.", "en"),
    "Russian": ("Лукашенко встретил Зеленского в Минске. Об этом пишет Щербаков. О Лукашенко спорят.", "ru"),
    "Belarusian": ("Лукашэнка сустрэў Зяленскага ў Мінску.", "be"),
    "Ukrainian": ("Зеленський зустрів Лукашенка у Мінську, пише Щербаков.", "uk"),
    "Chinese": ("北京市政府宣布新的选举制度。选举委员会将于五月公布结果。", "zh"),
    "Japanese": ("東京都の選挙管理委員会は五月に結果を発表する。カタカナの言葉もある。", "ja"),
    "Thai": ("คณะกรรมการการเลือกตั้งประกาศผลการเลือกตั้งในเดือนพฤษภาคม", "th"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = new_collection(tmp_path_factory.mktemp("scripts"))
    with collection.action("Import"):
        for title, (text, language) in TEXTS.items():
            write_source(collection, title, text, language=language)
        vocabulary.rebuild(collection.connection, describe)
    collection.tag(2, "claim", [(0, 9)], chain=[Link(actor="Александр Лукашенко")])
    yield collection
    collection.close()


def found(archive: Collection, query: str, *, names: bool = False) -> set[str]:
    results = Searcher(archive.connection, transliterate=names).search(query)
    return set() if results.partial else {hit.title for hit in results.hits}


NAMES = {
    "Lukashenko": {"English", "Russian", "Belarusian", "Ukrainian"},
    "Лукашенко": {"English", "Russian", "Ukrainian"},
    "Лукашэнка": {"English", "Belarusian"},
    "Shcherbakov": {"English", "Russian", "Ukrainian"},
    "Щербаков": {"English", "Russian", "Ukrainian"},
    "lukashenko minsk": {"English"},
    '"Lukashenko"': {"English"},
}


@pytest.mark.parametrize("query", NAMES)
def test_a_name_is_found_in_the_other_script(archive: Collection, query: str) -> None:
    assert found(archive, query, names=True) >= NAMES[query]


def test_only_where_that_is_wanted(archive: Collection) -> None:
    assert found(archive, "Lukashenko") == {"English"}
    assert found(archive, "Щербаков") == {"Russian", "Ukrainian"}
    assert found(archive, '"Lukashenko"', names=True) == {"English"}


def test_an_answer_says_which_spellings_were_searched(archive: Collection) -> None:
    notes = Searcher(archive.connection, transliterate=True).search("Lukashenko").notes
    assert len(notes) == 1
    assert "“Lukashenko” was searched in the other script too: " in notes[0]
    assert "Лукашенко" in notes[0]
    assert "Лукашэнка" in notes[0]
    assert Searcher(archive.connection).search("Lukashenko").notes == ()


def test_a_speaker_is_found_in_the_other_script(archive: Collection) -> None:
    assert found(archive, "by:lukashenko", names=True) == {"Russian"}
    assert found(archive, "by:lukashenko") == set()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("选举", {"Chinese"}),
        ("选举委员会", {"Chinese"}),
        ("市政府", {"Chinese"}),
        ("選挙", {"Japanese"}),
        ("管理委員会", {"Japanese"}),
        ("五月", {"Chinese", "Japanese"}),
        ("การเลือกตั้ง", {"Thai"}),
        ("ประกาศ", {"Thai"}),
        ("选举 -结果", set()),
        ("选举 OR 選挙", {"Chinese", "Japanese"}),
        ("カタカナ", {"Japanese"}),
    ],
)
def test_words_are_found_inside_text_without_spaces(archive: Collection, query: str, titles: set[str]) -> None:
    assert found(archive, query) == titles


@pytest.mark.parametrize("query", ["การเลือกตั้ง", "ประกาศ", "选举"])
def test_a_word_inside_such_text_is_named_once(archive: Collection, query: str) -> None:
    assert Searcher(archive.connection).search(query).meaning == f"sources containing {query}"


def test_the_places_of_such_words_are_marked(archive: Collection) -> None:
    text, _ = archive.text(5)
    line = Searcher(archive.connection).lines("委员会")[0]
    assert (line.source, text[line.start : line.end]) == (5, "委员会")


@pytest.mark.parametrize(("query", "typing"), [("选举", True), ("选举*", False), ("选", True)])
def test_a_beginning_is_marked_alone_in_such_text(archive: Collection, query: str, typing: bool) -> None:
    """The index takes the whole of a run of letters for one word that begins so."""
    searcher = Searcher(archive.connection)
    words = query.rstrip("*")
    assert [line.words for line in searcher.lines(query, typing=typing)] == [words, words]
    shown = searcher.search(query, typing=typing).hits[0].snippets[0]
    assert [shown.text[start:end] for start, end in shown.marks] == [words, words]


@pytest.mark.parametrize(
    ("before", "word", "after"), [("今天天气很好", "选举", "明天下雨"), ("วันนี้อากาศดี", "เลือกตั้ง", "พรุ่งนี้ฝน")]
)
def test_a_place_in_a_long_text_without_spaces_has_its_context(before: str, word: str, after: str) -> None:
    text = before * 40 + word + after * 40
    sought = [Sought(Word(Field.TEXT, word, (word,), word, ()), (Expression((word,), inside=True),))]
    line = lines(1, text, sought)[0]
    assert min(len(line.before), len(line.after)) > 80
    assert line.before + word + line.after in text
    shown = snippets(text, sought, 1)[0]
    assert len(shown.text) > 150
    assert shown.text[slice(*shown.marks[0])] == word


def test_places_in_such_text_are_sorted_by_the_nearest_letters() -> None:
    found = [Line(1, 0, 1, before, "举", "") for before in ("北京丙", "上海乙", "广州甲")]
    assert [line.before for line in ordered(found, Side.LEFT)] == ["北京丙", "上海乙", "广州甲"]


def test_an_apostrophe_that_is_a_letter_asks_for_nothing_else(archive: Collection) -> None:
    with archive.action("Import"):
        write_source(archive, "Family", "Сям'я жыве ў Мінску, там і сям.", language="be")
        vocabulary.rebuild(archive.connection, describe)
    results = Searcher(archive.connection).search("сямʼя")
    assert (results.total, results.did_you_mean) == (1, "")


@pytest.mark.parametrize(("filler", "word", "most"), [("lorem ipsum ", "election", 64), ("今天天气", "选举", 24)])
def test_a_hit_stands_where_two_lines_of_a_narrow_list_show_it(filler: str, word: str, most: int) -> None:
    sought = [Sought(Word(Field.TEXT, word, (word,), word), (Expression((word,), inside=not word.isascii()),))]
    shown = snippets(f"{filler * 40} {word} {filler * 40}", sought, 1)[0]
    assert most // 2 < shown.marks[0][0] <= most

# SPDX-License-Identifier: MIT
"""Phrases with gaps inside text without spaces: every letter between counts as a word."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collection import Collection
from app.search.engine import Searcher
from app.search.places import Sought, places
from database import search_near
from database.plan import Field, Phrase
from database.search_base import Expression
from database.unspaced import has_unspaced
from tests.builders import new_collection, write_source

TEXTS = {
    "Sanctions": ("湖泊委员会要求实施制裁。两年后举行了选举，湖区的工厂仍在运转。", "zh"),
    "Election": ("选举之后，委员会又谈到制裁和选举。", "zh"),
    "Mill": ("工厂的制裁 WTO 2019 选举。", "zh"),
    "English": ("The council spoke of sanctions. The election came later.", "en"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = new_collection(tmp_path_factory.mktemp("letters"))
    with collection.action("Import"):
        for title, (text, language) in TEXTS.items():
            write_source(collection, title, text, language=language)
    yield collection
    collection.close()


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('"制裁 选举"', set()),
        ('"制裁 选举"~2', {"Election"}),
        ('"制裁 选举"~3', {"Election", "Mill"}),
        ('"制裁 选举"~6', {"Election", "Mill"}),
        ('"制裁 选举"~7', {"Election", "Mill", "Sanctions"}),
        ('"选举 制裁"~9', {"Election"}),
        ('"委员会 制裁 选举"~5', {"Election"}),
        ('"委员会 制裁 选举"~8', {"Election", "Sanctions"}),
        ('"制裁 选举"~8 -工厂', {"Election"}),
        ('"制裁 选举"~8 OR council', {"Election", "Mill", "Sanctions", "English"}),
        ('title:"制裁 选举"~8', set()),
    ],
)
def test_words_near_each_other_are_found(archive: Collection, query: str, titles: set[str]) -> None:
    results = Searcher(archive.connection).search(query)
    assert (set() if results.partial else {hit.title for hit in results.hits}) == titles
    assert results.notes == ()


def test_the_whole_of_such_a_place_is_marked(archive: Collection) -> None:
    searcher = Searcher(archive.connection)
    (line,) = searcher.lines('"委员会 制裁"~4')
    assert (line.words, line.after) == ("委员会又谈到制裁", "和选举。")
    shown = searcher.search('"委员会 制裁"~4').hits[0].snippets[0]
    assert [shown.text[start:end] for start, end in shown.marks] == ["委员会又谈到制裁"]


def test_tagged_passages_are_found_so(archive: Collection) -> None:
    text, _ = archive.text(2)
    start = text.index("委员会")
    tagged = archive.tag(2, "claim", [(start, len(text))]).id
    searcher = Searcher(archive.connection)
    assert searcher.annotations('"委员会 选举"~7') == [tagged]
    assert searcher.annotations('"委员会 选举"~6') == []


def test_more_text_than_can_be_read_is_not_compared_and_that_is_said(
    archive: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_near, "MAX_LETTERS", 40)
    results = Searcher(archive.connection).search('"制裁 选举"~2')
    assert {hit.title for hit in results.hits} == {"Election", "Mill", "Sanctions"}
    assert len(results.notes) == 1
    assert "how near they are was not compared" in results.notes[0]


def units(text: str) -> list[tuple[int, int]]:
    """Return what counts as a word, one letter of the text after the other: slow, and written apart."""
    found: list[tuple[int, int]] = []
    for place, letter in enumerate(text):
        grows = found and found[-1][1] == place and not has_unspaced(text[place - 1]) and not has_unspaced(letter)
        if not letter.isalnum():
            continue
        if grows:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def stands(text: str, parts: tuple[str, ...], slop: int) -> bool:
    """Tell by trying all places of all parts whether each comes soon enough after the one before."""
    between = [start for start, _ in units(text)]
    everywhere = [[at for at in range(len(text)) if text.startswith(part, at)] for part in parts]
    return any(
        all(
            before + len(part) <= after and sum(before + len(part) <= at < after for at in between) < slop
            for before, after, part in zip(chosen, chosen[1:], parts, strict=False)
        )
        for chosen in product(*everywhere)
    )


@given(
    text=st.text("甲乙丙。 a", max_size=24),
    parts=st.lists(st.text("甲乙丙", min_size=1, max_size=2), min_size=2, max_size=3),
    slop=st.integers(2, 15),
)
def test_it_agrees_with_trying_all_places(text: str, parts: list[str], slop: int) -> None:
    phrase = Phrase(Field.TEXT, " ".join(parts), tuple(parts), slop)
    found = places(text, [Sought(phrase, (Expression(phrase.parts, inside=True),))])
    assert bool(found) == stands(text, phrase.parts, slop)
    for start, end in found:
        assert text.startswith(tuple(parts[:1]), start)
        assert text.endswith(parts[-1], start, end)

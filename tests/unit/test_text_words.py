# SPDX-License-Identifier: MIT
"""Words are compared with the real thing: what FTS5 says it found in the same text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.words import lowered, tokens


class Index:
    """An FTS5 table in memory that says which words it finds in a text."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'unicode61 remove_diacritics 0')")
        self.connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")

    def words(self, text: str) -> list[str]:
        self.connection.execute("DELETE FROM t")
        self.connection.execute("INSERT INTO t VALUES (?)", (text,))
        return [word for (word,) in self.connection.execute('SELECT term FROM v ORDER BY "offset"')]


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    made = Index()
    yield made
    made.connection.close()


def words(text: str) -> list[str]:
    small = lowered(text)
    return [small[start:end] for start, end in tokens(text)]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_words_are_those_of_the_index(index: Index, text: str) -> None:
    assert words(text) == index.words(text)


@given(st.text(st.sampled_from("aÀé\u0301\u0300\u0345_'’-ßẞİıΣςσǅﬁЁё’ŁÅ\u05b7שАᾈ½²٣\ue000𝒜𐐀😀 \u00a0")))
def test_words_of_awkward_letters_are_those_of_the_index(index: Index, text: str) -> None:
    assert words(text) == index.words(text)


@pytest.mark.parametrize("first", range(0, 0x110000, 0x8000))
def test_every_code_point_is_read_as_the_index_reads_it(index: Index, first: int) -> None:
    points = [chr(point) for point in range(max(1, first), first + 0x8000) if not 0xD800 <= point <= 0xDFFF]
    text = " ".join(f"{point} a{point}b" for point in points)
    assert words(text) == index.words(text)


@given(st.text(st.characters(codec=None)))
def test_lowering_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_spans_are_those_of_the_text_itself() -> None:
    text = "Пра́вда, o_k İstanbul 😀 שלום"
    assert [text[start:end] for start, end in tokens(text)] == ["Пра́вда", "o", "k", "İstanbul", "שלום"]

# SPDX-License-Identifier: MIT
"""Whatever is asked, the search answers; and what it answers is what reading every text would find."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.collection import Collection
from app.search.engine import Searcher
from app.search.folding import fold, stems
from app.text.words import lowered, tokens
from tests.archives import search_archive

PIECES = [
    *('"', "(", ")", "[", ":", "~", "~2", "^2", "*", "?", "-", ">", "'", "’", "\0", "\ud800", "AND", "OR", "NOT", "TO"),
    *(
        "kind:",
        "by:",
        "date:",
        "source:",
        "title:",
        "in:",
        "lang:",
        "code:",
        "to:",
        "note:",
        "status:",
        "author:",
        "foo:",
    ),
    *(
        "claim",
        "lake",
        "санкции",
        "2020",
        "2020-06",
        "é",
        "x",
        "sanct*",
        "m?ll",
        "mlil~",
        "by:(",
        "-(",
        '"free trade"~3',
    ),
    *("*", "by:*", "kremlin's", "пам'ять", "orlova", "[2019 TO 2020]"),
]
WORDS = ["sanctions", "mill", "lake", "election", "trade", "weather", "cafe", "май", "санкции", "belland", "the"]

Test = Callable[[list[str]], bool]
"""Whether a text, given as its words, is one the query asks for."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = search_archive(tmp_path_factory.mktemp("anything"))
    yield collection
    collection.close()


@given(
    query=st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
        st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    ),
    typing=st.booleans(),
)
@example(query="\ud800", typing=False)
@example(query='"', typing=True)
@settings(max_examples=250)
def test_answers_anything(archive: Collection, query: str, typing: bool) -> None:
    searcher = Searcher(archive.connection)
    results = searcher.search(query, typing=typing, limit=5)
    assert results.total >= len(results.hits)
    assert isinstance(searcher.annotations(query), list)


def word(text: str) -> tuple[str, Test]:
    kin = set(stems(text, LANGUAGES))
    return text, lambda words: any(
        fold(text) == fold(each) or not kin.isdisjoint(stems(each, LANGUAGES)) for each in words
    )


def phrase(pair: list[str]) -> tuple[str, Test]:
    return f'"{pair[0]} {pair[1]}"', lambda words: any(pair == words[at : at + 2] for at in range(len(words)))


def prefix(text: str) -> tuple[str, Test]:
    return f"{text[:3]}*", lambda words: any(fold(each).startswith(fold(text[:3])) for each in words)


def both(parts: tuple[tuple[str, Test], tuple[str, Test]]) -> tuple[str, Test]:
    (one, first), (other, second) = parts
    return f"({one} {other})", lambda words: first(words) and second(words)


def either(parts: tuple[tuple[str, Test], tuple[str, Test]]) -> tuple[str, Test]:
    (one, first), (other, second) = parts
    return f"({one} OR {other})", lambda words: first(words) or second(words)


def without(part: tuple[str, Test]) -> tuple[str, Test]:
    return f"-({part[0]})", lambda words: not part[1](words)


LANGUAGES = ("en", "fr", "ru")
LEAVES = st.one_of(
    st.sampled_from(WORDS).map(word),
    st.sampled_from(WORDS).map(prefix),
    st.lists(st.sampled_from(["free", "trade", "the", "lake", "election"]), min_size=2, max_size=2).map(phrase),
)
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.tuples(inner, inner).map(both), st.tuples(inner, inner).map(either), inner.map(without)),
    max_leaves=5,
)


@given(QUERIES)
@settings(max_examples=200)
def test_finds_what_reading_every_text_would_find(archive: Collection, made: tuple[str, Test]) -> None:
    query, test = made
    results = Searcher(archive.connection).search(query, limit=50)
    found = set() if results.partial else {hit.title for hit in results.hits}
    assert found == {source.title for source in archive.sources() if test(_words(archive, source.id, source.title))}


def _words(archive: Collection, source: int, title: str) -> list[str]:
    low = lowered(f"{title}\n{archive.text(source)[0]}")
    return [low[start:end] for start, end in tokens(low)]

# SPDX-License-Identifier: MIT
"""Generated queries over the sample archive find what reading every text and annotation would find."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.collection import Collection
from app.sample import fill_with_sample
from app.search import beginnings, nearness
from app.search.engine import Order, Searcher
from database import search_rank
from tests.reference import (
    OfSource,
    OfTag,
    OfWords,
    Read,
    Reference,
    Tagged,
    alike,
    dated,
    fits,
    in_source,
    in_tag,
    in_title,
    near,
    phrase,
)

WORDS = (
    *("council", "river", "licence", "suspended", "accounts", "board", "vote", "minister", "the", "letter", "of"),
    *("terminal", "терминал", "договор", "учитель", "школи", "Wahl", "Zeitung", "Olva", "water", "complaint", "naïve"),
)
TOGETHER = (
    "lockkeeper",
    "Lowwater",
    "beekeeper",
    "daughterinlaw",
    "премьерминистр",
    "портсалиса",
    "будьякий",
    "fortyone",
)
"""Words that the archive writes with a hyphen."""
PAIRS = (("broadcasting", "council"), ("grain", "terminal"), ("the", "vote"), ("of", "the"), ("river", "towns"))
NAMES = ("Agnes Morwell", "Ines Calloway", "Kasimir Dolen", "Lucan Ferriby", "Edda Norring")
TARGETS = ("Broadcasting Council", "Central Electoral Board", "Assembly of the Republic")
CODES = ("Licensing", "Interference", "Media freedom", "Electoral administration", "Rule of law", "Oversight")
YEARS = ("2018", "2019", "2020", "2021", "2024", "2025", "2026")


class Piece(NamedTuple):
    """A piece of query with what it means: of sources, of annotations, or of both where it is bare words."""

    query: str
    of_source: OfSource | None
    of_tag: OfTag | None


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    path = tmp_path_factory.mktemp("reference") / "sample.postil"
    collection = Collection.open(path, create=True, annotator="Ada")
    fill_with_sample(collection)
    yield collection
    collection.close()


@pytest.fixture(scope="module")
def reference(archive: Collection) -> Reference:
    return Reference(archive)


class Words(NamedTuple):
    """Bare words with their test; without one they are a word or the beginning of one, as the archive has them."""

    query: str
    make: OfWords | None

    def piece(self, reference: Reference) -> Piece:
        begun = self.query.removesuffix("*")
        test = self.make or (reference.kin(begun) if begun == self.query else reference.begins(begun))
        return Piece(self.query, in_source(test), in_tag(test))


def _near(pair: tuple[str, str], slop: int) -> Words:
    return Words(f'"{pair[0]} {pair[1]}"~{slop}', near(*pair, slop))


def _cut(word: str) -> Words:
    return Words(f"{word[:-3].lower()}*", None)


def _opened(word: str) -> Words:
    return Words(f"{word[0].lower()}?{word[2:].lower()}", fits(word[0].lower(), word[2:].lower()))


BARE = st.one_of(
    st.sampled_from((*WORDS, *TOGETHER)).map(lambda word: Words(word, None)),
    st.sampled_from(TOGETHER).map(lambda word: Words(word, None)),
    st.sampled_from(PAIRS).map(lambda pair: Words(f'"{pair[0]} {pair[1]}"', phrase(pair))),
    st.sampled_from((*WORDS, *TOGETHER)).map(lambda word: Words(f'"{word.lower()}"', phrase([word.lower()]))),
    st.builds(_near, st.sampled_from(PAIRS), st.integers(2, 9)),
    st.sampled_from(("council", "licence", "terminal", "minister", *TOGETHER[:-1])).map(_cut),
    st.sampled_from(("council", "river", "vote", "board")).map(_opened),
    st.sampled_from(("counsil", "rivre", "votes")).map(lambda word: Words(f"{word}~", alike(word, 1))),
)
ABOUT_SOURCE = st.one_of(
    st.sampled_from(WORDS[:8]).map(lambda word: Piece(f'title:"{word}"', in_title(phrase([word])), None)),
    st.sampled_from(YEARS).map(lambda y: Piece(f"date:{y}", dated(f"{y}-01-01", f"{y}-12-31"), None)),
    st.tuples(st.sampled_from(YEARS), st.sampled_from(YEARS)).map(
        lambda pair: Piece(
            f"date:[{min(pair)} TO {max(pair)}]", dated(f"{min(pair)}-01-01", f"{max(pair)}-12-31"), None
        )
    ),
    st.sampled_from(("en", "ru", "uk", "de")).map(
        lambda code: Piece(f"lang:{code}", lambda read: read.source.language == code, None)
    ),
    st.sampled_from(NAMES).map(lambda name: Piece(f'author:"{name}"', lambda read: name in read.source.authors, None)),
    st.just(Piece("is:tagged", lambda read: bool(read.tags), None)),
    st.just(Piece("has:author", lambda read: bool(read.source.authors), None)),
)
ABOUT_TAG = st.one_of(
    st.sampled_from(("claim", "recommendation", "passage")).map(
        lambda kind: Piece(f"kind:{kind}", None, lambda _, tag: tag.annotation.kind == kind)
    ),
    st.sampled_from(NAMES).map(lambda name: Piece(f'by:"{name}"', None, lambda read, tag: _says(read, tag, name))),
    st.sampled_from(TARGETS).map(lambda name: Piece(f'to:"{name}"', None, lambda _, tag: _addresses(tag, name))),
    st.sampled_from(CODES).map(lambda code: Piece(f'code:"{code}"', None, lambda _, tag: code in tag.codes)),
    st.sampled_from(("supported", "contested", "refuted")).map(
        lambda state: Piece(f"status:{state}", None, lambda _, tag: tag.annotation.status == state)
    ),
    st.just(Piece("has:note", None, lambda _, tag: bool(tag.annotation.note))),
    st.just(Piece("has:to", None, lambda _, tag: any(slot.name == "addressee" for slot in tag.annotation.slots))),
)


def _says(read: Read, tag: Tagged, name: str) -> bool:
    """Tell whether somebody says it: by name, or as the author of the source."""
    chain = [link for link in tag.annotation.chain if link.role in {"holder", "author"}]
    return any(link.actor == name or (link.voice == "author" and name in read.source.authors) for link in chain)


def _addresses(tag: Tagged, name: str) -> bool:
    return any(slot.name == "addressee" and name in {slot.actor, slot.value} for slot in tag.annotation.slots)


class Made(NamedTuple):
    """A query, and the sources it should find."""

    query: str
    test: OfSource


Parts = tuple[list[tuple[Words, bool]], list[tuple[Piece, bool]], list[tuple[Piece, bool]]]


@st.composite
def groups(draw: st.DrawFn) -> Parts:
    """Draw the parts of one group, each with whether it is denied."""
    deny = st.sampled_from((False, False, False, True))
    bare = draw(st.lists(st.tuples(BARE, deny), max_size=2))
    sources = draw(st.lists(st.tuples(ABOUT_SOURCE, deny), max_size=2))
    tags = draw(st.lists(st.tuples(ABOUT_TAG, deny), max_size=2))
    if not bare and not sources and not tags:
        bare = [(draw(BARE), False)]
    return bare, sources, tags


def group(
    reference: Reference,
    parts: Parts,
) -> Made:
    """Join the parts of a group, and say what they mean together."""
    bare = [(words.piece(reference), denied) for words, denied in parts[0]]
    sources, tags = parts[1], parts[2]
    query = " ".join(f"{'-' * denied}{piece.query}" for piece, denied in (*bare, *sources, *tags))
    above = [(piece.of_source, denied) for piece, denied in sources]
    if any(not denied for _, denied in tags):
        within = [(piece.of_tag, denied) for piece, denied in (*bare, *tags)]
        return Made(
            query,
            lambda read: (
                _all(above, read)
                and any(all(test(read, tag) is not denied for test, denied in within if test) for tag in read.tags)
            ),
        )
    plain = [*above, *((piece.of_source, denied) for piece, denied in bare)]
    absent = [piece.of_tag for piece, _ in tags if piece.of_tag]
    return Made(
        query,
        lambda read: _all(plain, read) and not any(test(read, tag) for test in absent for tag in read.tags),
    )


def _all(tests: list[tuple[OfSource | None, bool]], read: Read) -> bool:
    return all(test(read) is not denied for test, denied in tests if test)


@given(st.lists(groups(), min_size=1, max_size=2), st.sampled_from((Order.RELEVANCE, Order.TITLE)))
@settings(max_examples=400)
def test_finds_what_reading_everything_would_find(
    archive: Collection, reference: Reference, drawn: list[Parts], order: Order
) -> None:
    _compare(archive, reference, drawn, order)


@pytest.fixture(scope="module")
def large() -> Iterator[None]:
    """Make the archive a large one, in which every beginning is dear and every word too common."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((nearness, "PLACES"), (nearness, "OFTEN"), (beginnings, "CHEAP")):
            patch.setattr(module, name, 0)
        for name in ("LARGE", "MAX_OCCURRENCES", "OFTEN", "_MANY"):
            patch.setattr(search_rank, name, 0)
        patch.setattr(nearness, "NEARBY", math.inf)
        yield


@pytest.mark.usefixtures("large")
@given(st.lists(groups(), min_size=1, max_size=2), st.sampled_from((Order.RELEVANCE, Order.TITLE)))
@settings(max_examples=200)
def test_finds_the_same_in_the_ways_of_a_large_archive(
    archive: Collection, reference: Reference, drawn: list[Parts], order: Order
) -> None:
    _compare(archive, reference, drawn, order)


def _compare(archive: Collection, reference: Reference, drawn: list[Parts], order: Order) -> None:
    made = [group(reference, parts) for parts in drawn]
    query = " OR ".join(f"({each.query})" for each in made) if len(made) > 1 else made[0].query
    results = Searcher(archive.connection).search(query, limit=50, order=order)
    assert results.mistakes == ()
    found = set() if results.partial else {hit.title for hit in results.hits}
    expected = {read.source.title for read in reference.sources if any(each.test(read) for each in made)}
    assert (query, found) == (query, expected)
    assert results.partial or results.total == len(found)

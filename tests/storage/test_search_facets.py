# SPDX-License-Identifier: MIT
"""Facets count what is left when their piece is added; places in context are those of the answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.search import engine, facets
from app.search.concordance import Side, lines, ordered
from app.search.engine import Searcher
from app.search.finished import finished
from tests.archives import SOURCES, search_archive
from tests.builders import add_source, new_collection

QUERIES = ("sanctions", "sanctions OR mill", "*", "the", "kind:claim", "sanctions -mill", "by:orlova", "lang:en trade")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = search_archive(tmp_path_factory.mktemp("facets"))
    yield collection
    collection.close()


@pytest.fixture(scope="module")
def searcher(archive: Collection) -> Searcher:
    return Searcher(archive.connection)


@pytest.mark.parametrize("query", QUERIES)
def test_a_count_is_how_many_sources_are_left(searcher: Searcher, query: str) -> None:
    for facet in searcher.facets(query):
        for value in facet.values:
            narrowed = searcher.search(facets.narrowed(query, value.fragment))
            assert (facet.name, value.label, value.count) == (facet.name, value.label, narrowed.total)
            assert not narrowed.partial


@pytest.mark.parametrize(
    "query", ["sanct", "the", "t", "lake OR sanct", "kind:claim sanct", "by:orl", "-sanct", '"lake']
)
def test_a_count_made_while_typing_holds_once_the_query_goes_on(searcher: Searcher, query: str) -> None:
    kept = finished(searcher, query)
    assert searcher.count(kept) == searcher.count(query, typing=True)
    for facet in searcher.facets(query, typing=True):
        for value in facet.values:
            narrowed = facets.narrowed(kept, value.fragment)
            assert (value.label, searcher.count(narrowed)) == (value.label, value.count)
            assert facets.has(narrowed, value.fragment)


@pytest.mark.parametrize(
    "query",
    [
        "NOT sanct",
        "lake OR sanct",
        "kind:cl",
        "-kind:cl",
        "kind:claim by:orl",
        "has:no",
        "status:cont",
        "note:che",
        "(sanct",
    ],
)
def test_a_query_typed_halfway_goes_on_with_the_same_annotations(searcher: Searcher, query: str) -> None:
    kept = finished(searcher, query)
    assert searcher.annotations(kept) == searcher.annotations(query, typing=True)
    assert searcher.annotations(f"{kept} kind:claim") == searcher.annotations(f"kind:claim {query}", typing=True)


@pytest.mark.parametrize("query", QUERIES)
def test_a_piece_is_taken_out_again(searcher: Searcher, query: str) -> None:
    for facet in searcher.facets(query):
        for value in facet.values:
            narrowed = facets.narrowed(query, value.fragment)
            assert facets.has(narrowed, value.fragment)
            if not facets.has(query, value.fragment):
                assert facets.widened(narrowed, value.fragment) == query


@pytest.mark.parametrize(
    ("query", "piece", "left"),
    [
        ("kind:claim (lake OR mill)", "kind:claim", "(lake OR mill)"),
        ('kind:claim to:"Lake Council" lake', 'to:"Lake Council"', "kind:claim lake"),
        ('lake "kind:claim"', "kind:claim", None),
        ("-kind:claim lake", "kind:claim", None),
        ("kind:claim OR lake", "kind:claim", None),
        ("(kind:claim lake)", "kind:claim", None),
    ],
)
def test_a_piece_that_was_typed_counts_too(query: str, piece: str, left: str | None) -> None:
    assert facets.widened(query, piece) == (query if left is None else left)
    assert facets.has(query, piece) is (left is not None)


def test_years_come_by_time_and_all_of_them(searcher: Searcher) -> None:
    years = next(facet for facet in searcher.facets("*", limit=1) if facet.name == "year")
    assert [value.label for value in years.values] == sorted(value.label for value in years.values)
    assert len(years.values) == years.distinct > 1


def test_places_in_context_lie_where_they_say(archive: Collection, searcher: Searcher) -> None:
    found = searcher.lines("sanctions mill")
    assert found
    for line in found:
        text, _ = archive.text(line.source)
        assert text[line.start : line.end] == line.words
        assert f"{line.before}{line.words}{line.after}" in text


def test_sources_come_page_by_page_however_few_are_ranked_at_once(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = searcher.ids("sanctions OR mill")
    assert len(whole) > 3
    monkeypatch.setattr(engine, "GROWTH", 1)
    pages = [searcher.search("sanctions OR mill", limit=1, offset=place).hits for place in range(len(SOURCES))]
    assert [hit.source for hits in pages for hit in hits] == whole


@pytest.mark.parametrize("query", QUERIES)
def test_the_number_of_sources_is_the_same_however_few_are_asked_for(archive: Collection, query: str) -> None:
    totals = {Searcher(archive.connection).search(query, limit=limit).total for limit in (0, 1, 20)}
    assert totals == {len(Searcher(archive.connection).ids(query))}


def test_places_come_page_by_page(searcher: Searcher) -> None:
    whole = searcher.lines("sanctions OR mill")
    pages = [searcher.lines("sanctions OR mill", limit=1, offset=place) for place in range(len(SOURCES))]
    assert [line for page in pages for line in page] == whole


def test_places_of_annotations_lie_in_them(archive: Collection, searcher: Searcher) -> None:
    assert [line.words for line in searcher.lines("sanctions kind:claim lang:en")] == ["sanctioned", "sanctions"]
    quotes = {annotation.quote for annotation in archive.annotations() if annotation.kind == "recommendation"}
    assert {line.words for line in searcher.lines("kind:recommendation")} == quotes


def test_an_annotation_found_by_its_note_is_a_place(searcher: Searcher) -> None:
    assert {line.words for line in searcher.lines("annals kind:claim")} == {"imposed sanctions on the mill"}


def test_lines_are_sorted_by_the_nearest_words_first() -> None:
    text = "a big dog ran\nthe big dog sat\none old dog ran up\nZwei Dog"
    found = lines(1, text, [], [[(span, span + 3)] for span in (6, 22, 38, 54)])
    assert [line.before for line in ordered(found, Side.LEFT)] == ["a big ", "the big ", "one old ", "Zwei "]
    assert [line.after for line in ordered(found, Side.RIGHT)] == ["", " ran", " ran up", " sat"]
    assert ordered(found, Side.PLACE) == found


def test_the_context_stays_in_its_block_and_is_cut_between_words() -> None:
    text = "Heading\n" + "word " * 100 + "dog" + " tail" * 100 + "\nNext"
    start = text.index("dog")
    line = lines(7, text, [], [[(start, start + 3)]])[0]
    assert line.before.startswith("word ")
    assert line.after.endswith(" tail")
    assert "Heading" not in line.before
    assert max(len(line.before), len(line.after)) <= 90


@pytest.mark.parametrize("name", ["“Quay”", "«Причал»", 'The "Quay"'])
def test_a_publication_with_quotation_marks_narrows(tmp_path: Path, name: str) -> None:
    collection = new_collection(tmp_path)
    add_source(collection, "Apart", "Words of its own", publication=name)
    add_source(collection, "Together", f"{name} is named here", publication="Another")
    piece = facets.fragment("publication", name)
    assert [hit.title for hit in collection.searcher.search(piece).hits] == ["Apart"]
    collection.close()
    assert facets.widened(facets.narrowed("words", piece), piece) == "words"

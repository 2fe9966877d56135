# SPDX-License-Identifier: MIT
"""What queries find on a small archive: titles of sources, or quotations of annotations."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.search.engine import Searcher, SearchInterrupted
from app.search.offering import some_annotations
from app.search.seeking import places_in
from database import search_read
from tests.archives import SOURCES, search_archive
from tests.builders import add_source, new_collection

LAKE, ELECTION, MILLS, RUSSIAN, BELARUSIAN, FRENCH, WEATHER = SOURCES

ANSWERS = {
    # Words and their sisters
    "sanctions": {LAKE, ELECTION, FRENCH, WEATHER},
    "sanctioned": {LAKE, ELECTION, FRENCH, WEATHER},
    "sanctions mill": {LAKE},
    "mill": {LAKE, MILLS},
    "санкция": {RUSSIAN},
    "её": {RUSSIAN},
    "ее": {RUSSIAN},
    "май": {RUSSIAN, BELARUSIAN},
    "cafe": {LAKE, FRENCH},
    "café": {LAKE, FRENCH},
    '"café"': {LAKE, FRENCH},
    '"cafés"': {FRENCH},
    '"cafe"': {FRENCH},
    '"sanctioned"': {ELECTION},
    "warden": {LAKE, WEATHER},
    # Apostrophes and hyphens
    "kremlin's": {LAKE},
    "kremlin’s": {LAKE},
    "warden's": {LAKE},
    "don’t": {ELECTION},
    "O'Neill": {ELECTION},
    "пам'ять": {BELARUSIAN},
    "памʼять": {BELARUSIAN},
    "pro-Bellandic": {LAKE},
    "pro\u2011Bellandic": {LAKE},
    "усе": {BELARUSIAN},
    # Joining and denying
    "sanctions -mill": {ELECTION, FRENCH, WEATHER},
    "-sanctions": {MILLS, RUSSIAN, BELARUSIAN},
    "mill OR weather": {LAKE, MILLS, WEATHER},
    "(mill OR weather) -lake": {MILLS, WEATHER},
    "sanctions OR -election": {LAKE, ELECTION, FRENCH, WEATHER, RUSSIAN, BELARUSIAN},
    "*": set(SOURCES),
    # Phrases, patterns, near words
    '"free trade"': {LAKE},
    '"trade free"~3': {ELECTION},
    '"free trade"~3': {LAKE},
    '"trade free"~2': {ELECTION},
    '"trade free"': set(),
    '"the election"': {ELECTION, MILLS},
    "mil*": {LAKE, MILLS},
    "m?ll": {LAKE, MILLS},
    "*tion": {ELECTION, MILLS},
    "санкц*": {RUSSIAN},
    "electoin~": {ELECTION, MILLS},
    "elektoin~2": {ELECTION, MILLS},
    "qqqq*": set(),
    "qq?q": set(),
    # Fields of sources
    "title:sanctions": {WEATHER},
    "title:lake": {LAKE},
    "author:reed": {ELECTION},
    "author:reed*": {ELECTION, MILLS},
    "author:lucja": {MILLS},
    'author:"Łucja"': {MILLS},
    'author:"Lucja"': set(),
    "author:elan": {FRENCH},
    "author:(reed laska)": {ELECTION},
    "author:orlva~": {LAKE},
    'publication:"Harbour Review"': {LAKE, MILLS},
    "publication:herald weather": {WEATHER},
    "publication:н?ва": {BELARUSIAN},
    "lang:en": {LAKE, ELECTION, MILLS, WEATHER},
    "lang:belarusian": {BELARUSIAN},
    'in:"The Lake Treaty"': {LAKE},
    "in:lake": {LAKE},
    # Dates, by overlap
    "date:2020-06": {LAKE, ELECTION},
    "date:[2019-06 TO 2020]": {LAKE, ELECTION, FRENCH},
    "date:>2020": {RUSSIAN, WEATHER},
    "date:>=2020": {LAKE, ELECTION, RUSSIAN, WEATHER},
    "date:<2020": {MILLS, FRENCH},
    "date:<=2019-05 sanctions": {FRENCH},
    "date:2021-03-15": {WEATHER},
    "-date:2020": {MILLS, RUSSIAN, BELARUSIAN, FRENCH, WEATHER},
    # Fields of annotations
    "kind:claim": {LAKE, ELECTION, RUSSIAN},
    "NOT kind:claim": {MILLS, BELARUSIAN, FRENCH, WEATHER},
    "sanctions -kind:claim": {FRENCH, WEATHER},
    "sanctions kind:claim": {LAKE, ELECTION},
    "mill kind:recommendation": set(),
    "kind:claim by:orlova": {LAKE},
    "kind:recommendation by:orlova": {ELECTION},
    "kind:claim by:reed": set(),
    "by:orlova": {LAKE, ELECTION},
    "by:(orlova OR reed) kind:recommendation": {LAKE, ELECTION},
    "by:zed": {LAKE},
    'by:"Zeď Reed"': {LAKE},
    'by:"Zed Reed"': set(),
    "by:orl*": {LAKE, ELECTION},
    "by:orlva~": {LAKE, ELECTION},
    "by:unattributed": {ELECTION},
    "org:mill": {LAKE, ELECTION, RUSSIAN},
    "org:mill kind:claim": {LAKE, RUSSIAN},
    "via:herald": {LAKE, ELECTION, RUSSIAN},
    "to:belland": {LAKE},
    "to:bell": {LAKE},
    "by:mir": {LAKE, ELECTION},
    'to:"the observers"': {ELECTION},
    "work:memorandum by:совет": {RUSSIAN},
    "code:trade": {LAKE, RUSSIAN},
    "code:tariffs": {LAKE},
    "note:annals": {LAKE, ELECTION},
    "annals kind:claim": {LAKE},
    "annal kind:claim": {LAKE},
    "status:refuted": {ELECTION},
    "status:taken": {ELECTION},
    "annotator:ada kind:claim": {LAKE, ELECTION, RUSSIAN},
    "annotator:bob": set(),
    "source:(election) kind:claim": {ELECTION},
    "kind:claim title:lake": {LAKE},
    "kind:claim OR weather": {LAKE, ELECTION, RUSSIAN, WEATHER},
    "kind:claim date:2021": {RUSSIAN},
    "to:* kind:claim": {LAKE},
    # Mistakes: the rest is searched
    "foo:weather": {WEATHER},
    "(weather": {WEATHER},
    "weather AND": {WEATHER},
    "weather kind:nonsense": {WEATHER},
}

QUOTES = {
    "sanctions": {"imposed sanctions on the mill", "sanctioned by nobody"},
    "санкции": {"ввёл санкции"},
    "NOT kind:claim": {"Free trade with Belland will go on", "Don't trust the count"},
    "title:lake kind:recommendation": {"Free trade with Belland will go on"},
    "source:(mill) to:belland": {"Free trade with Belland will go on"},
    "annals": {"imposed sanctions on the mill", "Don't trust the count"},
    "by:orlova -kind:claim": {"Don't trust the count"},
    "lang:ru": {"ввёл санкции"},
    "": set(),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    collection = search_archive(tmp_path_factory.mktemp("search"))
    yield collection
    collection.close()


@pytest.fixture(scope="module")
def searcher(archive: Collection) -> Searcher:
    return Searcher(archive.connection)


@pytest.mark.parametrize("query", ANSWERS)
def test_finds(searcher: Searcher, query: str) -> None:
    results = searcher.search(query)
    found = set() if results.partial else {hit.title for hit in results.hits}
    assert found == ANSWERS[query]
    assert results.partial or results.total == len(found)


@pytest.mark.parametrize("query", QUOTES)
def test_finds_annotations(archive: Collection, searcher: Searcher, query: str) -> None:
    found = {annotation.quote for annotation in archive.iter_annotations(searcher.annotations(query))}
    assert found == QUOTES[query]


@pytest.mark.parametrize("field", ['publication:"Varna Ledger"', "author:orlova", "format:txt date:2025"])
def test_a_field_narrows_words_that_every_source_has(tmp_path: Path, field: str) -> None:
    collection = new_collection(tmp_path)
    days = {"date": "2025", "date_from": "2025-01-01", "date_to": "2025-12-31"}
    add_source(collection, "One", "The bridge is closed.", publication="Lantern Review")
    add_source(collection, "Two", "The bridge.", publication="Varna Ledger", authors='["Mira Orlova"]', **days)
    results = Searcher(collection.connection).search(f"bridge {field}")
    assert [hit.title for hit in results.hits] == ["Two"]
    collection.close()


def test_title_counts_more_than_text(searcher: Searcher) -> None:
    assert searcher.search("sanctions").hits[0].title == WEATHER


def test_names_the_annotations_that_match_inside_a_source(archive: Collection, searcher: Searcher) -> None:
    hit = next(hit for hit in searcher.search("sanctions").hits if hit.title == LAKE)
    assert [archive.annotation(found).quote for found in hit.annotations] == ["imposed sanctions on the mill"]


def test_orders_sources_asked_for_by_annotations_by_their_number(searcher: Searcher) -> None:
    hits = searcher.search("annotator:ada").hits
    assert [(hit.title, hit.score) for hit in hits] == [(ELECTION, 2), (LAKE, 2), (RUSSIAN, 1)]


def test_most_of_the_words_where_no_source_has_all(searcher: Searcher) -> None:
    results = searcher.search("mill weather wardens")
    assert results.partial
    assert results.hits[0].title == WEATHER
    assert {hit.title for hit in results.hits} == {WEATHER, LAKE, MILLS}


def test_fields_still_hold_where_no_source_has_all_words(searcher: Searcher) -> None:
    results = searcher.search("mill weather date:2019")
    assert (results.partial, [hit.title for hit in results.hits]) == (True, [MILLS])


def test_annotations_with_most_of_the_words_where_none_has_all(searcher: Searcher) -> None:
    results = searcher.search("sanctions weather kind:claim")
    assert (results.partial, {hit.title for hit in results.hits}) == (True, {LAKE, ELECTION})


def test_one_word_is_never_partial(searcher: Searcher) -> None:
    assert not searcher.search("qqqq date:2019").partial


def test_completes_the_last_word_while_it_is_typed(searcher: Searcher) -> None:
    assert {hit.title for hit in searcher.search("election gri", typing=True).hits} == {MILLS}
    assert {hit.title for hit in searcher.search("mil", typing=True).hits} == {LAKE, MILLS}
    assert searcher.search("mil").total == 0


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("sanctoins", "sanctions"),
        ("lake electoin", "lake election"),
        ("Sanctoins -mill", "sanctions -mill"),
        ("санкцыи", "санкции"),
        ("by:orlva", "by:orlova"),
        ('kind:claim by:"Mira Orlowa" sanctoins', 'kind:claim by:"Mira orlova" sanctions'),
        ("author:orlva", "author:orlova"),
        ("publication:harbor", "publication:harbour"),
        ("annotator:adda", "annotator:ada"),
        ("by:qqqqqqqq", ""),
    ],
)
def test_asks_whether_another_word_was_meant(searcher: Searcher, query: str, meant: str) -> None:
    assert searcher.search(query).did_you_mean == meant


def test_asks_nothing_where_the_words_are_known(searcher: Searcher) -> None:
    assert searcher.search("sanctions mill -qqqq").did_you_mean == ""


def test_snippets_show_the_hits(archive: Collection, searcher: Searcher) -> None:
    hit = next(hit for hit in searcher.search("sanctions mill").hits if hit.title == LAKE)
    text, _ = archive.text(hit.source)
    snippet = hit.snippets[0]
    assert snippet.text == text[snippet.start : snippet.end]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["sanctions", "mill"]


def test_snippets_of_annotations_show_the_annotation(searcher: Searcher) -> None:
    snippet = searcher.search("kind:recommendation to:belland").hits[0].snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["Free trade with Belland will go on"]


def test_finds_all_places_in_a_text(searcher: Searcher) -> None:
    text = "Sanctions! The sanctioned, a SANCTION; sanctionsx and “free trade”, free  trade."
    assert [text[start:end] for start, end in places_in(searcher, 1, text, 'sanctions "free trade"')] == [
        *("Sanctions", "sanctioned", "free trade", "free  trade"),
    ]


def test_places_are_those_of_the_answer_in_context(searcher: Searcher) -> None:
    """Where annotations are asked for, only what lies in them, or the whole of them."""
    for query in (
        "sanctions",
        "kind:recommendation",
        "sanctions kind:claim",
        "has:note",
        "kind:recom",
        "source:(lake) kind:claim",
    ):
        lines = searcher.lines(query, typing=True, limit=100)
        for source in {line.source for line in lines}:
            text = search_read.texts(searcher.connection, [source])[source][1]
            found = places_in(searcher, source, text, query, typing=True)
            assert found == [(line.start, line.end) for line in lines if line.source == source]


def test_says_what_a_query_means(searcher: Searcher) -> None:
    meaning = searcher.search('sanctions kind:recommendation to:"European Union" date:2020').meaning
    assert meaning == ("recommendations to European Union, containing sanctions or sanctioned, in 2020")


def test_reads_a_collection_that_is_open_for_reading_only(archive: Collection) -> None:
    connection = archive.store.connect()
    try:
        assert Searcher(connection).search("sanctions").total == 4
        assert not connection.in_transaction
    finally:
        connection.close()


def test_a_word_of_a_new_note_is_found_at_once(tmp_path: Path) -> None:
    collection = search_archive(tmp_path)
    searcher = Searcher(collection.connection)
    assert searcher.annotations("quibbles") == []
    collection.edit(1, note="He quibbled")
    assert searcher.annotations("quibbles") == [1]
    collection.close()


def test_searches_inside_a_transaction_that_is_rolled_back_and_after_it(tmp_path: Path) -> None:
    collection = search_archive(tmp_path)
    searcher = Searcher(collection.connection)
    collection.connection.execute("BEGIN")
    assert searcher.search('"trade free"~3').total == 1
    collection.connection.execute("ROLLBACK")
    assert searcher.search('"trade free"~3').total == 1
    collection.close()


def test_a_running_search_can_be_interrupted(archive: Collection) -> None:
    connection = archive.store.connect()
    searcher = Searcher(connection)
    reached, ended = threading.Event(), threading.Event()

    def linger() -> int:
        reached.set()
        ended.wait(5)
        return 0

    def interrupt() -> None:
        reached.wait(5)
        searcher.interrupt()
        ended.set()

    connection.set_progress_handler(linger, 1)
    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(SearchInterrupted):
        searcher.search("sanctions OR mill")
    thread.join()
    connection.set_progress_handler(None, 0)
    with pytest.raises(SearchInterrupted):
        searcher.search("sanctions")
    searcher.resume()
    assert searcher.search("sanctions").total == 4
    connection.close()


def test_for_a_query_being_typed_annotations_of_one_source_come_first_and_then_the_latest(tmp_path: Path) -> None:
    with closing(new_collection(tmp_path)) as collection:
        for title in ("One", "Two"):
            add_source(collection, title, "harbour one harbour two harbour three")
        tagged = [collection.tag(source, "claim", [(at, at + 7)]).id for source in (2, 1, 2) for at in (0, 12)]
        found = some_annotations(collection.searcher, "harb", 1, 4)
        assert found[:2] == tagged[2:4]
        assert found[2:] == [tagged[5], tagged[4]]
        assert some_annotations(collection.searcher, "nothing", 1, 4) == []

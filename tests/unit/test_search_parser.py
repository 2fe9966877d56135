# SPDX-License-Identifier: MIT
"""No query raises or takes long, whatever it is."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search import grammar
from app.search.explain import explain, explain_annotations
from app.search.parser import MAX_CHARACTERS, parse

SECONDS = 0.1

PIECES = [
    *(
        '"',
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        "~",
        "~2",
        "^",
        "^2",
        "*",
        "?",
        "-",
        "+",
        ">",
        "<",
        "=",
        "/",
        "\\",
        "'",
        "’",
    ),
    *(
        " ",
        "  ",
        "\t",
        "\n",
        "\0",
        "\ud800",
        "AND",
        " AND ",
        " OR ",
        " NOT ",
        " ANDNOT ",
        " TO ",
        "to",
        "REQUIRE",
        "ANDMAYBE",
    ),
    *(
        "kind:",
        "by:",
        "date:",
        "source:",
        "source:(",
        "title:",
        "in:",
        "lang:",
        "status:",
        "foo:",
        "*:*",
        "date:[",
        "date:>",
    ),
    *("claim", "lake", "мир", "2020", "2020-06", "é", "x", "by:(", "-(", '"a b"~3'),
]

queries = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join),
)

HOSTILE = [
    "(" * 10_000,
    "(a " * 3000,
    "a OR " * 5000 + "b",
    "x " * 5000,
    "NOT " * 3000 + "x",
    "NOT " * 120 + "x",
    '"' * 499,
    "a~2 " * 120,
    "-" * 499,
    "*" * 499,
    "a*" * 249,
    "a:" * 249,
    "\\" * 499,
    "[a TO " * 80,
    "date:[a TO " * 19,
    "date:[" + "a " * 200 + "TO",
    "kind:(" * 19,
    "by:" * 160,
    "a OR " * 99 + "b",
    "-(" * 19 + "a",
    "^2" * 249,
    "~" * 499,
    " " * 500,
    "a" * 500,
    "a'" * 250,
    "-)NOT 0",
    "NOT (-) NOT x",
]


@pytest.fixture(autouse=True, scope="module")
def _loaded() -> None:
    parse("Whoosh is loaded with the first query")


@given(queries)
@settings(max_examples=400)
def test_reads_anything(query: str) -> None:
    parsed = parse(query, languages=("en", "ru"))
    assert all(0 <= mistake.start <= mistake.end <= len(query) for mistake in parsed.mistakes)
    assert isinstance(explain(parsed.plan) + explain_annotations(parsed.within), str)


@given(queries)
@settings(max_examples=100)
def test_reads_anything_half_typed(query: str) -> None:
    assert parse(query, typing=True).text == query


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: f"{query[:12]!r} x {len(query)}")
def test_reads_hostile_queries_in_bounded_time(query: str) -> None:
    assert min(_taken(query) for _ in range(3)) < SECONDS


@given(st.text(alphabet="ab ()-\"'*?~^:[]", min_size=MAX_CHARACTERS, max_size=MAX_CHARACTERS))
@settings(max_examples=20)
def test_reads_long_queries_in_bounded_time(query: str) -> None:
    assert min(_taken(query) for _ in range(3)) < SECONDS


def _taken(query: str) -> float:
    """Return the seconds of this thread alone; a machine with much to do needs more of them too, so one may fail."""
    started = time.thread_time()
    parse(query)
    return time.thread_time() - started


ALONE = (
    "peace",
    "Peace",
    "election",
    "ANDROID",
    "AND",
    "OR",
    "NOT",
    "ANDNOT",
    "and",
    "TO",
    "to",
    "выборы",
    "год",
    "é",
    "a",
)


@given(st.lists(st.sampled_from(ALONE), min_size=1, max_size=5).map(" ".join), st.booleans())
def test_words_alone_are_read_as_whoosh_reads_them(query: str, typing: bool) -> None:
    quick = parse(query, languages=("en", "ru"), typing=typing)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "_plain", lambda _: None)
        assert parse(query, languages=("en", "ru"), typing=typing) == quick

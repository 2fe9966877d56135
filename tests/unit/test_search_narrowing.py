# SPDX-License-Identifier: MIT
"""Queries and the values chosen in facets are the same thing, said in two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.narrowing import FIELDS, Narrowed, narrowed, piece, within
from app.search.parser import parse

NAMES = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x17F), min_size=1, max_size=8)
VALUES = st.lists(NAMES, min_size=1, max_size=3).map(" ".join)
YEARS = st.integers(1900, 2099).map(str)
CHOSEN = st.dictionaries(st.sampled_from([*FIELDS]), st.lists(VALUES, min_size=1, max_size=3, unique=True).map(tuple))


@pytest.mark.parametrize(
    ("query", "core", "chosen"),
    [
        ("", "", {}),
        ("harbour", "harbour", {}),
        ("kind:claim", "", {"kind": ("claim",)}),
        ("kind:claim harbour dues", "harbour dues", {"kind": ("claim",)}),
        ('(by:"Vera Lind" OR by:anonymous) harbour', "harbour", {"speaker": ("Vera Lind", "anonymous")}),
        ("by:“Vera Lind”", "", {"speaker": ("Vera Lind",)}),
        ("-has:code date:2024", "", {"code": ("",), "year": ("2024",)}),
        ("(publication:Herald OR -has:publication)", "", {"publication": ("Herald", "")}),
        ("(a OR b) kind:claim", "a OR b", {"kind": ("claim",)}),
        ("(a OR b)", "(a OR b)", {}),
        ("a OR kind:claim", "a OR kind:claim", {}),
        ("NOT kind:claim", "NOT kind:claim", {}),
        ("-kind:claim", "-kind:claim", {}),
        ("by:har* date:2024-05", "by:har* date:2024-05", {}),
        ("date:[2019 TO 2020]", "date:[2019 TO 2020]", {}),
        ("(by:a OR to:b)", "(by:a OR to:b)", {}),
        ("by:a by:b", "by:b", {"speaker": ("a",)}),
        ('"kind:claim" x', '"kind:claim" x', {}),
        ('"a (b" kind:claim', '"a (b"', {"kind": ("claim",)}),
        ("(a kind:claim", "(a kind:claim", {}),
    ],
)
def test_a_query_is_taken_apart(query: str, core: str, chosen: dict[str, tuple[str, ...]]) -> None:
    assert narrowed(query) == Narrowed(core, chosen)


def test_pieces() -> None:
    assert piece("kind", "claim") == "kind:claim"
    assert piece("status", "taken up") == 'status:"taken up"'
    assert piece("speaker", 'Ann "Nan" Lee') == 'by:"Ann Nan Lee"'
    assert piece("publication", "") == "-has:publication"
    assert piece("code", "OR") == 'code:"OR"'


def test_a_second_value_makes_a_choice_and_goes_again() -> None:
    one = narrowed("harbour").toggled("speaker", "Vera Lind")
    both = one.toggled("speaker", "Ada")
    assert both.query() == 'harbour (by:"Vera Lind" OR by:Ada)'
    assert both.toggled("speaker", "Vera Lind").query() == "harbour by:Ada"
    assert both.without("speaker").query() == "harbour"
    assert narrowed("a OR b").toggled("kind", "claim").query() == "(a OR b) kind:claim"
    assert narrowed("(a OR b) kind:claim").toggled("kind", "claim").query() == "a OR b"


@given(st.sampled_from(["", "harbour", '"salt quay" -dues', "a OR b", "title:x"]), CHOSEN, YEARS)
def test_taking_apart_inverts_putting_together(core: str, chosen: dict[str, tuple[str, ...]], year: str) -> None:
    wanted = Narrowed(core, {**chosen, "year": (year,)})
    assert narrowed(wanted.query()) == wanted


@given(CHOSEN)
def test_the_language_reads_what_is_put_together(chosen: dict[str, tuple[str, ...]]) -> None:
    chosen.pop("year", None)
    known = {"kind": ("claim", "passage"), "status": ("open", "taken up", ""), "stance": ("supports",)}
    query = Narrowed("harbour", {**chosen, **known}).query()
    if len(query) <= 500 and query.count("(") <= 20:
        assert parse(query).mistakes == ()


def test_a_query_within_a_query() -> None:
    assert within("", ("kind", "claim"), ("speaker", "")) == "kind:claim"
    assert within("by:Ada", ("speaker", "Vera Lind")) == 'by:Ada by:"Vera Lind"'
    assert within("a OR b", ("month", "2024-05")) == "(a OR b) date:2024-05"
    assert within("a OR b") == "a OR b"

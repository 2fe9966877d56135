# SPDX-License-Identifier: MIT
"""Queries in words."""

import pytest

from app.search.explain import explain, explain_annotations
from app.search.parser import parse


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sanctions trade", "sources containing sanctions and trade"),
        ("sanctions -russia", "sources containing sanctions, not containing russia"),
        ("sanctions OR trade", "sources containing sanctions or trade"),
        ("(a b) OR c", "sources containing a and b, or containing c"),
        ('"free trade"~5', "sources containing “free trade”, each word within 5 of the one before"),
        ("title:lake lang:ru", "sources with the title containing lake, in Russian"),
        ("lang:xx", "sources in the language xx"),
        ("election^3 river", "sources containing election ×3 and river"),
        ('title:"free trade"^0.5', "sources with the title containing “free trade” ×0.5"),
        ("date:2020", "sources dated 2020"),
        ("date:2020-06", "sources dated 2020-06"),
        ("date:[2019-06 TO 2020]", "sources dated 2019-06-01 to 2020-12-31"),
        ("date:>2020", "sources dated 2021-01-01 or later"),
        ("kind:claim by:reed", "sources with claims by reed"),
        ("NOT kind:claim", "sources without claims"),
        ("by:(reed OR orlova) dam", "sources with annotations by reed or orlova, containing dam"),
        ("kind:claim OR dam", "sources with claims or containing dam"),
        ('in:"The lake"', "sources titled “The lake”"),
        ("-has:date", "sources without a date"),
        ("-title:lake", "sources without the title containing lake"),
        ("-is:unread", "sources somebody has read"),
        ("-is:read", "sources nobody has read"),
        ("-is:tagged", "sources that are not tagged"),
        ("*", "all sources"),
        ("", ""),
    ],
)
def test_says_what_a_query_for_sources_means(query: str, words: str) -> None:
    assert explain(parse(query).plan) == words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            'sanctions kind:recommendation to:"European Union" date:2020',
            "recommendations to European Union, containing sanctions, in 2020",
        ),
        ("source:(election) kind:claim by:reed", "claims by reed, in sources containing election"),
        ("by:reed -kind:claim", "annotations by reed, that are not claims"),
        ("kind:claim -status:contested", "claims that are not contested"),
        ("kind:claim -has:note", "claims without a note"),
        ("kind:claim -relation:rebuts", "claims that do not rebut another"),
        ("kind:claim -stance:opposes", "claims without a code they oppose"),
        ("relation:rebuts", "annotations that rebut another"),
        ('relation:"responded to by"', "annotations that are responded to by another"),
        ("kind:claim stance:opposes", "claims with a code they oppose"),
        ("by:unattributed status:refuted", "annotations without a named holder, that are refuted"),
    ],
)
def test_says_what_a_query_for_annotations_means(query: str, words: str) -> None:
    assert explain_annotations(parse(query).within) == words

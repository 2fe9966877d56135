# SPDX-License-Identifier: MIT
"""Codes that stand together, and the words that mark them."""

import math
from pathlib import Path

import pytest

from app.analysis.cooccurrence import likelihood, marking_words, together
from database.records import CodeUse
from tests.builders import add_source, new_collection

TEXT = "The bridge is closed. The bridge is old. Grain goes by sea. Grain is dear. The sea is wide."


def test_codes_are_counted_where_both_stand(tmp_path: Path) -> None:
    collection = new_collection(tmp_path)
    source = add_source(collection, "One", TEXT)
    for start, end, codes in ((0, 21, "AB"), (22, 40, "AB"), (41, 59, "AC"), (60, 74, "")):
        collection.tag(source, "claim", [(start, end)], codes=[CodeUse(code) for code in codes])
    found = together(collection.connection, [1, 2, 3, 4])
    assert [tuple(pair) for pair in found.pairs] == [("A", "B", 2), ("A", "C", 1)]
    assert [(each.code, each.number) for each in found.words] == [("A", 3), ("B", 2), ("C", 1)]
    assert [tuple(pair) for pair in together(collection.connection, [2]).pairs] == [("A", "B", 1)]
    collection.close()


def test_words_mark_a_code_that_stand_mostly_there() -> None:
    quotes = [("the bridge bridge is shut", "A"), ("a bridge bridge so old", "A"), ("the grain is dear", "B")] * 3
    found = {each.code: each.words for each in marking_words(quotes)}
    assert "bridge" in found["A"]
    assert found["B"][:2] == ("dear", "grain")
    assert "the" not in found["A"]


def test_a_code_on_everything_is_marked_by_no_word() -> None:
    assert marking_words([("one one two", "A"), ("two one", "A")])[0].words == ()


def test_log_likelihood_is_that_of_the_paper() -> None:
    expected = 2 * (30 * math.log(30 / (100 * 40 / 300)) + 10 * math.log(10 / (200 * 40 / 300)))
    assert likelihood(30, 10, 100, 200) == pytest.approx(expected)
    assert likelihood(10, 20, 100, 200) == pytest.approx(0)

# SPDX-License-Identifier: MIT
"""Spans are carried through edits: where their words survive they are placed, and never silently on other words.

The drill ``tests.drills.reanchor`` measures it at length; this is the part of it that every change has to pass.
"""

from __future__ import annotations

import random

import pytest

from app.sample import sample_paths
from app.text.reanchor import Carrier
from tests.traced import EDITS, Score, Traced, repeated, score, spans_of

SPANS = 120
TEXTS = [path.read_text(encoding="utf-8") for path in sample_paths()[3:6]]


def total(name: str, *, twice: bool) -> Score:
    """Return the scores of an edit over a few texts, with or without sentences that stand twice in them."""
    summed = Score()
    for number, text in enumerate(TEXTS):
        dice = random.Random(f"{name} {number}")
        old = repeated(Traced.of(text), dice) if twice else Traced.of(text)
        one = score(old, EDITS[name](old, dice), spans_of(old.text, dice, SPANS))
        for field in Score.__slots__:
            setattr(summed, field, getattr(summed, field) + getattr(one, field))
    return summed


@pytest.mark.parametrize("name", EDITS)
def test_words_that_survive_are_placed_and_none_is_silently_wrong(name: str) -> None:
    found = total(name, twice=False)
    assert found.survived > SPANS
    assert found.silent == 0
    assert found.rate >= 0.97


@pytest.mark.parametrize("name", EDITS)
def test_of_sentences_that_stand_twice_none_is_silently_wrong(name: str) -> None:
    assert total(name, twice=True).silent == 0


def test_twins_that_changed_places_are_not_certain() -> None:
    ending = "and 214 more, gathered in four days, nine of them by children we did not ask.\n"
    first, second = f"The list of schools {ending}Some in town say so.", f"Signed by the teacher {ending}A note of May."
    old, new = f"{first}\n{second}", f"{second}\n{first}"
    start = old.index("four days")
    carried = Carrier(old, new).carry(start, start + len("four days"))
    assert carried.span is not None
    place = new.index("four days", new.index("list of schools"))
    assert carried.span == (place, place + 9) or carried.state == "changed"


@pytest.mark.parametrize("span", [(0, 0), (-1, 3), (2, 1), (0, 99)])
def test_what_is_no_span_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Carrier("The council met.", "The council met.").carry(*span)


@pytest.mark.parametrize(
    ("words", "other"), [("by May", "by next June"), ("The board", "A council"), ("The board should meet by May", "")]
)
def test_other_words_at_an_end_of_a_span_belong_to_it(words: str, other: str) -> None:
    said = "The board should meet by May"
    old = f"Nobody was there. {said}. Nobody stayed."
    new = old.replace(words, other) if other else old.replace(said, "Rain fell")
    carried = Carrier(old, new).carry(18, 18 + len(said))
    if other:
        assert (carried.state, carried.span) == ("changed", (18, 18 + len(said) - len(words) + len(other)))
    else:
        assert carried.span is None

# SPDX-License-Identifier: MIT
"""Texts that are nearly the same are brought together by their sketches."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.shingles import SKETCH, estimate, pairs, resemblance, runs, sketch

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 600) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def changed(original: str, share: float, seed: int = 1) -> str:
    dice = random.Random(seed)
    return " ".join(f"{word}x" if dice.random() < share else word for word in original.split())


def test_case_signs_and_white_space_do_not_count() -> None:
    assert runs("The council, it SAID, met.") == runs("the council\nit said  met")


def test_a_short_text_has_no_sketch() -> None:
    assert sketch("Only a few words stand here.") == ()
    assert len(sketch(text(1))) == SKETCH


@pytest.mark.parametrize("share", [0.0, 0.02, 0.05, 0.1])
def test_the_estimate_is_near_the_resemblance(share: float) -> None:
    one, other = text(1, 3000), changed(text(1, 3000), share)
    assert estimate(sketch(one), sketch(other)) == pytest.approx(resemblance(one, other), abs=0.13)


def test_a_copy_with_every_tenth_word_changed_is_found_among_others() -> None:
    sketches = {number: sketch(text(number)) for number in range(60)}
    sketches[100] = sketch(changed(text(7), 0.05))
    assert [(one, other) for one, other, _ in pairs(sketches, [100], 0.4)] == [(100, 7)]
    found = list(pairs(sketches, list(sketches), 0.4))
    assert [{one, other} for one, other, _ in found] == [{7, 100}], "each pair comes once"


def test_phrases_that_all_repeat_bring_nothing_together() -> None:
    head = text(500, 12)
    sketches = {number: sketch(f"{head} {text(number)}") for number in range(60)}
    assert list(pairs(sketches, list(sketches), 0.4)) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_resemblance_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0.0 <= resemblance(one, other) <= 1.0
    assert resemblance(one, other) == resemblance(other, one)

# SPDX-License-Identifier: MIT
"""Offsets in code points and in UTF-16 units, against Python's own encoder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.text.offsets import Utf16Map

TEXTS = st.text(st.sampled_from("ab é\u0301שנ\u00a0😀𐐀\U0010ffff") | st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_every_offset_goes_there_and_back(text: str) -> None:
    offsets = Utf16Map(text)
    for offset in range(len(text) + 1):
        position = len(text[:offset].encode("utf-16-le")) // 2
        assert offsets.to_utf16(offset) == position
        assert offsets.to_code_point(position) == offset


def test_inside_a_surrogate_pair_is_the_character_itself() -> None:
    offsets = Utf16Map("a😀b😀")
    assert [offsets.to_code_point(position) for position in range(7)] == [0, 1, 1, 2, 3, 3, 4]

# SPDX-License-Identifier: MIT
"""What normalising takes out, what it keeps, and that once is enough."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.text.normalise import normalise, scrub_value

ANYTHING = st.text(st.characters(codec=None))
XML_1_0 = re.compile("[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")


@given(ANYTHING)
@example("e\u00ad\u0301\ud83d\x00\ude00\r\x00\n")
def test_once_is_enough(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


@given(ANYTHING)
def test_the_result_is_composed_and_fit_for_xml_and_utf_8(raw: str) -> None:
    text = normalise(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert XML_1_0.fullmatch(text)
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\u2029d\x85e\x0cf", "a\nb\nc\nd\ne\nf"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffone\ufefftwo", "onetwo"),
        ("a\x00b\ufdd0c\ufdd1d\ufdefe\ufffef\uffffg\ufffch", "abcdefgh"),
        ("\U0001fffe\U0010ffff\U00020000\U0010fffd", "\U00020000\U0010fffd"),
        ("one\x1ctwo\x1fthree", "one two three"),
        ("lone \ud800 and \udc00", "lone  and "),
        ("pair \ud83d\ude00", "pair 😀"),
        ("e\u0301 e\u00ad\u0301", "é é"),
        ("line\x0bline\u2028line", "line\u2028line\u2028line"),
        ("no\u00a0break\u202fspace\u200bzero\u200djoin", "no\u00a0break\u202fspace\u200bzero\u200djoin"),
    ],
)
def test_examples(raw: str, text: str) -> None:
    assert normalise(raw) == text


def test_a_value_is_one_trimmed_line() -> None:
    assert scrub_value(" Ada\u00a0 \r\n Bra\u00adndt\t") == "Ada Brandt"

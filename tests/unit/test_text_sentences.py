# SPDX-License-Identifier: MIT
"""The sentence around a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.sentences import block, sentence

TEXTS = {
    "First one. The |second| is here. Third.": "The second is here.",
    "Said Mr. A. Reed of the |board|. More.": "Said Mr. A. Reed of the board.",
    "“It is over,” he said. “It |was| long.” Then rain.": "“It was long.”",
    "No end |here": "No end here",
    "Heading\nA |line| without end\nNext": "A line without end",
    "It cost 3.5 |million|! Was it so?": "It cost 3.5 million!",
    "One |two. Three| four. Five.": "One two. Three four.",
    "Он |сказал| в 2020 г. о войне. Потом.": "Он сказал в 2020 г. о войне.",
    "今日は雨です。明日は|晴れ|です。あとで": "明日は晴れです。",
    "What... and |then| it went. So.": "What... and then it went.",
}


@pytest.mark.parametrize("marked", TEXTS)
def test_the_sentence_around_a_place(marked: str) -> None:
    start, _, rest = marked.partition("|")
    text = marked.replace("|", "")
    end = len(start) + (rest.index("|") if "|" in rest else len(rest))
    assert text[slice(*sentence(text, len(start), end))] == TEXTS[marked]


@given(st.text(alphabet="ab .!?\nA“”。", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_sentence_holds_the_place_and_stays_in_its_block(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start == end or text[start:end].strip() != text[start:end]:
        return
    first, last = sentence(text, start, end)
    outer = block(text, start, end)
    assert outer[0] <= first <= start < end <= last <= outer[1]

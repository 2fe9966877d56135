# SPDX-License-Identifier: MIT
"""Elements of REFI-QDA that are made as text are what lxml would have made."""

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from app.exchange.refi import PROJECT, element, markup

TEXTS = st.text(st.sampled_from("\r\n\t<>&\"'];#\x01\ufffe\ud800\x85\u2028🚢a "), max_size=9)


@given(TEXTS, TEXTS)
@example("]]>", "\r\n")
@example("", "")
def test_an_element_as_text_is_the_element(name: str, text: str) -> None:
    expected = element(PROJECT, "Note", element(PROJECT, "PlainTextContent", text=text), name=name)
    found = markup("Note", markup("PlainTextContent", text=text), name=name)
    root = etree.fromstring(f'<Notes xmlns="{PROJECT}">{found}</Notes>')
    assert etree.tostring(root[0], method="c14n") == etree.tostring(expected, method="c14n")
    assert len(root) == 1

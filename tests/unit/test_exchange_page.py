# SPDX-License-Identifier: MIT
"""A text becomes HTML that holds all of it, with every annotation where it lies, and nothing breaks out."""

from html.parser import HTMLParser

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.exchange.markup import legal
from app.exchange.page import LANES, Mark, body, laned
from app.text.layout import Draft, Inline, Kind, Style, assemble
from app.text.markdown import render


class Reader(HTMLParser):
    """Collects the text of a page, the tags, and the text under each annotation."""

    def __init__(self, html: str):
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.under: dict[str, str] = {}
        self._open: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        if tag == "a":
            self.links.append(values["href"] or "")
        if tag == "br":
            self.handle_data("\u2028")
        if tag not in {"br", "hr"}:
            self._open.append(values.get("data-a") or "" if tag == "span" else "")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        for number in filter(None, self._open):
            self.under[number] = self.under.get(number, "") + data


def mark(start: int, end: int, number: int, kind: str = "claim") -> Mark:
    return Mark(start, end, number, kind, True, True)


HOSTILE = st.sampled_from(["<script>", "</span>", "&lt;", '"', "'", "\u202e", "]]>", "<!--", "é🚢", "a b"])
TEXTS = st.lists(HOSTILE, min_size=1, max_size=8).map("".join)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=8)


@given(st.lists(TEXTS, min_size=1, max_size=4), SPANS)
def test_every_annotation_covers_its_own_words(lines: list[str], spans: list[tuple[int, int]]) -> None:
    text, layout = assemble([Draft(Kind.PARAGRAPH, line) for line in lines])
    found = [mark(a, min(a + n, len(text)), place) for place, (a, n) in enumerate(spans) if a < len(text)]
    page = Reader(body(text, layout, laned(found)))
    assert page.words == text.replace("\n", "")
    for each in found:
        assert page.under.get(str(each.number), "") == text[each.start : each.end].replace("\n", "")


@given(SPANS)
def test_what_overlaps_lies_in_different_lanes(spans: list[tuple[int, int]]) -> None:
    made = laned(mark(start, start + length, place) for place, (start, length) in enumerate(spans))
    for one in made:
        for other in made:
            if one.number < other.number and one.start < other.end and other.start < one.end:
                assert one.lane != other.lane or one.lane == LANES - 1


@given(TEXTS, st.sampled_from(list(Style)), st.text(max_size=20))
def test_no_style_and_no_address_breaks_out(line: str, style: Style, target: str) -> None:
    text, layout = assemble([Draft(Kind.PARAGRAPH, line, inlines=(Inline(0, len(line), style, target),))])
    page = Reader(body(text, layout))
    assert page.words == legal(text)
    assert "script" not in page.tags


@pytest.mark.parametrize("address", ["javascript:x", "data:text/html,x", " JAVASCRIPT:x", "http:x", "//x.example", ""])
def test_only_safe_addresses_become_links(address: str) -> None:
    text, layout = assemble([Draft(Kind.PARAGRAPH, "word", inlines=(Inline(0, 4, Style.LINK, address),))])
    assert Reader(body(text, layout)).links == []


def test_an_address_keeps_its_quotation_marks_to_itself() -> None:
    address = "https://x.example/?q=\"'&<>"
    text, layout = assemble([Draft(Kind.PARAGRAPH, "word", inlines=(Inline(0, 4, Style.LINK, address),))])
    assert Reader(body(text, layout)).links == [address]


def test_blocks_become_what_they_are() -> None:
    made = render(
        "# Title\n\nA *word*.\n\n> Said.\n>\n> - one\n\n- two\n  - three\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n"
    )
    tags = Reader(body(made.text, made.layout)).tags
    assert tags == ["h2", "p", "em", "blockquote", "p", "ul", "li", *tags[7:]]
    assert [tag for tag in tags if tag in {"th", "td", "hr", "table"}] == ["table", "th", "th", "td", "td", "hr"]


def test_an_annotation_over_two_blocks_begins_once_and_ends_once() -> None:
    text, layout = assemble([Draft(Kind.PARAGRAPH, "one"), Draft(Kind.ITEM, "two", level=1, marker="•")])
    html = body(text, layout, [mark(1, 6, 0)])
    assert html.count('class="a claim lane0 first"') == 1
    assert html.count('class="a claim lane0 last"') == 1
    assert html.count("tabindex") == 1


def test_a_page_number_stands_before_its_block() -> None:
    text, layout = assemble([Draft(Kind.PARAGRAPH, "one"), Draft(Kind.PARAGRAPH, "two")], [(1, '1"2')])
    assert '<span class="pageno" title="page 1&quot;2">1&quot;2</span><p dir="auto">two' in body(text, layout)

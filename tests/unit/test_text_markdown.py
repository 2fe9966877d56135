# SPDX-License-Identifier: MIT
"""Markdown becomes the blocks and styles a reader sees."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest

from app.text.inline import data_key
from app.text.layout import Block, Kind, Style
from app.text.markdown import render
from app.text.render import LONGEST

HEADING, PARAGRAPH, ITEM, NOTE, CODE = Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.CODE


@dataclass(frozen=True)
class Seen:
    """A block together with its text."""

    block: Block
    text: str

    @property
    def styles(self) -> list[tuple[str, Style, str]]:
        return [(self.text[each.start : each.end], each.style, each.target) for each in self.block.inlines]

    @property
    def cells(self) -> list[str]:
        return [self.text[start:end] for start, end in self.block.cells]


def seen(markdown: str) -> list[Seen]:
    made = render(markdown)
    return [Seen(block, made.text[block.start : block.end]) for block in made.layout]


def brief(markdown: str) -> list[tuple[Kind, int, int, str, str]]:
    return [(s.block.kind, s.block.level, s.block.quote, s.block.marker, s.text) for s in seen(markdown)]


def test_headings_have_levels_and_the_first_of_level_one_is_the_title() -> None:
    made = render("## Before\n\n# The *ferry*  question\n\nOf ships\n---\n")
    assert made.title == "The ferry question"
    assert [made.layout[number].level for number in range(3)] == [2, 1, 2]


def test_without_a_heading_of_level_one_there_is_no_title() -> None:
    assert render("## Small\n\ntext").title is None


def test_lists_nest_and_count() -> None:
    assert brief("3. third\n4. fourth\n   - inner\n     goes on\n\n     second paragraph\n\n1) other") == [
        (ITEM, 1, 0, "3.", "third"),
        (ITEM, 1, 0, "4.", "fourth"),
        (ITEM, 2, 0, "•", "inner goes on"),
        (ITEM, 2, 0, "", "second paragraph"),
        (ITEM, 1, 0, "1)", "other"),
    ]


def test_markers_without_text_are_kept() -> None:
    assert brief("- - both\n-\n- # head") == [
        (ITEM, 1, 0, "•", ""),
        (ITEM, 2, 0, "•", "both"),
        (ITEM, 1, 0, "•", ""),
        (HEADING, 1, 0, "•", "head"),
    ]


def test_quotes_nest_and_hold_lists() -> None:
    assert brief("> one\n>\n> > two\n> > - item\n\nnone") == [
        (PARAGRAPH, 0, 1, "", "one"),
        (PARAGRAPH, 0, 2, "", "two"),
        (ITEM, 1, 2, "•", "item"),
        (PARAGRAPH, 0, 0, "", "none"),
    ]


def test_cells_are_parted_by_tabs_and_hold_none() -> None:
    head, first, last = seen("| a | *b* |\n|---|---|\n| x&#9;y<br>z | [l](u) |\n| **q** |")
    assert (head.block.kind, head.text, head.cells) == (Kind.HEADER_ROW, "a\tb", ["a", "b"])
    assert (first.block.kind, first.cells) == (Kind.ROW, ["x y z", "l"])
    assert first.styles == [("l", Style.LINK, "u")]
    assert last.cells == ["q", ""]


def test_code_keeps_its_lines() -> None:
    assert brief("```python\ndef f():\n\n\treturn 1\n```\n\n- item\n\n      indented") == [
        (CODE, 0, 0, "", "def f():\u2028\u2028\treturn 1"),
        (ITEM, 1, 0, "•", "item"),
        (CODE, 1, 0, "", "indented"),
    ]


def test_a_rule_has_no_text() -> None:
    assert brief("a\n\n***\n\nb")[1] == (Kind.RULE, 0, 0, "", "")


def test_breaks() -> None:
    assert brief("soft\nbreak, hard  \nbreak\\\nand<br/>html<br>")[0][4] == (
        "soft break, hard\u2028break\u2028and\u2028html"
    )


def test_styles_join() -> None:
    (block,) = seen("a **b _c_** ~~d~~ `e` H<sub>2</sub> x<sup>3</sup>")
    assert block.text == "a b c d e H2 x3"
    assert block.styles == [
        ("b ", Style.BOLD, ""),
        ("c", Style.BOLD | Style.ITALIC, ""),
        ("d", Style.STRIKE, ""),
        ("e", Style.CODE, ""),
        ("2", Style.LOWERED, ""),
        ("3", Style.RAISED, ""),
    ]


def test_links_and_images_keep_their_targets() -> None:
    (block,) = seen('[the **board**](https://b.example "t") ![a  boat](boat.png) <https://x.example> <a href="u">v</a>')
    assert block.styles == [
        ("the ", Style.LINK, "https://b.example"),
        ("board", Style.LINK | Style.BOLD, "https://b.example"),
        ("a boat", Style.IMAGE, "boat.png"),
        ("https://x.example", Style.LINK, "https://x.example"),
        ("v", Style.LINK, "u"),
    ]


def test_an_image_in_itself_is_no_target() -> None:
    address = "data:image/png;base64,AAAA"
    (block,) = seen(f"![dot]({address}) and [a link]({address})")
    assert block.styles == [("dot", Style.IMAGE, data_key(address))]
    assert "AAAA" not in data_key(address)


def test_footnotes() -> None:
    text, first, more, second = seen("Ships[^1] and [^none].\n\n[^1]: One\nnote.\n\n    More *of* it.\n[^b]: Two")
    assert text.text == "Ships[1] and [^none]."
    assert text.styles == [("[1]", Style.NOTE, "1")]
    assert (first.block.kind, first.block.marker, first.text) == (NOTE, "[1]", "One note.")
    assert (more.block.kind, more.block.marker, more.text) == (NOTE, "", "More of it.")
    assert (second.block.kind, second.block.marker, second.text) == (NOTE, "[b]", "Two")


def test_a_footnote_in_code_is_code() -> None:
    assert [kind for kind, *_ in brief("```\n[^1]: x\n```\n\n    [^1]: y")] == [CODE, CODE]


def test_tags_do_not_show_but_words_in_angle_brackets_do() -> None:
    assert brief('a <b>bold</b> <span class="x">s</span> <!-- gone --> <Name> 1 < 2') == [
        (PARAGRAPH, 0, 0, "", "a bold s <Name> 1 < 2")
    ]


def test_blocks_of_html_are_read() -> None:
    made = brief(
        "<div><h2>Head</h2><p>One <b>two</b><p>three</div>\n\n<!-- gone -->\n\n<script>\ngone()\n</script>\n\n"
        "<table><tr><th>a<th>b</tr><tr><td>1</td><td><p>2</p></td></tr></table>\n\n<ul><li>x<li>y</ul>\n\n"
        "<pre>\n p\n  q\n</pre>"
    )
    assert made == [
        (HEADING, 2, 0, "", "Head"),
        (PARAGRAPH, 0, 0, "", "One two"),
        (PARAGRAPH, 0, 0, "", "three"),
        (Kind.HEADER_ROW, 0, 0, "", "a\tb"),
        (Kind.ROW, 0, 0, "", "1\t2"),
        (ITEM, 1, 0, "•", "x"),
        (ITEM, 1, 0, "•", "y"),
        (CODE, 0, 0, "", " p\u2028  q"),
    ]


def test_words_that_look_like_the_definition_of_a_link_stay() -> None:
    assert brief("[Interviewer]: Yes.\n\n[real]: https://example.org\n\nsee [real]") == [
        (PARAGRAPH, 0, 0, "", "[Interviewer]: Yes."),
        (PARAGRAPH, 0, 0, "", "see real"),
    ]


def test_entities_bring_nothing_in_that_was_scrubbed() -> None:
    assert render("x&shy;y&#10;a&#8233;b&nbsp;c e&#769;").text == "xy a b\u00a0c é"


def test_letters_are_composed_across_styles() -> None:
    (block,) = seen("e<b>&#769;x</b>")
    assert block.text == "éx"
    assert block.styles == [("x", Style.BOLD, "")]


def test_a_long_paragraph_is_split_with_its_styles() -> None:
    made = render("- " + "A word and **another** one. " * 2000)
    parts = [made.text[block.start : block.end] for block in made.layout]
    assert " ".join(parts) == ("A word and another one. " * 2000).strip()
    assert max(len(part.encode()) for part in parts) <= LONGEST
    assert [block.marker for block in made.layout] == ["•"] + [""] * (len(parts) - 1)
    bold = {made.text[b.start + i.start : b.start + i.end] for b in made.layout for i in b.inlines}
    assert bold == {"another"}


@pytest.mark.parametrize("markdown", [">" * 500 + " deep", "- " * 300 + "deep", "[^a]: " * 300 + "deep"])
def test_nothing_is_lost_however_deep(markdown: str) -> None:
    assert "deep" in render(markdown).text


def test_the_parser_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, app.text.markdown; sys.exit('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

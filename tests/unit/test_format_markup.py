# SPDX-License-Identifier: MIT
"""What readers find is written so that the renderer reads it back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.importing.markup import Block, Look, Run, Runs, Sort, heading, note_blocks, page, paragraph, to_markdown
from app.text.layout import Kind, Style
from app.text.markdown import render
from app.text.normalise import normalise
from app.text.render import Rendered

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co", "Cf")), min_size=1, max_size=40)


def rendered(*blocks: Block) -> Rendered:
    return render(to_markdown(blocks))


def runs(text: str) -> Runs:
    return (Run(text),)


def item(text: str, marker: str = "-", level: int = 1) -> Block:
    return Block(Sort.ITEM, runs(text), level, marker)


def row(*cells: str) -> tuple[Runs, ...]:
    return tuple(runs(cell) for cell in cells)


@given(WORDS)
def test_every_sign_stands_for_itself(text: str) -> None:
    assert rendered(paragraph(text)).text.split() == normalise(text).split()


@given(st.lists(WORDS.map(lambda text: f"x{text.replace(' ', '')}x"), min_size=1, max_size=8))
def test_blocks_stay_apart_whatever_they_hold(texts: list[str]) -> None:
    assert rendered(*map(paragraph, texts)).text == "\n".join(normalise(text) for text in texts)


@given(st.lists(st.lists(WORDS.map(lambda text: f"x{text.replace(' ', '')}x"), min_size=2, max_size=4), min_size=1))
def test_cells_stay_apart_whatever_they_hold(table: list[list[str]]) -> None:
    made = rendered(Block(Sort.TABLE, rows=tuple(row(*cells) for cells in table)))
    assert [line.rstrip("\t") for line in made.text.split("\n")] == ["\t".join(map(normalise, each)) for each in table]


def test_styles_work_inside_words() -> None:
    made = rendered(Block(Sort.PARAGRAPH, (Run("re"), Run("dis", Look.BOLD | Look.ITALIC), Run("tribute"))))
    assert made.text == "redistribute"
    assert made.layout[0].inlines[0].style == Style.BOLD | Style.ITALIC
    assert (made.layout[0].inlines[0].start, made.layout[0].inlines[0].end) == (2, 5)


def test_a_link_holds_its_address_and_its_styles() -> None:
    made = rendered(Block(Sort.PARAGRAPH, (Run("the ", link="https://e.test/a|b?c=1&d=2"), Run("law", Look.BOLD))))
    assert made.text == "the law"
    assert made.layout[0].inlines[0].target == "https://e.test/a%7Cb?c=1&d=2"


def test_line_breaks_stay_in_a_paragraph_and_become_spaces_in_a_heading() -> None:
    made = rendered(heading("A\u2028B", 2), paragraph("C\u2028D"))
    assert made.text == "A B\nC\u2028D"
    assert made.layout[0].level == 2


def test_numbers_of_a_list_go_on_after_a_paragraph() -> None:
    made = rendered(item("One", "1."), item("Two", "2."), paragraph("Between."), item("Three", "3."))
    assert [block.marker for block in made.layout] == ["1.", "2.", "", "3."]


def test_numbers_that_begin_anew_are_another_list() -> None:
    made = rendered(item("One", "1."), item("Two", "2."), item("One again", "1."), item("Nine", "9."))
    assert [block.marker for block in made.layout] == ["1.", "2.", "1.", "9."]


def test_lists_nest_and_return() -> None:
    made = rendered(item("A", "1."), item("a", "-", 2), item("deep", "1)", 3), item("b", "-", 2), item("B", "2."))
    assert [(block.level, block.marker) for block in made.layout] == [
        (1, "1."),
        (2, "•"),
        (3, "1)"),
        (2, "•"),
        (1, "2."),
    ]


def test_a_list_that_begins_deep_is_no_code() -> None:
    made = rendered(item("Deep", "-", 4), item("Up", "-", 1))
    assert made.layout.kinds == "ii"


def test_a_further_paragraph_belongs_to_its_item() -> None:
    made = rendered(item("One", "1."), item("More of one.", ""), item("Two", "2."))
    assert [(block.kind, block.marker) for block in made.layout] == [
        (Kind.ITEM, "1."),
        (Kind.ITEM, ""),
        (Kind.ITEM, "2."),
    ]


def test_a_page_begins_inside_a_list_without_ending_it() -> None:
    made = rendered(page("1"), item("One", "1."), page("2"), item("Two", "2."))
    assert [block.marker for block in made.layout] == ["1.", "2."]
    assert made.layout.pages == ((0, "1"), (1, "2"))


def test_a_table_keeps_its_head() -> None:
    made = rendered(Block(Sort.TABLE, rows=(row("Who", "What"), row("Ila | Ren", "a\u2028b")), head=1))
    assert made.layout.kinds == "tr"
    assert made.text == "Who\tWhat\nIla | Ren\ta b"


def test_rows_of_unlike_length_lose_nothing() -> None:
    made = rendered(Block(Sort.TABLE, rows=(row("a", "b"), row("c", "d", "e"))))
    assert made.layout.kinds == "rr"
    assert made.text == "a\tb\t\nc\td\te"


def test_a_table_of_one_column_is_text() -> None:
    made = rendered(Block(Sort.TABLE, rows=(row("A box."), row("Another."))))
    assert made.layout.kinds == "pp"


def test_notes_are_called_and_said() -> None:
    called = Block(Sort.PARAGRAPH, (Run("Said"), Run("", note="1"), Run(" so.")))
    made = rendered(called, *note_blocks("1", [runs("First."), runs("Second.")]))
    assert made.text == "Said[1] so.\nFirst.\nSecond."
    assert [(block.kind, block.marker) for block in made.layout][1:] == [(Kind.NOTE, "[1]"), (Kind.NOTE, "")]


def test_quotes_have_a_depth() -> None:
    made = rendered(Block(Sort.QUOTE, runs("Deep"), 2), Block(Sort.QUOTE, runs("Less"), 1), paragraph("None"))
    assert [block.quote for block in made.layout] == [2, 1, 0]


def test_code_is_kept_as_it_stands() -> None:
    made = rendered(Block(Sort.CODE, runs("a  ```\u2028  *b*")))
    assert made.layout.kinds == "c"
    assert made.text == "a  ```\u2028  *b*"

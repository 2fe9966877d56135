# SPDX-License-Identifier: MIT
from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from app.importing import pdf as reader
from app.importing.document import Document, ImportFailure
from tests.pdfs import Line, column, pdf, ruled
from tests.reading import outline, pages, rendered

LEFT = [
    "The river council met on Tuesday to hear",
    "what the millers of Orrin had to say of",
    "the new gates, and it heard them out for",
    "three hours before anybody rose to leave.",
    "No vote was taken on that day, and none",
    "was promised for the next of its sittings",
]
RIGHT = [
    "in the spring, when the water is highest.",
    "The mayor said so to the crowd outside,",
    "which had waited in the rain since noon.",
    "Some of them had come from as far as the",
    "upper valley, where the fields had been",
    "under water since the first of February.",
]


def read(*sheets: list[Line], info: str = "", catalog: str = "", drawn: str = "") -> Document:
    return reader.read(pdf(sheets, info=info, catalog=catalog, drawn=drawn), Path("a.pdf"))


def test_lines_become_paragraphs_and_gaps_part_them() -> None:
    made = read([*column(LEFT[:3]), *column(LEFT[3:], top=160)])
    assert outline(made) == [f"p {' '.join(LEFT[:3])}", f"p {' '.join(LEFT[3:])}"]


def test_columns_are_read_one_after_the_other() -> None:
    assert outline(read([*column(LEFT), *column(RIGHT, left=320)])) == [f"p {' '.join(LEFT + RIGHT)}"]


def test_columns_are_found_where_lines_are_drawn_across_them() -> None:
    crossed = [line for pair in zip(column(LEFT), column(RIGHT, left=320), strict=True) for line in pair]
    assert outline(read(crossed)) == [f"p {' '.join(LEFT + RIGHT)}"]


def test_a_title_over_columns_comes_first_and_what_is_below_last() -> None:
    title = Line("The gates of Orrin and those who keep them closed", top=60, size=16)
    below = column(
        ["This note stands below both columns and is as wide as the two of them together are here."], top=260
    )
    made = read([*column(RIGHT, left=320), *below, *column(LEFT), title])
    assert outline(made)[0] == f"h1 {title.text}"
    assert outline(made)[-1] == f"p {below[0].text}"


def test_hyphens_at_line_ends_are_mended() -> None:
    texts = [
        "The muni-",
        "cipality asked the pro-",
        "Orrin party for its self-",
        "evident reasons, of munici-",
        "pality.",
    ]
    assert outline(read(column(texts))) == [
        "p The municipality asked the pro-Orrin party for its self-evident reasons, of municipality."
    ]


def test_a_hyphen_stays_where_the_text_has_the_word_with_one() -> None:
    texts = ["A cross-border plan is no plan until the cross-", "border council agrees to it in so many words."]
    assert "the cross-border council" in rendered(read(column(texts))).text


def test_headings_are_larger_or_bold() -> None:
    made = read([
        Line("Report", top=60, size=22),
        Line("Findings", top=110, size=14),
        *column(LEFT, top=140),
        Line("Costs", top=240, bold=True),
        *column(RIGHT, top=270),
    ])  # fmt: skip
    assert [line for line in outline(made) if line.startswith("h")] == ["h1 Report", "h2 Findings", "h3 Costs"]


def test_lists_keep_their_markers_and_depth() -> None:
    items = [
        *column(["• Open the gates", "• Pay the millers, who have", "waited for a year"], top=100),
        *column(["– at once"], left=90, top=139),
        *column(["1. Publish the minutes", "2. Repeat the vote"], top=170),
    ]
    assert outline(read(items)) == [
        "i1 • Open the gates",
        "i1 • Pay the millers, who have waited for a year",
        "i2 • at once",
        "i1 1. Publish the minutes",
        "i1 2. Repeat the vote",
    ]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    sheets = [
        [
            Line("Orrin Review 12 (2020)", top=30, size=8),
            *column([f"{word}: {line}" for line in LEFT[:4]]),
            Line(str(number), left=290, top=800, size=8),
        ]
        for number, word in enumerate(("Mira", "Ren", "Ila", "Tolen"), 7)
    ]
    made = read(*sheets)
    assert "Review" not in rendered(made).text
    assert list(pages(made)) == ["7", "8", "9", "10"]


def test_a_running_head_that_changes_goes_with_its_page_number() -> None:
    heads = ["Preface", "Aims", "Costs", "Findings"]
    sheets = [
        [Line(head, top=30), Line(str(number), left=500, top=30), *column([f"{head}: {line}" for line in LEFT[:4]])]
        for number, head in enumerate(heads, 5)
    ]
    made = outline(read(*sheets))
    assert [line.partition(":")[0] for line in made] == [f"p {head}" for head in heads]
    assert list(pages(read(*sheets))) == ["5", "6", "7", "8"]


def test_lines_of_a_table_of_contents_stay_apart() -> None:
    lines = [
        f"{number}. {text} {'.' * (60 - len(text))} {number}" for number, text in ((3, "Aims"), (7, "Costs of it"))
    ]
    assert outline(read(column(["Contents of the report", *lines])))[-2:] == ["i1 3. Aims … 3", "i1 7. Costs of it … 7"]


def test_a_bullet_in_another_size_does_not_part_its_item() -> None:
    item = [Line("•", 72, 100, 6), *column(["Open the gates of Orrin, all of them,", "before noon."], left=82, top=98)]
    assert outline(read(item)) == ["i1 • Open the gates of Orrin, all of them, before noon."]


def test_pages_that_say_the_same_stay() -> None:
    assert outline(read(*[column(LEFT[:4])] * 4)) == [f"p {' '.join(LEFT[:4])}"] * 4


def test_a_paragraph_runs_over_a_page_and_the_next_page_begins_after_it() -> None:
    first = [*column(LEFT[:5])]
    made = read(first, [*column([*LEFT[5:], "nobody came."], top=100), *column(["Nothing else was said."], top=160)])
    assert outline(made) == [f"p {' '.join(LEFT)} nobody came.", "p Nothing else was said."]
    assert pages(made) == {"1": f"{' '.join(LEFT)} nobody came.", "2": "Nothing else was said."}


def test_the_labels_of_pages_come_from_the_file() -> None:
    made = read(column(["One."]), column(["Two."]), catalog="/PageLabels << /Nums [0 << /S /r >>] >>")
    assert pages(made) == {"i": "One.", "ii": "Two."}


def test_footnotes_are_called_and_said() -> None:
    made = read([
        *column([f"{LEFT[0]}."]),
        Line("1", left=72 + 5 * len(LEFT[0]) + 5, top=98, size=6),
        *column(LEFT[1:]),
        Line("1", top=700, size=5),
        Line("Minutes of the council, page 4,", left=78, top=701, size=8),
        Line("and the letter of the mayor.", left=72, top=711, size=8),
    ])  # fmt: skip
    assert outline(made)[-1] == "n [1] Minutes of the council, page 4, and the letter of the mayor."
    assert "hear.[1]" in rendered(made).text


def test_a_raised_number_without_a_note_does_not_stick_to_its_word() -> None:
    made = read([*column(["The council said so"]), Line("7", left=72 + 5 * 19, top=98, size=6)])
    assert rendered(made).text == "The council said so[7]"


def test_a_table_keeps_its_rows() -> None:
    rows = [
        ("Place", "Votes", "Share"),
        ("Orrin", "120", "40 %"),
        ("Upper valley", "80", "27 %"),
        ("Mill", "100", "33 %"),
    ]
    lines = [
        Line(cell, left=72 + 150 * place, top=100 + 14 * number, bold=not number)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    assert outline(read(lines)) == [
        "t Place|Votes|Share",
        "r Orrin|120|40 %",
        "r Upper valley|80|27 %",
        "r Mill|100|33 %",
    ]


@pytest.mark.parametrize("text", ["Заголовок і ґрунт", "Gates 😀 open", "łódź ﬁnal"])
def test_letters_of_any_script_arrive(text: str) -> None:
    assert rendered(read(column([text]))).text == text.replace("ﬁ", "fi")


def test_writing_from_right_to_left_arrives_in_its_own_order() -> None:
    assert rendered(read(column(["שלום עולם"[::-1]]))).text == "שלום עולם"


def test_a_page_lying_on_its_side_is_turned() -> None:
    lines = [Line(text, left=300 + 13 * number, top=700, turned=True) for number, text in enumerate(LEFT)]
    assert outline(read(lines)) == [f"p {' '.join(LEFT)}"]


def test_properties_of_the_file_are_taken_but_not_what_programs_put_there() -> None:
    made = read(column(LEFT), info="/Title (Gates) /Author (Mira Tolen; Ren Adal) /CreationDate (D:20200317101500Z)")
    assert (made.title, made.authors, made.date) == ("Gates", ("Mira Tolen", "Ren Adal"), "2020-03-17")
    assert made.origins == {"title": "PDF properties", "authors": "PDF properties", "date": "PDF properties"}
    assert read(column(LEFT), info="/Title (Microsoft Word - draft3.doc)").title == ""


def test_the_language_of_the_file_is_taken() -> None:
    assert read(column(LEFT), catalog="/Lang (uk-UA)").language == "uk"


def test_a_scan_says_that_it_has_no_text() -> None:
    with pytest.raises(ImportFailure, match="pictures, as a scanner makes them"):
        reader.read(pdf([[], []], images=True), Path("a.pdf"))


def test_an_empty_document_says_so() -> None:
    with pytest.raises(ImportFailure, match="There is no text in it"):
        reader.read(pdf([[]]), Path("a.pdf"))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(500), b""])
def test_what_is_no_document_says_so(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="damaged"):
        reader.read(data, Path("a.pdf"))


def test_a_document_cut_short_gives_what_is_left_or_a_reason() -> None:
    data = pdf([column(LEFT)] * 3)
    for length in range(0, len(data), 97):
        with suppress(ImportFailure):
            assert reader.read(data[:length], Path("a.pdf")).body


def test_too_many_pages_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(ImportFailure, match="It has 3 pages; up to 2 are read"):
        reader.read(pdf([column(["One."])] * 3), Path("a.pdf"))


def test_letters_that_fonts_do_not_tell_are_a_reason() -> None:
    with pytest.raises(ImportFailure, match="which letters they show"):
        read(column(["\ue123\ue124\ue125 \ue126\ue127" for _ in range(4)]))


FRAMED = [
    *column(["Country"], 74, 102),
    *column(["Advice"], 132, 102),
    *column(["Orrin"], 74, 122),
    *column(["Close the gates before winter comes", "and tell the valley so"], 132, 122),
    *column(["Velm"], 74, 152),
    *column(["Pay the millers"], 132, 152),
]


def test_cells_in_rules_may_take_several_lines() -> None:
    made = read([*column(LEFT[:3], top=40), *FRAMED], drawn=ruled([72, 130, 400], [100, 120, 150, 170]))
    assert outline(made)[1:] == [
        "r Country|Advice",
        "r Orrin|Close the gates before winter comes and tell the valley so",
        "r Velm|Pay the millers",
    ]


def test_words_that_almost_touch_a_rule_are_in_their_own_cells() -> None:
    lines = [Line(text, left, top) for top in (102, 122) for text, left in (("Year", 74), ("Floods", 97))]
    made = read(lines, drawn=ruled([72, 95.5, 140], [100, 120, 140]))
    assert outline(made) == ["r Year|Floods", "r Year|Floods"]


def test_tables_that_touch_are_two() -> None:
    below = [Line(text, left, 182) for text, left in (("One", 74), ("Two", 202), ("Three", 302))]
    drawn = ruled([72, 130, 400], [100, 120, 150, 170]) + "\n" + ruled([72, 200, 300, 400], [170, 200])
    assert outline(read([*FRAMED, *below], drawn=drawn))[2:] == ["r Velm|Pay the millers", "r One|Two|Three"]


def test_columns_of_text_in_boxes_are_no_table() -> None:
    texts = [*column(LEFT * 3, 72, 100), *column(RIGHT * 3, 320, 100)]
    made = read(texts, drawn=ruled([60, 310, 540], [90, 360]))
    assert [line[:2] for line in outline(made)] == ["p "] * len(outline(made))
    assert outline(made)[0].startswith(f"p {' '.join(LEFT)}")


def test_lines_of_a_drawing_are_no_table() -> None:
    grid = ruled([72 + 20 * n for n in range(15)], [100 + 20 * n for n in range(15)])
    assert outline(read([Line("Floods", 100, 105), Line("a year", 160, 105)], drawn=grid))[0][0] == "p"


def test_justified_text_with_wide_gaps_is_no_table() -> None:
    rows = [("responsibility", "government"), ("infrastructure", "commission"), ("representative", "satisfying")]
    lines = [
        Line(word, left, 113 + 13 * row)
        for row, (one, other) in enumerate(rows)
        for word, left in ((one, 72), (other, 246 - 5 * len(other)))
    ]
    made = read([Line("the council of the river asked so that", 72, 100, 9.15), *lines, Line("it ends.", 72, 152)])
    assert " ".join(outline(made)).count("responsibility government infrastructure commission representative") == 1


def test_words_drawn_against_the_run_of_their_script_are_turned() -> None:
    """Some programs draw the letters of Arabic and Hebrew words from left to right, last letter first."""
    words = "קבוצה גדולה של אנשים ליד הנהר"
    drawn = Line(words[::-1], 72, 100)
    assert outline(read([drawn])) == [f"p {words}"]

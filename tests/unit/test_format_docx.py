# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest

from app.importing import docx as reader
from app.importing.document import Document, ImportFailure
from app.importing.docx_numbers import in_signs
from app.text.layout import Style
from tests.packed import docx, packed, w_item, w_list, w_p
from tests.reading import outline, rendered


def read(
    body: str, *, numbering: str = "", styles: str = "", notes: str = "", endnotes: str = "", core: str = ""
) -> Document:
    made = docx(body, numbering=numbering, styles=styles, notes=notes, endnotes=endnotes, core=core)
    return reader.read(made, Path("a.docx"))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{w_p(text)}</w:tc>"


HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
)


def test_headings_come_by_style_and_by_level_of_outline() -> None:
    own = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Kapitel"/><w:basedOn w:val="H2"/></w:style>'
    body = (
        w_p("Title", '<w:pStyle w:val="H1"/>')
        + w_p("Part", '<w:pStyle w:val="Own"/>')
        + w_p("Deep", '<w:outlineLvl w:val="3"/>')
        + w_p("Text.")
    )
    assert outline(read(body, styles=HEADINGS + own)) == ["h1 Title", "h2 Part", "h4 Deep", "p Text."]


def test_numbers_go_on_after_other_paragraphs_as_word_shows_them() -> None:
    body = w_item("One.") + w_p("A heading between them.") + w_item("Two.") + w_item("Three.")
    made = outline(read(body, numbering=w_list(("decimal", "%1."))))
    assert made == ["i1 1. One.", "p A heading between them.", "i1 2. Two.", "i1 3. Three."]


def test_numbers_of_several_levels_and_letters_stay_in_the_text() -> None:
    numbering = w_list(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    body = w_item("A") + w_item("B", level=1) + w_item("C", level=2) + w_item("D", level=2) + w_item("E", level=1)
    assert outline(read(body, numbering=numbering)) == ["i1 1. A", "i1 1.1 B", "i1 (a) C", "i1 (b) D", "i1 1.2 E"]


def test_a_list_that_starts_over_starts_over() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{again}</w:num>'
    body = w_item("One") + w_item("Two") + w_item("One again", number=2) + w_item("Two again", number=2)
    made = outline(read(body, numbering=w_list(("decimal", "%1)")) + more))
    assert made == ["i1 1) One", "i1 2) Two", "i1 1) One again", "i1 2) Two again"]


def test_bullets_nest() -> None:
    numbering = w_list(("bullet", "•"), ("bullet", "o"))
    body = w_item("A") + w_item("B", level=1) + w_item("C")
    assert outline(read(body, numbering=numbering)) == ["i1 • A", "i2 • B", "i1 • C"]


def test_headings_keep_their_numbers() -> None:
    body = w_p("Aims", '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="1"/></w:numPr>')
    assert outline(read(body, styles=HEADINGS, numbering=w_list(("upperRoman", "%1.")))) == ["h1 I. Aims"]


@pytest.mark.parametrize(
    ("number", "signs", "written"),
    [(4, "lowerRoman", "iv"), (1999, "upperRoman", "MCMXCIX"), (28, "lowerLetter", "bb"), (3, "ordinal", "3rd"),
     (12, "ordinal", "12th"), (7, "decimalZero", "07"), (2, "russianLower", "б"), (5, "aiueo", "5")],
)  # fmt: skip
def test_numbers_in_their_signs(number: int, signs: str, written: str) -> None:
    assert in_signs(number, signs) == written


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = f"<w:ins>{run('in')}</w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run(' here')}</w:moveTo>"
    assert outline(read(f"<w:p>{run('Kept ')}{changed}{moved}</w:p>")) == ["p Kept in here"]


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next() -> None:
    body = w_p("One ", "<w:rPr><w:del/></w:rPr>") + w_p("and the same.")
    assert outline(read(body)) == ["p One and the same."]


def test_footnotes_and_endnotes_are_called_and_said() -> None:
    calls = [f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>' for kind, name in (("footnote", 2), ("endnote", 3))]
    body = f"<w:p>{run('A')}{calls[0]}{run(' B')}{calls[1]}</w:p>"
    notes = f'<w:footnote w:id="2">{w_p("First.")}{w_p("More.")}</w:footnote>'
    endnotes = f'<w:endnote w:id="3">{w_p("Last.")}</w:endnote>'
    assert outline(read(body, notes=notes, endnotes=endnotes)) == [
        "p A[1] B[i]",
        "n [1] First.",
        "n More.",
        "n [i] Last.",
    ]


def test_tables_keep_rows_spans_and_head() -> None:
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('Who')}{cell('What')}</w:tr>"
    wide = '<w:gridSpan w:val="2"/>'
    span = f"<w:tr>{cell('Both', wide)}</w:tr>"
    tall = f"<w:tr>{cell('', '<w:vMerge/>')}{cell('Ren | Ila')}</w:tr>"
    made = outline(read(f"<w:tbl>{head}{span}{tall}</w:tbl>"))
    assert made == ["t Who|What", "r Both|", "r |Ren | Ila"]


def test_a_deleted_row_is_gone_and_a_table_of_one_cell_is_text() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('x')}{cell('y')}</w:tr>"
    assert outline(read(f"<w:tbl>{gone}<w:tr>{cell('A box.')}</w:tr></w:tbl>")) == ["p A box."]


def test_links_come_by_relation_and_by_field() -> None:
    linked = f'<w:p><w:hyperlink r:id="r7">{run("the law")}</w:hyperlink></w:p>'
    steps = [f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end")]
    told = '<w:r><w:instrText> HYPERLINK "https://b.test/" </w:instrText></w:r>'
    field = f"<w:p>{steps[0]}{told}{steps[1]}{run('the page')}{steps[2]}{run(' said')}</w:p>"
    made = rendered(reader.read(docx(linked + field, links={"r7": "https://a.test/"}), Path("a.docx")))
    assert made.text == "the law\nthe page said"
    assert [block.inlines[0].target for block in made.layout] == ["https://a.test/", "https://b.test/"]


def test_styles_of_characters_and_hidden_ones() -> None:
    off = '<w:b w:val="false"/>'
    body = f"<w:p>{run('bold', '<w:b/>')}{run('secret', '<w:vanish/>')}{run('not', off)}</w:p>"
    made = rendered(read(body))
    assert made.text == "boldnot"
    assert [(inline.end, inline.style) for inline in made.layout[0].inlines] == [(4, Style.BOLD)]


def test_breaks_tabs_signs_and_equations() -> None:
    inside = (
        '<w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:sym w:char="F0B7"/><w:softHyphen/>'
    )
    math = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    assert outline(read(f"<w:p><w:r>{inside}</w:r>{math}</w:p>")) == ["p a/b c\u2011•x=1"]


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<wps:txbx><w:txbxContent>{w_p('In the box.')}</w:txbxContent></wps:txbx>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>{fallback}</mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Around it.</w:t></w:r><w:r><w:drawing>{both}</w:drawing></w:r></w:p>"
    assert outline(read(body)) == ["p Around it.", "p In the box."]


def test_content_controls_and_any_script() -> None:
    text = w_p("Привет, ґрунт 😀 שלום e\u0301")
    body = f"<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>"
    assert outline(read(body)) == ["p Привет, ґрунт 😀 שלום é"]


def test_quotations_by_style() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>'
    assert outline(read(w_p("So be it.", '<w:pStyle w:val="Q"/>'), styles=style)) == [">p So be it."]


def test_properties_say_title_author_and_date_but_not_defaults() -> None:
    core = (
        "<dc:title>Gates</dc:title><dc:creator>Mira Tolen;Ren Adal</dc:creator><t:created>2020-03-01T10:00</t:created>"
    )
    made = read(w_p("x"), core=core)
    assert (made.title, made.authors, made.date) == ("Gates", ("Mira Tolen", "Ren Adal"), "2020-03-01")
    made = read(
        w_p("x"), core="<dc:title>Document1</dc:title><dc:creator>user</dc:creator><t:created>1601-01-01</t:created>"
    )
    assert (made.title, made.authors, made.date, made.origins) == ("", (), "", {})


def test_word_in_one_file_is_read() -> None:
    flat = (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="p"><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>'
        f'<w:document xmlns:w="w"><w:body>{w_p("Flat.")}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>'
    )
    assert outline(reader.read(flat.encode(), Path("a.doc"))) == ["p Flat."]
    old = f'<w:wordDocument xmlns:w="w" xmlns:wx="x"><w:body><wx:sect>{w_p("Old.")}</wx:sect></w:body></w:wordDocument>'
    assert outline(reader.read(old.encode(), Path("a.doc"))) == ["p Old."]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", packed({"a.txt": "x"}), packed({"word/document.xml": "<w:document"}), b""]
)
def test_damaged_files_say_so(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="damaged"):
        reader.read(data, Path("a.docx"))


def test_no_entity_is_expanded() -> None:
    evil = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    text = f'{evil}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>A&x;B&b;C</w:t></w:r></w:p></w:body></w:document>'
    made = rendered(reader.read(packed({"word/document.xml": text}), Path("a.docx"))).text
    assert "root" not in made
    assert "lol" not in made


def test_very_deep_nesting_is_a_reason() -> None:
    with pytest.raises(ImportFailure, match="nested too deeply"):
        read("<w:sdt><w:sdtContent>" * 300 + w_p("x") + "</w:sdtContent></w:sdt>" * 300)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ImportFailure, match="unpack to far more"):
        reader.read(packed({"word/document.xml": b" " * 20_000_000}), Path("a.docx"))

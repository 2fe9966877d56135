# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest

from app.importing import odt as reader
from app.importing.document import Document, ImportFailure
from app.text.layout import Style
from tests.packed import odf, odt, packed
from tests.reading import outline, rendered

NUMBERED = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" '
    'style:num-suffix=")"/></text:list-style>'
)


def read(body: str, *, styles: str = "", meta: str = "", manifest: str = "") -> Document:
    return reader.read(odt(body, styles=styles, meta=meta, manifest=manifest), Path("a.odt"))


def item(text: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"


def test_headings_paragraphs_and_white_space() -> None:
    body = '<text:h text:outline-level="2">Aims</text:h><text:p>A  b<text:s text:c="2"/>c<text:tab/>d\n e</text:p>'
    assert outline(read(body)) == ["h2 Aims", "p A b c d e"]


def test_numbered_lists_nest_and_go_on() -> None:
    inner = f"<text:list>{item('letters')}{item('too')}</text:list>"
    body = (
        f'<text:list text:style-name="L1">{item("One", inner)}{item("Two")}</text:list><text:p>Between.</text:p>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item("Three")}</text:list>'
    )
    assert outline(read(body, styles=NUMBERED)) == [
        "i1 1. One",
        "i1 (a) letters",
        "i1 (b) too",
        "i1 2. Two",
        "p Between.",
        "i1 3. Three",
    ]


def test_bullets_and_further_paragraphs_of_an_item() -> None:
    long = "<text:list-item><text:p>A</text:p><text:p>more</text:p></text:list-item>"
    assert outline(read(f'<text:list text:style-name="B">{long}{item("B")}</text:list>')) == [
        "i1 • A",
        "i1 more",
        "i1 • B",
    ]


def test_notes_are_called_and_said() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>*</text:note-citation><text:note-body><text:p>{}</text:p>'
        "</text:note-body></text:note>"
    )
    body = f"<text:p>A{note.format('footnote', 'First.')} and B{note.format('endnote', 'Last.')}.</text:p>"
    assert outline(read(body)) == ["p A[1] and B[i].", "n [1] First.", "n [i] Last."]


def test_tables_with_head_spans_and_repeated_cells() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    head = f"<table:table-header-rows>{row(*map(cell, ('Who', 'What', 'When')))}</table:table-header-rows>"
    wide = cell("Ila", 'table:number-columns-spanned="2"')
    rows = row(wide, "<table:covered-table-cell/>", cell("May")) + row(cell("x", 'table:number-columns-repeated="3"'))
    assert outline(read(f"<table:table>{head}{rows}</table:table>")) == ["t Who|What|When", "r Ila||May", "r x|x|x"]


def test_deleted_text_and_remarks_are_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Kept<office:annotation><text:p>a remark</text:p></office:annotation> here.</text:p>"
    )
    assert outline(read(body)) == ["p Kept here."]


def test_styles_links_and_text_boxes() -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    )
    box = "<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame>"
    link = '<text:a xlink:href="https://a.test/">link</text:a>'
    body = (
        f'<text:p><text:span text:style-name="T1">bold</text:span> {link}</text:p>'
        f'<text:p text:style-name="P1">Quoted.{box}</text:p>'
    )
    made = read(body, styles=styles)
    assert outline(made) == ["p bold link", ">p Quoted.", "p Boxed."]
    assert [inline.style for inline in rendered(made).layout[0].inlines] == [Style.BOLD, Style.LINK]


def test_any_script_arrives() -> None:
    assert outline(read("<text:p>Привет 😀 שלום العربية</text:p>")) == ["p Привет 😀 שלום العربية"]


def test_properties_and_language() -> None:
    meta = (
        "<dc:title>Gates</dc:title><meta:initial-creator>Mira Tolen</meta:initial-creator>"
        "<dc:creator>Other</dc:creator><meta:creation-date>2020-03-01T10:00:00</meta:creation-date><dc:language>uk-UA</dc:language>"
    )
    made = read("<text:p>x</text:p>", meta=meta)
    assert (made.title, made.authors, made.date, made.language) == ("Gates", ("Mira Tolen",), "2020-03-01", "uk")


def test_a_text_in_one_file_is_read() -> None:
    flat = odf("<text:p>Flat.</text:p>", root="document")
    assert outline(reader.read(flat.encode(), Path("a.fodt"))) == ["p Flat."]


def test_an_encrypted_text_says_so() -> None:
    with pytest.raises(ImportFailure, match="protected by a password"):
        read("<text:p>x</text:p>", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")


@pytest.mark.parametrize("data", [b"PK\x03\x04", packed({"mimetype": "x"}), packed({"content.xml": "<a/>"}), b"<a"])
def test_damaged_files_say_so(data: bytes) -> None:
    with pytest.raises(ImportFailure, match=r"damaged|no text document"):
        reader.read(data, Path("a.odt"))


def test_endless_repetition_is_cut() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    assert len(rendered(read(f"<table:table>{row * 2}</table:table>")).text) < 1000

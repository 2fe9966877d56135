# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest

from app.importing import rtf as reader
from app.importing.document import Document, ImportFailure
from app.text.layout import Style
from tests.reading import outline, rendered

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset2 Symbol;}"
    r"{\f3\fcharset128 Mincho;}{\f4\fcharset177 Heb;}}{\colortbl;\red0;}"
    r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Quote;}{\*\cs3 Strong;}}"
)


def read(body: str) -> Document:
    return reader.read((HEAD + body + "}").encode("latin-1"), Path("a.rtf"))


def test_paragraphs_headings_and_quotations() -> None:
    body = r"\pard\s1 Aims\par\pard\s0 First line\line second\par\pard\s2 So be it.\par\pard\outlinelevel2 Deep\par"
    assert outline(read(body)) == ["h1 Aims", "p First line/second", ">p So be it.", "h3 Deep"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"caf\'e9 \f1\'cf\'f0\'e8\'e2\'e5\'f2\f0 .", "café Привет."),
        (r"\f3\'83\'5c\'83\'8b\f0 .", "ソル."),
        (r"\f4\'f9\'ec\'e5\'ed\f0 .", "שלום."),
        (r"\uc1\u1071?\u-10179?\u-8704? and \uc2\u1073 xx.", "Я😀 and б."),
        (
            r"{\uc0\u8364}5 \emdash  \lquote a\rquote  non\~breaking \_x opt\-ional",
            "€5 — ‘a’ non\xa0breaking \u2011x optional",
        ),
        (r"a \{b\} \\ c", r"a {b} \ c"),
    ],
)
def test_letters_of_all_encodings_arrive(body: str, text: str) -> None:
    assert rendered(read(body)).text == text


def test_lists_take_their_numbers_from_the_file() -> None:
    body = (
        r"\pard\li360{\listtext 1.\tab}One\par{\listtext 2.\tab}Two\par"
        r"\pard\li720{\listtext\f2\'b7\tab}Inner\par\pard\li360{\listtext 3.\tab}Three\par"
        r"\pard{\pntext\f2\'b7\tab}Old\par\pard{\listtext (a)\tab}Lettered\par"
    )
    assert outline(read(body)) == ["i1 1. One", "i1 2. Two", "i2 • Inner", "i1 3. Three", "i1 • Old", "p (a) Lettered"]


def test_tables_keep_rows_and_head() -> None:
    row = r"\trowd{}\pard\intbl {}\cell {}\cell\row "
    body = row.format(r"\trhdr", "Who", "What") + row.format("", "Ila", r"a\par b") + r"\pard After.\par"
    assert outline(read(body)) == ["t Who|What", "r Ila|a b", "p After."]


def test_footnotes_are_called_and_said() -> None:
    body = r"Said{\super\chftn}{\footnote\pard\plain{\super\chftn} First.\par More.} so.\par"
    assert outline(read(body)) == ["p Said[1] so.", "n [1] First.", "n More."]


def test_links_and_styles_of_characters() -> None:
    body = r"{\b bold}, {\field{\*\fldinst HYPERLINK \"https://a.test/\"}{\fldrslt the law}} x{\super 2}.\par"
    made = rendered(read(body.replace(r"\"", '"')))
    assert made.text == "bold, the law x2."
    inlines = made.layout[0].inlines
    assert [(each.style, each.target) for each in inlines] == [
        (Style.BOLD, ""),
        (Style.LINK, "https://a.test/"),
        (Style.RAISED, ""),
    ]


def test_what_is_no_text_is_left_out() -> None:
    body = (
        r"{\header Head}{\footer Foot}{\*\unknown gone}{\pict\wmetafile8 0102}{\v hidden}{\deleted gone}"
        r"{\object{\*\objdata 0102}{\result kept}}{\bkmkstart b}{\annotation gone}\pict\bin4 {{{{ .\par"
    )
    assert rendered(read(body)).text.replace(" ", "") == "kept."


def test_text_boxes_follow_their_paragraph() -> None:
    body = r"Around.{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt\pard In the box.\par}}}\par"
    assert outline(read(body)) == ["p Around.", "p In the box."]


def test_properties_of_the_document() -> None:
    made = read(r"{\info{\title Gates \'e9}{\author Mira Tolen}{\creatim\yr2020\mo3\dy1\hr2}}x\par")
    assert (made.title, made.authors, made.date) == ("Gates é", ("Mira Tolen",), "2020-03-01")


def test_a_document_cut_short_gives_what_is_there() -> None:
    assert outline(reader.read(rb"{\rtf1 {\b Begun and never", Path("a.rtf"))) == ["p Begun and never"]


def test_what_is_no_rtf_says_so() -> None:
    with pytest.raises(ImportFailure, match="not an RTF document"):
        reader.read(b"Dear all,", Path("a.rtf"))


def test_endless_nesting_is_a_reason() -> None:
    with pytest.raises(ImportFailure, match="nested too deeply"):
        reader.read(rb"{\rtf1" + b"{" * 100_000, Path("a.rtf"))

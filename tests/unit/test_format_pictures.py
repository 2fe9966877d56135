# SPDX-License-Identifier: MIT
"""Pictures and inner links come through the readers: described in the text, and found again in the original."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from app.importing import docx as docx_reader
from app.importing import epub as epub_reader
from app.importing import odt as odt_reader
from app.importing.document import Document
from app.importing.markdown import read as read_markdown
from app.importing.pictures import Pictures
from app.text.layout import Style
from app.text.targets import place_of
from tests.packed import docx, epub, odt, packed, w_p, w_picture
from tests.reading import outline, rendered

PNG = b"\x89PNG a picture"
FRAME = (
    '<text:p>Before.<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A map of the gates</svg:desc>'
    "</draw:frame></text:p>"
)


def pictures(document: Document) -> list[tuple[str, str]]:
    """Return the description and the target of each picture."""
    made = rendered(document)
    return [
        (made.text[block.start + one.start : block.start + one.end], one.target)
        for block in made.layout
        for one in block.inlines
        if one.style & Style.IMAGE
    ]


def leads(document: Document, words: str) -> str:
    """Return the text from where a link leads to."""
    made = rendered(document)
    links = [
        one.target
        for block in made.layout
        for one in block.inlines
        if one.style & Style.LINK and made.text[block.start + one.start : block.start + one.end] == words
    ]
    place = place_of(made.text, made.layout, links[0])
    return made.text[place:] if place is not None else ""


def test_a_word_document_keeps_the_description_and_the_place_of_a_picture() -> None:
    original = docx(w_p("Before.") + w_picture("rId7", "A map of the gates | &quot;new&quot;"), pictures={"rId7": PNG})
    document = docx_reader.read(original, Path("a.docx"))
    assert outline(document) == ["p Before.", 'p A map of the gates | "new"']
    assert pictures(document) == [('A map of the gates | "new"', "word/media/rId7.png")]
    assert Pictures(original).read("word/media/rId7.png") == PNG


def test_pictures_that_say_nothing_are_no_text() -> None:
    decorative = w_picture("rId7", "", '<adec:decorative xmlns:adec="x" val="1"/>')
    body = w_p("Before.") + w_picture("rId7", size=90_000) + decorative + w_picture("rId7")
    document = docx_reader.read(docx(body, pictures={"rId7": PNG}), Path("a.docx"))
    assert outline(document) == ["p Before.", "p [image]"]


def test_an_open_document_keeps_pictures_and_what_is_said_of_them() -> None:
    original = odt(FRAME, more={"Pictures/a.png": PNG})
    document = odt_reader.read(original, Path("a.odt"))
    assert outline(document) == ["p Before.", "p A map of the gates"]
    assert pictures(document) == [("A map of the gates", "Pictures/a.png")]
    assert Pictures(original).read("Pictures/a.png") == PNG


def test_a_book_keeps_its_pictures_by_where_they_lie() -> None:
    chapter = (
        '<p>See <img src="../img/a%20b.png" alt="The *quay*"/> and <img src="https://x.example/b.png" alt="B"/>.</p>'
    )
    original = epub({"text/a.xhtml": chapter}, more={"OPS/img/a b.png": PNG})
    document = epub_reader.read(original, Path("a.epub"))
    assert outline(document) == ["p See The *quay* and ."]
    assert pictures(document) == [("The *quay*", "OPS/img/a b.png")]
    assert Pictures(original).read("OPS/img/a b.png") == PNG


@pytest.mark.parametrize("after", ["", ";charset=utf-8"])
def test_a_text_keeps_the_pictures_in_its_own_addresses(after: str) -> None:
    address = f"data:image/png{after};base64,{base64.b64encode(PNG).decode()}"
    original = f"A ![dot]({address}) here.".encode()
    document = read_markdown(original, Path("a.md"))
    ((words, target),) = pictures(document)
    assert words == "dot"
    assert Pictures(original).read(target) == PNG


def test_what_the_original_does_not_hold_is_not_found() -> None:
    whole = Pictures(packed({"word/a.png": PNG}))
    for target in ("https://x.example/a.png", "/etc/passwd", "../word/b.png", "", "data:0123"):
        assert whole.read(target) is None
    assert Pictures(b"PK\x03\x04 damaged").read("word/a.png") is None
    assert Pictures(b"words").read("word/a.png") is None


def test_links_within_a_word_document_lead_to_their_bookmarks() -> None:
    link = '<w:p><w:hyperlink w:anchor="_Ref1"><w:r><w:t>see there</w:t></w:r></w:hyperlink></w:p>'
    marked = '<w:p><w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:t>Here it is.</w:t></w:r></w:p>'
    spare = '<w:p><w:bookmarkStart w:id="2" w:name="_GoBack"/><w:r><w:t>Between.</w:t></w:r></w:p>'
    document = docx_reader.read(docx(link + spare + marked), Path("a.docx"))
    assert outline(document) == ["p see there", "p Between.", "p Here it is."]
    assert leads(document, "see there") == "Here it is."
    assert set(rendered(document).layout.anchors) == {"_Ref1"}


def test_links_within_an_open_document_lead_to_bookmarks_and_headings() -> None:
    body = (
        '<text:p><text:a xlink:href="#mark">one</text:a> <text:a xlink:href="#2.Aims|outline">two</text:a></text:p>'
        '<text:p><text:bookmark text:name="mark"/>Marked.</text:p><text:h text:outline-level="1">2. Aims</text:h>'
    )
    document = odt_reader.read(odt(body), Path("a.odt"))
    assert leads(document, "one") == "Marked.\n2. Aims"
    assert leads(document, "two") == "2. Aims"


def test_links_within_a_book_lead_across_its_chapters() -> None:
    chapters = {
        "a.xhtml": '<p><a href="b.xhtml#n1">one</a> <a href="b.xhtml">two</a></p>',
        "b.xhtml": '<h1>Second</h1><p id="n0">No.</p><p id="n1">Yes.</p>',
    }
    document = epub_reader.read(epub(chapters), Path("a.epub"))
    assert leads(document, "one") == "Yes."
    assert leads(document, "two").startswith("Second")

# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest

from app.importing import epub as reader
from app.importing.document import Document, ImportFailure
from tests.packed import epub, packed
from tests.reading import outline, pages


def read(
    chapters: dict[str, str], *, metadata: str = "", toc: str = "", more: dict[str, str] | None = None
) -> Document:
    return reader.read(epub(chapters, metadata=metadata, toc=toc, more=more), Path("a.epub"))


def test_chapters_come_in_reading_order_with_their_headings() -> None:
    made = read({"b.xhtml": "<h1>One</h1><p>First.</p>", "a.xhtml": "<h2>Two</h2><ul><li>x</li><li>y</li></ul>"})
    assert outline(made) == ["h1 One", "p First.", "h2 Two", "i1 • x", "i1 • y"]


def test_a_chapter_without_a_heading_gets_the_one_of_the_contents() -> None:
    toc = '<navPoint><navLabel><text>The gates</text></navLabel><content src="a.xhtml"/></navPoint>'
    assert outline(read({"a.xhtml": "<p>Text.</p>"}, toc=toc)) == ["h1 The gates", "p Text."]
    assert outline(read({"a.xhtml": "<p>THE GATES</p><p>Text.</p>"}, toc=toc))[0] == "p THE GATES"


def test_pages_of_the_printed_edition_are_kept() -> None:
    first = '<p><span epub:type="pagebreak" title="iv"/>One.</p>'
    second = '<p>Two<span role="doc-pagebreak" aria-label="5"></span> goes on.</p>'
    made = read({"a.xhtml": f"{first}{second}<p>Three.</p>"})
    assert outline(made) == ["p One.", "p Two goes on.", "p Three."]
    assert pages(made) == {"iv": "One.", "5": "Three."}


def test_tables_quotes_and_any_script() -> None:
    table = "<table><tr><th>שלום</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert outline(read({"a.xhtml": f"<blockquote><p>Привет 😀</p></blockquote>{table}"})) == [
        ">p Привет 😀",
        "t שלום|B",
        "r 1|2",
    ]


def test_metadata_of_the_book() -> None:
    metadata = (
        "<dc:title>Gates</dc:title><dc:creator>Mira Tolen</dc:creator><dc:creator>Ren Adal</dc:creator>"
        "<dc:publisher>Orrin Press</dc:publisher><dc:date>2020-03-01T00:00Z</dc:date><dc:language>en-GB</dc:language>"
        "<dc:rights>CC BY 4.0</dc:rights>"
    )
    made = read({"a.xhtml": "<p>x</p>"}, metadata=metadata)
    assert (made.title, made.authors, made.publication) == ("Gates", ("Mira Tolen", "Ren Adal"), "Orrin Press")
    assert (made.date, made.language, made.licence) == ("2020-03-01", "en", "CC BY 4.0")


def test_a_protected_book_says_so() -> None:
    encrypted = '<encryption><EncryptedData><EncryptionMethod Algorithm="http://x/aes"/></EncryptedData></encryption>'
    with pytest.raises(ImportFailure, match="protected against copying"):
        read({"a.xhtml": "<p>x</p>"}, more={"META-INF/encryption.xml": encrypted})


def test_fonts_alone_may_be_encrypted() -> None:
    fonts = '<encryption><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></encryption>'
    assert outline(read({"a.xhtml": "<p>x</p>"}, more={"META-INF/encryption.xml": fonts})) == ["p x"]


def test_a_missing_chapter_costs_itself() -> None:
    data = epub({"a.xhtml": "<p>There.</p>", "b.xhtml": ""})
    assert outline(reader.read(data, Path("a.epub"))) == ["p There."]


def test_no_entity_is_expanded_and_known_ones_are_letters() -> None:
    evil = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    made = outline(
        read({"a.xhtml": "<p>caf&eacute; &x;</p>"}, more={"OPS/b.xhtml": f"{evil}<html><body>&x;</body></html>"})
    )
    assert made[0].startswith("p café")
    assert "root" not in "".join(made)


@pytest.mark.parametrize("data", [b"PK\x03\x04", packed({"mimetype": "application/epub+zip"})])
def test_damaged_books_say_so(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="damaged"):
        reader.read(data, Path("a.epub"))

# SPDX-License-Identifier: MIT
"""Files that are damaged and read all the same say what of them may be missing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from app.importing import docx as reader
from app.importing import epub, odt, xlsx
from app.importing.document import Document, ImportFailure
from tests.packed import docx, packed, w_p
from tests.packed import epub as book
from tests.packed import odt as open_document
from tests.packed import xlsx as workbook
from tests.reading import outline

PARTS = [f"Paragraph {number} of the minutes." for number in range(40)]
MAIN = "word/document.xml"
HEADING = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = f'<w:footnote w:id="2">{w_p("First note.")}</w:footnote>'


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return a package with another part in the place of one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    return packed({**files, name: part})


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def read(data: bytes) -> Document:
    return reader.read(data, Path("a.docx"))


def minutes() -> bytes:
    body = "".join(map(w_p, PARTS)) + f"<w:p><w:r><w:t>A note</w:t></w:r>{CALL}</w:p>"
    return docx(w_p("Minutes", '<w:pStyle w:val="H1"/>') + body, styles=HEADING, notes=NOTES)


def test_a_whole_document_has_nothing_to_say() -> None:
    assert read(minutes()).warnings == ()


def test_a_text_cut_off_in_the_middle_says_where_it_ends() -> None:
    main = part_of(minutes(), MAIN)
    made = read(with_part(minutes(), MAIN, main[: main.index(b"Paragraph 20")]))
    before = len("Minutes" + "".join(PARTS[:20]))
    assert made.warnings == (f"The text of this file ends early: it is damaged after about {before} characters.",)
    assert "Paragraph 19" in made.body
    assert "Paragraph 20" not in made.body


@pytest.mark.parametrize("ends", [b"</w:t></w:r></w:p></w:body></w:document>", b"</w:t></w:r><w:r><w:t"])
def test_a_text_of_which_the_rest_is_not_read_ends_early(ends: bytes) -> None:
    main = part_of(minutes(), MAIN)
    made = read(with_part(minutes(), MAIN, main.replace(b"Paragraph 20", ends + b"Paragraph 20")))
    assert "Paragraph 39" not in made.body
    assert made.warnings[0].startswith("The text of this file ends early: it is damaged after about 5")


@pytest.mark.parametrize("damage", [b"<<w:p", b"&nothing ", b"\xff\xfe\xa0", bytes(40)])
def test_damage_in_the_middle_that_leaves_the_end_says_where_words_may_be_missing(damage: bytes) -> None:
    main = part_of(minutes(), MAIN)
    made = read(with_part(minutes(), MAIN, main.replace(b"Paragraph 20", damage + b"Paragraph 20")))
    assert "Paragraph 39" in made.body
    (warning,) = made.warnings
    assert warning.startswith("This file is damaged after about 5")
    assert "words may be missing there" in warning


def test_a_single_control_character_is_no_damage() -> None:
    main = part_of(minutes(), MAIN)
    made = read(with_part(minutes(), MAIN, main.replace(b"Paragraph 20", b"\x0bParagraph 20")))
    assert (made.warnings, "Paragraph 20" in made.body) == ((), True)


@pytest.mark.parametrize("cut", [20, 140])
def test_damaged_styles_leave_the_text_and_are_told(cut: int) -> None:
    styles = part_of(minutes(), "word/styles.xml")
    made = read(with_part(minutes(), "word/styles.xml", styles[:cut]))
    assert made.warnings == ("Its styles are damaged: headings, quotations and lists may be missing.",)
    assert outline(made)[:2] == ["p Minutes", f"p {PARTS[0]}"]


def test_damaged_footnotes_are_told() -> None:
    notes = part_of(minutes(), "word/footnotes.xml")
    made = read(with_part(minutes(), "word/footnotes.xml", notes[: notes.index(b"First")]))
    assert made.warnings == ("Its footnotes are damaged: some of them may be missing.",)
    assert outline(made)[-2:] == ["p A note[1]", "n [1] –"]


def test_several_damaged_parts_are_told_each() -> None:
    data = minutes()
    for name in ("word/numbering.xml", "word/endnotes.xml", "word/_rels/document.xml.rels", "docProps/core.xml"):
        data = with_part(data, name, b"<w:")
    assert [warning.split(" are ")[0].split(" is ")[0] for warning in read(data).warnings] == [
        "Its numbering",
        "Its endnotes",
        "Its list of parts",
        "What it says of its title, author and date",
    ]


def test_word_in_one_file_of_xml_says_so_too() -> None:
    parts = "".join(map(w_p, PARTS))
    body = f'<w:wordDocument xmlns:w="urn:w"><w:body>{parts}</w:body></w:wordDocument>'.encode()
    assert read(body).warnings == ()
    assert read(body[:1200]).warnings[0].startswith("The text of this file ends early")


def test_open_documents_say_so_too() -> None:
    data = open_document("".join(f"<text:p>{words}</text:p>" for words in PARTS))
    content = part_of(data, "content.xml")
    made = odt.read(with_part(data, "content.xml", content[: content.index(b"Paragraph 20")]), Path("a.odt"))
    assert made.warnings[0].startswith("The text of this file ends early: it is damaged after about 5")
    made = odt.read(with_part(data, "styles.xml", b"<off"), Path("a.odt"))
    assert made.warnings == ("Its styles are damaged: headings, quotations and lists may be missing.",)


def test_a_workbook_whose_texts_are_damaged_is_refused(tmp_path: Path) -> None:
    data = workbook('<row><c t="s"><v>0</v></c></row>', strings="<si><t>Words</t></si>")
    path = tmp_path / "a.xlsx"
    strings = part_of(data, "xl/sharedStrings.xml")
    path.write_bytes(with_part(data, "xl/sharedStrings.xml", strings[: strings.index(b"Words")]))
    with pytest.raises(ImportFailure, match="damaged"):
        list(xlsx.rows(path))


def spoilt(data: bytes, name: str) -> bytes:
    """Return a package with a few bytes of one of its parts changed, as a bad disk changes them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name) + info.compress_size // 2
    return data[:start] + bytes(4) + data[start + 4 :]


def test_chapters_of_a_book_that_cannot_be_read_are_counted() -> None:
    whole = book({f"{number}.xhtml": f"<p>Chapter {number} tells of the river.</p>" for number in range(3)})
    assert epub.read(whole, Path("a.epub")).warnings == ()
    made = epub.read(spoilt(whole, "OPS/1.xhtml"), Path("a.epub"))
    assert outline(made) == ["p Chapter 0 tells of the river.", "p Chapter 2 tells of the river."]
    assert made.warnings == ("1 of its 3 chapters cannot be read: they are missing or damaged.",)


def test_notes_of_a_document_on_a_bad_disk_are_told() -> None:
    made = read(spoilt(minutes(), "word/footnotes.xml"))
    assert made.warnings == ("Its footnotes are damaged: some of them may be missing.",)

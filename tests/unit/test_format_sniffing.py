# SPDX-License-Identifier: MIT
from __future__ import annotations

from operator import attrgetter
from pathlib import Path

import pytest

from app.importing import doc
from app.importing.document import ImportFailure, NotRead
from app.importing.formats import EXTENSIONS, FORMATS, format_of, holds_many, is_readable, is_wanted
from tests.packed import docx, epub, odt, packed, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def wide(name: str) -> bytes:
    return OLE + bytes(100) + name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (docx("<w:p/>"), "a.txt", "docx"),
        (odt("<text:p/>"), "a.docx", "odt"),
        (epub({"a.xhtml": "x"}), "a.zip", "epub"),
        (xlsx(""), "a.zip", "xlsx"),
        (packed({"a.txt": "x"}), "a.docx", "zip"),
        (b"PK\x03\x04 cut short", "a.docx", "docx"),
        (b"PK\x03\x04 cut short", "a.bin", "zip"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"junk before %PDF-1.4", "a.pdf", "pdf"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (b"<html><body>x", "a.doc", "html"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="w"/>', "a.doc", "docx"),
        (wide("WordDocument"), "a.txt", "doc"),
        (wide("__properties_version1.0"), "a.doc", "msg"),
        (b"From: mira@orrin.test\r\n\r\n<html>", "a.eml", "eml"),
        (b"<html>x</html>", "a.mht", "mhtml"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"\x1f\x8b", "a.warc.gz", "warc"),
        (b"TY  - JOUR\nTI  - x\nER  - \n", "a.txt", "ris"),
        (b'[{"type": "book", "title": "x"}]', "a.json", "csl"),
        (b'{"a": 1}', "a.json", "txt"),
        (b"From mira Tue Mar 17 09:15:00 2020\nSubject: x\n", "Inbox", "mbox"),
        (b"From the river, in 2020\nnothing came.", "a.txt", "txt"),
    ],
)
def test_bytes_say_what_a_file_is(data: bytes, name: str, expected: str) -> None:
    assert format_of(data, Path(name)).name == expected


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (packed({"[Content_Types].xml": "", "ppt/a.xml": ""}), "a.docx", "PowerPoint"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.odt", "OpenDocument spreadsheet"),
        (packed({"Index/Document.iwa": ""}), "a.pages", "export it as Word or PDF"),
        (wide("Workbook"), "a.xls", "an old Excel workbook"),
        (b"\x1f\x8b", "a.gz", "a gzip archive"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(NotRead, match=reason):
        format_of(data, Path(name))


def test_an_encrypted_office_file_says_so() -> None:
    with pytest.raises(ImportFailure, match="protected by a password"):
        format_of(wide("EncryptedPackage"), Path("a.docx"))


def test_an_old_word_document_names_a_way() -> None:
    with pytest.raises(NotRead, match=r"save it as \.docx"):
        doc.read(wide("WordDocument"), Path("a.doc"))
    with pytest.raises(NotRead, match="not the Word document its name says"):
        doc.read(b"\xcb\x0a", Path("a.doc"))


def test_files_that_hold_many_are_told_without_reading_all(tmp_path: Path) -> None:
    for name, data, expected in (
        ("a.zip", packed({"a.txt": "x"}), "zip"),
        ("b.csv", b"a,b\n1,2\n", "csv"),
        ("c.txt", b"TY  - JOUR\nER  - \n", "ris"),
        ("d.docx", docx("<w:p/>"), None),
        ("e.txt", b"text", None),
    ):
        (tmp_path / name).write_bytes(data)
        found = holds_many(tmp_path / name)
        assert (found.name if found else None) == expected


@pytest.mark.parametrize("known", FORMATS, ids=attrgetter("name"))
def test_every_format_has_a_reader_or_an_opener(known: object) -> None:
    found = next(each for each in FORMATS if each is known)
    loaded = (found.reader or found.opener or str)()
    assert callable(loaded)


def test_what_postil_unpacks_itself_is_not_wanted_from_folders() -> None:
    hidden = [extension for extension, known in EXTENSIONS.items() if not known.shown]
    assert len(hidden) == 3
    assert not any(is_wanted(Path(f"a{extension}")) or is_readable(Path(f"a{extension}")) for extension in hidden)

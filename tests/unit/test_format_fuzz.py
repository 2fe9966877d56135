# SPDX-License-Identifier: MIT
"""Damaged files of every kind give a text or a reason: no other exception leaves a reader, whatever the damage."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.importing import docx, eml, epub, html, mhtml, msg, odt, pdf, rtf, table, warc
from app.importing.document import Document, ImportFailure
from app.importing.lzfu import decompress
from app.importing.mail import plain_blocks
from app.importing.markup import to_markdown
from app.importing.members import Opener
from app.text import markdown, plain
from tests import packed
from tests.pdfs import Line, column
from tests.pdfs import pdf as make_pdf

Read = Callable[[bytes, Path], Document]

WORD = packed.docx(
    packed.w_p("Gates", '<w:pStyle w:val="H1"/><w:outlineLvl w:val="0"/>')
    + packed.w_item("One")
    + f"<w:tbl><w:tr><w:tc>{packed.w_p('a')}</w:tc><w:tc>{packed.w_p('b')}</w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="2"/><w:sym w:char="F0B7"/></w:r></w:p>',
    numbering=packed.w_list(("decimal", "%1.")),
    notes=f'<w:footnote w:id="2">{packed.w_p("note")}</w:footnote>',
)
OPEN = packed.odt(
    '<text:h text:outline-level="1">Gates</text:h><text:list text:style-name="L"><text:list-item text:start-value="3">'
    '<text:p>x<text:s text:c="2"/></text:p></text:list-item></text:list><table:table><table:table-row>'
    '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell></table:table-row>'
    "</table:table>"
)
BOOK = packed.epub({"a.xhtml": '<h1>One</h1><p>T<span epub:type="pagebreak" title="2"/>ext.</p>'}, toc="<navPoint/>")
RICH = rb"{\rtf1\ansicpg1251\uc1{\fonttbl{\f1\fcharset204 A;}}{\stylesheet{\s1 heading 1;}}"
RICH += rb"\pard\s1 Gates\par\f1\'cf\u1071?"
RICH += rb"{\listtext 1.\tab}One\par\trowd\intbl a\cell b\cell\row{\footnote note}"
RICH += rb"{\field{\*\fldinst HYPERLINK x}{\fldrslt y}}\bin2 }}}"
PDF = make_pdf(
    [[Line("Gates", size=20), *column(["The river coun-", "cil met.", "• one"], top=150)], column(["Two 😀 שלום"])]
)
LETTER = (
    b"From: =?utf-8?B?0JzQuNGA0LA=?= <m@x>\r\nSubject: Gates\r\nDate: Tue, 17 Mar 2020 09:15:00 +0200\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=koi8-r\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nPHA+VGV4dDwvcD4=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    b"Subject: Inner\r\n\r\n> Text\r\n--b\r\nContent-Disposition: attachment; filename*=utf-8''%41\r\n\r\nx\r\n"
    b"--b--\r\n"
)
PAGE = b"<html><head><title>G</title></head><body><article><h1>G</h1><p>The gates are <b>closed</b>.</p>"
PAGE += b"<table><tr><td>a<td>b</table>"
RECORD = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 99\r\n\r\n"
RECORD += b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n5\r\n<p>xx\r\n0\r\n\r\n"
ARCHIVE = (
    b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n" + PAGE + b"\r\n--b--"
)
ROW = json.dumps({"row": [["text", "The gates."], ["title", "G"]], "text": [0], "holds": {"title": 1}}).encode()

READERS: dict[str, tuple[bytes, Read]] = {
    "docx": (WORD, docx.read),
    "odt": (OPEN, odt.read),
    "epub": (BOOK, epub.read),
    "rtf": (RICH, rtf.read),
    "pdf": (PDF, pdf.read),
    "eml": (LETTER, eml.read),
    "html": (PAGE, html.read),
    "mhtml": (ARCHIVE, mhtml.read),
    "warc": (RECORD, warc.read),
    "row": (ROW, table.read),
}

CUTS = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12))


def damaged(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """Return data in which some stretches are replaced by others."""
    for place, length, put in cuts:
        start = int(place * len(data))
        data = data[:start] + put + data[start + length :]
    return data


def repacked(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    """Return an archive whose members are damaged, not the archive itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            made.writestr(name, damaged(archive.read(name), cuts))
    return out.getvalue()


def check(read: Read, data: bytes, name: str) -> None:
    """Read and render; a reason is fine."""
    with suppress(ImportFailure):
        document = read(data, Path(f"a.{name}"))
        rendered = markdown.render(document.body) if document.markdown else plain.render(document.body)
        assert "\0" not in rendered.text


BOUNDED = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", READERS)
@BOUNDED
@given(cuts=st.lists(CUTS, min_size=1, max_size=4))
def test_damaged_files_give_a_text_or_a_reason(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    data, read = READERS[name]
    check(read, damaged(data, cuts), name)


@pytest.mark.parametrize("name", ["docx", "odt", "epub"])
@BOUNDED
@given(cuts=st.lists(CUTS, min_size=1, max_size=3))
def test_damaged_parts_give_a_text_or_a_reason(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    data, read = READERS[name]
    check(read, repacked(data, cuts), name)


@pytest.mark.parametrize("name", READERS)
def test_files_cut_short_give_a_text_or_a_reason(name: str) -> None:
    data, read = READERS[name]
    for part in range(20):
        check(read, data[: len(data) * part // 20], name)


OPENED = {
    "mbox": b"From a@b Tue Mar 17 09:15:00 2020\nSubject: x\n\nText\n\nFrom a@b Tue Mar 17 09:15:00 2020\n\nMore",
    "csv": b'title;text\n"One";"The river council heard the millers; and rose again without any vote on it"\n',
    "xlsx": packed.xlsx('<row><c r="A1" t="s"><v>0</v></c><c s="1"><v>1</v></c></row>', strings="<si><t>text</t></si>"),
    "zip": packed.packed({"a.txt": "A", "b/c.md": "B"}),
    "warc": RECORD,
    "ris": b"TY  - JOUR\nTI  - Gates\nAU  - Tolen, Mira\nL1  - a.pdf\nER  - \n",
    "bib": rb'@article{a, title={G{\"a}tes}, author="Tolen, Mira and {C}", year=2020, file={a:b.pdf:pdf}}',
    "csl": b'[{"type": "book", "title": "G", "author": [{"family": "T"}], "issued": {"date-parts": [[2020, 1]]}}]',
    "rdf": b'<rdf:RDF xmlns:rdf="r"><a:Book xmlns:a="a" rdf:about="#1"><a:title>G</a:title></a:Book></rdf:RDF>',
}


@pytest.mark.parametrize("name", OPENED)
@settings(BOUNDED, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(CUTS, min_size=1, max_size=4))
def test_damaged_files_that_hold_many(name: str, tmp_path: Path, cuts: list[tuple[float, int, bytes]]) -> None:
    from app.importing.formats import FORMATS  # noqa: PLC0415

    found = next(known.opener for known in FORMATS if known.name == name)
    assert found is not None
    opener: Opener = found()
    path = tmp_path / f"a.{name}"
    path.write_bytes(damaged(OPENED[name], cuts))
    with suppress(ImportFailure):
        assert sum(1 for _ in opener(path)) < 10_000


def test_a_member_without_a_name_costs_nothing_but_itself(tmp_path: Path) -> None:
    from app.importing.archive_zip import open_zip  # noqa: PLC0415

    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "Words.")
        made.writestr("b.txt", "More words.")
    path.write_bytes(path.read_bytes().replace(b"a.txt", b"\0.txt"))
    assert "b.txt" in [member.name for member in open_zip(path)]


def ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file of small streams, as [MS-CFB] lays it down: one sector a stream of the mini stream."""
    mini = b"".join(data.ljust(-(-len(data) // 64) * 64, b"\0") for data in streams.values())
    entries = [_entry("Root Entry", 5, 1 if streams else 0xFFFFFFFF, 3, len(mini))]
    place = 0
    for number, (name, data) in enumerate(streams.items(), 1):
        following = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, 0xFFFFFFFF, place, len(data), following))
        place += -(-len(data) // 64)
    directory = b"".join(entries).ljust(-(-len(entries) * 128 // 512) * 512, b"\0")
    sectors = -(-len(mini) // 512)
    chain = len(directory) // 512
    first_mini, first_directory = 2, 2 + sectors
    entries[0] = _entry("Root Entry", 5, 1 if streams else 0xFFFFFFFF, first_mini, len(mini))
    directory = b"".join(entries).ljust(len(directory), b"\0")
    fat = [0xFFFFFFFD, 0xFFFFFFFE]
    fat += [first_mini + n + 1 for n in range(sectors - 1)] + [0xFFFFFFFE] * bool(sectors)
    fat += [first_directory + n + 1 for n in range(chain - 1)] + [0xFFFFFFFE]
    minifat: list[int] = []
    for data in streams.values():
        size = -(-len(data) // 64)
        minifat += [len(minifat) + n + 1 for n in range(size - 1)] + [0xFFFFFFFE] * bool(size)
    head = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1,
        first_directory, 0, 4096, 1, 1, 0xFFFFFFFE, 0,
    )  # fmt: skip
    head += struct.pack("<I", 0) + b"\xff\xff\xff\xff" * 108
    table_sector = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    mini_sector = struct.pack(f"<{len(minifat)}I", *minifat).ljust(512, b"\xff")
    return head + table_sector + mini_sector + mini.ljust(sectors * 512, b"\0") + directory


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIII", raw, len(raw), kind, 1, 0xFFFFFFFF, right, child, bytes(16), 0, 0, 0, start, size, 0
    )


MESSAGE = ole({
    "__properties_version1.0": bytes(32) + struct.pack("<HHIQ", 0x40, 0x39, 6, 132_288_408_000_000_000),
    "__substg1.0_0037001F": "Ворота".encode("utf-16-le"),
    "__substg1.0_0C1A001F": "Mira Tolen".encode("utf-16-le"),
    "__substg1.0_1000001F": "The gates are closed.".encode("utf-16-le"),
})  # fmt: skip


def test_a_message_of_outlook_is_read() -> None:
    made = msg.read(MESSAGE, Path("a.msg"))
    assert (made.title, made.authors, made.date) == ("Ворота", ("Mira Tolen",), "2020-03-16")
    assert markdown.render(made.body).text.endswith("The gates are closed.")


@BOUNDED
@given(cuts=st.lists(CUTS, min_size=1, max_size=4))
def test_damaged_messages_give_a_text_or_a_reason(cuts: list[tuple[float, int, bytes]]) -> None:
    check(msg.read, damaged(MESSAGE, cuts), "msg")


@given(st.binary(max_size=400), st.sampled_from([b"", b"\x10\0\0\0\x10\0\0\0LZFu\0\0\0\0"]))
def test_unpacking_rtf_ends(data: bytes, head: bytes) -> None:
    assert len(decompress(head + data, 1000)) <= 1000


@given(st.text(max_size=300))
def test_any_plain_letter_becomes_blocks(text: str) -> None:
    assert markdown.render(to_markdown(plain_blocks(text))).text is not None

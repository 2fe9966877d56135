# SPDX-License-Identifier: MIT
"""Reports are written passage by passage: what has been read is in the file before the next passage is."""

import gc
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from lxml import etree

from app.collection import Collection
from app.exchange import docx_report, pdf_report
from app.exchange.export import export
from app.exchange.formats import Selection
from app.exchange.report import Group, Passage, report
from database.records import Link
from tests.builders import new_collection, write_source

COUNT = 60


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    with made.action("Fill"):
        for number in range(3):
            write_source(made, f"Source {number}", "The harbour closed in May. אור said so. " * 20)
        for number in range(COUNT):
            note = "A *quiet* note\n\n- one" if number % 2 else ""
            spans = [(number, number + 30)]
            made.write_annotation(1 + number % 3, "claim", spans, chain=[Link(actor="Vera Lind")], note=note)
    yield made
    made.close()


def chosen(collection: Collection) -> Selection:
    return Selection(collection, collection.annotation_ids(), options={"group-by": "source"}, whole=True)


def test_a_document_holds_a_passage_before_the_next_is_read(collection: Collection) -> None:
    made, body, document = report(chosen(collection)), BytesIO(), Document()
    docx_report._set_up(document, made)
    sheet = docx_report.Sheet(document, body)
    written: list[int] = []

    def read(group: Group) -> Iterator[Passage]:
        for passage in made.passages(group):
            written.append(body.getvalue().count(b'"PostilKind"'))
            yield passage

    docx_report._fill(sheet, replace(made, passages=read))
    assert written == [number + 1 for number in range(COUNT)]  # the first is the word “Contents”
    assert [etree.QName(child).localname for child in document.element.body] == ["sectPr"]


def test_the_page_of_a_pdf_is_cut_into_parts_that_are_not_long(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_report, "PART_LENGTH", 3_000)
    monkeypatch.setattr(pdf_report, "ROWS", 2)
    parts = "".join(pdf_report._html(report(chosen(collection)))).split(pdf_report.PART)
    assert [part.count("<!--page:") for part in parts] == [2, 1] + [0] * (len(parts) - 2)
    assert [part.count('<p class="kind">') > 0 for part in parts] == [False] * 2 + [True] * (len(parts) - 2)
    assert sum(part.count('<p class="kind">') for part in parts) == COUNT
    assert max(map(len, parts)) < 3_100
    assert {(part[:6], part[-7:]) for part in parts} == {("<html>", "</html>")}


def test_a_pdf_of_many_parts_holds_every_quotation(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_report, "PART_LENGTH", 3_000)
    path = collection.path.with_name("out.pdf")
    assert export(collection, "pdf", path, options={"group-by": "source"}).written == COUNT
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert sum(len(re.findall(r"\bClaim\b", page)) for page in pages) == COUNT
    assert [page.split()[-1] for page in pages] == [str(number + 1) for number in range(len(pages))]


def test_a_document_declares_its_namespaces_once_and_ends_with_its_section(collection: Collection) -> None:
    path = collection.path.with_name("out.docx")
    export(collection, "docx", path, options={"group-by": "source"})
    with ZipFile(path) as parts:
        assert parts.testzip() is None
        assert parts.namelist().count("word/document.xml") == 1
        xml = parts.read("word/document.xml")
    head, _, rest = xml.partition(b"<w:body>")
    assert b"xmlns:w=" in head
    assert b"xmlns" not in rest
    root = etree.fromstring(xml)
    assert [etree.QName(child).localname for child in root[0]].index("sectPr") == len(root[0]) - 1


def test_a_document_that_is_stopped_half_way_is_not_there(collection: Collection) -> None:
    path = collection.path.with_name("out.docx")

    def stop(done: int, total: int) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(collection, "docx", path, progress=stop)
    assert [each.name for each in path.parent.iterdir() if "out" in each.name] == []


def test_only_a_long_quotation_may_be_cut_and_a_heading_stays_with_what_follows(collection: Collection) -> None:
    with collection.action("Import"):
        write_source(collection, "Long", "The lock should open. " * 200, publication="Quay Review")
    collection.tag(4, "claim", [(0, 4_000)])
    path = collection.path.with_name("out.docx")
    docx_report.write(path, chosen(collection))
    paragraphs = [each for each in Document(str(path)).paragraphs if each.style is not None]
    quotations = [each for each in paragraphs if each.style and each.style.name == "Postil Quotation"]
    shapes = [each.paragraph_format for each in quotations]
    assert [(shape.keep_together, shape.keep_with_next) for shape in shapes] == [(None, None)] * COUNT + [
        (False, False)
    ]
    abouts = [each for each in paragraphs if each.text == "Quay Review"]
    assert [each.paragraph_format.keep_with_next for each in abouts] == [True]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files as Linux does")
@pytest.mark.parametrize("part", [0.001, 0.5, 0.99])
def test_a_document_that_fills_the_disk_complains_once(
    collection: Collection, part: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource  # noqa: PLC0415  other systems do not have it

    path, late = collection.path.with_name("out.docx"), list[object]()
    docx_report.write(path, chosen(collection))
    monkeypatch.setattr(sys, "unraisablehook", late.append)
    _, hard = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(path.stat().st_size * part), hard))
    try:
        with pytest.raises(OSError, match="too large"):
            docx_report.write(path, chosen(collection))
        gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert late == []

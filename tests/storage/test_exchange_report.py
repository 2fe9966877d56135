# SPDX-License-Identifier: MIT
"""Reports hold every quotation under the right headings, in Markdown, DOCX and PDF, and keep hostile text as text."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from zipfile import ZipFile

import hypothesis.strategies as st
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from lxml import etree
from markdown_it import MarkdownIt

from app.__main__ import PRINT_REPORT
from app.collection import Collection
from app.exchange import docx_report, markdown, pdf_report
from app.exchange.export import export
from app.exchange.formats import Selection
from app.exchange.pdf_report import CannotPrint
from app.exchange.report import GROUPS, report, right_to_left, settled
from database.records import KINDS, CodeUse, Link, Slot
from tests.builders import add_source, new_collection

TEXT = "The harbour closed 🚢 in May.\nאור said so.\nМост стоит."
HOSTILE = (
    "</w:t><script>",
    "# heading",
    "```",
    "<!--page:1-->",
    "]]>&amp;",
    "\u202eback",
    "a\u2028b",
    "* * *",
    "1. x",
    "\x01",
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT, authors='["Vera Lind"]', publication="Quay Review", date="May 2020")
    yield made
    made.close()


def chosen(collection: Collection, by: str = "source") -> Selection:
    return Selection(collection, collection.annotation_ids(), options={"group-by": by}, whole=True)


def tagged(collection: Collection) -> None:
    """Tag three passages: two of Vera's, one of nobody's."""
    codes = [CodeUse("toll", "supports"), CodeUse("ferry")]
    slots = [Slot("addressee", "the ministry", "Ministry"), Slot("action", "open it")]
    chain = [Link(actor="Vera"), Link(actor="Omar")]
    collection.tag(1, "claim", [(0, 3), (12, 18)], chain=chain, codes=codes)
    collection.tag(1, "recommendation", [(4, 11)], chain=chain[:1], slots=slots, note="A *quiet* note")
    collection.tag(1, "passage", [(19, 20)])


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("source", [("Harbour", 3)]),
        ("speaker", [("Omar", 1), ("Vera", 2), ("No speaker", 1)]),
        ("addressee", [("the ministry", 1), ("Addressed to nobody", 2)]),
        ("code", [("toll", 1), ("ferry", 1), ("No code", 2)]),
        ("kind", [("Claims", 1), ("Recommendations", 1), ("Passages", 1)]),
    ],
)
def test_annotations_stand_under_every_heading_they_belong_to(
    collection: Collection, by: str, headings: list[tuple[str, int]]
) -> None:
    tagged(collection)
    made = report(chosen(collection, by))
    shown = [(group.name.replace("Ministry", "the ministry"), len(group.ids)) for group in made.groups]
    assert shown == headings
    assert [sum(1 for _ in made.passages(group)) for group in made.groups] == [count for _, count in headings]


def test_a_report_counts_kinds_and_states(collection: Collection) -> None:
    tagged(collection)
    collection.edit(1, status="refuted")
    made = report(chosen(collection))
    assert made.summary == "1 claim, 1 recommendation and 1 passage from 1 source"
    assert made.tally == [("Claims", 1, "1 refuted"), ("Recommendations", 1, "1 open"), ("Passages", 1, "")]


def test_a_passage_is_cited_with_its_page(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    tagged(collection)
    text, layout = collection.text(1)
    paged = replace(layout, pages=((0, "xii"), (1, "13")))
    monkeypatch.setattr(type(collection), "text", lambda self, source: (text, paged))
    made = report(chosen(collection, "kind"))
    (first,) = made.passages(made.groups[0])
    assert first.citation == "Vera Lind, “Harbour”, Quay Review, May 2020, p. xii"
    collection.edit(1, spans=[(0, 3), (TEXT.index("אור"), TEXT.index("אור") + 3)])
    made = report(chosen(collection, "source"))
    assert next(made.passages(made.groups[0])).citation == "pp. xii–13"
    assert first.said == "Vera and Omar"


@pytest.mark.parametrize("text", ["\u202ea", "\u2066\u202bx\u202c", "\u2067\u2068", "plain"])
def test_a_change_of_direction_ends_where_the_text_ends(text: str) -> None:
    made = settled(text)
    assert sum(made.count(c) for c in "\u202a\u202b\u202d\u202e") == made.count("\u202c")
    assert sum(made.count(c) for c in "\u2066\u2067\u2068") == made.count("\u2069")


def test_the_first_letter_with_a_direction_decides() -> None:
    assert right_to_left("… אור said")
    assert not right_to_left("said אור")
    assert not right_to_left("1…")


class Words(HTMLParser):
    """Collects the text of a page and its tags."""

    def __init__(self, html: str):
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


class Written(Protocol):
    """Writes a report and gives back its words."""

    def __call__(self, selection: Selection) -> str: ...


def markdown_words(selection: Selection) -> str:
    path = selection.archive.path.with_name("out.md")
    with path.open("w", encoding="utf-8") as stream:
        markdown.write(stream, selection)
    return Words(MarkdownIt().render(path.read_text(encoding="utf-8"))).text


def docx_words(selection: Selection) -> str:
    path = selection.archive.path.with_name("out.docx")
    docx_report.write(path, selection)
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def page_words(selection: Selection) -> str:
    """Return the words of the page that the PDF is printed from."""
    return Words("".join(pdf_report._html(report(selection)))).text


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))
NAMES = st.sampled_from(["Vera", "Мост", "אור", *HOSTILE])
ANNOTATIONS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(SPANS, min_size=1, max_size=3), st.lists(NAMES, max_size=2), NAMES),
    max_size=4,
)


@pytest.mark.parametrize("words", [markdown_words, docx_words, page_words])
@settings(max_examples=8)
@given(given_annotations=ANNOTATIONS, by=st.sampled_from(GROUPS))
def test_every_report_holds_every_quotation(
    words: Written,
    given_annotations: list[tuple[str, list[tuple[int, int]], list[str], str]],
    by: str,
) -> None:
    with TemporaryDirectory() as folder:
        made = new_collection(Path(folder))
        add_source(made, "Harbour", TEXT)
        for kind, spans, names, note in given_annotations:
            chain = [Link(actor=name) for name in names]
            made.tag(1, kind, spans, chain=chain, codes=[CodeUse(note)] if note.strip("\x01") else [], note=note)
        found = folded(words(chosen(made, by)))
        assert all(folded(span.quote) in found for a in made.annotations() for span in a.spans)
        made.close()


def folded(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_stays_text(collection: Collection, value: str) -> None:
    add_source(collection, value, TEXT + value, publication=value)
    slots = [Slot("addressee", value, value)]
    chain = [Link(actor=value, organisation=value)]
    collection.tag(2, "claim", [(0, 3)], chain=chain, slots=slots, codes=[CodeUse(value)], note=f"{value}\n\nend")
    selection = chosen(collection)
    docx_words(selection)
    with ZipFile(collection.path.with_name("out.docx")) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    assert len(root.findall(".//{*}bookmarkStart")) == 1
    page = "".join(pdf_report._html(report(selection)))
    assert page.count("<!--page:") == 1
    assert not {"script", "img"} & set(Words(page).tags)
    markdown_words(selection)
    html = MarkdownIt().render(collection.path.with_name("out.md").read_text(encoding="utf-8"))
    assert [html.count(tag) for tag in ("<h1>", "<h2>", "<script")] == [1, 1, 0]
    assert html.rstrip().endswith("1 annotation.</p>")


def test_a_document_reads_hebrew_from_the_right_and_has_contents(collection: Collection) -> None:
    start = TEXT.index("אור")
    collection.tag(1, "claim", [(start, start + 3)])
    docx_words(chosen(collection))
    with ZipFile(collection.path.with_name("out.docx")) as parts:
        xml = parts.read("word/document.xml").decode()
        footer = parts.read("word/footer1.xml").decode()
    assert xml.count("<w:bidi/>") == 1
    assert 'TOC \\o "1-1"' in xml
    assert 'w:anchor="postil1"' in xml
    assert " PAGE " in footer


@pytest.mark.parametrize("by", ["source", "speaker", "code"])
def test_a_heading_ends_its_own_change_of_direction(collection: Collection, by: str) -> None:
    add_source(collection, "\u202eback", TEXT, authors='["\u202eAda"]')
    collection.tag(2, "claim", [(0, 3)], chain=[Link(actor="\u202eback")], codes=[CodeUse("\u202eback")])
    (group,) = report(chosen(collection, by)).groups
    assert group.name == "\u202eback\u202c"
    assert group.about in {"", "\u202eAda\u202c"}


def test_the_contents_of_a_document_show_counts_that_nobody_takes_for_pages(collection: Collection) -> None:
    tagged(collection)
    assert "Recommendations (1)" in docx_words(chosen(collection, "kind")).split("\n")


def test_the_contents_in_markdown_lead_to_the_headings(collection: Collection) -> None:
    tagged(collection)
    markdown_words(chosen(collection, "kind"))
    html = MarkdownIt("commonmark").render(collection.path.with_name("out.md").read_text(encoding="utf-8"))
    assert '<a href="#group-2">Recommendations</a> (1)' in html
    assert '<p><a id="group-2"></a></p>\n<h2>Recommendations</h2>' in html


@pytest.mark.parametrize("words", [markdown_words, docx_words, page_words])
def test_a_word_in_angle_brackets_in_a_note_is_no_markup(collection: Collection, words: Written) -> None:
    collection.tag(1, "claim", [(0, 3)], note="From the <draft>, see\n\n- one <b>point</b>")
    said = words(chosen(collection))
    assert "the <draft>, see" in said
    assert "one <b>point</b>" in said


def test_a_pdf_is_printed_by_qt_in_a_process_of_its_own(collection: Collection) -> None:
    tagged(collection)
    start = TEXT.index("Мост")
    collection.tag(1, "claim", [(start, start + 10)])
    path = collection.path.with_name("out.pdf")
    assert export(collection, "pdf", path, options={"group-by": "kind"}).written == 4
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    words = folded(page.get_textpage().get_text_range())
    document.close()
    assert all(folded(quote) in words for quote in ("harbour", "Мост стоит", "Recommendations", "A quiet note"))
    assert list(path.parent.glob("*.html")) == []


def test_without_qt_the_pdf_is_a_sentence(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    tagged(collection)
    monkeypatch.setattr(pdf_report, "PRINTER", "no_such_module")
    path = collection.path.with_name("out.pdf")
    with pytest.raises(CannotPrint, match=r"Qt does not start here .*no_such_module"):
        export(collection, "pdf", path)
    assert sorted(p.suffix for p in path.parent.iterdir() if not p.name.startswith("test.")) == []


def test_printing_can_be_cancelled(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    tagged(collection)
    monkeypatch.setattr(pdf_report, "MOMENT", 0.001)
    path = collection.path.with_name("out.pdf")
    told: list[int] = []

    def cancel(done: int, total: int) -> None:
        told.append(done)
        if len(told) > total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(collection, "pdf", path, progress=cancel)
    assert [p.name for p in path.parent.iterdir() if "out" in p.name] == []


def test_a_bundle_prints_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pdf_report._printer()[1:] == ["-m", "app.desktop.pdf"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert pdf_report._printer() == [sys.executable, PRINT_REPORT]

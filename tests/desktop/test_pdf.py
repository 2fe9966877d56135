# SPDX-License-Identifier: MIT
"""The printer sets a report twice, so that its contents name the right pages."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from pytestqt.qtbot import QtBot

from app.desktop import fonts, pdf
from app.desktop.pages import Stretch, breaks


def page(headings: int, lines: int) -> str:
    """Return a report with contents and a few headings, each with many lines below it."""
    rows = "".join(f"<tr><td>Part {n}</td><td><!--page:{n}--></td></tr>" for n in range(1, headings + 1))
    words = f'<p class="quote">{"A line of the report that fills its page. " * 3}</p>' * lines
    parts = "".join(f'<h1><a name="group{n}">Part {n}</a></h1>{words}' for n in range(1, headings + 1))
    return f"<html><head><title>Report</title></head><body><table>{rows}</table>{parts}</body></html>"


def test_the_contents_name_the_pages_headings_are_on(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    pages = pdf.print_report(page(3, 60), path, fonts.install())
    document = pypdfium2.PdfDocument(path)
    texts = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    assert len(texts) == pages > 3
    found = [next(p for p, text in enumerate(texts[1:], 2) if f"Part {n}" in text) for n in (2, 3)]
    words = texts[0].split()
    assert [int(words[words.index("Part", words.index(str(n)) - 1) + 2]) for n in (2, 3)] == found


def test_every_page_has_its_number(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    pages = pdf.print_report(page(2, 60), path, fonts.install())
    document = pypdfium2.PdfDocument(path)
    ends = [document[n].get_textpage().get_text_range().split()[-1] for n in range(pages)]
    document.close()
    assert ends == [str(n + 1) for n in range(pages)]


@pytest.mark.parametrize("lines", [20, 21, 22, 23, 24])
def test_no_heading_stands_alone_at_the_foot_of_a_page(qtbot: QtBot, lines: int) -> None:
    document = pdf._paged(page(4, lines), QSizeF(500, 400), fonts.install())
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        if pdf._anchors(block):
            own = layout.blockBoundingRect(block).top() // 400
            following = layout.blockBoundingRect(block.next())
            assert (following.top() + block.next().layout().lineAt(0).height()) // 400 == own
        block = block.next()


@pytest.mark.parametrize("rows", [3, 7, 11])
def test_a_passage_that_is_not_long_stays_on_one_page(qtbot: QtBot, rows: int) -> None:
    passage = '<p class="kind"><a name="kind">Claim</a></p>' + '<p class="detail">One line of it.</p>' * rows
    html = f'<html><body><h1><a name="group1">One</a></h1>{passage * 30}</body></html>'
    document = pdf._paged(html, QSizeF(500, 600), fonts.install())
    layout = document.documentLayout()
    pages: list[set[int]] = []
    block = document.begin()
    while block.isValid():
        if pdf._names(block):
            pages.append(set())
        pages[-1].add(int(layout.blockBoundingRect(block).top() // 600))
        block = block.next()
    assert len(pages) == 31
    assert all(len(each) == 1 for each in pages)


def test_pages_begin_before_what_would_be_cut_and_headings_go_along() -> None:
    cards = [Stretch(number, 30.0, heading=False) for number in range(7)]
    assert list(breaks(cards, 100.0)) == [3, 6]
    headed = [Stretch(0, 80.0, heading=False), Stretch(1, 10.0, heading=True), Stretch(2, 30.0, heading=False)]
    assert list(breaks(headed, 100.0)) == [1]
    assert list(breaks([Stretch(0, 80.0, heading=False), Stretch(1, 70.0, heading=False)], 100.0)) == []
    assert list(breaks([], 100.0)) == []


def test_a_report_of_nothing_is_one_page(qtbot: QtBot, tmp_path: Path) -> None:
    html = '<html><body><p class="title">Nothing</p></body></html>'
    assert pdf.print_report(html, tmp_path / "out.pdf", fonts.install()) == 1

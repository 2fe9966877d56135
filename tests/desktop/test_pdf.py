# SPDX-License-Identifier: MIT
"""The printer sets a report twice, so that its contents name the right pages, and part by part."""

from collections.abc import Iterator
from pathlib import Path
from weakref import WeakSet

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from app.desktop import fonts, pdf, pdf_parts
from app.desktop.pages import Stretch, breaks
from app.desktop.pdf_parts import Place, Setter


def page(headings: int, lines: int) -> str:
    """Return a report with contents and a few headings, each with many lines below it."""
    rows = "".join(f"<tr><td>Part {n}</td><td><!--page:{n}--></td></tr>" for n in range(1, headings + 1))
    words = f'<p class="quote">{"A line of the report that fills its page. " * 3}</p>' * lines
    parts = "".join(f'<h1><a name="group{n}">Part {n}</a></h1>{words}' for n in range(1, headings + 1))
    return f"<html><head><title>Report</title></head><body><table>{rows}</table>{parts}</body></html>"


def test_the_contents_name_the_pages_headings_are_on(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    pages = pdf.print_report([page(3, 60)], path, fonts.install())
    document = pypdfium2.PdfDocument(path)
    texts = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    assert len(texts) == pages > 3
    found = [next(p for p, text in enumerate(texts[1:], 2) if f"Part {n}" in text) for n in (2, 3)]
    words = texts[0].split()
    assert [int(words[words.index("Part", words.index(str(n)) - 1) + 2]) for n in (2, 3)] == found


def test_every_page_has_its_number(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    pages = pdf.print_report([page(2, 60)], path, fonts.install())
    document = pypdfium2.PdfDocument(path)
    ends = [document[n].get_textpage().get_text_range().split()[-1] for n in range(pages)]
    document.close()
    assert ends == [str(n + 1) for n in range(pages)]


@pytest.mark.parametrize("lines", [20, 21, 22, 23, 24])
def test_no_heading_stands_alone_at_the_foot_of_a_page(qtbot: QtBot, lines: int) -> None:
    document = Setter(QSizeF(500, 400), fonts.install()).set(page(4, lines), Place()).document
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        if pdf_parts.anchors(block):
            own = layout.blockBoundingRect(block).top() // 400
            following = layout.blockBoundingRect(block.next())
            assert (following.top() + block.next().layout().lineAt(0).height()) // 400 == own
        block = block.next()


@pytest.mark.parametrize("rows", [3, 7, 11])
def test_a_passage_that_is_not_long_stays_on_one_page(qtbot: QtBot, rows: int) -> None:
    passage = '<p class="kind"><a name="kind">Claim</a></p>' + '<p class="detail">One line of it.</p>' * rows
    html = f'<html><body><h1><a name="group1">One</a></h1>{passage * 30}</body></html>'
    document = Setter(QSizeF(500, 600), fonts.install()).set(html, Place()).document
    layout = document.documentLayout()
    pages: list[set[int]] = []
    block = document.begin()
    while block.isValid():
        if pdf_parts.names(block):
            pages.append(set())
        pages[-1].add(int(layout.blockBoundingRect(block).top() // 600))
        block = block.next()
    assert len(pages) == 31
    assert all(len(each) == 1 for each in pages)


def passages(count: int) -> list[str]:
    """Return passages of every height, some longer than a page, with notes that have lists."""
    quote = '<p class="quote">The lock should open before winter, the engineer has told the council. </p>'
    note = '<div class="note"><p>A note.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n</div>'
    return [
        f'<p class="kind"><a name="kind">Claim {n}</a></p>{quote * (1 + n % 7 + 40 * (n % 9 == 8))}{note * (n % 2)}'
        for n in range(count)
    ]


def whole(html: str) -> str:
    return f"<html><body>{html}</body></html>"


def placed(parts: list[str], path: Path) -> list[tuple[str, list[float]]]:
    """Print parts and return for each page its text, and where each piece of it stands, in points."""
    pdf.print_report(parts, path, fonts.install())
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage() for page in document]
        return [
            (page.get_text_range(), [edge for n in range(page.count_rects()) for edge in page.get_rect(n)])
            for page in pages
        ]


def assert_alike(found: list[str], expected: list[str], folder: Path) -> None:
    """Assert that two ways to part a report print the same pages, but for rounding."""
    one, other = placed(found, folder / "one.pdf"), placed(expected, folder / "other.pdf")
    assert [text for text, _ in one] == [text for text, _ in other]
    assert [edges for _, edges in one] == [pytest.approx(edges, abs=0.2) for _, edges in other]


@pytest.mark.parametrize("size", [1, 5, 7])
def test_parts_look_as_if_they_were_one(qtbot: QtBot, tmp_path: Path, size: int) -> None:
    every = passages(40)
    every[0] = f'<p class="title">Report</p><h1><a name="group1">One</a></h1>{every[0]}'
    every[20] = f'<h1><a name="group2">Two</a></h1>{every[20]}'
    parts = [whole("".join(every[start : start + size])) for start in range(0, 40, size)]
    assert_alike(parts, [whole("".join(every))], tmp_path)


def test_contents_in_two_tables_look_like_one(qtbot: QtBot, tmp_path: Path) -> None:
    cells = [f'<tr><td>Part {n}</td><td class="count" align="right" width="60">{n}</td></tr>' for n in range(90)]
    head, table = '<p class="contents">Contents</p>', '<table class="contents" width="100%">'
    after = whole('<h1><a name="group1">One</a></h1><p class="quote">Said.</p>')
    one = [whole(f"{head}{table}{''.join(cells)}</table>"), after]
    two = [whole(f"{head}{table}{''.join(cells[:50])}</table>"), whole(f"{table}{''.join(cells[50:])}</table>"), after]
    assert_alike(two, one, tmp_path)


@pytest.mark.parametrize("taken", [0.0, 333.0, 590.0])
def test_nothing_but_what_is_long_is_cut(qtbot: QtBot, taken: float) -> None:
    part = Setter(QSizeF(500, 600), fonts.install()).set(whole("".join(passages(60))), Place(1, taken))
    layout, places = part.document.documentLayout(), list[list[tuple[float, float]]]()
    block = part.document.begin().next()
    while block.isValid():
        if pdf_parts.names(block):
            places.append([])
        rect = layout.blockBoundingRect(block)
        places[-1].append((rect.top(), rect.bottom()))
        block = block.next()
    heights = [sum(bottom - top for top, bottom in each) for each in places]
    cut = [n for n, each in enumerate(places) if each[0][0] // 600 != (each[-1][1] - 1) // 600]
    assert len(places) == 60
    assert [n for n in cut if heights[n] < 200] == []
    assert part.end.page > 10


def test_at_most_two_parts_are_in_memory(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, most = WeakSet[QTextDocument](), list[int]()

    class Counted(QTextDocument):
        def __init__(self) -> None:
            super().__init__()
            alive.add(self)

    class Many:
        def __iter__(self) -> Iterator[str]:
            for passage in passages(30):
                most.append(len(alive))
                yield whole(passage)

    monkeypatch.setattr(pdf_parts, "QTextDocument", Counted)
    pdf.print_report(Many(), tmp_path / "out.pdf", fonts.install())
    assert len(most) == 60
    assert 1 <= max(most) <= 2


def test_parts_are_read_from_their_file_as_often_as_wanted(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_text("<p>one</p>\n<p>1</p>\n<!--part-->\n<p>two <!--part--></p>", encoding="utf-8")
    parts = pdf.Parts(path)
    assert list(parts) == list(parts) == ["<p>one</p>\n<p>1</p>\n", "<p>two <!--part--></p>"]


def test_a_stretch_that_is_cut_ends_where_its_lines_do() -> None:
    lines = [(10.0 * n, 10.0 * n + 10) for n in range(12)]
    long = Stretch(0, 120.0, heading=False, lines=lines)
    rest = [Stretch(number, 34.0, heading=False) for number in (1, 2, 3)]
    before = Stretch(-1, 5.0, heading=False)
    assert list(breaks([before, long, *rest], 100.0)) == [3]  # 9 lines; 3 lines, 34, 34
    assert list(breaks([before._replace(height=35.0), long, *rest], 100.0)) == [2]


def test_pages_begin_before_what_would_be_cut_and_headings_go_along() -> None:
    cards = [Stretch(number, 30.0, heading=False) for number in range(7)]
    assert list(breaks(cards, 100.0)) == [3, 6]
    headed = [Stretch(0, 80.0, heading=False), Stretch(1, 10.0, heading=True), Stretch(2, 30.0, heading=False)]
    assert list(breaks(headed, 100.0)) == [1]
    assert list(breaks([Stretch(0, 80.0, heading=False), Stretch(1, 70.0, heading=False)], 100.0)) == []
    assert list(breaks([], 100.0)) == []


def test_a_report_of_nothing_is_one_page(qtbot: QtBot, tmp_path: Path) -> None:
    html = '<html><body><p class="title">Nothing</p></body></html>'
    assert pdf.print_report([html], tmp_path / "out.pdf", fonts.install()) == 1

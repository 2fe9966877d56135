# SPDX-License-Identifier: MIT
"""How fast a page opens, scrolls, grows a highlight and changes its width, by the length of its text and the number
of its annotations; and what opening a book costs beside Qt's own text browser and the study's prototype.

Everything is measured off screen in one run. The prototype of the study lies beside the repository; where it does
not, that row is left out.
"""

from __future__ import annotations

import gc
import html
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, product
from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from app.desktop.fonts import install
from app.desktop.garbage import GarbageCollector
from app.desktop.reading.header import PageHeader
from app.desktop.reading.highlights import Highlight
from app.desktop.reading.style import PageStyle
from app.desktop.reading.view import ReadingView
from app.text.layout import Block, Kind, Layout, Style
from tests.benchmarks.book import WINDOW, at_share, make_highlights, make_text, memory, timed, worked, worst_stall

SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "5 MB": 5_000_000}
COUNTS = (0, 500, 5_000)
REPEATS = 3
"""A text is opened so often, and the best time counts: the others tell of what else the machine did."""
ROOT = Path(__file__).parents[2]
STUDY = ROOT.parent / "shared" / "studies" / "reading-view"
HEADER = PageHeader("", "The Lantern", "2024")
Rows = list[tuple[str, str]]


def rows() -> Rows:
    """Return what was measured, each with its name."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    GarbageCollector(application)  # garbage is looked for as the program does
    warm = open_view()
    fill(warm, *make_text(20_000), [])
    warm.close()
    text, layout = make_text()
    found = [*opening(text, layout), *grid()]
    del application
    return found


def open_view() -> ReadingView:
    """Return an empty reading view on screen."""
    families = install()
    view = ReadingView(PageStyle.light(families.serif, families.sans, families.mono))
    return shown(view)


def shown(view: ReadingView) -> ReadingView:
    """Show a view in the window all of them are measured in."""
    view.resize(*WINDOW)
    view.show()
    QApplication.processEvents()
    return view


def fill(view: ReadingView, text: str, layout: Layout, highlights: list[Highlight]) -> None:
    """Open a text with its highlights and paint it."""
    view.load(text, layout, HEADER)
    view.set_highlights(highlights)
    view.viewport().repaint()


# Opening a book


def opening(text: str, layout: Layout) -> Rows:
    """Open 5 MB with 5,000 annotations here, in Qt's browser and in the study's prototype."""
    highlights = make_highlights(text)
    view = open_view()
    gc.collect()
    before = memory()
    open_it = partial(fill, view, text, layout, highlights)
    ours = min(timed(open_it) for _ in range(REPEATS))
    stall, added = worst_stall(3), memory() - before
    view.close()
    browser, its_stall = browse(text, layout, highlights)
    return [
        ("5 MB, 5,000 annotations: open and paint", f"{ours:.0f} ms"),
        ("  worst stall afterwards (20 ms or less)", f"{stall:.1f} ms"),
        ("  memory added by the page (60 MB or less)", f"{added:.0f} MB"),
        ("  QTextBrowser.setHtml of the same: open and paint; worst stall", f"{browser:.0f} ms; {its_stall:.0f} ms"),
        ("  times faster to paint than QTextBrowser (4 or more)", f"{browser / ours:.1f}"),
        *beside_the_prototype(),
    ]


def browse(text: str, layout: Layout, highlights: list[Highlight]) -> tuple[float, float]:
    """Open the same text with the same highlights in Qt's browser; return the time and the worst stall after it."""
    page = "".join(_markup(text, block) for block in layout)
    browser = QTextBrowser()
    browser.resize(*WINDOW)
    browser.show()
    QApplication.processEvents()

    def open_page() -> None:
        browser.setHtml(page)
        browser.setExtraSelections([_selection(browser, highlight) for highlight in highlights])
        browser.viewport().repaint()

    return min(timed(open_page) for _ in range(REPEATS)), worst_stall(6)


def _markup(text: str, block: Block) -> str:
    tag = {Kind.HEADING: f"h{block.level}", Kind.ITEM: "li", Kind.CODE: "pre"}.get(block.kind, "p")
    made, done = "", block.start
    for inline in block.inlines:
        start, end = block.start + inline.start, block.start + inline.end
        inner = html.escape(text[start:end])
        made += html.escape(text[done:start])
        made += f'<a href="{inline.target}">{inner}</a>' if inline.style & Style.LINK else f"<i>{inner}</i>"
        done = end
    return f"<{tag}>{made}{html.escape(text[done : block.end])}</{tag}>"


def _selection(browser: QTextBrowser, highlight: Highlight) -> QTextEdit.ExtraSelection:
    cursor = browser.textCursor()
    cursor.setPosition(highlight.start)
    cursor.setPosition(highlight.end, cursor.MoveMode.KeepAnchor)
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format.setBackground(QColor("#fdf0cf"))
    return made


def beside_the_prototype() -> Iterator[tuple[str, str]]:
    """Open the text in turn here and in the study's prototype, where that lies beside the repository."""
    if STUDY.exists():
        ours, its = prototype()
        name = "  open and paint / the study's prototype (1.2 or less)"
        yield name, f"{ours / its:.2f}  ({ours:.0f} ms, {its:.0f} ms)"


def prototype() -> tuple[float, float]:
    """Return what our page and the study's prototype take to open the same text, in milliseconds."""
    command = [sys.executable, "-m", "tests.benchmarks.prototype", str(STUDY)]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    ours, its = map(float, ended.stdout.split())
    return ours, its


# Reading


def grid() -> Iterator[tuple[str, str]]:
    """Measure reading texts of each length with each number of annotations."""
    yield "ms of the processor by size and annotations", "scroll p95 (8)  jump p95 (20)  add one p95 (5)  resize (20)"
    for (size, characters), many in product(SIZES.items(), COUNTS):
        text, layout = make_text(characters)
        view = open_view()
        fill(view, text, layout, make_highlights(text, many))
        refined(view)
        yield f"  {size}, {many:,}", "".join(f"{figure:14.1f}" for figure in reading(view, text))
        view.clear_page()  # or its idle time would go on within the next row: its width has just changed
        view.close()
        view.deleteLater()


def refined(view: ReadingView) -> None:
    """Let idle time end its work: it would run within what is measured. What it costs is the stall after opening."""
    while view.page_layout.refine(0.1):
        QApplication.processEvents()
    worst_stall(0.5)


def reading(view: ReadingView, text: str) -> list[float]:
    """Return the times of a scroll step (p95), a jump (p95), one highlight more (p95) and a resize (the worst).

    Each is the best of some rounds: the others tell of what else the machine did.
    """
    chance, end = random.Random(3), view.verticalScrollBar().maximum()
    scrolled = _best(lambda: [worked(partial(scroll, view, 60)) for _ in range(100)])
    jumped = _best(lambda: [worked(partial(jump, view, chance.randrange(end))) for _ in range(40)])
    middle = len(text) // 2
    view.reveal(middle)
    QApplication.processEvents()
    numbers = count()
    added = _best(lambda: [worked(partial(add, view, next(numbers), middle)) for _ in range(40)])
    widths = [WINDOW[0] - 500 - 20 * n for n in range(12)]
    rounds = [[worked(partial(resize, view, width)) for width in widths] for _ in range(REPEATS)]
    return [scrolled, jumped, added, max(map(min, *rounds))]


def _best(measure: Callable[[], list[float]]) -> float:
    return min(at_share(measure(), 0.95) for _ in range(REPEATS))


def scroll(view: ReadingView, pixels: int) -> None:
    """Turn the wheel once; at the end of a short text, go back to its beginning."""
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + pixels if bar.value() < bar.maximum() else 0)
    view.viewport().repaint()


def jump(view: ReadingView, value: int) -> None:
    """Go to a place of the scroll bar."""
    view.verticalScrollBar().setValue(value)
    view.viewport().repaint()


def add(view: ReadingView, number: int, middle: int) -> None:
    """Put one more highlight into view and paint it."""
    start = middle + 9 * (number % 40)
    view.put_highlight(Highlight(f"new{number}", "claim", start, start + 80))


def resize(view: ReadingView, width: int) -> None:
    """Give the view another width, so that every line breaks anew, and paint it."""
    view.resize(width, WINDOW[1])
    view.viewport().repaint()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, figure in rows():
        sys.stdout.write(f"{name:<78} {figure}\n")

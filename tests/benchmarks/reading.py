# SPDX-License-Identifier: MIT
"""How fast a page opens, scrolls, grows a highlight and changes its width, beside Qt's own text browser.

The text is made up and 5 MB long with 5,000 overlapping highlights; everything is measured off screen in one run.
"""

from __future__ import annotations

import gc
import html
import os
import random
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTextBrowser, QTextEdit

from app.desktop.fonts import install
from app.desktop.reading.header import PageHeader
from app.desktop.reading.highlights import Highlight
from app.desktop.reading.style import PageStyle
from app.desktop.reading.view import ReadingView
from app.text.layout import Block, Draft, Inline, Kind, Layout, Style, assemble

CHARACTERS = 5_000_000
HIGHLIGHTS = 5_000
WINDOW = (1280, 900)
REPEATS = 3
"""A text is opened so often, and the best time counts: the others tell of what else the machine did."""
SENTENCE = (
    "the crossing at Tamsel opened on Monday for first time in three winters few of those who keep its gates believe "
    "that it will stay so until autumn and nobody asked them what they would do about carts grain tolls or horses"
)
WORDS = tuple(SENTENCE.split())


def make_text(characters: int = CHARACTERS, seed: int = 7) -> tuple[str, Layout]:
    """Return a text of about this length with headings, lists, quotations, tables and words set off."""
    chance = random.Random(seed)
    drafts: list[Draft] = [Draft(Kind.HEADING, "The long report of the gates", 1)]
    length = 0
    while length < characters:
        draft = _draft(chance)
        drafts.append(draft)
        length += len(draft.text) + 1
    return assemble(drafts)


def _draft(chance: random.Random) -> Draft:
    roll = chance.random()
    if roll < 0.03:
        return Draft(Kind.HEADING, _words(chance, 5), chance.randint(2, 4))
    if roll < 0.25:
        return Draft(Kind.ITEM, _words(chance, 14), 1 + (roll < 0.08), 0, "•")
    if roll < 0.31:
        return Draft(Kind.PARAGRAPH, _words(chance, 30), quote=1)
    if roll < 0.36:
        return Draft(Kind.ROW, "\t".join(_words(chance, n) for n in (2, 1, 6)))
    text = _words(chance, chance.randint(12, 60))
    inlines = (Inline(4, 16, Style.ITALIC), Inline(20, 34, Style.LINK, "https://example.org")) if roll < 0.6 else ()
    return Draft(Kind.PARAGRAPH, text, inlines=inlines)


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


def make_highlights(text: str, count: int = HIGHLIGHTS, seed: int = 9) -> list[Highlight]:
    """Return highlights of 20 to 400 characters, thick enough that many overlap."""
    chance = random.Random(seed)
    made: list[Highlight] = []
    for number in range(count):
        start = chance.randrange(max(1, len(text) - 500))
        if number % 2:
            start = max(0, made[-1].start + chance.randint(-60, 60))
        kind = ("claim", "recommendation", "passage")[number % 3]
        made.append(Highlight(f"h{number}", kind, start, min(len(text), start + chance.randint(20, 400))))
    return made


def timed(action: Callable[[], object]) -> float:
    """Return how long an action takes until what it changed is painted, in milliseconds."""
    start = perf_counter()
    action()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return (perf_counter() - start) * 1000


def open_view() -> ReadingView:
    """Return an empty reading view on screen."""
    families = install()
    view = ReadingView(PageStyle.light(families.serif, families.sans, families.mono))
    view.resize(*WINDOW)
    view.show()
    QApplication.processEvents()
    return view


def worst_stall(seconds: float) -> float:
    """Return the longest single turn of the event loop while nothing is asked of it, in milliseconds."""
    worst, until = 0.0, perf_counter() + seconds
    while perf_counter() < until:
        start = perf_counter()
        QApplication.processEvents()
        worst = max(worst, (perf_counter() - start) * 1000)
    return worst


def scroll_steps(view: QTextEdit, steps: int = 200) -> list[float]:
    """Return what each turn of a mouse wheel takes, in milliseconds, sorted."""
    bar = view.verticalScrollBar()

    def step() -> None:
        bar.setValue(bar.value() + 60)
        view.viewport().repaint()

    return sorted(timed(step) for _ in range(steps))


def page_jumps(view: QTextEdit, jumps: int = 40) -> list[float]:
    """Return what jumps to anywhere in the text take, in milliseconds, sorted."""
    chance, bar = random.Random(3), view.verticalScrollBar()

    def jump() -> None:
        bar.setValue(chance.randrange(bar.maximum()))
        view.viewport().repaint()

    return sorted(timed(jump) for _ in range(jumps))


def memory() -> float:
    """Return the memory the process holds now, in megabytes; the most it ever held where /proc is missing."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def measure_opening(
    text: str, layout: Layout, highlights: list[Highlight]
) -> tuple[ReadingView, list[tuple[str, float]]]:
    """Open the text in a reading view; return the view, times in milliseconds and memory in megabytes."""
    view = open_view()
    gc.collect()
    before = memory()

    def open_text() -> None:
        view.load(text, layout, PageHeader("", "The Lantern", "2024"))
        view.set_highlights(highlights)
        view.viewport().repaint()

    opened = min(timed(open_text) for _ in range(REPEATS))
    stall = worst_stall(3)
    return view, [("open and paint, ms", opened), ("worst stall after, ms", stall), ("memory, MB", memory() - before)]


def measure_reading(view: ReadingView, text: str) -> Iterator[tuple[str, float]]:
    """Measure reading in an open view, in milliseconds."""
    steps = scroll_steps(view)
    yield "scroll step, median ms", steps[len(steps) // 2]
    yield "scroll step, p95 ms", steps[len(steps) * 95 // 100]
    yield "page jump, worst ms", page_jumps(view)[-1]
    middle = len(text) // 2
    view.reveal(middle)
    QApplication.processEvents()
    added = sorted(timed(_adder(view, n, middle)) for n in range(20))
    yield "one highlight more, median ms", added[10]
    yield "one highlight more, worst ms", added[-1]
    widths = [WINDOW[0] - 500 - 20 * n for n in range(12)]
    yield "resize, worst ms", max(timed(_resizer(view, width)) for width in widths)


def _adder(view: ReadingView, number: int, middle: int) -> Callable[[], None]:
    def add() -> None:
        view.put_highlight(Highlight(f"new{number}", "claim", middle + 9 * number, middle + 9 * number + 80))

    return add


def _resizer(view: ReadingView, width: int) -> Callable[[], None]:
    def resize() -> None:
        view.resize(width, WINDOW[1])
        view.viewport().repaint()

    return resize


def measure_browser(text: str, layout: Layout, highlights: list[Highlight]) -> list[tuple[str, float]]:
    """Open the same text with the same highlights in Qt's own browser."""
    page = "".join(_markup(text, block) for block in layout)
    browser = QTextBrowser()
    browser.resize(*WINDOW)
    browser.show()
    QApplication.processEvents()

    def open_page() -> None:
        browser.setHtml(page)
        browser.setExtraSelections([_selection(browser, highlight) for highlight in highlights])
        browser.viewport().repaint()

    opened = min(timed(open_page) for _ in range(REPEATS))
    return [("open and paint, ms", opened), ("worst stall after, ms", worst_stall(6))]


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


def rows() -> list[tuple[str, str]]:
    """Return what was measured, each with its name."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    text, layout = make_text()
    highlights = make_highlights(text)
    warm, _ = measure_opening(*make_text(20_000), [])
    warm.close()
    view, opening = measure_opening(text, layout, highlights)
    reading = list(measure_reading(view, text))
    view.close()
    browser = measure_browser(text, layout, highlights)
    found = [(f"reading view: {name}", f"{value:.1f}") for name, value in (*opening, *reading)]
    found += [(f"QTextBrowser: {name}", f"{value:.1f}") for name, value in browser]
    found.append(("open and paint, times faster than QTextBrowser", f"{browser[0][1] / opening[0][1]:.1f}"))
    del application
    return found


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, figure in rows():
        sys.stdout.write(f"{name:48} {figure:>8}\n")

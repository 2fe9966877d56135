# SPDX-License-Identifier: MIT
"""How fast files become text: pages a second of PDF, of the web and of Word, on documents made here."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from app.importing import docx, epub, html, pdf, rtf
from app.importing.document import Document
from app.text import markdown
from tests import packed
from tests.pdfs import Line, column
from tests.pdfs import pdf as make_pdf

SECONDS = 1.5
"""For how long each format is read, at least."""

TEXT = """the river council met to hear what millers of orrin had said about new gates and their cost in spring while
nobody in upper valley believed that a vote would follow before winter came over fields"""
WORDS = TEXT.split()
PAGES = 30
LINES = 46


def sentence(number: int, words: int = 12) -> str:
    """Return a sentence of invented words, another for each number."""
    picked = [WORDS[(number * 7 + place * (3 + number % 5)) % len(WORDS)] for place in range(words)]
    return f"{' '.join(picked).capitalize()}."


def document_pdf() -> bytes:
    """Return a PDF document of pages as full as those of a report, half of them in two columns."""
    sheets = []
    for page in range(PAGES):
        head = [Line("The gates of Orrin", 72, 30, 8), Line(str(page + 1), 290, 800, 8)]
        lines = [sentence(page * LINES + number, 11)[:75] for number in range(LINES)]
        if page % 2:
            halves = [column([line[:40] for line in lines], left, 80) for left in (60, 310)]
            sheets.append([*head, *halves[0], *halves[1]])
        else:
            sheets.append([*head, Line(f"Part {page}", 72, 60, 14), *column(lines, 72, 90)])
    return make_pdf(sheets)


def web_page() -> bytes:
    """Return a web page of about 60 KB, of which a third is text."""
    furniture = "".join(f'<li class="menu-{n}"><a href="/section/{n}?a=1&b=2">Section {n}</a></li>' for n in range(250))
    script = f"<script>{'var a = 1; ' * 900}</script>"
    text = "".join(f"<p>{' '.join(sentence(n * 5 + part) for part in range(5))}</p>" for n in range(60))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Gates</title>{script}</head><body><nav><ul>{furniture}</ul></nav>"
        f"<article><h1>The gates</h1>{text}</article><footer><ul>{furniture}</ul></footer></body></html>"
    ).encode()


def word_document() -> bytes:
    """Return a Word document of 1,000 paragraphs, a page being 10."""
    return packed.docx("".join(packed.w_p(" ".join(sentence(n + part) for part in range(4))) for n in range(1000)))


def rich_text() -> bytes:
    """Return an RTF document of 1,000 paragraphs, a page being 10."""
    return ("{\\rtf1\\ansi " + "".join(f"{sentence(n, 48)}\\par\n" for n in range(1000)) + "}").encode()


def book() -> bytes:
    """Return a book of 20 chapters, each of 50 paragraphs, a page being 10."""
    chapters = {
        f"{n}.xhtml": f"<h1>{n}</h1>" + "".join(f"<p>{sentence(n * 50 + part, 48)}</p>" for part in range(50))
        for n in range(20)
    }
    return packed.epub(chapters)


def pages_a_second(read: Callable[[bytes, Path], Document], data: bytes, pages: int) -> float:
    """Return how many pages become canonical text in a second of processor time, the best of several times.

    Processor time, since one file is read by one process, and others may be busy.
    """
    best, until = 0.0, time.process_time() + SECONDS
    while not best or time.process_time() < until:
        began = time.process_time()
        markdown.render(read(data, Path("a")).body)
        best = max(best, pages / (time.process_time() - began))
    return best


def rows() -> list[tuple[str, str]]:
    """Return what was measured, each with its name."""
    measured = (
        ("PDF, pages a second (50 or more)", pdf.read, document_pdf(), PAGES),
        ("web pages a second (20 or more)", html.read, web_page(), 1),
        ("Word, pages a second", docx.read, word_document(), 100),
        ("RTF, pages a second", rtf.read, rich_text(), 100),
        ("EPUB, pages a second", epub.read, book(), 100),
    )
    return [(name, f"{pages_a_second(read, data, pages):.0f}") for name, read, data, pages in measured]

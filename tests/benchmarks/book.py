# SPDX-License-Identifier: MIT
"""A made-up text of any length with any number of overlapping annotations, and what is needed to time a window."""

from __future__ import annotations

import os
import random
import resource
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.desktop.reading.highlights import Highlight
from app.text.layout import Draft, Inline, Kind, Layout, Style, assemble
from database.records import KINDS, Span

CHARACTERS = 5_000_000
HIGHLIGHTS = 5_000
WINDOW = (1280, 900)
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


def make_spans(text: str, count: int = HIGHLIGHTS, seed: int = 9) -> list[Span]:
    """Return spans of 20 to 400 code points, thick enough that many overlap."""
    chance = random.Random(seed)
    made: list[Span] = []
    for number in range(count):
        start = chance.randrange(max(1, len(text) - 500))
        if number % 2:
            start = max(0, made[-1][0] + chance.randint(-60, 60))
        made.append((start, min(len(text), start + chance.randint(20, 400))))
    return made


def make_highlights(text: str, count: int = HIGHLIGHTS) -> list[Highlight]:
    """Return highlights of every kind over such spans."""
    spans = make_spans(text, count)
    return [Highlight(f"h{number}", KINDS[number % len(KINDS)], *span) for number, span in enumerate(spans)]


def timed(action: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """Return how long an action takes until what it changed is painted, in milliseconds."""
    start = clock()
    action()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return (clock() - start) * 1000


def worked(action: Callable[[], object]) -> float:
    """Return how long the processor works for an action and its painting, in milliseconds.

    On a machine that does nothing else this is the time the action takes.
    """
    return timed(action, process_time)


def worst_stall(seconds: float) -> float:
    """Return the longest single turn of the event loop while nothing is asked of it, in milliseconds."""
    worst, until = 0.0, perf_counter() + seconds
    while perf_counter() < until:
        start = perf_counter()
        QCoreApplication.processEvents()
        worst = max(worst, (perf_counter() - start) * 1000)
    return worst


def at_share(figures: list[float], share: float) -> float:
    """Return the figure that this share of all figures (0 to 1) does not exceed."""
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def memory() -> float:
    """Return the memory the process holds now, in megabytes; the most it ever held where /proc is missing."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3

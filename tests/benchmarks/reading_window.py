# SPDX-License-Identifier: MIT
"""A book of 5 MB with 5,000 annotations in the whole window: how soon it is on the page, what a tag costs there,
and what opening it takes of memory and gives back.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from app.collection import Collection
from app.desktop.opening import make_window
from app.desktop.window import Window
from app.settings import State, state_path
from app.text import layout
from app.text.layout import Layout
from app.text.render import RENDERER
from database.history import new_uid, now
from database.originals import pack
from database.records import KINDS
from database.staging import StagedContent
from database.versions import add_content
from tests.benchmarks.book import (
    HIGHLIGHTS,
    WINDOW,
    at_share,
    make_spans,
    make_text,
    memory,
    timed,
    worked,
    worst_stall,
)
from tests.benchmarks.reading import STUDY, prototype
from tests.benchmarks.startup import ratio, starts, work
from tests.builders import new_collection, write_source

STATUS = {"claim": "unchecked", "recommendation": "open", "passage": ""}
OPENED = 5
TAGS = 40
ROUNDS = 50
Rows = list[tuple[str, str]]


def rows() -> Rows:
    """Return what was measured, each with its name."""
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as name:
        folder = Path(name)
        os.environ["POSTIL_HOME"] = name
        path, book = make_collection(folder)
        return [*starting(path, folder, book), *running(path)]


def make_collection(folder: Path) -> tuple[Path, str]:
    """Write a collection of a short source and a book; return where it is, and the uid of the book."""
    text, made = make_text()
    with closing(new_collection(folder, "book.postil")) as collection:
        with collection.action("Import"):
            write_source(collection, "A short one", "A few words.")
            book = write_book(collection, text, made)
        with collection.action("Annotations"):
            write_annotations(collection.connection, book, text)
        return collection.path, collection.source(book).uid


def write_book(collection: Collection, text: str, made: Layout) -> int:
    """Write a source with a layout of its own inside an open action and return its id."""
    packed = pack(text.encode(), text)
    add_content(
        collection.connection,
        StagedContent("book", RENDERER, "book", len(text), len(text), text, layout.encode(made), packed),
    )
    columns = (new_uid(), "book", "The long report of the gates", "md", now())
    row = collection.connection.execute(
        "INSERT INTO source(uid, content, title, format, added) VALUES (?, ?, ?, ?, ?)", columns
    )
    return int(row.lastrowid or 0)


def write_annotations(connection: sqlite3.Connection, source: int, text: str) -> None:
    """Write annotations over the whole book inside an open action."""
    at, spans = now(), make_spans(text, HIGHLIGHTS)
    kinds = [KINDS[number % len(KINDS)] for number in range(HIGHLIGHTS)]
    connection.executemany(
        "INSERT INTO annotation(id, uid, source, kind, content, status, annotator, created, modified) "
        "SELECT ?1, ?2, ?3, ?4, content, ?5, 1, ?6, ?6 FROM source WHERE id = ?3",
        [(number, new_uid(), source, kind, STATUS[kind], at) for number, kind in enumerate(kinds, 1)],
    )
    connection.executemany(
        "INSERT INTO annotation_span(uid, annotation, position, start, end, quote) VALUES (?, ?, 0, ?, ?, ?)",
        [(new_uid(), number, start, end, text[start:end]) for number, (start, end) in enumerate(spans, 1)],
    )


def starting(path: Path, folder: Path, book: str) -> Rows:
    """Measure the start of the program on the book."""
    state = State(state_path())
    state.keep_source(path, book)
    state.save()
    bare, page, window = starts(path, folder, ("page", "window"))
    bare_work, page_work = work(path, folder, "page")
    return [
        ("5 MB, 5,000 annotations: process start to the painted page / a bare window (4)", ratio(page, bare)),
        ("  the same by the work of the processor", ratio(page_work, bare_work)),
        ("  to the window around it / a bare window", ratio(window, bare)),
    ]


def running(path: Path) -> Rows:
    """Measure a window that runs already."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    forget_place(path)
    window = make_window(QApplication.instance())  # type: ignore[arg-type]  # it is the one made above
    window.frame.resize(*WINDOW)
    window.frame.show()
    window.session.open_path(path)
    window.cards.warm()
    worst_stall(1)
    found = [*opening(window), *tagging(window), *opening_again(window)]
    window.frame.close()
    del application
    return found


def forget_place(path: Path) -> None:
    """Let the window begin with no source: what the book takes must not be there before it is opened."""
    state = State(state_path())
    state.keep_source(path, "")
    state.save()


def opening(window: Window) -> Rows:
    """Measure opening the book from another source, in the window as in the file."""
    switch(window, 0)
    gc.collect()
    before, times = memory(), []
    for _ in range(OPENED):
        switch(window, 0)
        gc.freeze()
        times.append(timed(partial(switch, window, 1)))
    stall = worst_stall(3)
    found = [
        ("  in a running window, file to painted page and cards", f"{min(times):.0f} ms"),
        ("  worst stall afterwards (20 ms or less)", f"{stall:.1f} ms"),
        ("  memory added by opening it (60 MB or less)", f"{memory() - before:.0f} MB"),
    ]
    if STUDY.exists():
        its = prototype()[1]
        found.insert(1, ("  the same / the study's prototype, which reads no file", f"{min(times) / its:.2f}"))
    return found


def tagging(window: Window) -> Rows:
    """Measure a tag from the key to the painted page, with all that the window does for it."""
    middle = len(window.pane.view.text) // 2
    window.pane.view.reveal(middle)
    times = []
    for number in range(TAGS):
        window.pane.view.select(middle + 9 * number, middle + 9 * number + 60)
        times.append(worked(window.annotating.tag_claim))
    return [
        (
            "  a tag in the window: written, listed, its form open, painted",
            f"{median(times):.1f} ms; p95 {at_share(times, 0.95):.1f} ms",
        )
    ]


def opening_again(window: Window) -> Rows:
    """Open and close the book many times; return by how much the memory grew, after some times to get warm."""
    for number in range(OPENED + ROUNDS):
        if number == OPENED:
            gc.collect()
            before = memory()
        for which in (1, 0):
            switch(window, which)
            QApplication.processEvents()
    gc.collect()
    return [(f"  opened and closed {ROUNDS} times: memory grew by (5 MB or less)", f"{memory() - before:.1f} MB")]


def switch(window: Window, which: int) -> None:
    """Open the short source (0) or the book (1) and paint it."""
    window.reading.open_source(window.session.required.sources()[which].id)
    window.pane.view.viewport().repaint()

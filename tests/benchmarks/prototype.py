# SPDX-License-Identifier: MIT
"""Opens a book in turn in Postil's page and in the prototype of the study, and prints what each takes at best, in ms.

A program of its own: the prototype leaves its documents to chance, and a process that has run it may end in a crash.
``python -m tests.benchmarks.prototype FOLDER``, where FOLDER holds the study.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.text.layout import Block, Kind, Style
from tests.benchmarks.book import WINDOW, make_highlights, make_text, timed
from tests.benchmarks.reading import fill, open_view

TURNS = 6


def main(folder: Path) -> None:
    """Measure, print, and end without taking anything apart."""
    application = QApplication(sys.argv[:1])
    sys.path.insert(0, str(folder))
    proto, drawn = import_module("proto"), import_module("mdrender")
    view, reader = open_view(), proto.Reader()
    reader.resize(*WINDOW)
    reader.show()
    text, layout = make_text()
    highlights = make_highlights(text)
    blocks = [block_of(drawn.Block, text, block) for block in layout]
    spans = [(one.start, one.end, number % 2) for number, one in enumerate(highlights)]

    def open_its() -> None:
        reader.load(text, blocks)
        reader.set_highlights(spans)
        reader.viewport().repaint()

    pairs = [(timed(partial(fill, view, text, layout, highlights)), timed(open_its)) for _ in range(TURNS)]
    ours, its = (min(times) for times in zip(*pairs, strict=True))
    print(f"{ours:.1f} {its:.1f}", flush=True)
    del application
    os._exit(0)


def block_of(make: Callable[..., object], text: str, block: Block) -> object:
    """Return a block as the prototype's own renderer makes it."""
    kind = {Kind.HEADING: f"h{block.level}", Kind.ITEM: "li", Kind.ROW: "tr"}.get(block.kind, "p")
    spans = [(one.start, one.end, 8 if one.style & Style.LINK else 2, one.target) for one in block.inlines]
    indent = block.level if block.kind == Kind.ITEM else 0
    cells = list(block.cells) or None
    made = make(kind, text[block.start : block.end], spans, indent, block.marker, block.quote, None, cells)
    made.start = block.start  # type: ignore[attr-defined]  # the prototype has no types
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]))

# SPDX-License-Identifier: MIT
"""Shows what a reader made of a file, block by block, so that tests compare text and structure at once."""

from __future__ import annotations

from app.importing.document import Document
from app.text import markdown, plain
from app.text.layout import Kind
from app.text.render import Rendered


def rendered(document: Document) -> Rendered:
    """Return the canonical text and layout of a document."""
    return markdown.render(document.body) if document.markdown else plain.render(document.body)


def outline(document: Document) -> list[str]:
    """Return a line a block: its kind and level, its marker, and its text with ``|`` between cells."""
    made = rendered(document)
    lines = []
    for block in made.layout:
        deep = str(block.level) if block.kind in (Kind.HEADING, Kind.ITEM) else ""
        marker = f"{block.marker} " if block.marker else ""
        text = made.text[block.start : block.end].replace("\t", "|").replace("\u2028", "/")
        lines.append(f"{'>' * block.quote}{block.kind.value}{deep} {marker}{text}")
    return lines


def pages(document: Document) -> dict[str, str]:
    """Return the first words of each page by its label."""
    made = rendered(document)
    return {
        label: made.text[made.layout[number].start : made.layout[number].end] for number, label in made.layout.pages
    }

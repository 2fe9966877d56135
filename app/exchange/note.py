# SPDX-License-Identifier: MIT
"""Notes as HTML, for the reading edition and the PDF."""

from functools import cache
from typing import TYPE_CHECKING

from app.exchange.markup import legal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def note_html(note: str) -> str:
    """Return a note as HTML: Markdown without HTML, without pictures, with links only where they are safe."""
    return str(_markdown().render(legal(note))) if note.strip() else ""


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415  only these formats need it

    return MarkdownIt("commonmark", {"html": False}).disable("image")

# SPDX-License-Identifier: MIT
"""A block of HTML in a Markdown text, as paragraphs, headings, items, rows and code.

Markdown made from web pages keeps as HTML what Markdown cannot say; this reads it without a browser's care,
but loses none of its words.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from app.text import tags
from app.text.inline import BULLET, Styled, Writer, row
from app.text.layout import HARD_BREAK, Draft, Kind

_PREFORMATTED = re.compile(r"\s*<pre\b", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n]+")
_HEADING = re.compile("h[1-6]")
_TABLE = frozenset({"table", "tr", "tbody", "thead", "tfoot", "caption"})


def read_html(markup: str) -> list[Draft]:
    """Return the blocks of HTML, without its tags, comments, scripts and styles."""
    if _PREFORMATTED.match(markup):
        text = "".join(html.unescape(part) for part in tags.parts(markup) if isinstance(part, str)).strip("\n")
        return [Draft(Kind.CODE, text.replace("\n", HARD_BREAK))] if text.strip() else []
    reader = _Reader()
    for part in tags.parts(markup):
        if isinstance(part, tags.Tag):
            reader.tag(part)
        else:
            reader.writer.add(_WHITE.sub(" ", html.unescape(part)))
    reader.end()
    return reader.drafts


@dataclass(slots=True)
class _Reader:
    """Collects blocks; ``kind`` is that of the block that is being written, ``cells`` those of its row so far."""

    drafts: list[Draft] = field(default_factory=list)
    writer: Writer = field(default_factory=Writer)
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    cells: list[Styled] = field(default_factory=list)
    in_cell: bool = False

    def tag(self, tag: tags.Tag) -> None:
        """Do what a tag says."""
        if tag.name in {"td", "th"}:
            self._cell(tag)
        elif tag.name not in tags.BLOCKS:
            self.writer.tag(tag)
        elif self.in_cell and tag.name not in _TABLE:
            self.writer.add(" ")
        else:
            self.end()
            self._begin(tag)

    def end(self) -> None:
        """End the block that is being written."""
        if self.in_cell:
            self._end_cell()
        text, inlines = self.writer.styled()
        if text:
            marker = BULLET if self.kind is Kind.ITEM else ""
            self.drafts.append(Draft(self.kind, text, self.level, 0, marker, inlines))
        if self.cells:
            text, inlines = row(self.cells)
            self.drafts.append(Draft(self.kind, text, inlines=inlines))
        self.writer, self.cells = Writer(), []

    def _begin(self, tag: tags.Tag) -> None:
        self.kind, self.level = Kind.PARAGRAPH, 0
        if tag.closes:
            return
        if _HEADING.fullmatch(tag.name):
            self.kind, self.level = Kind.HEADING, int(tag.name[1])
        elif tag.name == "li":
            self.kind, self.level = Kind.ITEM, 1

    def _cell(self, tag: tags.Tag) -> None:
        if self.in_cell:
            self._end_cell()
        elif not self.cells:
            self.end()
        if not tag.closes:
            self.in_cell = True
            self.kind = Kind.HEADER_ROW if tag.name == "th" else Kind.ROW

    def _end_cell(self) -> None:
        self.cells.append(self.writer.styled())
        self.writer, self.in_cell = Writer(), False

# SPDX-License-Identifier: MIT
"""Writes Markdown for the readers of paginated and office formats, so that each only has to say what it found.

A reader gives a list of :class:`Block`; :func:`to_markdown` writes them so that every sign of the text stands for
itself. Styles are written as HTML tags, which the renderer understands and which, unlike ``**``, work inside words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, IntFlag
from itertools import groupby

from app.text.pages import page_comment

UNDESCRIBED = "[image]"
"""What stands in the text for a picture that nobody has described."""

LONGEST_CELL = 2000
"""A table with a longer cell, in characters, places things on a page; it is written as paragraphs."""

WIDEST = 400
"""Rows of more cells are cut into paragraphs, since a Markdown table is written out in full."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#~|=+\-.()!^$:{}])")
_WHITE = re.compile(r"[ \t\n\r\f\v]+")
_BREAK = "\u2028"


class Look(IntFlag):
    """How the characters of a run are set."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    RAISED = 8
    LOWERED = 16


_TAGS = {Look.BOLD: "b", Look.ITALIC: "i", Look.STRIKE: "s", Look.RAISED: "sup", Look.LOWERED: "sub"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style; U+2028 is a line break.

    ``note`` is the label of a footnote that is called here, ``image`` the place of a picture in the file, which the
    characters describe, and ``anchor`` the name of a place that links lead to.
    """

    text: str
    look: Look = Look.PLAIN
    link: str = ""
    note: str = ""
    image: str = ""
    anchor: str = ""

    @property
    def single(self) -> bool:
        """Whether it stands for more than characters, and so is joined to no other."""
        return bool(self.note or self.image or self.anchor)


Runs = tuple[Run, ...]


class Sort(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    NOTE = "note"
    PAGE = "page"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Block:
    """A block.

    ``level`` is that of a heading (1 to 6), or the depth of a list item or quotation (from 1). ``marker`` is ``-`` or a
    number with its point or bracket for an item (empty for a further paragraph of the same item), the label of a note
    or that of a page. ``rows`` are those of a table, of which the first ``head`` (none or one) is its head. The runs of
    ``Sort.MARKDOWN`` are Markdown already.
    """

    sort: Sort
    runs: Runs = ()
    level: int = 1
    marker: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()
    head: int = 0


def paragraph(text: str) -> Block:
    """Return a paragraph of plain characters."""
    return Block(Sort.PARAGRAPH, (Run(text),))


def heading(text: str, level: int) -> Block:
    """Return a heading of plain characters."""
    return Block(Sort.HEADING, (Run(text),), level)


def page(label: str) -> Block:
    """Return what says that a page begins."""
    return Block(Sort.PAGE, marker=label)


def escape(text: str) -> str:
    """Return Markdown in which every sign of a text stands for itself."""
    return _SPECIAL.sub(r"\\\1", text)


def plain(runs: Iterable[Run]) -> str:
    """Return the characters of runs."""
    return "".join(run.text for run in runs)


def merged(runs: Iterable[Run]) -> Runs:
    """Join neighbours of the same style, and drop empty ones."""
    made: list[Run] = []
    for run in runs:
        alike = made and not run.single and not made[-1].single
        if alike and (made[-1].look, made[-1].link) == (run.look, run.link):
            made[-1] = replace(made[-1], text=made[-1].text + run.text)
        elif run.text or run.single:
            made.append(run)
    return tuple(made)


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown; notes stand where they are given."""
    writer = _Writer()
    for block in blocks:
        writer.take(block)
    return "\n\n".join(writer.written) + "\n"


def inline(runs: Sequence[Run], line_break: str = "<br>") -> str:
    """Write runs as Markdown on one line."""
    pieces: list[str] = []
    for link, group in groupby(merged(runs), key=lambda run: run.link):
        text = "".join(_styled(run, line_break) for run in group)
        pieces.append(f'<a href="{_address(link)}">{text}</a>' if link and text.strip() else text)
    return "".join(pieces).strip(" ")


def _styled(run: Run, line_break: str) -> str:
    if run.note:
        return f"[^{run.note}]"
    if run.anchor:
        return f'<a id="{_attribute(run.anchor)}"></a>'
    if run.image:
        return f'<img alt="{_attribute(" ".join(run.text.split()))}" src="{_attribute(run.image)}">'
    lines = [escape(_WHITE.sub(" ", line)) for line in run.text.split(_BREAK)]
    text = line_break.join(lines)
    if not run.text.strip():
        return text
    for look, tag in _TAGS.items():
        if look in run.look:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _attribute(value: str) -> str:
    """Return what stands for a value between quotation marks, also in the cell of a table."""
    return html.escape(value).replace("|", "&#124;").replace("\\", "&#92;").replace("`", "&#96;")


def _address(link: str) -> str:
    return html.escape("".join(link.split())).replace("|", "%7C").replace("\\", "%5C").replace("`", "%60")


@dataclass(slots=True)
class _Writer:
    """Writes blocks; ``open`` holds, for each list that is open, its indent, the kind of marker and its number."""

    written: list[str] = field(default_factory=list)
    open: list[tuple[int, str, int]] = field(default_factory=list)

    def take(self, block: Block) -> None:
        """Write a block."""
        if block.sort is not Sort.ITEM and block.sort is not Sort.PAGE:
            self.open.clear()
        match block.sort:
            case Sort.PAGE:
                self._page(block.marker)
            case Sort.ITEM:
                self._item(block)
            case Sort.TABLE:
                self.written.extend(_table(block))
            case Sort.CODE:
                self._code(block)
            case Sort.MARKDOWN:
                self.written.append(plain(block.runs).strip("\n"))
            case _:
                self._text(block)

    def _page(self, label: str) -> None:
        """Say that a page begins; within a list the words stand where its items do, or they would end it."""
        indent = self.open[-1][0] if self.open else 0
        self.written.append(f"{' ' * indent}{page_comment(label)}")

    def _text(self, block: Block) -> None:
        text = inline(block.runs, " " if block.sort is Sort.HEADING else "<br>")
        if not text:
            return
        match block.sort:
            case Sort.HEADING:
                self.written.append(f"{'#' * min(max(block.level, 1), 6)} {text}")
            case Sort.QUOTE:
                self.written.append(f"{'> ' * min(block.level, 20)}{text}")
            case Sort.NOTE:
                self.written.append(f"[^{block.marker}]: {text}" if block.marker else f"    {text}")
            case _:
                self.written.append(text)

    def _code(self, block: Block) -> None:
        text = plain(block.runs).replace(_BREAK, "\n")
        fence = "`" * max(3, max((len(found) for found in re.findall("`+", text)), default=0) + 1)
        self.written.append(f"{fence}\n{text}\n{fence}")

    def _item(self, block: Block) -> None:
        text = inline(block.runs)
        if not text and not block.marker:
            return
        if not block.marker and self.open:
            del self.open[max(1, block.level) :]
            self.written.append(" " * self.open[-1][0] + text)
            return
        self._open(block)
        indent = self.open[-2][0] if len(self.open) > 1 else 0
        self.written.append(f"{' ' * indent}{block.marker or '-'} {text}".rstrip(" "))

    def _open(self, block: Block) -> None:
        """Open the list an item belongs to; one that does not carry on the numbers before it begins anew."""
        del self.open[max(1, min(block.level, 20)) :]
        level = min(max(1, block.level), len(self.open) + 1, 20)
        kind, number = _kind(block.marker or "-")
        indent = self.open[level - 2][0] if level > 1 else 0
        if len(self.open) >= level:
            _, before, last = self.open.pop()
            if kind == before and number != last + 1 and kind != "-":
                self.written.append(f"{' ' * indent}<!-- -->")
        self.open.append((indent + len(block.marker or "-") + 1, kind, number))


def _kind(marker: str) -> tuple[str, int]:
    digits = marker[:-1]
    return (marker[-1], int(digits)) if digits.isdecimal() else ("-", 0)


def _table(block: Block) -> Iterator[str]:
    """Write a table; one of a single column, or with a text in a cell, only places things and is written as text."""
    rows = [row for row in block.rows if any(plain(cell).strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    places = width < 2 or width > WIDEST or any(len(plain(cell)) > LONGEST_CELL for row in rows for cell in row)
    if places:
        yield from (text for row in rows for cell in row if (text := inline(cell)))
        return
    lines = [_row(row, width) for row in rows]
    head = lines.pop(0) if block.head and len(lines) > 1 else _row((), width)
    yield "\n".join([head, "|" + " --- |" * width, *lines])


def _row(cells: tuple[Runs, ...], width: int) -> str:
    texts = [inline(cell, " ") for cell in cells] + [""] * (width - len(cells))
    return "| " + " | ".join(texts) + " |"


def table_blocks(rows: Sequence[Sequence[Sequence[Block]]], head: int = 0) -> list[Block]:
    """Return a table whose cells hold blocks; where it only places things on a page, what it holds stands alone."""
    kept = [row for row in rows if any(cell for cell in row)]
    width = max((len(row) for row in kept), default=0)
    cells = [cell for row in kept for cell in row]
    if width < 2 or any(sum(len(plain(block.runs)) for block in cell) > LONGEST_CELL for cell in cells):
        return [block for cell in cells for block in cell]
    flat = tuple(tuple(_flat(cell) for cell in row) for row in kept)
    return [Block(Sort.TABLE, rows=flat, head=head)]


def _flat(cell: Sequence[Block]) -> Runs:
    runs: list[Run] = []
    for block in cell:
        inner = [run for row in block.rows for each in row for run in (*each, Run(" "))]
        text = [Run(f"{block.marker} "), *block.runs] if block.marker[:-1].isdecimal() else [*block.runs, *inner]
        runs += [*([Run(_BREAK)] if runs else []), *text]
    return tuple(runs)


def note_blocks(label: str, paragraphs: Sequence[Runs]) -> list[Block]:
    """Return the blocks of a footnote: the first carries its label, further paragraphs are set in below it."""
    kept = [runs for runs in paragraphs if plain(runs).strip()]
    return [Block(Sort.NOTE, runs, marker="" if number else label) for number, runs in enumerate(kept)]

# SPDX-License-Identifier: MIT
"""What a reader of RTF keeps in mind: what holds within a group, and the paragraphs and tables found so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.importing.markup import Block, Look, Run, table_blocks

_STEP = 100
"""Indents that differ by less are the same, in twentieths of a point."""


@dataclass(slots=True)
class Format:
    """How a paragraph is set; ``indent`` is how far from the left, in twentieths of a point."""

    style: int = 0
    outline: int | None = None
    level: int = 0
    table: bool = False
    indent: int = 0


@dataclass(slots=True)
class Group:
    """What holds within a pair of braces.

    ``target`` is what the characters in it are for, and ``skip`` how many signs stand for a character given by number.
    """

    target: str = ""
    look: Look = Look.PLAIN
    hidden: bool = False
    skip: int = 1
    font: int = -1
    link: str = ""
    starred: bool = False
    opened: bool = True
    format: Format = field(default_factory=Format)

    def inner(self) -> Group:
        """Return what holds at the beginning of a group in this one."""
        return replace(self, starred=False, opened=True, format=replace(self.format))


@dataclass(slots=True)
class Style:
    """A style of paragraphs."""

    name: str = ""
    outline: int | None = None


@dataclass(slots=True)
class Story:
    """A run of paragraphs: the body, a footnote or a text box. ``label`` is what stands before the next item."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    row: list[list[Block]] = field(default_factory=list)
    rows: list[list[list[Block]]] = field(default_factory=list)
    head: bool = False
    label: str = ""
    indents: list[int] = field(default_factory=list)

    def depth(self, indent: int, level: int) -> int:
        """Return how deep an item lies: by how far it is set in, since programs misstate the level of a list."""
        if not indent:
            return min(max(level, 0), 8) + 1
        while self.indents and indent < self.indents[-1] - _STEP:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1] + _STEP:
            self.indents.append(indent)
        return len(self.indents)

    def end_cell(self) -> None:
        """End the cell that is being read."""
        self.row.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """End the row that is being read."""
        if self.row:
            self.rows.append(self.row)
        self.row = []

    def end_table(self) -> None:
        """End the table that is being read, if there is one."""
        if self.row or self.cell:
            self.rows.append([*self.row, self.cell] if self.cell else self.row)
        if self.rows:
            self.blocks += table_blocks(self.rows, int(self.head))
        self.rows, self.row, self.cell, self.head = [], [], [], False

# SPDX-License-Identifier: MIT
"""Makes blocks of the pages of a PDF: headings, paragraphs that run over columns, lists, tables and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.importing import pdf_furniture, pdf_tables
from app.importing.markup import Block, Look, Run, Runs, Sort, page
from app.importing.pdf_lines import CALL, Paragraph, Row, Speller, leadings, paragraphs, row_of, shape_of
from app.importing.pdf_order import columns, lines
from app.importing.pdf_page import HYPHENS, Piece, Sheet

_UNITS = re.compile(r"(?:^|\W)(?:k|c|m|d)?m$|(?:^|\W)ft$")
_HEADING_SIZE = 1.12
_NOTE_SIZE = 0.93
_MOST_LEVELS = 4
_LONGEST_HEADING = 200
_MOST_HEADING_LINES = 4
_SET_IN = 6.0

Part = Paragraph | pdf_tables.Table


@dataclass(slots=True)
class _Leaf:
    """A page: its label, its columns of lines and tables, and the footnotes called on it."""

    label: str
    columns: list[list[Row | pdf_tables.Table]]
    loose: list[Row]
    calls: frozenset[str]


@dataclass(slots=True)
class _Type:
    """How the text is set: the size of its letters, the sizes of its headings, and how often lines are bold."""

    size: float = 10.0
    headings: list[float] = field(default_factory=list)
    bold: bool = False


def blocks(sheets: Sequence[Sheet], said_labels: Sequence[str]) -> list[Block]:
    """Return the blocks of a text, with the place where each page begins."""
    furniture = pdf_furniture.find(sheets, said_labels)
    labels = pdf_furniture.labels(len(sheets), said_labels, furniture.numbers)
    leaves = [_leaf(number, sheet, labels[number], furniture.pieces) for number, sheet in enumerate(sheets)]
    rows = [row for leaf in leaves for column in leaf.columns for row in column if isinstance(row, Row)]
    setter = _Setter(leaves, _type_of(rows), Speller(lambda: (row.text for row in rows)))
    return _with_calls(list(setter.blocks()), setter.notes)


def _leaf(number: int, sheet: Sheet, label: str, left_out: set[int]) -> _Leaf:
    kept = [piece for piece in sheet.pieces if id(piece) not in left_out]
    upright = [piece for piece in kept if piece.turned == 0]
    made = [
        [part if isinstance(part, pdf_tables.Table) else row_of(part, number) for part in pdf_tables.part(column)]
        for column in columns(pdf_tables.framed(upright, sheet.rules))
    ]
    loose = [row_of(line, number) for line in lines([piece for piece in kept if piece.turned != 0])]
    calls = frozenset(call for piece in upright for _, call in piece.calls)
    return _Leaf(label, made, loose, calls)


def _type_of(rows: Sequence[Row]) -> _Type:
    sizes: Counter[float] = Counter()
    bold = 0
    for row in rows:
        sizes[row.size] += len(row.text)
        bold += row.bold * len(row.text)
    if not sizes:
        return _Type()
    size = sizes.most_common(1)[0][0]
    headings: list[float] = []
    for each in sorted((each for each in sizes if each >= _HEADING_SIZE * size), reverse=True):
        if not headings or each < 0.94 * headings[-1]:
            headings.append(each)
    return _Type(size, headings, 3 * bold > sizes.total())


class _Setter:
    """Goes through the pages and puts their paragraphs together."""

    def __init__(self, leaves: Sequence[_Leaf], kind: _Type, speller: Speller):
        self._leaves = leaves
        self._type = kind
        self._speller = speller
        self._leading = leadings(
            [row for row in column if isinstance(row, Row)] for leaf in leaves for column in leaf.columns
        )
        self.notes: dict[str, str] = {}
        """The labels of the footnotes found so far, by page and number."""
        self._indents: list[float] = []

    def blocks(self) -> Iterator[Block]:
        body: Paragraph | None = None
        waiting: list[Block] = []
        for leaf in self._leaves:
            opened = False
            for part in self._parts(leaf):
                if isinstance(part, Paragraph) and body and self._carries_on(body, part):
                    body.rows += part.rows
                    continue
                if isinstance(part, Paragraph) and part.note:
                    waiting += self._opening(leaf, opened) + self._note(part, leaf)
                    opened = True
                    continue
                if body:
                    yield from self._paragraph(body)
                    body = None
                yield from waiting
                yield from self._opening(leaf, opened)
                waiting, opened = [], True
                if isinstance(part, Paragraph):
                    body = part
                else:
                    yield self._table(part)
        if body:
            yield from self._paragraph(body)
        yield from waiting

    def _opening(self, leaf: _Leaf, opened: bool) -> list[Block]:
        return [] if opened else [page(leaf.label)]

    def _parts(self, leaf: _Leaf) -> Iterator[Part]:
        """Yield the paragraphs and tables of a page."""
        small = _NOTE_SIZE * self._type.size
        for column in leaf.columns:
            run: list[Row] = []
            for part in [*column, None]:
                if isinstance(part, Row):
                    run.append(part)
                    continue
                if run:
                    yield from paragraphs(run, shape_of(run, self._leading), leaf.calls, small)
                    run = []
                if part is not None:
                    yield part
        for row in leaf.loose:
            yield Paragraph([row], row.left, row.right)

    def _carries_on(self, body: Paragraph, part: Paragraph) -> bool:
        """Tell whether a paragraph carries on the one before it, over the end of a column or page."""
        last, first = body.rows[-1], part.rows[0]
        if abs(last.size - first.size) > 0.06 * last.size or last.bold != first.bold or first.item or last.ends:
            return False
        if last.page == first.page and 0 < first.top - last.bottom < 5 * last.size and first.left < last.right:
            return False
        if self._level(body) or part.note:
            return False
        full = last.right > body.right - 0.15 * (body.right - body.left)
        return first.lower or last.text[-1] in HYPHENS or (full and not self._level(part))

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        text = self._speller.join([row.text for row in paragraph.rows])
        level = self._level(paragraph)
        item = paragraph.rows[0].item
        if level:
            self._indents.clear()
            yield Block(Sort.HEADING, self._runs(text), level)
        elif item and (item.glyph or item.number[:-1].isdecimal()):
            marker = "-" if item.glyph else item.number
            yield Block(Sort.ITEM, self._runs(text[item.length :]), self._depth(paragraph.rows[0].left), marker)
        else:
            self._indents.clear()
            yield Block(Sort.PARAGRAPH, self._runs(text))

    def _depth(self, left: float) -> int:
        """Return how deep an item lies, by how far it is set in."""
        while self._indents and left < self._indents[-1] - _SET_IN:
            self._indents.pop()
        if not self._indents or left > self._indents[-1] + _SET_IN:
            self._indents.append(left)
        return len(self._indents)

    def _level(self, paragraph: Paragraph) -> int:
        """Return the level of a heading, or nothing for a paragraph."""
        text = paragraph.rows[-1].text
        if len(paragraph.rows) > _MOST_HEADING_LINES or not any(map(str.isalpha, text)):
            return 0
        if sum(len(row.text) for row in paragraph.rows) > _LONGEST_HEADING:
            return 0
        if paragraph.size >= _HEADING_SIZE * self._type.size:
            larger = sum(paragraph.size < 0.94 * size - 0.05 for size in self._type.headings)
            return min(larger + 1, _MOST_LEVELS)
        if paragraph.size < 0.97 * self._type.size or self._type.bold or len(paragraph.rows) > 2:
            return 0
        item = paragraph.rows[0].item
        if (item and item.glyph) or text.endswith((".", ",", ";", ":")):
            return 0
        return min(len(self._type.headings), _MOST_LEVELS) + 1 if paragraph.bold else 0

    def _table(self, table: pdf_tables.Table) -> Block:
        self._indents.clear()
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in table.rows)
        return Block(Sort.TABLE, rows=rows, head=int(_is_head(table)))

    def _cell(self, pieces: Sequence[Piece]) -> Runs:
        return self._runs(self._speller.join([row_of(line, 0).text for line in lines(pieces)]))

    def _note(self, paragraph: Paragraph, leaf: _Leaf) -> list[Block]:
        """Return a footnote; its label carries the page where another page has the same."""
        said = paragraph.note
        label = said if said not in self.notes.values() else re.sub(r"\s", "", f"{said}/{leaf.label}")
        self.notes[f"{paragraph.rows[0].page}/{said}"] = label
        text = self._speller.join([row.text for row in paragraph.rows])
        return [Block(Sort.NOTE, self._runs(re.sub(r"^(?:\d+|[*†‡])[.)]?\s*", "", text)), marker=label)]

    def _runs(self, text: str) -> Runs:
        """Return runs in which footnotes are called; a raised number after a unit is a power."""
        runs: list[Run] = []
        for place, part in enumerate(CALL.split(text)):
            if not place % 2:
                runs.append(Run(part))
            elif part not in self.notes and _UNITS.search(runs[-1].text):
                runs.append(Run(part.partition("/")[2], Look.RAISED))
            else:
                runs.append(Run("", note=part))
        return tuple(runs)


def _is_head(table: pdf_tables.Table) -> bool:
    first = [piece.bold for cell in table.rows[0] for piece in cell]
    rest = [piece.bold for row in table.rows[1:] for cell in row for piece in cell]
    return bool(first) and all(first) and not all(rest) and all(table.rows[0])


def _with_calls(made: Sequence[Block], notes: dict[str, str]) -> list[Block]:
    """Give the calls of footnotes their labels; a number without its note is set in brackets, apart from its word."""
    return [
        replace(
            block,
            runs=tuple(_called(run, notes) for run in block.runs),
            rows=tuple(tuple(tuple(_called(run, notes) for run in cell) for cell in row) for row in block.rows),
        )
        for block in made
    ]


def _called(run: Run, notes: dict[str, str]) -> Run:
    if not run.note:
        return run
    label = notes.get(run.note)
    return Run("", note=label) if label else Run(f"[{run.note.partition('/')[2]}]")

# SPDX-License-Identifier: MIT
"""Puts the lines of a PDF together to paragraphs: which lines belong together, and what became of a parted word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from app.importing.pdf_order import Line
from app.importing.pdf_page import HYPHENS, Piece

CALL = re.compile("\ufdd0([^\ufdd1]*)\ufdd1")
"""A footnote called in a text under way: its page and number; both signs are noncharacters, which no text may hold."""

_LEADERS = re.compile(r"(?:\s*[.·…_]){5,}\s*")
_LED = re.compile(r" … [\dA-Za-z-]{1,8}$")
"""How a line of a table of contents ends: with dots that lead to the number of a page."""

_ITEM = re.compile(
    r"(?P<glyph>[•‣⁃◦▪▫●○■□◆◇➢➤✓✔\u25a0\uf0b7\uf0a7\uf0d8]|[-–—](?=\s))\s*(?=\S)"
    r"|(?P<number>\(?(?:\d{1,3}|[a-zA-Zа-яА-Я]|[ivxIVX]{1,5})\)|\d{1,3}\.)\s+(?=[^\W_]|[\"“«‘(])"
)
_NOTE = re.compile(r"(\d{1,3}|[*†‡])[.)]?\s*(?=\S)")
_UNFINISHED = re.compile(r"(?:[,;–-]|\s[^\W\d_A-ZА-Я]{1,3})$")
"""How a line ends that goes on: with a comma, or with a small word such as “and”, “der” or “на”."""

_ENDS = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\u2010\u00ad\x02\ufffe]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LONG_COLUMN = 40
_HYPHENED = """
self ex well non vice quasi pro anti all half cross so long short high low much ill then pre post far left right state
full part two three four five six first second third юго северо из по во кое
"""
_KEEP_HYPHEN = frozenset(_HYPHENED.split())
"""Words that keep a hyphen after them at the end of a line, unless the text has the joined word elsewhere."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a line that begins a list item begins with; ``glyph`` is a bullet, ``number`` a number or letter."""

    glyph: str
    number: str
    length: int


@dataclass
class Row:
    """A line of text: its characters, where it stands on which page, and how large and bold it is."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool

    @cached_property
    def item(self) -> Item | None:
        """What makes it the beginning of a list item."""
        found = _ITEM.match(self.text)
        return Item(found["glyph"] or "", found["number"] or "", found.end()) if found else None

    @cached_property
    def ends(self) -> bool:
        """Whether a sentence ends with it."""
        return bool(_ENDS.search(CALL.sub("", self.text)))

    @cached_property
    def lower(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text[:1].islower()


@dataclass
class Paragraph:
    """Lines that belong together, and the column they stand in, from its left to its right edge in points."""

    rows: list[Row]
    left: float = 0.0
    right: float = 0.0
    note: str = ""
    before: float = 0.0

    @property
    def size(self) -> float:
        """The size of most of its letters, in points."""
        return max(self.rows, key=_length).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(row.bold for row in self.rows)


@dataclass
class Shape:
    """What is usual in a column: its edges, and how far its lines are apart by size of letters."""

    left: float
    right: float
    leading: dict[float, float] = field(default_factory=dict)


def row_of(line: Line, page: int) -> Row:
    """Return the text of a line; the calls of its footnotes are marked."""
    texts = []
    for piece in line.pieces:
        text = piece.text
        for place, label in sorted(piece.calls, reverse=True):
            text = f"{text[:place]}\ufdd0{page}/{label}\ufdd1{text[place:]}"
        texts.append(text)
    largest = max(line.pieces, key=_piece_length)
    text = _LEADERS.sub(" … ", " ".join(texts)).strip()
    bold = all(piece.bold for piece in line.pieces)
    return Row(text, page, line.left, line.right, line.top, line.bottom, largest.size, bold)


def shape_of(rows: Sequence[Row], leading: dict[float, float]) -> Shape:
    """Return what is usual in a column; in a long one, one line in ten may reach beyond its right edge."""
    rights = sorted(row.right for row in rows)
    right = rights[(len(rights) - 1) * 9 // 10] if len(rights) > _LONG_COLUMN else rights[-1]
    return Shape(min(row.left for row in rows), right, leading)


def leadings(columns: Iterable[Sequence[Row]]) -> dict[float, float]:
    """Return the usual distance between lines, by size of letters, over a whole text."""
    gaps: dict[float, list[float]] = {}
    for rows in columns:
        for before, after in pairwise(rows):
            if before.size == after.size and 0 < after.bottom - before.bottom < 3 * max(before.size, 1):
                gaps.setdefault(before.size, []).append(after.bottom - before.bottom)
    return {size: _usual(of) for size, of in gaps.items()}


def _usual(gaps: list[float]) -> float:
    """Return the distance of lines within paragraphs: the median of the smaller half."""
    ordered = sorted(gaps)
    return median(ordered[: max(1, (2 * len(ordered) + 2) // 3)])


def paragraphs(rows: Sequence[Row], shape: Shape, calls: frozenset[str], small: float) -> Iterator[Paragraph]:
    """Put the lines of a column together to paragraphs.

    ``calls`` are the footnotes called on the page, and ``small`` is the most that a footnote's letters measure.
    """
    open_paragraph: Paragraph | None = None
    for row in rows:
        note = _note_label(row, calls, small)
        if open_paragraph and not note and _goes_on(open_paragraph, row, shape):
            open_paragraph.rows.append(row)
            continue
        gap = row.top - open_paragraph.rows[-1].bottom if open_paragraph else 0.0
        if open_paragraph:
            yield open_paragraph
        open_paragraph = Paragraph([row], shape.left, shape.right, note, gap)
    if open_paragraph:
        yield open_paragraph


def _note_label(row: Row, calls: frozenset[str], small: float) -> str:
    found = _NOTE.match(row.text) if row.size <= small else None
    return found[1] if found and found[1] in calls else ""


def _goes_on(paragraph: Paragraph, row: Row, shape: Shape) -> bool:
    """Tell whether a line carries on the paragraph before it."""
    last = paragraph.rows[-1]
    if abs(row.size - last.size) > 0.12 * max(last.size, row.size) or (row.bold != last.bold and not row.lower):
        return False
    leading = shape.leading.get(last.size, 1.25 * last.size)
    if not -1 <= row.bottom - last.bottom <= 1.3 * leading + 1:
        return False
    if row.item and not _is_prose(paragraph, row):
        return False
    if row.lower or last.text[-1:] in HYPHENS:
        return True
    return not _begins(paragraph, row, last, shape)


def _is_prose(paragraph: Paragraph, row: Row) -> bool:
    """Tell whether what looks like the start of an item stands in the middle of a sentence."""
    last = paragraph.rows[-1]
    item = row.item
    if item is None or item.glyph not in {"", "-", "–", "—"}:
        return False
    in_list = paragraph.rows[0].item is not None
    full = last.right > paragraph.right - 0.12 * (paragraph.right - paragraph.left)
    return full and not last.ends and not (in_list and abs(row.left - paragraph.rows[0].left) < 2)


def _begins(paragraph: Paragraph, row: Row, last: Row, shape: Shape) -> bool:
    """Tell whether a line that could carry on begins anew: it is set in, or the last one ends before the edge."""
    if _LED.search(last.text):
        return True
    width = max(shape.right - shape.left, 1.0)
    step = 0.6 * max(row.size, 4.0)
    room = shape.right - last.right
    alone = len(paragraph.rows) == 1
    body = paragraph.rows[0].left if alone else min(each.left for each in paragraph.rows[1:])
    if row.left > body + step and not alone:
        return True
    if row.left > paragraph.rows[0].left + step and alone and paragraph.rows[0].item is None and last.ends:
        return True
    if row.left < body - step and (last.ends or not alone):
        return True
    if room > 0.4 * width:
        return True
    would_fit = room > 1.2 * _first_word_width(row) and not (_is_centred(last, shape) and _is_centred(row, shape))
    return would_fit and (last.ends or (room > 0.2 * width and not row.lower and not _UNFINISHED.search(last.text)))


def _first_word_width(row: Row) -> float:
    """Return about how wide the first word of a line is, with a space: had it fitted above, it would stand there."""
    first = len(row.text.split(" ", 1)[0]) + 1
    return (row.right - row.left) * first / max(len(row.text), 1)


def _is_centred(row: Row, shape: Shape) -> bool:
    before, after = row.left - shape.left, shape.right - row.right
    return before > row.size and abs(before - after) < 0.1 * (shape.right - shape.left)


class Speller:
    """Joins lines, and mends words that were parted at a line's end, by what else the text says."""

    def __init__(self, texts: Callable[[], Iterable[str]]):
        self._texts = texts

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the text, without the parts of those that a line end parts."""
        found: set[str] = set()
        parted = False
        for text in self._texts():
            words = [word.casefold() for word in _WORD.findall(text)]
            begins, parted = parted, bool(_LAST_WORD.search(text))
            found.update(words[begins : len(words) - parted])
        return frozenset(found)

    @cached_property
    def _parts_words(self) -> bool:
        """Whether the text parts words at line ends: it has some of them whole elsewhere, or in parts that are none."""
        parted = whole = 0
        for before, after in pairwise(self._texts()):
            left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
            if left and right and after[0].islower():
                parts = left[1].casefold(), right[0].casefold()
                parted += "".join(parts) in self._words or not all(part in self._words for part in parts)
                whole += 1
        return 2 * parted > whole

    def join(self, texts: Sequence[str]) -> str:
        """Return lines as one text."""
        joined = ""
        for text in texts:
            joined = self._add(joined, text) if joined else text
        return re.sub("[\u00ad]", "", re.sub("[\x02\ufffe]", "-", joined))

    def _add(self, before: str, after: str) -> str:
        if before[-1] in HYPHENS and after[0].isalnum():
            return self._mend(before, after)
        return before + after if _is_wide(before[-1]) and _is_wide(after[0]) else f"{before} {after}"

    def _mend(self, before: str, after: str) -> str:
        left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
        if not left or not right:
            return before + after if before[-2:-1].strip() else f"{before} {after}"
        if before[-1] == "\u00ad":
            return before[:-1] + after
        joined, hyphened = (f"{left[1]}{sign}{right[0]}".casefold() for sign in ("", "-"))
        chained = before[: left.start()][-1:] in HYPHENS and left.start() > 0
        keeps = not after[0].islower() or left[1].casefold() in _KEEP_HYPHEN or hyphened in self._words or chained
        if not keeps and joined not in self._words:
            keeps = all(part.casefold() in self._words for part in (left[1], right[0])) and not self._parts_words
        return before + after if keeps and joined not in self._words else before[:-1] + after


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _length(row: Row) -> int:
    return len(row.text)


def _piece_length(piece: Piece) -> int:
    return len(piece.text)

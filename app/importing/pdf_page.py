# SPDX-License-Identifier: MIT
"""The words of one page of a PDF and where they stand, by pypdfium2.

PDFium gives characters in the order the file draws them, with spaces and line ends where it sees them. They are put
together to :class:`Piece`: words of one line without a wide gap between them. Asking where a character stands
costs a microsecond, so only the first and last character of each word are asked for.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from app.importing.pdf_rules import Rule, rules_of

MOST_CHARACTERS = 200_000
"""The most characters of a page that are read; a page of a newspaper has 30,000."""

HYPHENS = "-\u00ad\u2010\x02\ufffe"
"""What a word that goes on in the next line ends with; PDFium marks such hyphens with U+FFFE or U+0002."""

_GAP = 0.9
_TOUCH = 1.0
_LARGEST = 2000.0
_WORD = re.compile("[^\\s\x02\ufffe]*[\x02\ufffe]|[^\\s\x02\ufffe]+")
"""A word ends with the mark of a hyphen; PDFium leaves out the line end that follows it."""
_LINE = re.compile(r"[^\r\n]+")
_RAISED = re.compile(r"\d{1,3}$|[*†‡]$")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]{2,}")
"""Letters of Hebrew, Arabic, Syriac and their kin, with their marks, and the shapes of those letters."""
_BOLD = re.compile(r"bold|black|heavy|semib|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x00": "", "\x03": " "}
)


Cells = list[list[list["Piece"]]]


@dataclass(slots=True)
class Piece:
    """Words of one line that stand together.

    ``left`` to ``right`` and ``top`` to ``bottom`` are in points from the upper left corner of the page; ``size`` is
    that of the letters. ``turned`` counts the quarter turns of the writing, -1 where it stands askew. ``calls`` are the
    raised numbers of footnotes, each with the place in ``text`` where it stood. ``raised`` is the number where the
    piece may be one itself, and ``last`` the place of its last word among the characters of the page. A table framed by
    rules is a piece without text, with ``cells``: rows of cells, each with its pieces.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    turned: int = 0
    calls: list[tuple[int, str]] = field(default_factory=list)
    raised: str = ""
    last: int = 0
    cells: Cells = field(default_factory=list)

    @property
    def height(self) -> float:
        """How high its line is."""
        return self.bottom - self.top

    def shares_line(self, other: Piece) -> bool:
        """Tell whether two pieces stand on one line: half of the smaller one at least lies beside the other."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        return 2 * overlap > min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pieces of a page in the order they are drawn, the size of the page in points, and the lines drawn on it."""

    pieces: list[Piece]
    width: float
    height: float
    pictures: bool = False
    rules: tuple[Rule, ...] = ()


def read_page(document: pypdfium2.PdfDocument, number: int) -> Sheet:
    """Return the words of a page, turned so that most of them stand upright.

    Raises:
        pypdfium2.PdfiumError: the page is damaged.
    """
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            rules = rules_of(page.raw)
            pieces = list(_Reader(text_page, rules).pieces())
        finally:
            text_page.close()
        left, bottom, right, top = page.get_bbox()
        pictures = not pieces and _has_pictures(page)
    finally:
        page.close()
    return _upright(pieces, rules, (left, bottom, right, top), pictures=pictures)


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_PATH)
    return next(iter(page.get_objects(kinds, max_depth=3)), None) is not None


class _Reader:
    """Asks PDFium about the characters of one page."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, rules: Sequence[Rule] = ()):
        self._page = text_page.raw
        self._uprights = sorted((rule.left, rule.top, rule.bottom) for rule in rules if rule.upright)
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(128)
        self._text = self._characters(min(text_page.count_chars(), MOST_CHARACTERS))

    def pieces(self) -> Iterator[Piece]:
        for line in _LINE.finditer(self._text):
            piece: Piece | None = None
            for found in _WORD.finditer(line[0]):
                start = line.start() + found.start()
                word = self._word(found[0], start)
                if word is None:
                    continue
                if piece is None or not _adjoin(piece, word) or self._parted(piece, word):
                    if piece is not None:
                        yield self._finished(piece)
                    piece = self._dressed(word, start)
                    continue
                if (piece.raised and not word.raised) or _is_sign(piece.text):
                    # A footnote's number and a bullet are set in another size than what follows them.
                    self._dressed(piece, start)
                    piece.raised = ""
                _append(piece, word)
                piece.last = start
            if piece is not None:
                yield self._finished(piece)

    def _parted(self, piece: Piece, word: Piece) -> bool:
        """Tell whether an upright rule stands between a piece and the next word: they are in two cells then."""
        if not self._uprights:
            return False
        first, last = sorted((piece.right, word.left) if word.left > piece.left else (word.right, piece.left))
        middle = (word.top + word.bottom) / 2
        start = bisect_left(self._uprights, (first - _TOUCH,))
        for x, low, high in self._uprights[start:]:
            if x > last + _TOUCH:
                return False
            if low < middle < high:
                return True
        return False

    def _finished(self, piece: Piece) -> Piece:
        """Say of a piece that it is bold only where its last word is so too."""
        if piece.bold and piece.last:
            piece.bold = self._is_bold(piece.last)
        return piece

    def _characters(self, count: int) -> str:
        """Return one character for each place; in the joined text PDFium gives, some may be missing or doubled."""
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium.FPDFText_GetText(self._page, 0, count, buffer)
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if got == count + 1 and len(text) == count and "\0" not in text:
            return text
        return "".join(map(self._character, range(count)))

    def _character(self, place: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._page, place)
        return chr(code) if 0 < code < 0x110000 else "\ufffd" if code else " "

    def _word(self, text: str, start: int) -> Piece | None:
        first, last = self._bounds(start), self._bounds(start + len(text) - 1)
        if first is None or last is None:
            return None
        tall = first[3] - first[2], last[3] - last[2]
        piece = Piece(
            text if text.isascii() else self._logical(text, start),
            min(first[0], last[0]),
            max(first[1], last[1]),
            min(first[2], last[2]),
            max(first[3], last[3]),
        )
        found = _RAISED.search(text)
        if found and tall[0] > 0:
            self._note_raised(piece, found, start, first)
        return piece

    def _logical(self, text: str, start: int) -> str:
        """Return a word of a script that runs leftward as it is read; some files draw such words from left to right."""
        found = _LEFTWARD.search(text)
        if found is None:
            return text
        first, last = self._bounds(start + found.start()), self._bounds(start + found.end() - 1)
        if first is None or last is None or first[0] >= last[0]:
            return text
        return text[: found.start()] + found[0][::-1] + text[found.end() :]

    def _note_raised(self, piece: Piece, found: re.Match[str], start: int, first: tuple[float, ...]) -> None:
        """Take a small number that stands high at the end of a word out of it."""
        box = self._bounds(start + found.start())
        if box is None:
            return
        if not found.start():
            piece.raised = found[0]
            return
        small = box[3] - box[2] < 0.8 * (first[3] - first[2])
        if small and box[2] > first[2] + 0.15 * (first[3] - first[2]):
            piece.text = piece.text[: found.start()]
            piece.calls.append((len(piece.text), found[0]))
            piece.top, piece.bottom = first[2], first[3]

    def _bounds(self, place: int) -> tuple[float, float, float, float] | None:
        """Return left, right, bottom and top of a character, or None where it has no place on the page."""
        if not pdfium.FPDFText_GetLooseCharBox(self._page, place, self._box):
            return None
        box = self._box
        return box.left, box.right, box.bottom, box.top

    def _dressed(self, piece: Piece, start: int) -> Piece:
        """Say how large and bold a piece is, by its first character, and which way it is turned."""
        size = pdfium.FPDFText_GetFontSize(self._page, start)
        if pdfium.FPDFText_GetMatrix(self._page, start, self._matrix):
            scale = math.hypot(self._matrix.c, self._matrix.d)
            size *= scale or 1.0
            quarters = math.atan2(self._matrix.b, self._matrix.a) / (math.pi / 2)
            piece.turned = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else -1
        piece.size = round(min(abs(size), _LARGEST), 1)
        piece.bold = self._is_bold(start)
        return piece

    def _is_bold(self, place: int) -> bool:
        length = pdfium.FPDFText_GetFontInfo(self._page, place, self._name, len(self._name), self._flags)
        name = self._name.value.decode("latin-1") if 0 < length <= len(self._name) else ""
        heavy = pdfium.FPDFText_GetFontWeight(self._page, place) >= 600
        return heavy or bool(_BOLD.search(name)) or bool(self._flags.value & _FORCE_BOLD)


def _adjoin(piece: Piece, new: Piece) -> bool:
    """Tell whether a word stands next to a piece, on either side, without a wide gap."""
    height = max(piece.height, new.height, 1.0)
    gap = max(new.left - piece.right, piece.left - new.right)
    return gap < _GAP * height and piece.shares_line(new) and gap > -4 * height


def _is_sign(text: str) -> bool:
    return len(text) == 1 and not text.isalnum()


def _append(piece: Piece, new: Piece) -> None:
    shift = len(piece.text) + 1
    if new.raised and new.height < 0.8 * piece.height and new.bottom > piece.bottom + 0.15 * piece.height:
        piece.calls.append((len(piece.text), new.raised))
    else:
        piece.text = f"{piece.text} {new.text}"
        piece.calls += [(shift + place, label) for place, label in new.calls]
        piece.top, piece.bottom = min(piece.top, new.top), max(piece.bottom, new.bottom)
    piece.left, piece.right = min(piece.left, new.left), max(piece.right, new.right)


def _upright(
    pieces: list[Piece], rules: list[Rule], bounds: tuple[float, float, float, float], *, pictures: bool
) -> Sheet:
    """Turn a page so that most of its letters stand upright, and count from its upper left corner."""
    left, bottom, right, top = bounds
    quarters = _most(((piece.turned, len(piece.text)) for piece in pieces if piece.turned >= 0), 0)
    wide = quarters % 2 == 1
    for piece in pieces:
        _turn(piece, quarters, (left, bottom, right, top))
        piece.turned = (piece.turned - quarters) % 4 if piece.turned >= 0 else -1
        piece.text = piece.text.translate(_LIGATURES) if not piece.calls else piece.text
    for rule in rules:
        _turn(rule, quarters, (left, bottom, right, top))
    size = (top - bottom, right - left) if wide else (right - left, top - bottom)
    return Sheet(pieces, size[0], size[1], pictures, tuple(rules))


def _turn(piece: Piece | Rule, quarters: int, bounds: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = bounds
    x0, x1, y0, y1 = piece.left, piece.right, piece.top, piece.bottom
    match quarters:
        case 0:
            piece.left, piece.right, piece.top, piece.bottom = x0 - left, x1 - left, top - y1, top - y0
        case 1:
            piece.left, piece.right, piece.top, piece.bottom = y0 - bottom, y1 - bottom, x0 - left, x1 - left
        case 2:
            piece.left, piece.right, piece.top, piece.bottom = right - x1, right - x0, y0 - bottom, y1 - bottom
        case _:
            piece.left, piece.right, piece.top, piece.bottom = top - y1, top - y0, right - x1, right - x0


def _most(weighted: Iterable[tuple[int, int]], default: int) -> int:
    counts: dict[int, int] = {}
    for value, weight in weighted:
        counts[value] = counts.get(value, 0) + weight
    return max(counts, key=lambda value: counts[value]) if counts else default

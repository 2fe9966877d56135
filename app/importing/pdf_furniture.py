# SPDX-License-Identifier: MIT
"""Finds what a PDF repeats on its pages and nobody reads: running headers and footers, and page numbers.

A line near the edge of a page is furniture where other pages have the same words, digits aside, at the same height. A
number by itself near the edge is a page number where it counts with the pages; it then is the label of its page.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.importing.pdf_order import Line, lines
from app.importing.pdf_page import Piece, Sheet

_EDGE = 0.22
_OUTER_LINES = 4
_SAME_HEIGHT = 8.0
_NEXT = 4
_SURE = 3
_LONGEST_HEAD = 120
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?|seite|s\.|pagina|página|strona|str\.|стр\.?|страница|сторінка|с\.)?\s*[-–—\[(|]?\s*"
    r"(?P<number>\d{1,5}|[ivxlc]{1,7})\s*[-–—\])|]?\s*(?:(?:of|/|von|de|sur|di|z|из|з)\s*\d{1,5})?",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(slots=True)
class _Seen:
    """A line near the edge of a page, or a piece of the line ``whole``; ``place`` is how far down it stands.

    ``outermost`` says that the line is the first or last of the page, and short.
    """

    page: int
    line: Line
    place: float
    text: str
    number: int | None = None
    whole: Line | None = None
    outermost: bool = False


@dataclass(slots=True)
class Furniture:
    """What to leave out, as the ids of pieces, and the numbers printed on pages, by page."""

    pieces: set[int] = field(default_factory=set)
    numbers: dict[int, str] = field(default_factory=dict)


def find(sheets: Sequence[Sheet], said: Sequence[str]) -> Furniture:
    """Find the furniture of all pages; ``said`` are the labels the file gives them, empty where it gives none."""
    found = Furniture()
    edges = [seen for page, sheet in enumerate(sheets) for seen in _edge_lines(page, sheet)]
    repeated = list(_repeated(edges, len(sheets)))
    for seen in repeated:
        found.pieces.update(id(piece) for piece in seen.line.pieces)
    numbers = list(_page_numbers(edges, len(sheets), found.pieces))
    numbers += [
        seen
        for seen in edges
        if seen.text and seen.text.casefold() == said[seen.page].casefold() and _is_apart(seen, found.pieces)
    ]
    for seen in numbers:
        # What stands beside a page number at the very edge is a running head, though no other page may have it.
        furniture = seen.whole if seen.outermost and seen.whole else seen.line
        found.pieces.update(id(piece) for piece in furniture.pieces)
        match = _NUMBER.fullmatch(seen.text)
        if match:
            found.numbers.setdefault(seen.page, match["number"])
    found.pieces.update(id(piece) for piece in _stamps(sheets))
    for sheet in sheets:
        _keep_most(sheet, found.pieces)
    return found


def _keep_most(sheet: Sheet, left_out: set[int]) -> None:
    """Leave a page whole where more than half of it would go: pages that say the same are no furniture."""
    furniture = [piece for piece in sheet.pieces if id(piece) in left_out and _value(piece.text) is None]
    if 2 * sum(len(piece.text) for piece in furniture) > sum(len(piece.text) for piece in sheet.pieces):
        left_out.difference_update(map(id, furniture))


def _edge_lines(page: int, sheet: Sheet) -> Iterator[_Seen]:
    """Yield the outermost lines of a page, and each piece of them that stands apart from the rest."""
    upper, lower = _EDGE * sheet.height, (1 - _EDGE) * sheet.height
    made = lines([piece for piece in sheet.pieces if piece.turned == 0 and not upper < piece.top < lower])
    outer = made if len(made) <= 2 * _OUTER_LINES else made[:_OUTER_LINES] + made[-_OUTER_LINES:]
    for line in outer:
        parts = [line] if len(line.pieces) == 1 else [line, *(Line([piece]) for piece in line.pieces)]
        for part in parts:
            text = " ".join(" ".join(piece.text for piece in part.pieces).split())
            outermost = line in (made[0], made[-1]) and sum(len(piece.text) for piece in line.pieces) < _LONGEST_HEAD
            yield _Seen(page, part, line.bottom, text, _value(text), line, outermost)


def _value(text: str) -> int | None:
    found = _NUMBER.fullmatch(text) if len(text) < 30 else None
    if not found:
        return None
    number = found["number"]
    return int(number) if number.isdecimal() else _roman(number.casefold())


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if any(later > value for later in values[place + 1 :][:1]) else value
        for place, value in enumerate(values)
    )


def _repeated(edges: Sequence[_Seen], pages: int) -> Iterator[_Seen]:
    """Yield lines that stand at one height of several pages that are near each other."""
    alike: defaultdict[tuple[str, int], list[_Seen]] = defaultdict(list)
    for seen in edges:
        key = _DIGITS.sub("#", seen.text.casefold())
        if any(map(str.isalpha, key)):
            alike[key, 0].append(seen)
    enough = 2 if pages < 4 else 3
    for group in alike.values():
        places: defaultdict[int, list[float]] = defaultdict(list)
        for seen in group:
            places[seen.page].append(seen.place)
        for seen in group:
            around = range(seen.page - _NEXT, seen.page + _NEXT + 1)
            near = sum(any(abs(place - seen.place) <= _SAME_HEIGHT for place in places.get(n, ())) for n in around)
            if near >= enough:
                yield seen


def _page_numbers(edges: Sequence[_Seen], pages: int, left_out: set[int]) -> Iterator[_Seen]:
    """Yield page numbers: they count with the pages, at one height, by themselves or at the very edge."""
    alike: defaultdict[int, list[_Seen]] = defaultdict(list)
    for seen in edges:
        if seen.number is not None:
            alike[seen.number - seen.page].append(seen)
    enough = 1 if pages == 1 else 2 if pages < 6 else 3
    for step, group in alike.items():
        places = sorted(place for place, _ in {(seen.place, seen.page) for seen in group})
        for seen in group:
            level = bisect_right(places, seen.place + _SAME_HEIGHT) - bisect_left(places, seen.place - _SAME_HEIGHT)
            placed = _is_apart(seen, left_out) or (seen.outermost and level >= _SURE)
            if placed and level >= enough and (pages > 1 or step == 1):
                yield seen


def _is_apart(seen: _Seen, left_out: set[int]) -> bool:
    """Tell whether a number stands by itself on its line, but for furniture: it may begin a footnote otherwise."""
    own = {id(piece) for piece in seen.line.pieces}
    return seen.whole is None or all(id(piece) in own or id(piece) in left_out for piece in seen.whole.pieces)


def _stamps(sheets: Sequence[Sheet]) -> Iterator[Piece]:
    """Yield what is written askew or upward over several pages: watermarks."""
    stamps = [(page, piece) for page, sheet in enumerate(sheets) for piece in sheet.pieces if piece.turned != 0]
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for page, piece in stamps:
        pages[_DIGITS.sub("#", piece.text)].add(page)
    yield from (piece for _, piece in stamps if len(pages[_DIGITS.sub("#", piece.text)]) > 2)


def labels(count: int, said: Sequence[str], printed: dict[int, str]) -> list[str]:
    """Return the labels of pages: those the file gives; else the numbers printed on them, else they are counted.

    A page without a number between numbered ones is counted on from the one before.
    """
    if any(label and label != str(page + 1) for page, label in enumerate(said)):
        return [label or str(page + 1) for page, label in enumerate(said)]
    arabic = Counter(int(number) - page for page, number in printed.items() if number.isdecimal())
    step = arabic.most_common(1)[0][0] if arabic and 2 * len(printed) >= count else 1
    first = min((page for page, number in printed.items() if number.isdecimal()), default=0)
    made = []
    for page in range(count):
        counted = page + step
        made.append(printed.get(page) or (str(counted) if counted > 0 and page >= first - counted else str(page + 1)))
    return made

# SPDX-License-Identifier: MIT
"""The rules drawn on a page of a PDF, and the tables they frame: a text in a ruled cell may take several lines.

A rule is an upright or level line of a path; the edges of boxes count too, since programs draw cells as boxes and
rules as thin boxes. Rules that meet make a grid, and a grid of two columns or more that holds text is a table.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

MOST_OBJECTS = 20_000
MOST_SEGMENTS = 20_000
"""The most lines of a page that are looked at; maps and charts have more, and no tables."""

_SHORTEST = 4.0
_ASKEW = 0.5
_NEAR = 2.5
_MOST_BOUNDS = 60
_MOST_GROUPS = 300
"""A page with more lines that do not meet has a drawing on it."""


@dataclass(slots=True)
class Rule:
    """A line, in points; its ends in a page's own coordinates at first, then from its upper left corner."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return abs(self.bottom - self.top) > self.right - self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns and rows of a table end, from left to right and from top to bottom."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def place(self, left: float, right: float, middle: float) -> tuple[int, int] | None:
        """Return the row and column of what stands there, or None for what is outside."""
        row, column = bisect_left(self.rows, middle), bisect_left(self.columns, min(left + _NEAR, (left + right) / 2))
        inside = 0 < row < len(self.rows) and 0 < column < len(self.columns) and right < self.columns[-1] + _NEAR
        return (row - 1, column - 1) if inside else None


def rules_of(page: pdfium.FPDF_PAGE) -> list[Rule]:
    """Return the upright and level lines that are drawn on a page."""
    found: list[Rule] = []
    left = MOST_SEGMENTS
    for number in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        left -= pdfium.FPDFPath_CountSegments(drawn)
        if left < 0:
            return []
        found += _rules(drawn)
    return found


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the grids that rules make, where they part the page into two columns or more."""
    made: list[Grid] = []
    for group in _meeting(_distinct(rules)):
        uprights = [rule for rule in group if rule.upright]
        columns = _places([rule.left for rule in uprights])
        rows = _places([rule.top for rule in group if not rule.upright])
        if 3 <= len(columns) <= _MOST_BOUNDS and len(rows) >= 2:
            made += _parts(uprights, columns, rows)
    return made


def _parts(uprights: Sequence[Rule], columns: Sequence[float], rows: Sequence[float]) -> Iterator[Grid]:
    """Yield the grids of rules that meet: where the columns change from one row to the next, another table begins."""
    bounds: set[float] = set()
    start = 0
    for number, (top, bottom) in enumerate(pairwise(rows)):
        middle = (top + bottom) / 2
        here = [rule.left for rule in uprights if rule.top < middle < rule.bottom]
        its = {place for place in columns if any(0 <= left - place <= _NEAR for left in here)}
        if not (its <= bounds or bounds <= its):
            yield Grid(tuple(sorted(bounds)), tuple(rows[start : number + 1]))
            bounds, start = set(), number
        bounds |= its
    yield Grid(tuple(sorted(bounds)), tuple(rows[start:]))


def _rules(drawn: pdfium.FPDF_PAGEOBJECT) -> Iterator[Rule]:
    """Yield the upright and level lines of a path."""
    points = list(_points(drawn))
    for (_, x0, y0), (moved, x1, y1) in pairwise(points):
        if moved:
            continue
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if max(wide, high) >= _SHORTEST and min(wide, high) <= _ASKEW:
            yield Rule(min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))


def _points(drawn: pdfium.FPDF_PAGEOBJECT) -> Iterator[tuple[bool, float, float]]:
    """Yield the corners of a path on the page, each with whether nothing is drawn on the way to it."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    for number in range(pdfium.FPDFPath_CountSegments(drawn)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, number)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            return
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        yield kind != pdfium.FPDF_SEGMENT_LINETO, *point
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            yield False, *start


def _distinct(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules without those drawn twice: the two edges of a thin box are one."""
    rounded = {(round(r.left), round(r.right), round(r.top), round(r.bottom)): r for r in rules}
    return list(rounded.values())


def _meeting(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Put rules together that reach each other, directly or by others; none where they are a drawing."""
    groups: list[list[Rule]] = []
    boxes: list[Rule] = []
    for rule in sorted(rules, key=_top):
        near = [place for place, box in enumerate(boxes) if _reach(rule, box)]
        group, box = [rule], Rule(rule.left, rule.right, rule.top, rule.bottom)
        for place in reversed(near):
            other = boxes.pop(place)
            group = groups.pop(place) + group
            box = Rule(
                min(box.left, other.left),
                max(box.right, other.right),
                min(box.top, other.top),
                max(box.bottom, other.bottom),
            )
        groups.append(group)
        boxes.append(box)
        if len(boxes) > _MOST_GROUPS:
            return []
    return groups


def _reach(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )


def _places(values: Sequence[float]) -> list[float]:
    """Return the places at which rules stand: those nearer than a rule is thick are one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _NEAR:
            made.append(value)
    return made


def _top(rule: Rule) -> float:
    return rule.top

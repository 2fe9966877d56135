# SPDX-License-Identifier: MIT
"""Where a stretch of a line stands: the one place that knows about lines that run both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtGui import QTextLayout, QTextLine

Stretch = tuple[float, float]


def x_of(line: QTextLine, unit: int) -> float:
    """Return the horizontal place of a UTF-16 unit in a line."""
    return cast("tuple[float, int]", line.cursorToX(unit))[0]  # the stubs promise no more than an object


def stretches(line: QTextLine, start: int, end: int, *, both_ways: bool) -> list[Stretch]:
    """Return what a span of UTF-16 units covers of a line, from left to right; nothing where it covers none.

    In a line that runs both ways a span may show as several pieces. They are found by its glyphs: the place of a
    unit where the direction changes is not one place but two.
    """
    first = max(start, line.textStart())
    last = min(end, line.textStart() + line.textLength())
    if first >= last:
        return []
    if both_ways:
        boxes = [run.boundingRect() for run in line.glyphRuns(first, last - first)]
        return _joined(sorted((box.left(), box.right()) for box in boxes))
    left, right = x_of(line, first), x_of(line, last)
    if last == line.textStart() + line.textLength():
        right = min(right, line.naturalTextRect().right())  # the space a line is broken at hangs in the margin
    return [(left, right)] if right > left else []


def visible_lines(lines: QTextLayout, top: float, bottom: float) -> Iterator[QTextLine]:
    """Yield the lines that reach into a range of heights, counted from the block's top."""
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        y = line.y()
        if y <= bottom and y + line.height() >= top:
            yield line


def _joined(pieces: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for left, right in pieces:
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        elif right > left:
            joined.append((left, right))
    return joined

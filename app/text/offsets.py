# SPDX-License-Identifier: MIT
"""Between the offsets of a canonical text, which count code points, and Qt's, which count UTF-16 units.

The two differ only after characters beyond U+FFFF, which are rare: their places are kept, sorted, and a
conversion is a binary search among them.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Map:
    """Converts offsets of one text both ways, in O(log n) of the number of its astral characters."""

    __slots__ = ("_places", "_units")

    def __init__(self, text: str) -> None:
        astral = [] if text.isascii() else [found.start() for found in _ASTRAL.finditer(text)]
        self._places = astral
        self._units = [place + number for number, place in enumerate(astral)]

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 position of a code point offset."""
        return offset + bisect_left(self._places, offset)

    def to_code_point(self, position: int) -> int:
        """Return the code point offset of a UTF-16 position; inside a surrogate pair, that of its character."""
        return position - bisect_left(self._units, position)

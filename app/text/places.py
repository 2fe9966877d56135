# SPDX-License-Identifier: MIT
"""Where a place in a file's text lies in the canonical text that was made of it.

Other tools count offsets in their own text: with hard-wrapped lines, blank lines between paragraphs, bullets that
are text, another form of Unicode. The canonical text has all the words of it in the same order and differs in
white space, markers and form alone, so one walk through both finds the place of every character.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property

from app.text.normalise import normalise
from database.records import Span


class Places:
    """Turns spans of ``raw`` into spans of ``text``; both are half-open and count code points."""

    def __init__(self, raw: str, text: str):
        self._raw = raw
        self._text = text

    @property
    def same(self) -> bool:
        """Whether both texts are one, so that every place stays where it is."""
        return self._raw == self._text

    @property
    def complete(self) -> bool:
        """Whether every word of the canonical text was found in the file's."""
        return self.same or self._walk[1]

    def span(self, start: int, end: int) -> Span | None:
        """Return where the words between two places of the file's text lie; None where they are not in both.

        Where the texts differ, white space at either end of the span is left out.
        """
        if not 0 <= start < end <= len(self._raw):
            return None
        if self.same:
            return start, end
        found = [at for at in self._walk[0][self._normalised(start) : self._normalised(end)] if at >= 0]
        while found and self._text[found[0]].isspace():
            del found[0]
        while found and self._text[found[-1]].isspace():
            found.pop()
        return (found[0], found[-1] + 1) if found else None

    def _normalised(self, place: int) -> int:
        """Return where a place of the file's text lies in its normalised form; no form reaches across lines."""
        line = bisect_right(self._lines[0], place) - 1
        begin = self._lines[0][line]
        return self._lines[1][line] + len(normalise(self._raw[begin:place]))

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """The starts of lines in the file's text and in its normalised form."""
        raw, made = [0], [0]
        for line in self._raw.split("\n"):
            raw.append(raw[-1] + len(line) + 1)
            made.append(made[-1] + len(normalise(line + "\n")))
        return raw, made

    @cached_property
    def _walk(self) -> tuple[array[int], bool]:
        """For each character of the normalised text its place in the canonical text or -1, and whether all are there.

        The earliest match is taken for each character; where one text is a part of the other, as here, that never
        leads astray.
        """
        text, at = self._text, 0
        kept = array("q")
        for character in normalise(self._raw):
            place = at
            if character.isspace():
                known = place < len(text) and text[place] == character
            else:
                while place < len(text) and text[place].isspace():
                    place += 1
                known = place < len(text) and text[place] == character
            kept.append(place if known else -1)
            at = place + 1 if known else at
        return kept, not text[at:].strip()

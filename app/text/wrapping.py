# SPDX-License-Identifier: MIT
"""Tells lines that a program broke at a fixed width from lines that a person ended.

A text was wrapped where line after line is about as long as the longest, and the next line carries on in the
middle of a sentence. Two signs are used. A line *carries on* when it begins with a lower-case letter (or a
letter of a script without case) and the one above has no full stop. A line is *full* when the first word of
the next would not have fitted on it. Verse, addresses and lists carry on too, but their lines are not full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.text.layout import CELL_BREAK

WIDEST = 120
"""Lines longer than this were not wrapped by an editor or a mail program."""

_NARROWEST = 30
_NARROWEST_FOR_FEW = 45
_FEW = 5
_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "۔", "؟", "।")
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«„(["
_UNCASED = re.compile("[\u05d0-\u0dff\u10d0-\u10ff\u1200-\u137f\uac00-\ud7a3]")
_FIXED_STARTS = ">|"
_WORD = re.compile(r"[^\W_]")


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence or a clause of a list does, closing quotation marks aside."""
    last = line[-1]
    if last.isalnum():
        return False  # most lines of a wrapped text: this is asked of each several times
    return (line.rstrip(_CLOSERS) if last in _CLOSERS else line).endswith(_ENDS)


def carries_on(line: str) -> bool:
    """Return whether a line begins in the middle of a sentence: with a lower-case letter or one without case."""
    first = line[0]
    if first.islower():
        return True
    if first in _OPENERS:
        first = line[1:2]
    return first.islower() or (not first.isascii() and _UNCASED.match(first) is not None)


def is_fixed(line: str) -> bool:
    """Return whether a line stands by itself whatever its neighbours: a rule, a table row, quoted mail."""
    return CELL_BREAK in line or not (line[0].isalnum() or (line[0] not in _FIXED_STARTS and _WORD.search(line)))


def is_capitalised(line: str) -> bool:
    """Return whether a line is set as titles are: all its longer words begin with a capital letter."""
    long_words = [word for word in line.split() if len(word) > 3]
    return bool(long_words) and all(not word[0].islower() for word in long_words)


def _reach(line: str, after: str) -> int:
    """Return how long a line would be with the first word of the next."""
    space = after.find(" ")
    return len(line) + 1 + (space if space > 0 else len(after))


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text was wrapped.

    ``width`` counts characters and is 0 for a text that was not wrapped; ``exact`` says that no line is longer
    and each was filled as far as it would go, as programs do but typesetters do not; ``sparse`` that single
    lines were broken at most.
    """

    width: int = 0
    exact: bool = False
    sparse: bool = False

    def flows(self, line: str, after: str) -> bool:
        """Return whether a line plainly runs on, as most lines of a wrapped text do: the quick answer of :meth:`joins`.

        Args:
            line: a line that is not fixed, without the white space around it.
            after: the next line, likewise; it may be fixed.
        """
        return (
            after[0].islower()
            and line[-1].isalnum()
            and len(after) >= 0.65 * self.width > 0
            and CELL_BREAK not in after
        )

    def joins(self, line: str, after: str, strict: bool = False) -> bool:
        """Return whether a line runs on in the one after it.

        Args:
            line: a line that is not fixed, without the white space around it.
            after: the next line, likewise; no blank line is between them.
            strict: whether a paragraph may end here with no other sign than a full stop on a short line.
        """
        on, ended = carries_on(after), ends_sentence(line)
        if not self.width:
            return self.sparse and after[0].islower() and not ended and len(line) >= _NARROWEST_FOR_FEW
        reach = _reach(line, after) / self.width
        if on and not ended:
            return reach >= 0.65 or len(after) >= 0.65 * self.width
        if ended and not on and len(line) > 1.3 * self.width:
            return False
        if self.exact:
            return reach > 1
        return reach >= (0.95 if strict and ended else 0.8)

    def opens(self, line: str, after: str) -> bool:
        """Return whether a short first line begins the next line's sentence rather than being a title.

        In a wrapped text a first line may be short without being one: a large initial or a name stood there.
        """
        return len(after) >= 0.65 * self.width > 0 and not ends_sentence(line) and not is_capitalised(line)

    def bridges(self, line: str, after: str) -> bool:
        """Return whether a sentence goes on beyond a blank line, as it does where a page was turned."""
        if not after[0].islower() or ends_sentence(line) or is_fixed(line) or len(line) < _NARROWEST_FOR_FEW:
            return False
        return self.sparse or _reach(line, after) >= 0.8 * self.width > 0


def measure(lines: Sequence[str]) -> Wrapping:
    """Find out how a text was wrapped.

    Args:
        lines: the lines of the text without the white space around them; a blank one is empty.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if line and after and CELL_BREAK not in line]
    broken = [  # the commonest letters are looked at here: a call for each line costs more than the answer
        (line, after)
        for line, after in pairs
        if len(line) <= WIDEST
        and (after[0].islower() or carries_on(after))
        and (line[-1].isalnum() or not ends_sentence(line))
    ]
    if len(broken) * 5 < len(pairs) or not broken:
        return Wrapping(sparse=_is_sparse(lines))
    lengths = sorted(len(line) for line, _ in broken)
    reaches = [_reach(line, after) for line, after in broken]
    overfull = sum(reach > lengths[-1] for reach in reaches)
    if len(broken) >= _FEW and lengths[-1] >= _NARROWEST_FOR_FEW and overfull * 50 >= len(broken) * 49:
        return Wrapping(lengths[-1], exact=True)
    width = lengths[len(lengths) * 9 // 10]
    full = sum(reach > 0.8 * width for reach in reaches)
    narrowest = _NARROWEST if len(broken) >= _FEW else _NARROWEST_FOR_FEW
    return Wrapping(width) if full * 4 >= len(broken) * 3 and width >= narrowest else Wrapping()


def _is_sparse(lines: Sequence[str]) -> bool:
    """Return whether so few lines carry on that each may be a broken one, and not the writer's habit."""
    written = [line for line in lines if line]
    on = sum(after[0].islower() and not ends_sentence(line) for line, after in pairwise(written))
    return on <= max(2, len(written) // 3)

# SPDX-License-Identifier: MIT
"""Finding words or a pattern in one text, and the process in which patterns run.

A regular expression can take longer than anybody waits: Python's matcher tries every way a pattern could fit, and
``(a+)+b`` has more of them than there are atoms. It cannot be interrupted from within, so patterns run in a process of
their own (:func:`serve`) that is ended when its time is up.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import NamedTuple

from app.text.marks import MARKS
from database.records import Span

MOST = 10_000
"""Places that are marked at most: nobody steps through more, and ``.`` fits everywhere."""

ALIKE = ("'’ʼ‘`", '"“”„«»', "-‐‑–—")
"""Signs that stand for one another: what is typed is seldom what is printed."""

_ALIKE = {sign: f"[{re.escape(signs)}]" for signs in ALIKE for sign in signs}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find: words, as they are or as a regular expression of Python's ``re``."""

    words: str
    match_case: bool = False
    whole_word: bool = False
    pattern: bool = False


class Found(NamedTuple):
    """Where it stands: spans in code points, in order; ``more`` says that there are more than are given.

    ``bare`` says that a pattern fits, but takes no letter anywhere, as ``^`` does: there is nothing to mark.
    """

    spans: list[Span]
    more: bool = False
    bare: bool = False


class BadPattern(ValueError):
    """A regular expression makes no sense. ``str()`` is a sentence; ``place`` is a character's number, from 0."""

    def __init__(self, sentence: str, place: int):
        super().__init__(sentence)
        self.place = place

    def __reduce__(self) -> tuple[type[BadPattern], tuple[str, int]]:
        """Let it travel between processes whole."""
        return type(self), (str(self), self.place)


def find(text: str, wanted: Wanted) -> Found:
    """Return where something stands in a text, the first :data:`MOST` places.

    Unless asked to match case, any case will do. White space between words stands for any white space, and quotation
    marks, apostrophes and dashes stand for one another. In a pattern ``^`` and ``$`` are the ends of a block.

    Raises:
        BadPattern: the pattern makes no sense.
    """
    expression = compiled(wanted)
    if expression is None:
        return Found([])
    spans: list[Span] = []
    bare = False
    for found in expression.finditer(text):
        if found.end() > found.start():
            if len(spans) == MOST:
                return Found(spans, more=True)
            spans.append(found.span())
        bare = True
    return Found(spans, bare=bare and not spans)


def compiled(wanted: Wanted) -> re.Pattern[str] | None:
    """Return what is wanted as an expression, or None where nothing is.

    Raises:
        BadPattern: the pattern makes no sense.
    """
    source = wanted.words if wanted.pattern else r"\s+".join(map(_literal, wanted.words.split()))
    if not source:
        return None
    flags = re.MULTILINE | (re.NOFLAG if wanted.match_case else re.IGNORECASE)
    if wanted.pattern:
        _check(source)
    if wanted.whole_word:
        source = rf"(?<![\w{MARKS}])(?:{source})(?![\w{MARKS}])"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(source, flags)


def serve(pipe: Connection) -> None:
    """Answer what comes through a pipe until it closes: a text to search, or what to find in the last one.

    A text is answered with None, once it is there: only from then on does the time of a pattern count.
    """
    text = ""
    while True:
        try:
            order = pipe.recv()
        except (EOFError, OSError):
            return
        if isinstance(order, str):
            text = order
            pipe.send(None)
        elif isinstance(order, Wanted):
            pipe.send(_answer(text, order))


def _answer(text: str, wanted: Wanted) -> Found | BadPattern:
    try:
        return find(text, wanted)
    except BadPattern as error:
        return error


def _literal(word: str) -> str:
    return "".join(_ALIKE.get(sign) or re.escape(sign) for sign in unicodedata.normalize("NFC", word))


def _check(source: str) -> None:
    """Say what is wrong with a pattern, and where, in words.

    Raises:
        BadPattern: something is.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # what it may mean one day is no concern of a reader
            re.compile(source)
    except re.error as error:
        place = min(error.pos or 0, max(0, len(source) - 1))
        raise BadPattern(_sentence(error.msg, source, place), place) from error
    except (RecursionError, OverflowError) as error:
        raise BadPattern("The pattern is nested too deeply, or a number in it is too large.", 0) from error


_SENTENCES = (
    ("missing )", "The bracket {sign} at character {place} is never closed."),
    ("unbalanced parenthesis", "The bracket {sign} at character {place} closes nothing."),
    ("unterminated character set", "The bracket {sign} at character {place} is never closed."),
    ("nothing to repeat", "There is nothing before {sign} at character {place} to repeat."),
    ("multiple repeat", "{sign} at character {place} repeats what is repeated already."),
    ("bad character range", "The range at character {place} runs backwards."),
    ("min repeat greater than max repeat", "The repetition at character {place} runs backwards."),
    ("bad escape (end of pattern)", "The backslash at the end stands before nothing; write \\\\ for a backslash."),
    ("bad escape", "The backslash at character {place} has no meaning before that sign."),
    ("invalid group reference", "The number at character {place} means a group that is not there."),
    ("look-behind requires fixed-width pattern", "What (?<=…) looks back on must always have the same length."),
)


def _sentence(message: str, source: str, place: int) -> str:
    sign = f"“{source[place : place + 1]}”"
    for beginning, sentence in _SENTENCES:
        if message.startswith(beginning):
            return sentence.format(sign=sign, place=place + 1)
    return f"This pattern cannot be read at character {place + 1}: {message}."

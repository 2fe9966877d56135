# SPDX-License-Identifier: MIT
"""Reads plain text as a person reads it: paragraphs, lists and a title, and nothing taken for markup.

Blank lines part paragraphs. Between them, lines that a program wrapped are joined (:mod:`app.text.wrapping`)
and lines that a person ended are kept. Signs such as ``*``, ``_``, ``#`` and ``<`` stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from app.text.layout import HARD_BREAK, Draft, Kind
from app.text.normalise import normalise
from app.text.render import Rendered, rendered
from app.text.wrapping import Wrapping, carries_on, ends_sentence, is_capitalised, is_fixed, measure

_BLANKS = " \t"
_GLYPH = "•‣⁃◦▪▫●○■□◆◇➢➤✓✔\uf0b7\uf0a7\uf0d8"
_ITEM = re.compile(
    rf"\u00a0*(?:(?P<glyph>[{_GLYPH}])[ \t\u00a0]*|(?P<sign>[-*–])[ \t\u00a0]+)(?=.*[^\W_])"
    r"|\u00a0*(?P<number>\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,5})\)|\d{1,3}\.)[ \t\u00a0]+(?=\S)"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BOTH = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|i|oraz|lub|и|или|і|або|й)\b")
_FIELD = re.compile(r"[A-Z][\w-]*:(?:\s|$)")
_NO_TITLE = (".", ",", ";", ":", "!")
_UNFINISHED = re.compile(r" (?:the|an?|of|and|or|to|in|for|on|at|by|with|from|as|that|is|his|her|their|its)$")
_SHORT = 60
_TITLE = 120
_STANZA = 40
_LONG_RUN = 40


@dataclass(slots=True)
class _Block:
    """A paragraph or list item in the making: the lines that make it up."""

    lines: list[str]
    indent: int
    last_indent: int
    marker: str = ""
    item: bool = False
    level: int = 0

    @property
    def text(self) -> str:
        joined = " ".join(self.lines)
        return "".join(_joined(self.lines)) if "- " in joined else joined


@dataclass(slots=True)
class _Reader:
    """Reads one text; ``indents`` are those of the list items around the present line."""

    wrapping: Wrapping
    indents: list[int] = field(default_factory=list)

    def read(self, run: list[str], opening: bool = False) -> list[_Block]:
        """Read the lines between two blank lines; ``opening`` says that the text begins with them."""
        blocks: list[_Block] = []
        strict = len(run) > _LONG_RUN
        for raw in run:
            line = raw.strip(_BLANKS)
            indent = _indent(raw, line) if raw[0] in _BLANKS else 0
            item = _ITEM.match(line) if not line[0].isalpha() or ")" in line[:6] else None
            if item and self._is_item(item, blocks):
                blocks.append(self._item(line, indent, item))
            elif blocks and self._goes_on(blocks[-1], line, indent, strict, opening and raw is run[1]):
                blocks[-1].lines.append(line)
                blocks[-1].last_indent = indent
            else:
                self.indents.clear()
                blocks.append(_Block([line], indent, indent))
        return blocks

    def _is_item(self, item: re.Match[str], blocks: list[_Block]) -> bool:
        return bool(item["glyph"]) or not blocks or blocks[-1].item or blocks[-1].lines[-1].endswith(":")

    def _item(self, line: str, indent: int, item: re.Match[str]) -> _Block:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        marker = "" if item["number"] else item["glyph"] or item["sign"]
        text = line if item["number"] else line[item.end() :]
        return _Block([text], indent, indent, marker, item=True, level=len(self.indents))

    def _goes_on(self, block: _Block, line: str, indent: int, strict: bool, second: bool) -> bool:
        before = block.lines[-1]
        if len(block.lines) > 1 and self.wrapping.flows(before, line):
            return True
        if is_fixed(line) or (len(block.lines) == 1 and is_fixed(before)):
            return False
        if block.item and indent > block.indent and (carries_on(line) or not ends_sentence(before)):
            return True
        if not block.item and indent > block.last_indent and ends_sentence(before) and not carries_on(line):
            return False
        return self.wrapping.joins(before, line, strict) or (second and self.wrapping.opens(before, line))


def render(text: str) -> Rendered:
    """Make the canonical text, layout and title of a plain text.

    Any string will do: it is normalised first. No character but white space is lost, and the bullets of list
    items become their markers; the numbers of numbered items stay in the text.
    """
    lines = normalise(text).split("\n")
    stripped = [line.strip() for line in lines]
    reader = _Reader(measure(stripped))
    runs = [reader.read(run, number == 0) for number, run in enumerate(_runs(lines, stripped, reader.wrapping))]
    return rendered(_drafts(runs, bool(reader.wrapping.width)))


def _runs(lines: list[str], stripped: list[str], wrapping: Wrapping) -> Iterator[list[str]]:
    """Yield the lines between blank lines; a blank line in the middle of a sentence does not count."""
    run: list[str] = []
    last, blank, first = "", False, True
    for raw, line in zip(lines, stripped, strict=True):
        if not line:
            blank = True
            continue
        if blank and run and not (wrapping.bridges(last, line) and not _sets_off(line, first and len(run) == 1)):
            yield run
            run, first = [], False
        run.append(raw)
        last, blank = line, False
    if run:
        yield run


def _sets_off(line: str, titled: bool) -> bool:
    """Return whether a line is a list item, or short like a byline where a title may stand before it."""
    return _ITEM.match(line) is not None or (titled and len(line) <= _SHORT)


def _indent(raw: str, line: str) -> int:
    """Return how many columns a line is set in; tab stops are four apart."""
    return len(raw[: raw.index(line[0])].expandtabs(4))


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield the parts of a paragraph: a space between two lines, but none after a word's hyphen."""
    yield lines[0]
    for line, after in pairwise(lines):
        hyphenated = line[-1] == "-" and line[-2:-1].isalpha() and after[0].islower()
        if not hyphenated or _BOTH.match(after):
            yield " "
        yield after


def _drafts(runs: list[list[_Block]], wrapped: bool) -> Iterator[Draft]:
    if runs and _has_title(runs, wrapped):
        yield Draft(Kind.HEADING, runs[0].pop(0).text, level=1)
    for run in runs:
        if _is_stanza(run):
            yield Draft(Kind.PARAGRAPH, HARD_BREAK.join(block.text for block in run))
        else:
            yield from map(_draft, run)


def _draft(block: _Block) -> Draft:
    if not block.item:
        return Draft(Kind.PARAGRAPH, block.text)
    return Draft(Kind.ITEM, block.text, level=block.level, marker=_PRIVATE.sub("•", block.marker))


def _is_stanza(run: list[_Block]) -> bool:
    """Return whether lines that were kept belong together: verse, an address, a signature."""
    return (
        1 < len(run) <= _STANZA
        and all(len(block.lines) == 1 and len(block.lines[0]) <= _SHORT and not block.item for block in run)
        and sum(ends_sentence(block.lines[0]) for block in run) * 2 < len(run)
    )


def _has_title(runs: list[list[_Block]], wrapped: bool) -> bool:
    first, *rest = runs[0]
    if first.item or not _may_be_title(first.text):
        return False
    if not rest:
        return len(runs) > 1 and (is_capitalised(first.text) or not runs[1][0].text[:1].islower())
    if _FIELD.match(first.text) and _FIELD.match(rest[0].text):
        return False
    if _is_stanza(runs[0]):
        return len(rest) < 4 and any(len(block.text) > 2 * _SHORT for run in runs[1:] for block in run)
    return not wrapped or is_capitalised(first.text)


def _may_be_title(text: str) -> bool:
    whole = not (text.endswith(_NO_TITLE) or text[0].islower() or _UNFINISHED.search(text))
    return whole and len(text) <= _TITLE and not is_fixed(text)

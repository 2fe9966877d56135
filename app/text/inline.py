# SPDX-License-Identifier: MIT
"""The text of one block of Markdown and the styles of its stretches."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.text import tags
from app.text.layout import CELL_BREAK, HARD_BREAK, Inline, Style
from app.text.normalise import normalise

if TYPE_CHECKING:
    from markdown_it.token import Token

Styled = tuple[str, tuple[Inline, ...]]
"""A text and its styled stretches."""

BULLET = "•"

_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC, "s": Style.STRIKE}
_PLAIN = Style(0)
_EDGES = " \t\n" + HARD_BREAK
_WHITE = re.compile(r"[ \t\n]+")


class Writer:
    """Collects the text of a block piece by piece, with the styles that are on at each."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._inlines: list[Inline] = []
        self._on: Counter[Style] = Counter()
        self._targets: list[str] = []
        self._hidden = ""
        self._after_tag = False

    def add(self, text: str, style: Style = _PLAIN, target: str = "") -> None:
        """Add a piece in the styles that are on and ``style``; ``target`` belongs to that style alone."""
        text = normalise(text).replace("\n", " ")
        if self._hidden or not text:
            return
        if self._after_tag and text[0] == " " and (not self._pieces or self._pieces[-1][-1] in _EDGES):
            text = text[1:]
        self._after_tag = False
        for each, count in self._on.items():
            style |= each if count else _PLAIN
        link = self._targets[-1] if self._targets else ""
        self._style(len(text), style | (Style.LINK if link else _PLAIN), link or target)
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def turn(self, style: Style, on: bool) -> None:
        """Turn a style on or off; styles nest."""
        self._on[style] = max(0, self._on[style] + (1 if on else -1))

    def open_link(self, target: str) -> None:
        """Begin a link."""
        self._targets.append(_safe(target))

    def close_link(self) -> None:
        """End the innermost link."""
        if self._targets:
            self._targets.pop()

    def image(self, alternative: str, source: str) -> None:
        """Add the text that stands for an image."""
        self.add(" ".join(alternative.split()), Style.IMAGE, data_key(source) if _holds_data(source) else source)

    def markup(self, source: str) -> None:
        """Add HTML: its tags turn styles on and off, its text is added."""
        for part in tags.parts(source):
            if isinstance(part, tags.Tag):
                self.tag(part)
            else:
                self.add(_WHITE.sub(" ", html.unescape(part)))
        self._after_tag = True

    def tag(self, tag: tags.Tag) -> None:
        """Do what a tag says about the characters that follow."""
        self._after_tag = True
        if tag.name in tags.HIDDEN:
            self._hide(tag)
        elif tag.name in tags.STYLES:
            self.turn(tags.STYLES[tag.name], not tag.closes)
        elif tag.name == "a":
            self.close_link() if tag.closes else self.open_link(tag.value("href"))
        elif tag.name == "img":
            self.image(tag.value("alt"), tag.value("src"))
        elif tag.name == "br":
            self.add(HARD_BREAK)

    def styled(self) -> Styled:
        """Return what was written, trimmed, and composed where two pieces make one letter."""
        text = "".join(self._pieces)
        if not unicodedata.is_normalized("NFC", text):
            return _composed(text, self._inlines)
        ahead = len(text) - len(text.lstrip(_EDGES))
        text = text.strip(_EDGES)
        return text, tuple(_shifted(self._inlines, ahead, len(text)))

    def _hide(self, tag: tags.Tag) -> None:
        if not self._hidden and not tag.closes and not tag.rest.endswith("/"):
            self._hidden = tag.name
        elif tag.closes and tag.name == self._hidden:
            self._hidden = ""

    def _style(self, length: int, style: Style, target: str) -> None:
        if not style or not length:
            return
        start = self._length
        last = self._inlines[-1] if self._inlines else None
        if last and (last.end, last.style, last.target) == (start, style, target):
            self._inlines[-1] = replace(last, end=start + length)
        else:
            self._inlines.append(Inline(start, start + length, style, target))


def read(tokens: Iterable[Token]) -> Styled:
    """Return the text of inline tokens, with soft breaks as spaces and hard breaks as U+2028."""
    writer = Writer()
    for token in tokens:
        _write(writer, token)
    return writer.styled()


def row(cells: list[Styled]) -> Styled:
    """Join the cells of a table row; their stretches count from the start of the row."""
    texts: list[str] = []
    inlines: list[Inline] = []
    start = 0
    for text, styled in cells:
        texts.append(text.replace(CELL_BREAK, " ").replace(HARD_BREAK, " "))
        inlines += (replace(each, start=each.start + start, end=each.end + start) for each in styled)
        start += len(text) + len(CELL_BREAK)
    return CELL_BREAK.join(texts), tuple(inlines)


def _write(writer: Writer, token: Token) -> None:
    name, _, side = token.type.rpartition("_")
    match token.type:
        case "softbreak":
            writer.add(" ")
        case "hardbreak":
            writer.add(HARD_BREAK)
        case "code_inline":
            writer.add(token.content, Style.CODE)
        case "image":
            alternative = read(token.children or ())[0] or str(token.attrs.get("title", ""))
            writer.image(alternative, str(token.attrs.get("src", "")))
        case "html_inline":
            writer.markup(token.content)
        case "note_ref":
            writer.add(f"[{token.meta['label']}]", Style.NOTE, token.meta["label"])
        case "link_open":
            writer.open_link(str(token.attrs.get("href", "")))
        case "link_close":
            writer.close_link()
        case _ if name in _STYLES:
            writer.turn(_STYLES[name], side == "open")
        case _:
            writer.add(token.content)


def data_key(address: str) -> str:
    """Return what stands in a layout for an address that holds a picture itself, by which it is found again."""
    return f"data:{hashlib.sha256(address.encode()).hexdigest()[:24]}"


def _safe(target: str) -> str:
    """Return the address of a link, but not one that holds what it leads to."""
    return "" if _holds_data(target) else target


def _holds_data(address: str) -> bool:
    return address[:5].lower() == "data:"


def _shifted(inlines: Iterable[Inline], ahead: int, length: int) -> Iterable[Inline]:
    for inline in inlines:
        start, end = max(0, inline.start - ahead), min(length, inline.end - ahead)
        if start < end:
            yield replace(inline, start=start, end=end)


def _composed(text: str, inlines: Sequence[Inline]) -> Styled:
    """Compose a text whose pieces were composed each by itself; a stretch keeps the letters it began with."""
    writer = Writer()
    writer._pieces = [unicodedata.normalize("NFC", text)]
    writer._inlines = [
        replace(
            inline,
            start=len(unicodedata.normalize("NFC", text[: inline.start])),
            end=len(unicodedata.normalize("NFC", text[: inline.end])),
        )
        for inline in inlines
    ]
    return writer.styled()

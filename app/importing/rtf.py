# SPDX-License-Identifier: MIT
"""Rich Text Format (.rtf): headings by style, lists, tables, footnotes, links, in any of the encodings it has had.

The reader is our own: striprtf gives bare text, without headings, notes or properties. Deleted and hidden text is left
out, and so are pictures, embedded objects, headers and footers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.importing import office
from app.importing.document import Document, ImportFailure
from app.importing.encodings import codec_name
from app.importing.markup import Block, Look, Run, Runs, Sort, merged, note_blocks, plain, to_markdown
from app.importing.rtf_state import Format, Group, Story, Style
from app.importing.rtf_words import CODE_PAGES, KEPT, LOOKS, SIGNS, SKIPPED, SYMBOL_SET, Token, tokens

NOT_RTF = "It is not an RTF document."
TOO_DEEP = "Its groups are nested too deeply to be read."

_DEEPEST = 2000
_MARKER = re.compile(r"\d{1,9}[.)]")
_LINK = re.compile(r'HYPERLINK\s+(?:\\l\s+)?"([^"]*)"|HYPERLINK\s+(\S+)')
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_TARGETS = frozenset({"fonttbl", "fldinst", "listtext", "pntext", "title", "author", "creatim", "stylesheet", "info"})
_BULLETS = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xFC: "✓"}


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read an RTF document.

    Raises:
        ImportFailure: it is none, or its groups nest too deeply.
    """
    start = data.find(b"{\\rtf")
    if start < 0 or start > 1024:
        raise ImportFailure(NOT_RTF)
    reader = _Reader()
    for token in tokens(data[start:]):
        reader.take(token)
        if reader.ended:
            break
    blocks = reader.finish()
    about = reader.about
    return office.document(
        to_markdown(blocks), about.get("title", ""), about.get("author", ""), about.get("creatim", "")
    )


class _Reader:
    """Takes the tokens of a file one by one."""

    def __init__(self) -> None:
        self.about: dict[str, str] = {}
        self.ended = False
        self._groups: list[Group] = []
        self._group = Group()
        self._stories = [Story()]
        self._notes: list[Block] = []
        self._note_count = 0
        self._fonts: dict[int, int] = {}
        self._styles: dict[int, Style] = {}
        self._encoding = "cp1252"
        self._pending = bytearray()
        self._captured: list[str] = []
        self._skip = 0
        self._high = 0
        self._created = {"yr": 0, "mo": 0, "dy": 0}

    # Properties

    @property
    def _story(self) -> Story:
        return self._stories[-1]

    # Methods

    def take(self, token: Token) -> None:
        """Take one token."""
        match token.kind:
            case "{":
                self._flush()
                if len(self._groups) > _DEEPEST:
                    raise ImportFailure(TOO_DEEP)
                self._groups.append(self._group)
                self._group = self._group.inner()
            case "}":
                self._flush()
                self._close()
            case "word":
                self._word(token.word, token.number)
            case _:
                self._bytes(token)

    def finish(self) -> list[Block]:
        """Return the blocks of the document, also where it breaks off."""
        self._flush()
        while self._groups:
            self._close()
        self._end_paragraph()
        self._story.end_table()
        return [*self._story.blocks, *self._notes]

    def _close(self) -> None:
        inner = self._group
        self._group = self._groups.pop() if self._groups else Group()
        self.ended = not self._groups
        if inner.target != self._group.target:
            self._end_target(inner.target)
        elif inner.target == "fonttbl" or (inner.target == "fldinst" and not self._groups):
            self._captured.clear()

    def _end_target(self, target: str) -> None:
        """Make use of what a group held, when it ends."""
        text = "".join(self._captured).strip()
        match target:
            case "title" | "author":
                self.about.setdefault(target, text)
            case "creatim":
                self.about.setdefault(target, "{yr:04d}-{mo:02d}-{dy:02d}".format(**self._created))
            case "fldinst":
                self._group.link = _address(text)
            case "listtext" | "pntext":
                self._story.label = text or "-"
            case "style":
                style = self._styles.setdefault(self._group.format.style, Style())
                style.name, style.outline = text.rstrip(";").strip(), self._group.format.outline
                self._group.format = Format()
            case "footnote" | "shptxt":
                self._end_story(target)
        if target not in {"footnote", "shptxt"}:
            self._captured.clear()

    def _end_story(self, target: str) -> None:
        """End a footnote or text box; the note is called, and the box stands after the paragraph it belongs to."""
        self._end_paragraph()
        self._story.end_table()
        story = self._stories.pop() if len(self._stories) > 1 else Story()
        if target == "footnote":
            self._note_count += 1
            label = str(self._note_count)
            self._story.runs.append(Run("", note=label))
            self._notes += note_blocks(label, [block.runs for block in story.blocks])
        else:
            self._story.cell += story.blocks

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        if word == "u":
            self._unicode(number or 0)
            return
        if self._skip and (word in SIGNS or word in {"par", "*"}):
            self._skip -= word != "*"
            return
        if word == "*":
            group.starred = True
            return
        if group.opened and self._open(word):
            return
        group.opened = False
        self._flush()
        handler = _HANDLERS.get(word)
        if handler:
            handler(self, number)
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word in LOOKS:
            group.look = group.look | LOOKS[word] if number != 0 else group.look & ~LOOKS[word]

    def _open(self, word: str) -> bool:
        """Say what a group holds, by the word it begins with; return whether that word is dealt with."""
        group = self._group
        if group.target in {"skip", "fonttbl"}:
            return False
        if word in SKIPPED or (group.starred and word not in KEPT and word != "cs"):
            group.target = "skip"
        elif word in _TARGETS:
            group.target = word
        elif word in {"footnote", "shptxt"}:
            group.target = word
            group.look, group.hidden = Look.PLAIN, False
            self._stories.append(Story())
        else:
            return False
        self._captured.clear()
        group.opened = False
        return True

    def _unicode(self, number: int) -> None:
        """Take a character by its number; the signs that follow it for old programs are left out."""
        self._flush()
        code = number & 0xFFFF if -0x8000 <= number <= 0xFFFF else number
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._add(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        elif 0 < code < 0x110000:
            private = 0xF000 <= code <= 0xF0FF
            self._add(_BULLETS.get(code - 0xF000, "") if private else chr(code))
        self._skip = self._group.skip

    def _bytes(self, token: Token) -> None:
        data = token.data
        if self._skip:
            left = min(self._skip, len(data))
            self._skip -= left
            data = data[left:]
        if data and self._group.target != "skip":
            self._group.opened = False
            self._pending += data

    def _flush(self) -> None:
        """Turn the bytes that wait into characters, in the encoding of the font."""
        if not self._pending:
            return
        data = bytes(self._pending)
        self._pending.clear()
        charset = self._fonts.get(self._group.font, 0)
        if charset == SYMBOL_SET and self._group.target != "fonttbl":
            self._add("".join(_BULLETS.get(code, chr(code) if code < 128 else "") for code in data))
            return
        self._add(data.decode(CODE_PAGES.get(charset, self._encoding), "replace"))

    def _add(self, text: str) -> None:
        group = self._group
        match group.target:
            case "skip" | "info" | "creatim" | "fonttbl":
                return
            case "stylesheet":
                self._captured.append(text)
                if text.rstrip().endswith(";"):
                    self._end_target("style")
            case "fldinst" | "listtext" | "pntext" | "title" | "author":
                self._captured.append(text)
            case _:
                if not group.hidden:
                    self._story.runs.append(Run(text, group.look, group.link))

    def _end_paragraph(self) -> None:
        story = self._story
        runs, story.runs = merged(story.runs), []
        label, story.label = story.label, ""
        boxes, story.cell = ([], story.cell) if self._group.format.table else (story.cell, [])
        if plain(runs).strip() or any(run.note for run in runs):
            block = self._block(runs, label)
            if self._group.format.table:
                story.cell.append(block)
                return
            story.end_table()
            story.blocks.append(block)
        story.blocks += boxes

    def _block(self, runs: Runs, label: str) -> Block:
        style = self._styles.get(self._group.format.style, Style())
        found = _HEADING.match(style.name)
        outline = self._group.format.outline if self._group.format.outline is not None else style.outline
        level = int(found[1]) if found else 1 if style.name.casefold() == "title" else 0
        if not level and outline is not None and 0 <= outline < 9:
            level = outline + 1
        text = label if any(map(str.isalnum, label)) else "-" if label else ""
        if level:
            unbold = tuple(replace(run, look=run.look & ~Look.BOLD) for run in runs)
            return Block(Sort.HEADING, (Run(f"{text} "), *unbold) if text.strip("-") else unbold, level)
        if text == "-" or _MARKER.fullmatch(text):
            depth = self._story.depth(self._group.format.indent, self._group.format.level)
            return Block(Sort.ITEM, runs, depth, text)
        self._story.indents.clear()
        if text:
            return Block(Sort.PARAGRAPH, (Run(f"{text} "), *runs))
        return Block(Sort.QUOTE if style.name.casefold() in _QUOTES else Sort.PARAGRAPH, runs)

    # Control words

    def _par(self, _: int | None) -> None:
        if self._group.target in {"", "footnote", "shptxt"}:
            self._end_paragraph()

    def _pard(self, _: int | None) -> None:
        self._group.format = Format()

    def _cell(self, _: int | None) -> None:
        self._group.format.table = True
        self._end_paragraph()
        self._story.end_cell()

    def _row(self, _: int | None) -> None:
        if self._story.cell or self._story.runs:
            self._cell(None)
        self._story.end_row()

    def _intbl(self, _: int | None) -> None:
        self._group.format.table = True

    def _trhdr(self, _: int | None) -> None:
        self._story.head = self._story.head or not self._story.rows

    def _plain(self, _: int | None) -> None:
        self._group.look, self._group.hidden = Look.PLAIN, False

    def _hide(self, number: int | None) -> None:
        self._group.hidden = number != 0

    def _no_raising(self, _: int | None) -> None:
        self._group.look &= ~(Look.RAISED | Look.LOWERED)

    def _uc(self, number: int | None) -> None:
        self._group.skip = max(0, min(number if number is not None else 1, 10))

    def _font(self, number: int | None) -> None:
        self._group.font = number if number is not None else -1

    def _fcharset(self, number: int | None) -> None:
        if self._group.target == "fonttbl":
            self._fonts[self._group.font] = number or 0

    def _ansicpg(self, number: int | None) -> None:
        self._encoding = codec_name(f"cp{number}") or self._encoding

    def _mac(self, _: int | None) -> None:
        self._encoding = "mac_roman"

    def _style_number(self, number: int | None) -> None:
        self._group.format.style = number or 0

    def _outline(self, number: int | None) -> None:
        self._group.format.outline = number

    def _level(self, number: int | None) -> None:
        self._group.format.level = max(0, number or 0)

    def _indent(self, number: int | None) -> None:
        self._group.format.indent = max(0, number or 0)

    def _year(self, number: int | None) -> None:
        self._created["yr"] = number or 0

    def _month(self, number: int | None) -> None:
        self._created["mo"] = number or 0

    def _day(self, number: int | None) -> None:
        self._created["dy"] = number or 0


_HANDLERS: dict[str, Callable[[_Reader, int | None], None]] = {
    "par": _Reader._par,
    "sect": _Reader._par,
    "pard": _Reader._pard,
    "cell": _Reader._cell,
    "row": _Reader._row,
    "intbl": _Reader._intbl,
    "trhdr": _Reader._trhdr,
    "plain": _Reader._plain,
    "v": _Reader._hide,
    "deleted": _Reader._hide,
    "nosupersub": _Reader._no_raising,
    "uc": _Reader._uc,
    "f": _Reader._font,
    "fcharset": _Reader._fcharset,
    "ansicpg": _Reader._ansicpg,
    "mac": _Reader._mac,
    "s": _Reader._style_number,
    "outlinelevel": _Reader._outline,
    "ilvl": _Reader._level,
    "li": _Reader._indent,
    "lin": _Reader._indent,
    "yr": _Reader._year,
    "mo": _Reader._month,
    "dy": _Reader._day,
}


def _address(instruction: str) -> str:
    found = _LINK.search(instruction)
    address = (found[1] or found[2] or "").strip() if found else ""
    return address if "://" in address or address.startswith("mailto:") else ""

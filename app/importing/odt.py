# SPDX-License-Identifier: MIT
"""OpenDocument texts (.odt, .ott, .fodt): headings, lists with their numbers, tables, notes and links.

The reader is our own: odfdo's text loses which items are numbered and where notes are called, and it parses XML by
lxml's defaults. Deleted text is kept apart from the body by the format, so tracked changes are read as accepted.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from app.importing import damage, office
from app.importing.document import Document, ImportFailure
from app.importing.docx_numbers import in_signs
from app.importing.markup import (
    UNDESCRIBED,
    Block,
    Look,
    Run,
    Runs,
    Sort,
    merged,
    note_blocks,
    plain,
    table_blocks,
    to_markdown,
)
from app.importing.odt_styles import ListCount, Styles
from app.importing.packages import ENCRYPTED, Package, attribute, first, local, parse_with_slip

NO_TEXT = "There is no text document in it."

_MARKER = re.compile(r"\d{1,9}[.)]")
_WHITE = re.compile(r"[ \t\r\n]+")
_AROUND = frozenset({"section", "index-body", "table-of-content", "illustration-index", "alphabetical-index",
                     "bibliography", "index-title", "text-box", "table-header-rows", "table-rows",
                     "table-row-group", "user-index", "object-index", "table-index", "frame", "custom-shape", "g",
                     "numbered-paragraph"})  # fmt: skip
_SKIPPED = frozenset({"tracked-changes", "annotation", "forms", "sequence-decls", "variable-decls", "desc", "title",
                      "object", "object-ole", "image", "ruby-text", "script", "event-listeners"})  # fmt: skip
_MOST_REPEATED = 100
_DAMAGED = {
    "styles.xml": "Its styles are damaged: headings, quotations and lists may be missing.",
    "meta.xml": "What it says of its title, author and date is damaged.",
}
_BREAK = "\u2028"


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read an OpenDocument text, packed or in one XML file.

    Raises:
        ImportFailure: it is damaged, encrypted, or no text.
    """
    if data[:2] != b"PK":
        root, slip = parse_with_slip(data)
        made = _read(root, None, root)
        return replace(made, warnings=(damage.sentence(slip, made.body),)) if slip is not None else made
    package = Package(data)
    manifest = package.optional("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise ImportFailure(ENCRYPTED)
    made = _read(package.xml("content.xml"), package.optional("styles.xml"), package.optional("meta.xml"))
    slip = package.damaged.get("content.xml")
    said = [damage.sentence(slip, made.body)] if slip is not None else []
    return replace(made, warnings=(*said, *(words for part, words in _DAMAGED.items() if part in package.damaged)))


def _read(content: etree._Element, styles: etree._Element | None, meta: etree._Element | None) -> Document:
    body = next((child for child in content.iter("{*}text") if local(child.getparent()) == "body"), None)
    if body is None:
        raise ImportFailure(NO_TEXT)
    walker = _Walker(Styles(content, styles), {attribute(link, "href").lstrip("#") for link in body.iter("{*}a")})
    blocks = list(walker.blocks(body))
    made = to_markdown([*blocks, *walker.notes()])
    created = first(meta, "creation-date") or first(meta, "date")
    creator = first(meta, "initial-creator") or first(meta, "creator")
    return office.document(made, first(meta, "title"), creator, created, first(meta, "language"))


@dataclass(slots=True)
class _Item:
    """The item a paragraph stands in: its depth, and what is to be written before its first paragraph."""

    level: int
    marker: str
    begun: bool = False


@dataclass(slots=True)
class _Walker:
    """Reads blocks; footnotes and endnotes are kept for the end of the text, under their labels."""

    styles: Styles
    wanted: set[str] = field(default_factory=set)
    runs: list[Run] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    last: ListCount | None = None
    footnotes: list[etree._Element] = field(default_factory=list)
    endnotes: list[etree._Element] = field(default_factory=list)

    def blocks(self, parent: etree._Element, item: _Item | None = None) -> Iterator[Block]:
        """Yield the blocks in an element."""
        for child in parent:
            yield from self._one(child, item)

    def _one(self, child: etree._Element, item: _Item | None) -> Iterator[Block]:
        match local(child):
            case "p" | "h":
                yield from self._paragraph(child, item)
            case "list":
                yield from self._list(child, item.level + 1 if item else 1, None)
            case "table":
                yield from self._table(child)
            case "image":
                yield from _picture(child)
            case name if name in _AROUND:
                yield from self.blocks(child, item)

    def notes(self) -> list[Block]:
        """Return the notes, which may call further ones, in the order they are called."""
        made: list[Block] = []
        for kind, notes in (("f", self.footnotes), ("e", self.endnotes)):
            for number, note in enumerate(notes, 1):
                bodies = [child for child in note if local(child) == "note-body"]
                texts = [block.runs for body in bodies for block in self.blocks(body)]
                made += note_blocks(self._label(kind, number), texts or [(Run("–"),)])
        return made

    def _label(self, kind: str, number: int) -> str:
        return str(number) if kind == "f" else in_signs(number, "lowerRoman")

    def _paragraph(self, element: etree._Element, item: _Item | None) -> Iterator[Block]:
        outer, self.runs = self.runs, []
        boxes, self.boxes = self.boxes, []
        self._inside(element, Look.PLAIN, "")
        runs, self.runs = merged(self.runs), outer
        found, self.boxes = self.boxes, boxes
        if plain(runs).strip() or any(run.note for run in runs):
            yield self._block(element, runs, item)
        for box in found:
            yield from self.blocks(box)

    def _block(self, element: etree._Element, runs: Runs, item: _Item | None) -> Block:
        style = attribute(element, "style-name")
        if local(element) == "h" or self.styles.is_title(style):
            level = attribute(element, "outline-level")
            unbold = tuple(replace(run, look=run.look & ~Look.BOLD) for run in runs)
            return Block(Sort.HEADING, unbold, int(level) if level.isdecimal() and len(level) < 3 else 1)
        if item:
            marker, item.begun = "" if item.begun else item.marker, True
            if marker and marker != "-" and not _MARKER.fullmatch(marker):
                return Block(
                    Sort.ITEM if item.level > 1 else Sort.PARAGRAPH, (Run(f"{marker} "), *runs), item.level - 1
                )
            return Block(Sort.ITEM, runs, item.level, marker)
        if self.styles.is_code(style):
            return Block(Sort.CODE, runs)
        return Block(Sort.QUOTE if self.styles.is_quote(style) else Sort.PARAGRAPH, runs)

    def _list(self, element: etree._Element, level: int, count: ListCount | None) -> Iterator[Block]:
        style = attribute(element, "style-name")
        if count is None:
            goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
            same = self.last is not None and style in {"", self.last.style}
            count = self.last if goes_on and same and self.last else ListCount(style)
            self.last = count
        elif style and style != count.style:
            count = ListCount(style, dict(count.numbers))
        for child in element:
            if local(child) not in {"list-item", "list-header"}:
                continue
            start = attribute(child, "start-value")
            own = [each for each in child if local(each) != "list"]
            label = self.styles.label(count, level, start) if own and local(child) == "list-item" else ""
            yield from self._item(child, _Item(level, label, not label), count)

    def _item(self, element: etree._Element, item: _Item, count: ListCount) -> Iterator[Block]:
        for child in element:
            if local(child) == "list":
                yield from self._list(child, item.level + 1, count)
            else:
                yield from self._one(child, item)

    def _table(self, element: etree._Element) -> list[Block]:
        rows = [[cell for tc in row for cell in self._cell(tc)] for row in _rows(element)]
        head = any(local(child) == "table-header-rows" for child in element)
        return table_blocks(rows, int(head))

    def _cell(self, element: etree._Element) -> list[list[Block]]:
        if local(element) not in {"table-cell", "covered-table-cell"}:
            return []
        repeated = attribute(element, "number-columns-repeated")
        count = min(int(repeated), _MOST_REPEATED) if repeated.isdecimal() and len(repeated) < 6 else 1
        return [list(self.blocks(element)) for _ in range(count)]

    def _inside(self, element: etree._Element, look: Look, link: str) -> None:
        """Read the characters in an element; white space is folded, as the format says."""
        self._add(element.text, look, link)
        for child in element:
            self._child(child, look, link)
            self._add(child.tail, look, link)

    def _child(self, child: etree._Element, look: Look, link: str) -> None:
        match local(child):
            case "span":
                name = attribute(child, "style-name")
                if not self.styles.is_hidden(name):
                    self._inside(child, look | self.styles.look(name), link)
            case "a":
                address = attribute(child, "href")
                kept = "://" in address or address.startswith(("mailto:", "#"))
                self._inside(child, look, address if kept else link)
            case "bookmark" | "bookmark-start" if attribute(child, "name") in self.wanted:
                self.runs.append(Run("", anchor=attribute(child, "name")))
            case "s":
                count = attribute(child, "c")
                self.runs.append(Run(" " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, 100), look))
            case "tab" | "line-break":
                self.runs.append(Run("\t" if local(child) == "tab" else _BREAK, look, link))
            case "note":
                self._note(child)
            case "frame" | "custom-shape" | "g":
                self.boxes.append(child)
            case name if name not in _SKIPPED:
                self._inside(child, look, link)

    def _note(self, element: etree._Element) -> None:
        ends = attribute(element, "note-class") == "endnote"
        notes = self.endnotes if ends else self.footnotes
        notes.append(element)
        self.runs.append(Run("", note=self._label("e" if ends else "f", len(notes))))

    def _add(self, text: str | None, look: Look, link: str) -> None:
        if text:
            self.runs.append(Run(_WHITE.sub(" ", text), look, link))


def _picture(image: etree._Element) -> Iterator[Block]:
    """Yield a picture that lies in the file, with what its frame says of it."""
    place, frame = attribute(image, "href"), image.getparent()
    said = [first(frame, name) for name in ("desc", "title")]
    if place and ":" not in place:
        words = next((words for words in said if words), UNDESCRIBED)
        yield Block(Sort.PARAGRAPH, (Run(words, image=posixpath.normpath(place)),))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in _AROUND:
            yield from _rows(child)

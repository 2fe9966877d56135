# SPDX-License-Identifier: MIT
"""Walks through the body of a Word document and says what stands in it, block by block.

Tracked changes are read as accepted: what was inserted or moved here is text, what was deleted or moved away is not.
Elements are known by their names without a namespace, so the strict and the older forms of the format are read too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from app.importing.docx_numbers import Numbering
from app.importing.docx_pictures import pictures
from app.importing.docx_styles import Styles, is_on, look_of
from app.importing.markup import Block, Look, Run, Runs, Sort, merged, plain, table_blocks
from app.importing.packages import attribute, local

_MARKER = re.compile(r"\d{1,9}[.)]")
_LINK = re.compile(r'\bHYPERLINK\s+(?:\\l\s+)?"([^"]*)"|\bHYPERLINK\s+(\S+)')
_AROUND = frozenset(
    (
        *("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo", "sect"),
        *("sub-section", "pBdrGroup", "oMathPara", "oMath", "ruby", "rubyBase", "Choice", "txbxContent", "body"),
    )
)
_SYMBOLS = {"f0b7": "•", "f0a7": "▪", "f0d8": "➢", "f0e0": "→", "f0e8": "→", "f0fc": "✓", "f020": " ", "f02d": "−"}
_BREAK = "\u2028"


class Walker:
    """Reads blocks; ``targets`` are the addresses of links and the places of pictures by their ids.

    ``wanted`` are the names of the bookmarks that links of the document lead to.
    """

    def __init__(self, styles: Styles, numbering: Numbering, targets: Mapping[str, str], wanted: Collection[str] = ()):
        self._styles = styles
        self._numbering = numbering
        self._targets = targets
        self._wanted = wanted
        self._runs: list[Run] = []
        self._boxes: list[etree._Element] = []
        self._fields: list[str] = []
        self._link = ""
        self._listed = False
        self.footnotes: list[str] = []
        self.endnotes: list[str] = []
        self.chunks: list[str] = []

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Yield the blocks in an element."""
        for child in parent:
            match local(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case "altChunk":
                    self.chunks.append(attribute(child, "id"))
                    yield Block(Sort.MARKDOWN)
                case "AlternateContent":
                    yield from self.blocks(_chosen(child))
                case name if name in _AROUND:
                    yield from self.blocks(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = next((child for child in element if local(child) == "pPr"), None)
        self._inside(element, Look.PLAIN)
        if properties is not None and _mark_is_deleted(properties):
            return
        runs, self._runs = merged(self._runs), []
        boxes, self._boxes = self._boxes, []
        block = self._block(runs, properties) if plain(runs).strip() or any(run.note for run in runs) else None
        if block:
            self._listed = block.sort is Sort.ITEM
            yield block
        for box in boxes:
            yield from self.blocks(box)

    def _block(self, runs: Runs, properties: etree._Element | None) -> Block:
        style, number, level, outline = _said(properties)
        name = style or self._styles.default
        heading = outline + 1 if outline is not None and outline < 9 else self._styles.heading(name)
        listed, deep = self._styles.numbering(name)
        number = listed if number is None else number
        level = deep if level is None else level
        label = self._numbering.label(number, level) if number and number != "0" else _older_label(properties)
        if heading:
            unbold = tuple(replace(run, look=run.look & ~Look.BOLD) for run in runs)
            return Block(Sort.HEADING, _labelled(label, unbold), heading)
        if label == "-" or _MARKER.fullmatch(label):
            return Block(Sort.ITEM, runs, level + 1, label)
        if label:
            return Block(Sort.ITEM if level and self._listed else Sort.PARAGRAPH, _labelled(label, runs), level)
        return Block(Sort.QUOTE if self._styles.is_quote(name) else Sort.PARAGRAPH, runs)

    def _inside(self, parent: etree._Element, look: Look) -> None:
        """Read the runs in a paragraph or in what stands in it."""
        for child in parent:
            name = local(child)
            match name:
                case "r":
                    self._run(child, look)
                case "hyperlink" | "hlink":
                    around, self._link = self._link, self._address(child) or self._link
                    self._inside(child, look)
                    self._link = around
                case "bookmarkStart" if attribute(child, "name") in self._wanted:
                    self._runs.append(Run("", anchor=attribute(child, "name")))
                case "AlternateContent":
                    self._inside(_chosen(child), look)
                case name if name in _AROUND:
                    self._inside(child, look)

    def _address(self, element: etree._Element) -> str:
        target = self._targets.get(attribute(element, "id"), "") or attribute(element, "dest")
        anchor = attribute(element, "anchor")
        return f"{target}#{anchor}" if anchor else target

    def _run(self, element: etree._Element, look: Look) -> None:
        for child in element:
            match local(child):
                case "rPr":
                    if any(local(each) in {"vanish", "webHidden"} and is_on(each) for each in child):
                        return
                    named = next((attribute(each, "val") for each in child if local(each) == "rStyle"), "")
                    look |= look_of(child) | (self._styles.look(named) if named else Look.PLAIN)
                case "fldChar":
                    self._field(attribute(child, "fldCharType"))
                case "instrText":
                    if self._fields:
                        self._fields[-1] += "".join(child.itertext())
                case "footnoteReference":
                    self._note(self.footnotes, attribute(child, "id"), "f")
                case "endnoteReference":
                    self._note(self.endnotes, attribute(child, "id"), "e")
                case _:
                    self._content(child, look)

    def _content(self, child: etree._Element, look: Look) -> None:
        match local(child):
            case "t":
                self._add("".join(child.itertext()), look)
            case "tab" | "ptab":
                self._add("\t", look)
            case "br" | "cr":
                self._add(_BREAK if attribute(child, "type") in {"", "textWrapping"} else " ", look)
            case "noBreakHyphen":
                self._add("\u2011", look)
            case "sym":
                self._add(_symbol(attribute(child, "char")), look)
            case "AlternateContent":
                self._content(_chosen(child), look)
            case "drawing" | "pict" | "object" | "Choice":
                self._boxes += [box for box in child.iter("{*}txbxContent") if not _is_fallback(box, child)]
                self._runs += pictures(child, self._targets)
            case "ruby":
                self._inside(child, look)

    def _add(self, text: str, look: Look) -> None:
        if not self._fields or self._fields[-1].endswith("\0"):
            self._runs.append(Run(text, look, self._link))

    def _field(self, kind: str) -> None:
        """Keep in mind which fields are open: the text before ``separate`` is not shown, and a link has its address."""
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            found = _LINK.search(self._fields[-1])
            address = (found[1] or found[2] or "") if found else ""
            if "://" in address or address.startswith("mailto:"):
                self._link = address
            elif address in self._wanted:
                self._link = f"#{address}"
            self._fields[-1] += "\0"
        elif kind == "end" and self._fields and "HYPERLINK" in self._fields.pop():
            self._link = ""

    def _note(self, known: list[str], name: str, kind: str) -> None:
        if name not in known:
            known.append(name)
        self._runs.append(Run("", note=f"{kind}{name}"))

    def _table(self, element: etree._Element) -> list[Block]:
        rows: list[list[list[Block]]] = []
        head = 0
        for row in _rows(element):
            properties = next((child for child in row if local(child) == "trPr"), None)
            marks = {local(child) for child in properties} if properties is not None else set()
            if "del" in marks:
                continue
            head = max(head, int("tblHeader" in marks and not rows))
            rows.append([cell for tc in _cells(row) for cell in self._cell(tc)])
        self._listed = False
        return table_blocks(rows, head)

    def _cell(self, element: etree._Element) -> list[list[Block]]:
        """Return a cell, and empty ones for the columns it spans; one that belongs to the cell above is empty."""
        span, merged_above = 1, False
        for child in element:
            for each in child if local(child) == "tcPr" else ():
                if local(each) == "gridSpan":
                    value = attribute(each, "val")
                    span = min(int(value), 100) if value.isascii() and value.isdecimal() else 1
                elif local(each) in {"vMerge", "vmerge"}:
                    merged_above = attribute(each, "val") != "restart"
        made = list(self.blocks(element))
        return [[] if merged_above else made, *([] for _ in range(span - 1))]


def note_runs(blocks: Iterable[Block]) -> list[Runs]:
    """Return the paragraphs of a note."""
    return [block.runs for block in blocks if block.sort is not Sort.TABLE]


def _said(properties: etree._Element | None) -> tuple[str, str | None, int | None, int | None]:
    """Return what a paragraph says itself: its style, list, level in it and level of outline."""
    style = ""
    number: str | None = None
    level = outline = None
    for child in properties if properties is not None else ():
        match local(child):
            case "pStyle":
                style = attribute(child, "val")
            case "outlineLvl":
                outline = _small(attribute(child, "val"))
            case "numPr":
                for each in child:
                    if local(each) == "numId":
                        number = attribute(each, "val")
                    elif local(each) == "ilvl":
                        level = _small(attribute(each, "val"))
    return style, number, level, outline


def _older_label(properties: etree._Element | None) -> str:
    """Return the number Word 2003 wrote beside a paragraph of a list."""
    for child in properties if properties is not None else ():
        if local(child) == "listPr":
            label = next((attribute(each, "val") for each in child if local(each) == "t"), "")
            return label.strip() if any(map(str.isalnum, label)) else "-"
    return ""


def _small(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else None


def _labelled(label: str, runs: Runs) -> Runs:
    return (Run(f"{label} "), *runs) if label and label != "-" else runs


def _mark_is_deleted(properties: etree._Element) -> bool:
    """Tell whether the end of a paragraph was deleted, so that it goes on with the next one."""
    marks = (each for child in properties if local(child) == "rPr" for each in child)
    return any(local(each) in {"del", "moveFrom"} for each in marks)


def _chosen(element: etree._Element) -> etree._Element:
    """Return the first of several forms of the same thing."""
    return next((child for child in element if local(child) in {"Choice", "Fallback"}), element)


def _is_fallback(box: etree._Element, top: etree._Element) -> bool:
    for above in box.iterancestors():
        if above is top:
            return False
        if local(above) in {"Fallback", "txbxContent"}:
            return True
    return False


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in _AROUND:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in _AROUND:
            yield from _cells(child)


def _symbol(code: str) -> str:
    if code.casefold() in _SYMBOLS:
        return _SYMBOLS[code.casefold()]
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() and not "\ue000" <= character <= "\uf8ff" else ""

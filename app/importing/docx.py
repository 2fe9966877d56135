# SPDX-License-Identifier: MIT
"""Word documents (.docx, .docm, .dotx), and Word's XML in one file: headings, lists with their numbers, tables, notes.

The reader is our own: mammoth drops the numbers of numbered paragraphs (they begin again at 1 after every heading),
which in a resolution or a statute are what people cite. Headers, footers, comments and pictures are left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from app.importing import damage, office
from app.importing.damage import Slip
from app.importing.document import Document, ImportFailure
from app.importing.docx_body import Walker, note_runs
from app.importing.docx_numbers import Numbering, in_signs
from app.importing.docx_pictures import bookmarks
from app.importing.docx_styles import Styles
from app.importing.markup import Block, Run, Runs, Sort, note_blocks, to_markdown
from app.importing.packages import NOT_XML, Package, attribute, first, local, parse_with_slip

NO_DOCUMENT = "It is damaged: there is no document in it."

_CORE = "docProps/core.xml"
_DAMAGED = {
    "styles": "Its styles are damaged: headings, quotations and lists may be missing.",
    "numbering": "Its numbering is damaged: numbers of paragraphs may be missing.",
    "footnotes": "Its footnotes are damaged: some of them may be missing.",
    "endnotes": "Its endnotes are damaged: some of them may be missing.",
    "rels": "Its list of parts is damaged: links, pictures and notes may be missing.",
    "core": "What it says of its title, author and date is damaged.",
}
"""What is said where a part beside the text is damaged."""

_FLAT = "package"
_WORD_2003 = "wordDocument"


class _FlatPackage:
    """A Word document whose parts stand in one XML file (“flat OPC”), opened as a package is."""

    def __init__(self, root: etree._Element):
        self.damaged: dict[str, Slip | None] = {}
        self._parts: dict[str, etree._Element] = {}
        for part in root:
            data = next((child for child in part if local(child) == "xmlData"), None)
            if data is not None and len(data):
                self._parts[attribute(part, "name").lstrip("/")] = data[0]

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def xml(self, name: str) -> etree._Element:
        """Return a part.

        Raises:
            ImportFailure: it is missing.
        """
        if name not in self._parts:
            raise ImportFailure(NO_DOCUMENT)
        return self._parts[name]

    def optional(self, name: str) -> etree._Element | None:
        """Return a part, or None where it is missing."""
        return self._parts.get(name)

    def read(self, name: str) -> bytes:
        """Say that there is no such part: only XML is kept in such a file."""
        raise ImportFailure(f"There is no {name} in it.")


_Parts = Package | _FlatPackage


def read(data: bytes, path: Path) -> Document:  # noqa: ARG001  every reader is told the path
    """Read a Word document.

    Raises:
        ImportFailure: it is damaged, encrypted, or no Word document.
    """
    if data[:2] == b"PK":
        return _read_package(Package(data))
    root, slip = parse_with_slip(data)
    readers = {_FLAT: _read_flat, _WORD_2003: _read_2003}
    if local(root) not in readers:
        raise ImportFailure(NOT_XML)
    made = readers[local(root)](root)
    return replace(made, warnings=(damage.sentence(slip, made.body),)) if slip is not None else made


def _read_flat(root: etree._Element) -> Document:
    return _read_package(_FlatPackage(root))


def _read_package(parts: _Parts) -> Document:
    main = _main_part(parts)
    root = parts.xml(main)
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise ImportFailure(NO_DOCUMENT)
    folder, name = posixpath.split(main)
    targets, kinds = _relations(parts, f"{folder}/_rels/{name}.rels", folder)
    styles = Styles(_related(parts, kinds, "styles"))
    walker = Walker(styles, Numbering(_related(parts, kinds, "numbering"), styles.lists), targets, bookmarks(body))
    blocks = list(walker.blocks(body))
    notes = _notes(walker, _related(parts, kinds, "footnotes"), _related(parts, kinds, "endnotes"))
    labels = _labels(walker)
    made = [_labelled(block, labels) for block in [*blocks, *notes]]
    read = _document(to_markdown(_with_chunks(made, walker.chunks, parts, targets, folder)), parts)
    return replace(read, warnings=tuple(_warnings(parts, main, kinds, read.body)))


def _warnings(parts: _Parts, main: str, kinds: dict[str, str], body: str) -> Iterator[str]:
    """Say which parts are damaged, and what that does to the text."""
    slip = parts.damaged.get(main)
    if slip is not None:
        yield damage.sentence(slip, body)
    folder, name = posixpath.split(main)
    places = {kind: kinds.get(kind, f"word/{kind}.xml") for kind in _DAMAGED}
    places |= {"rels": f"{folder}/_rels/{name}.rels", "core": _CORE}
    yield from (words for kind, words in _DAMAGED.items() if places[kind] in parts.damaged)


def _document(body: str, parts: _Parts) -> Document:
    core = parts.optional(_CORE)
    return office.document(
        body, first(core, "title"), first(core, "creator"), first(core, "created", "modified"), first(core, "language")
    )


def _read_2003(root: etree._Element) -> Document:
    named = {local(child): child for child in root}
    if "body" not in named:
        raise ImportFailure(NO_DOCUMENT)
    walker = Walker(Styles(named.get("styles")), Numbering(None), {})
    body = to_markdown(walker.blocks(named["body"]))
    about = named.get("DocumentProperties")
    return office.document(body, first(about, "Title"), first(about, "Author"), first(about, "Created"))


def _main_part(parts: _Parts) -> str:
    for relation in _children(parts.optional("_rels/.rels")):
        if attribute(relation, "Type").endswith("/officeDocument"):
            target = posixpath.normpath(attribute(relation, "Target").lstrip("/"))
            if target in parts:
                return target
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise ImportFailure(NO_DOCUMENT)


def _relations(parts: _Parts, name: str, folder: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the addresses and pictures that a part names, by id, and the parts beside it, by what they are."""
    targets: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for relation in _children(parts.optional(name)):
        target, kind = attribute(relation, "Target"), attribute(relation, "Type").rpartition("/")[2]
        if kind in {"hyperlink", "aFChunk"}:
            targets[attribute(relation, "Id")] = target
        elif kind == "image" and attribute(relation, "TargetMode") != "External":
            targets[attribute(relation, "Id")] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        elif attribute(relation, "TargetMode") != "External":
            kinds.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
    return targets, kinds


def _children(element: etree._Element | None) -> list[etree._Element]:
    return list(element) if element is not None else []


def _related(parts: _Parts, kinds: dict[str, str], kind: str) -> etree._Element | None:
    return parts.optional(kinds.get(kind, f"word/{kind}.xml"))


def _labels(walker: Walker) -> dict[str, str]:
    """Return the labels of notes: footnotes are numbered; endnotes beside them carry small roman numbers."""
    labels = {f"f{name}": str(number) for number, name in enumerate(walker.footnotes, 1)}
    signs = "lowerRoman" if walker.footnotes else "decimal"
    return labels | {f"e{name}": in_signs(number, signs) for number, name in enumerate(walker.endnotes, 1)}


def _notes(walker: Walker, footnotes: etree._Element | None, endnotes: etree._Element | None) -> list[Block]:
    """Return the notes that are called, in that order; a note may call further ones."""
    made: list[Block] = []
    for kind, root, called in (("f", footnotes, walker.footnotes), ("e", endnotes, walker.endnotes)):
        by_name = {attribute(child, "id"): child for child in root} if root is not None else {}
        for name in list(called):
            paragraphs = note_runs(walker.blocks(by_name[name])) if name in by_name else []
            made += note_blocks(f"{kind}{name}", paragraphs or [(Run("–"),)])
    return made


def _labelled(block: Block, labels: dict[str, str]) -> Block:
    runs = tuple(_called(run, labels) for run in block.runs)
    rows = tuple(tuple(tuple(_called(run, labels) for run in cell) for cell in row) for row in block.rows)
    marker = labels.get(block.marker, block.marker) if block.sort is Sort.NOTE else block.marker
    return Block(block.sort, runs, block.level, marker, rows, block.head)


def _called(run: Run, labels: dict[str, str]) -> Run:
    return replace(run, note=labels.get(run.note, "")) if run.note else run


def _with_chunks(
    blocks: list[Block], chunks: list[str], parts: _Parts, targets: dict[str, str], folder: str
) -> list[Block]:
    """Put web pages that the document takes in in their places, which empty Markdown holds."""
    if not chunks:
        return blocks
    waiting = iter(chunks)
    made: list[Block] = []
    for block in blocks:
        if block.sort is Sort.MARKDOWN:
            name = posixpath.normpath(posixpath.join(folder, targets.get(next(waiting, ""), "")))
            made += _chunk(parts, name)
        else:
            made.append(block)
    return made


def _chunk(parts: _Parts, name: str) -> list[Block]:
    from app.importing import html, mhtml  # noqa: PLC0415  few documents take in a web page

    suffix = posixpath.splitext(name)[1].casefold()
    readers = {".html": html.read, ".htm": html.read, ".xhtml": html.read, ".mht": mhtml.read, ".mhtml": mhtml.read}
    try:
        data = parts.read(name.lstrip("/"))
        document = readers[suffix](data, Path(name)) if suffix in readers else None
    except ImportFailure:
        return []
    runs: Runs = (Run(document.body),) if document else ()
    return [Block(Sort.MARKDOWN, runs)] if runs else []

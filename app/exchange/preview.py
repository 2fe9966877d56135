# SPDX-License-Identifier: MIT
"""The beginning of what an export would write, in a form that can be shown.

A sample is written with the format itself, into a folder that is thrown away, and read back: text as it is, tables as
rows, a PDF as pictures of its pages, a document or an edition as plain HTML. So a preview never says anything that the
file would not.
"""

import csv
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from app.archive import Archive
from app.exchange.export import settle
from app.exchange.formats import NETWORKS, Format, Selection
from database import plain_copy

if TYPE_CHECKING:
    import pypdfium2

SAMPLE = 40
"""How many annotations, and at most how many sources, a sample has."""

NETWORK_SAMPLE = 4_000
"""How many annotations the sample of a network or a matrix is made of: it is a count, and should resemble the whole."""

CHARACTERS = 12_000
ROWS, COLUMNS, CELL = 40, 40, 240
PAGES = 3
PAGE_SCALE = 1.5
"""Pixels a point of a page: enough to be read, and half of what a sharp screen could show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: four bytes a pixel (blue, green, red, unused), ``stride`` bytes a line."""

    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Preview:
    """One of text, rows (the first is the head), pages or HTML; ``note`` says what else there is in the file."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    pages: tuple[Picture, ...] = ()
    html: str = ""
    note: str = ""


class Sample(Selection):
    """The beginning of a selection: few sources, however many there are."""

    def source_ids(self) -> list[int]:
        """Return the first ids."""
        return super().source_ids()[:SAMPLE]


def preview(
    archive: Archive, known: Format, ids: Sequence[int], options: Mapping[str, str], *, query: str = "", whole: bool
) -> Preview:
    """Return the beginning of an export.

    Args:
        archive: what is exported.
        known: the format.
        ids: the annotations that are chosen, of the kinds the format takes.
        options: what is chosen for the format.
        query: what chose the annotations.
        whole: whether everything is exported.

    Raises:
        PostilError: the format cannot be written so.
    """
    counted = known.family == NETWORKS or known.name == "csv-matrix"
    sample = ids[: NETWORK_SAMPLE if counted else SAMPLE]
    selection = Sample(archive, sample, query, options=settle(known, options), whole=whole)
    with tempfile.TemporaryDirectory(prefix="postil-preview-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"preview{known.suffix}"
        known.write(path, selection)
        return _READERS.get(known.name, _text)(path)


def _text(path: Path) -> Preview:
    with path.open(encoding="utf-8", errors="replace") as stream:
        return Preview(_cut(stream.read(CHARACTERS + 1)))


def _cut(text: str) -> str:
    return text if len(text) <= CHARACTERS else f"{text[:CHARACTERS]}…"


def _table(path: Path) -> Preview:
    with path.open(encoding="utf-8", newline="") as stream:
        return Preview(rows=_rows(csv.reader(stream)))


def _rows(rows: Iterator[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell[:CELL] for cell in row[:COLUMNS]) for row in islice(rows, ROWS))


def _workbook(path: Path) -> Preview:
    from app.importing import xlsx  # noqa: PLC0415  only this preview needs it

    rows = tuple(tuple(cell[:CELL] for cell in row) for row in islice(xlsx.rows(path), ROWS))
    return Preview(rows=rows, note="The sheet of annotations; others hold sources, actors, codes and relations.")


def _database(path: Path) -> Preview:
    views = {view: plain_copy.beginning(path, view, ROWS) for view in ("claims", "recommendations", "passages")}
    view = next((view for view, rows in views.items() if len(rows) > 1), "claims")
    return Preview(
        rows=_rows(iter(views[view])), note=f"The view “{view}”; the table “about” describes all the others."
    )


def _project(path: Path) -> Preview:
    with zipfile.ZipFile(path) as whole:
        texts = len(whole.namelist()) - 1
        with whole.open("project.qde") as stream:
            text = stream.read(CHARACTERS).decode("utf-8", "replace")
    return Preview(_indented(text), note=f"project.qde; the texts of sources lie beside it ({texts} in this preview).")


def _codebook(path: Path) -> Preview:
    return Preview(_indented(_text(path).text))


def _indented(xml: str) -> str:
    """Return the beginning of an XML document with a line for each element, for the eye."""
    lines, depth = [], 0
    for piece in xml.replace("><", ">\n<").split("\n"):
        depth -= piece.startswith("</")
        lines.append("  " * max(0, depth) + piece)
        opens = piece.startswith("<") and not piece.startswith(("</", "<?")) and not piece.endswith("/>")
        depth += opens and "</" not in piece
    return "\n".join(lines)


def _standoff(path: Path) -> Preview:
    with zipfile.ZipFile(path) as whole:
        names = [name for name in whole.namelist() if name.endswith(".ann")]
        full = [name for name in names if whole.getinfo(name).file_size]
        name = next(iter(full or names), "")
        text = whole.read(name)[:CHARACTERS].decode("utf-8", "replace") if name else ""
    return Preview(text, note=f"{name}; each source is a .txt and an .ann file." if name else "")


def _pages(path: Path) -> Preview:
    import pypdfium2  # noqa: PLC0415  only this preview needs it

    with pypdfium2.PdfDocument(path) as document:
        pages = tuple(_page(document[number]) for number in range(min(PAGES, len(document))))
    return Preview(pages=pages)


def _page(page: "pypdfium2.PdfPage") -> Picture:
    bitmap = page.render(scale=PAGE_SCALE, prefer_bgrx=True)
    return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def _document(path: Path) -> Preview:
    from docx import Document  # noqa: PLC0415  only this preview needs it

    paragraphs = islice(Document(str(path)).paragraphs, 300)
    return Preview(html="".join(_paragraph(each.style.name if each.style else "", each.text) for each in paragraphs))


_CLASSES = {
    "Title": "title",
    "Heading 1": "heading",
    "Postil Kind": "kind",
    "Postil Quotation": "quote",
    "Postil Attribution": "said",
    "Postil Detail": "detail",
    "Postil About": "about",
}


def _paragraph(style: str | None, text: str) -> str:
    named = _CLASSES.get(style or "", "plain")
    return f'<p class="{named}">{escape(text).replace(chr(9), " &nbsp; ")}</p>'


def _edition(path: Path) -> Preview:
    """Return the first source of the edition that has annotations, else the first, as a reader of it sees it."""
    heads: dict[str, dict[str, object]] = {}
    shown = ("", "")
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.startswith('<script type="application/json" class="head"'):
                heads[line.split('id="head', 1)[1].split('"', 1)[0]] = json.loads(_inside(line))
            elif line.startswith('<script type="application/json" class="body"'):
                number = line.split('id="body', 1)[1].split('"', 1)[0]
                if not shown[0] or (heads[number]["marks"] and not heads[shown[0]]["marks"]):
                    shown = number, str(json.loads(_inside(line))["html"])
    if not shown[0]:
        return Preview(note="There are no sources.")
    return Preview(html=_source(heads[shown[0]]) + shown[1], note="One of the texts; the edition has lists and cards.")


def _inside(line: str) -> str:
    return line.split(">", 1)[1].rsplit("</script>", 1)[0]


def _source(head: Mapping[str, object]) -> str:
    about = head["about"] if isinstance(head["about"], list) else []
    words = " · ".join(str(part) for part in about if part)
    title = "" if head["titled"] else f'<p class="title">{escape(str(head["title"]))}</p>'
    return f'{title}<p class="about">{escape(words)}</p>'


_READERS: Mapping[str, Callable[[Path], Preview]] = {
    "csv": _table,
    "codebook-csv": _table,
    "csv-edges": _table,
    "csv-matrix": _table,
    "xlsx": _workbook,
    "datasette": _database,
    "refi-qda": _project,
    "qdc": _codebook,
    "brat": _standoff,
    "pdf": _pages,
    "docx": _document,
    "html": _edition,
}

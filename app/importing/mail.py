# SPDX-License-Identifier: MIT
"""What letters by e-mail have in common, whatever file they come in: who wrote to whom and when, the text, the rest.

The text of a source begins with the subject and with who wrote to whom, since those are what an attribution is drawn
from. Files that were attached are named at the end; those that can be read become sources of their own, and of the
others a warning says that they are not read.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.importing import web_text
from app.importing.document import Document, ImportFailure, origins_of
from app.importing.formats import is_wanted
from app.importing.markup import Block, Run, Sort, heading, paragraph, to_markdown
from app.importing.members import Member
from app.importing.metadata import distinct, language_code, one_line
from app.text import plain
from app.text.layout import Kind

NO_TEXT = "There is no text in it."

_ORIGIN = "e-mail headers"
_QUOTE = re.compile(r"((?:>\s?)+)(.*)")
_ADDRESS = re.compile(r"(?:\"([^\"]*)\"|([^<>\",;@][^<>\"@]*?))?\s*<([^<>]*)>|([^\s,;<>\"]+@[^\s,;<>\"]+)")
_ENOUGH = 0.6
_MOST_QUOTED = 20
_MOST_NAMED = 10
_NO_TEXT_IN = re.compile(r"^image/|\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|ico|emf|wmf|heic|p7s|asc|sig)$", re.IGNORECASE)
"""What attached files are called that are pictures or signatures; without a name they are called by their kind."""


@dataclass(slots=True)
class Letter:
    """A letter: its headers as they are shown, its bodies, the names of attached files, and letters in it.

    ``files`` are those of the attached files that can be read, with their bytes, and ``unread`` names the others.
    """

    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: str = ""
    day: str = ""
    language: str = ""
    text: str = ""
    markup: str = ""
    attached: list[str] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def attach(self, name: str, data: bytes) -> None:
        """Attach a file; one with the name of what is read is kept."""
        self.attached.append(name)
        if data and is_wanted(Path(one_line(name))):
            self.files.append((name, data))
        else:
            self.unread.append(name)


def document(letter: Letter, origins: dict[str, str]) -> Document:
    """Return the document of a letter.

    Raises:
        ImportFailure: there is no text in it, nor in the letters in it.
    """
    if not any(_has_text(each) for each in _all(letter)):
        raise ImportFailure(NO_TEXT)
    title, authors = one_line(letter.subject), names(letter.sender)
    language = language_code(letter.language)
    origins = origins | origins_of(_ORIGIN, title=title, authors=authors, date=letter.day, language=language)
    body = to_markdown(_blocks(letter, 1))
    letters = list(_all(letter))
    files = tuple(Member(name, data) for each in letters for name, data in each.files)
    said = _unread([name for each in letters for name in each.unread])
    return Document(
        body,
        True,
        title,
        authors,
        date=letter.day,
        language=language,
        origins=origins,
        warnings=said,
        attached=files,
    )


def names(addresses: str) -> tuple[str, ...]:
    """Return the names in a list of addresses; where there is none, the address."""
    parsed = [found.groups(default="") for found in _ADDRESS.finditer(addresses)]
    found = distinct((quoted or name).strip("'\" \t") or inside or bare for quoted, name, inside, bare in parsed)
    return found or distinct([addresses])


def day_of(header: str) -> str:
    """Return the day of a date as e-mail writes it, or nothing."""
    try:
        parsed = email.utils.parsedate_tz(header) or email.utils.parsedate_tz(f"{header} 00:00:00")
    except (ValueError, IndexError, TypeError):
        return ""
    if not parsed or not (1970 <= parsed[0] <= 2200 and 1 <= parsed[1] <= 12 and 1 <= parsed[2] <= 31):
        return ""
    return f"{parsed[0]:04d}-{parsed[1]:02d}-{parsed[2]:02d}"


def plain_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a plain text; lines that begin with ``>`` are quoted."""
    stretch: list[str] = []
    depth = 0
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), None]:
        found = _QUOTE.match(line) if line is not None else None
        quoted = min(found[1].count(">"), _MOST_QUOTED) if found else 0
        if line is None or quoted != depth:
            yield from _stretch("\n".join(stretch), depth)
            stretch, depth = [], quoted
        stretch.append(found[2] if found else line or "")


def _stretch(text: str, depth: int) -> Iterator[Block]:
    if not text.strip():
        return
    made = plain.render(text)
    for block in made.layout:
        runs = (Run(made.text[block.start : block.end]),)
        if depth:
            yield Block(Sort.QUOTE, runs, depth)
        elif block.kind is Kind.ITEM and block.marker:
            yield Block(Sort.ITEM, runs, block.level or 1, "-")
        else:
            yield Block(Sort.PARAGRAPH, runs)


def _blocks(letter: Letter, level: int) -> Iterator[Block]:
    if letter.subject.strip():
        yield heading(one_line(letter.subject), min(level, 6))
    lines = (("From", letter.sender), ("To", letter.to), ("Cc", letter.cc), ("Date", letter.date))
    said = [f"{name}: {' '.join(value.split())}" for name, value in lines if value.strip()]
    if said:
        yield paragraph("\u2028".join(said))
    yield from _body(letter)
    if letter.attached:
        yield paragraph(f"Attached: {'; '.join(map(one_line, letter.attached))}")
    for inner in letter.letters:
        yield from _blocks(inner, level + 1)


def _body(letter: Letter) -> Sequence[Block]:
    """Return the text of a letter: as HTML where that says as much as the plain text does, since it has more form."""
    body = web_text.parse(letter.markup) if letter.markup.strip() else None
    words = len(web_text.text_of(body).split())
    if body is not None and words and words >= _ENOUGH * len(letter.text.split()):
        return [Block(Sort.MARKDOWN, (Run(web_text.markdown(body)),))]
    return list(plain_blocks(letter.text))


def _unread(attached: Sequence[str]) -> tuple[str, ...]:
    """Say which attached files were not read; pictures and signatures have nothing in them that one would read."""
    files = [name for name in map(one_line, attached) if not _NO_TEXT_IN.search(name)]
    if not files:
        return ()
    more = f" and {len(files) - _MOST_NAMED:,} more" if len(files) > _MOST_NAMED else ""
    were = "attached file was" if len(files) == 1 else "attached files were"
    return (f"{len(files):,} {were} not read: {'; '.join(files[:_MOST_NAMED])}{more}.",)


def _has_text(letter: Letter) -> bool:
    return bool(letter.text.strip() or letter.subject.strip()) or bool(
        letter.markup.strip() and web_text.text_of(web_text.parse(letter.markup))
    )


def _all(letter: Letter) -> Iterator[Letter]:
    yield letter
    for inner in letter.letters:
        yield from _all(inner)

# SPDX-License-Identifier: MIT
"""Makes a source of a text that comes with a file of another tool.

It becomes what importing that text would have made of it, so that its offsets can be followed
(:class:`app.text.places.Places`); a text Postil wrote itself keeps its lines as they are.
"""

import hashlib
import json
import sqlite3

from app import dates
from app.exchange.incoming import BadFile, SourceIn
from app.importing.languages import LanguageDetector
from app.importing.worker import Words
from app.text import plain
from app.text.layout import Draft, Kind, Layout, assemble, encode
from app.text.normalise import normalise, scrub_value
from app.text.places import Places
from app.text.render import RENDERER
from database import incoming, vocabulary
from database.history import new_uid, now
from database.originals import pack
from database.staging import StagedContent, StagedSource, content_hash

FORMAT = "txt"
UNTITLED = "Untitled"


def canonical(text: str, *, verbatim: bool) -> tuple[str, Layout]:
    """Return the canonical text and the layout of a text, such that every word of it can be found again."""
    if not verbatim:
        made = plain.render(text)
        if Places(text, made.text).complete:
            return made.text, made.layout
    return assemble([Draft(Kind.PARAGRAPH, line) for line in normalise(text).split("\n")])


class Bringer:
    """Adds the sources of one import."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._detector = LanguageDetector()
        self._words = Words()

    def add(self, source: SourceIn, raw: str) -> int:
        """Add a source inside an open action and return its id.

        Raises:
            BadFile: there is no text in it.
        """
        text, layout = canonical(raw, verbatim=source.verbatim)
        if not text.strip():
            raise BadFile("There is no text in it.")
        content = _content(raw, text, layout)
        row = self._row(source, text, content.hash)
        made = incoming.add_source(self._connection, content, row)
        words, stems = self._words.describe([(f"{row.title} {text}", row.language)])
        vocabulary.merge(self._connection, [*words, *self._words.take_counts()], stems)
        return made

    def _row(self, source: SourceIn, text: str, content: str) -> StagedSource:
        fields = {name: scrub_value(value) for name, value in source.fields.items()}
        date = dates.parse(fields.get("date", ""))
        language = fields.get("language") or self._detector.detect(text).code
        return StagedSource(
            number=0,
            uid=source.uid or new_uid(),
            content=content,
            title=scrub_value(source.title) or UNTITLED,
            authors=json.dumps([scrub_value(author) for author in source.authors], ensure_ascii=False),
            publication=fields.get("publication", ""),
            date=date.text,
            date_from=date.first,
            date_to=date.last,
            language=language,
            url=fields.get("url", ""),
            licence=fields.get("licence", ""),
            format=FORMAT,
            path=scrub_value(source.key),
            origins=json.dumps({} if fields.get("language") or not language else {"language": "detected"}),
            added=now(),
        )


def _content(raw: str, text: str, layout: Layout) -> StagedContent:
    data = raw.encode("utf-8", errors="replace")
    digest = hashlib.sha256(data).hexdigest()
    return StagedContent(
        hash=content_hash(RENDERER, FORMAT, digest, text),
        renderer=RENDERER,
        original_hash=digest,
        original_size=len(data),
        characters=len(text),
        text=text,
        layout=encode(layout),
        original=pack(data, text),
    )

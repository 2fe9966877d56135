# SPDX-License-Identifier: MIT
"""Small collections for tests, made without the import worker."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from app.collection import Collection
from app.editing.replacement import NewText
from app.search.folding import describe
from app.text import layout
from app.text.layout import Draft, Kind
from app.text.markdown import render
from app.text.render import RENDERER, Rendered, rendered
from database import vocabulary
from database.history import new_uid, now
from database.originals import pack
from database.staging import StagedContent, content_hash
from database.versions import add_content


def new_collection(folder: Path, name: str = "test.postil", annotator: str = "Ada") -> Collection:
    """Make and open an empty collection."""
    return Collection.open(folder / name, create=True, annotator=annotator, program="a test")


def staged(text: str, format_name: str = "txt") -> StagedContent:
    """Return a text of plain paragraphs, or of Markdown (``md``), as a row of ``content``."""
    plain = (Draft(Kind.PARAGRAPH, line) for line in text.split("\n"))
    return staged_as(render(text) if format_name == "md" else rendered(plain), text.encode(), format_name)


def staged_as(made: Rendered, original: bytes, format_name: str) -> StagedContent:
    """Return a text that has been rendered from an original as a row of ``content``."""
    digest = hashlib.sha256(original).hexdigest()
    return StagedContent(
        content_hash(RENDERER, format_name, digest, made.text),
        RENDERER,
        digest,
        len(original),
        len(made.text),
        made.text,
        layout.encode(made.layout),
        pack(original, made.text),
    )


def new_text(text: str, columns: Mapping[str, str | None] | None = None) -> NewText:
    """Return a text of plain paragraphs to put in the place of another."""
    return NewText(staged(text), "txt", "new.txt", columns or {})


def write_source(collection: Collection, title: str, text: str, **fields: str) -> int:
    """Write one source of plain paragraphs, or of the ``format`` md, inside an open action and return its id."""
    return _write(collection, title, staged(text, fields.get("format", "txt")), fields)


def know_words(collection: Collection) -> None:
    """Write the words of the sources into the vocabulary, as an import does: what a word begun may become is there."""
    with collection.action("Words", kind="quiet"):
        vocabulary.rebuild(collection.connection, describe)


def add_rendered(collection: Collection, title: str, made: Rendered, original: bytes, format_name: str = "md") -> int:
    """Add one source that has been rendered from an original as a step of its own and return its id."""
    with collection.action("Import"):
        return _write(collection, title, staged_as(made, original, format_name), {"format": format_name})


def _write(collection: Collection, title: str, content: StagedContent, fields: Mapping[str, str]) -> int:
    add_content(collection.connection, content)
    columns = {"uid": new_uid(), "content": content.hash, "title": title, "format": "txt", "added": now(), **fields}
    marks = ", ".join("?" * len(columns))
    row = collection.connection.execute(
        f"INSERT INTO source({', '.join(columns)}) VALUES ({marks})", list(columns.values())
    )
    return int(row.lastrowid or 0)


def add_source(collection: Collection, title: str, text: str, **fields: str) -> int:
    """Add one source of plain paragraphs, or of the ``format`` md, as a step of its own and return its id."""
    with collection.action("Import"):
        return write_source(collection, title, text, **fields)

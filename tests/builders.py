# SPDX-License-Identifier: MIT
"""Small collections for tests, made without the import worker."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from app.collection import Collection
from app.editing.replacement import NewText
from app.text import layout
from app.text.layout import Draft, Kind
from app.text.markdown import render
from app.text.render import RENDERER, rendered
from database.history import new_uid, now
from database.originals import pack
from database.staging import StagedContent
from database.versions import add_content


def new_collection(folder: Path, name: str = "test.postil", annotator: str = "Ada") -> Collection:
    """Make and open an empty collection."""
    return Collection.open(folder / name, create=True, annotator=annotator, program="a test")


def staged(text: str, format_name: str = "txt") -> StagedContent:
    """Return a text of plain paragraphs, or of Markdown (``md``), as a row of ``content``."""
    plain = (Draft(Kind.PARAGRAPH, line) for line in text.split("\n"))
    made = render(text) if format_name == "md" else rendered(plain)
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    key = hashlib.sha256(f"{RENDERER}\n{format_name}\n{digest}\n{made.text}".encode()).hexdigest()
    return StagedContent(
        key,
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
    content = staged(text, fields.get("format", "txt"))
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

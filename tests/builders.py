# SPDX-License-Identifier: MIT
"""Small collections for tests, made without the import worker."""

import hashlib
import zlib
from pathlib import Path

from app.collection import Collection
from app.text import layout
from app.text.layout import Draft, Kind
from app.text.render import RENDERER, rendered
from database.history import new_uid, now


def new_collection(folder: Path, name: str = "test.postil", annotator: str = "Ada") -> Collection:
    """Make and open an empty collection."""
    return Collection.open(folder / name, create=True, annotator=annotator, program="a test")


def write_source(collection: Collection, title: str, text: str, **fields: str) -> int:
    """Write one source of plain paragraphs inside an open action and return its id."""
    made = rendered(Draft(Kind.PARAGRAPH, line) for line in text.split("\n"))
    original = text.encode()
    digest = hashlib.sha256(original).hexdigest()
    key = hashlib.sha256(f"{RENDERER}\ntxt\n{digest}\n{made.text}".encode()).hexdigest()
    collection.connection.execute(
        "INSERT OR IGNORE INTO content(hash, renderer, original_hash, original_size, characters, text, layout, "
        "original) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            RENDERER,
            digest,
            len(original),
            len(made.text),
            made.text,
            layout.encode(made.layout),
            zlib.compress(original),
        ),
    )
    columns = {"uid": new_uid(), "content": key, "title": title, "format": "txt", "added": now(), **fields}
    marks = ", ".join("?" * len(columns))
    row = collection.connection.execute(
        f"INSERT INTO source({', '.join(columns)}) VALUES ({marks})", list(columns.values())
    )
    return int(row.lastrowid or 0)


def add_source(collection: Collection, title: str, text: str, **fields: str) -> int:
    """Add one source of plain paragraphs as a step of its own and return its id."""
    with collection.action("Import"):
        return write_source(collection, title, text, **fields)

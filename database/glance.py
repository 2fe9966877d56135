# SPDX-License-Identifier: MIT
"""A look at one source of a collection that is not open yet: what the window shows first.

It changes nothing and keeps nothing open. Opening a collection does more, and loads more of the program.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from database.annotations import SpanRow, span_rows
from database.errors import CollectionError, explained
from database.records import Source, SourceText
from database.sources import find_sources, source_text, sources
from database.store import VERSION, inspect, open_store


class Glance(NamedTuple):
    """A source, its text, and where its annotations lie."""

    source: Source
    text: SourceText
    spans: list[SpanRow]


def glance(path: Path, uid: str) -> Glance | None:
    """Return a source by its uid, or None where it cannot be read: whoever opens the collection will say why."""
    with contextlib.suppress(CollectionError):
        if inspect(path) == VERSION:
            store = open_store(path, write=False)
            with contextlib.closing(store), explained(path):
                ids = find_sources(store.connection, uid)
                text = source_text(store.connection, ids[0]) if len(ids) == 1 else None
                if text is not None:
                    return Glance(sources(store.connection, ids)[0], text, span_rows(store.connection, ids[0]))
    return None

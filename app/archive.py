# SPDX-License-Identifier: MIT
"""The readable side of an open collection: what views, exports and commands ask of it."""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UnknownAnnotation, UnknownSource
from app.text import layout
from app.text.normalise import scrub_value
from database import actors, annotations, history, sources, store, versions
from database.errors import CollectionError
from database.records import Annotation, Source

if TYPE_CHECKING:
    from app.search.engine import Results, Searcher

UNNAMED = "unnamed"
"""The annotator a change names when nobody has said who they are; never the login name."""


class Archive:
    """An open collection, read. One instance belongs to the thread that opened it."""

    def __init__(self, opened: store.Store, annotator: str = ""):
        self._store = opened
        self._connection = opened.connection
        self._annotator = scrub_value(annotator)
        self.running: set[str] = set()
        """Steps that are still being written by a job; undo passes them over."""

    # Properties

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._store.path

    @property
    def store(self) -> store.Store:
        """The open file, for those who need a connection of their own (a search thread, an import)."""
        return self._store

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the thread that opened the collection."""
        return self._connection

    @property
    def title(self) -> str:
        """The name of the collection."""
        return str(self._connection.execute("SELECT title FROM collection").fetchone()[0])

    @property
    def writable(self) -> bool:
        """Whether this program may change the collection."""
        return self._store.writable

    @property
    def refusal(self) -> CollectionError | None:
        """Why the collection cannot be changed, or None where it can."""
        return self._store.refusal

    @property
    def has_annotator(self) -> bool:
        """Whether anybody has said who tags."""
        return bool(self._annotator)

    @property
    def annotator(self) -> str:
        """Who tags."""
        return self._annotator or UNNAMED

    # Reading

    def source_ids(self, sort: str = "added", words: str = "") -> list[int]:
        """Return the ids of the sources whose title, authors, publication or date hold ``words``, sorted."""
        if words.strip():
            return sources.matching_ids(self._connection, words, sort)
        return sources.source_ids(self._connection, sort)

    def sources(self, ids: Sequence[int] | None = None) -> list[Source]:
        """Return all sources by id, or those of the given ids in the given order."""
        return sources.sources(self._connection, ids)

    def source(self, source: int) -> Source:
        """Return one source.

        Raises:
            UnknownSource: it is not there.
        """
        found = sources.sources(self._connection, [source])
        if not found:
            raise UnknownSource(str(source))
        return found[0]

    def find_source(self, reference: str) -> Source:
        """Return the source that an id, a uid, a SHA-256 or an exact title names.

        Raises:
            UnknownSource: none or several do.
        """
        found = sources.find_sources(self._connection, reference)
        if len(found) != 1:
            raise UnknownSource(reference, len(found))
        return self.source(found[0])

    def original_hash(self, source: int) -> str:
        """Return the SHA-256 of the bytes a source was imported from."""
        return sources.original_hash(self._connection, source)

    def text(self, source: int) -> tuple[str, layout.Layout]:
        """Return the canonical text of a source and its layout.

        Raises:
            UnknownSource: it is not there.
        """
        found = sources.source_text(self._connection, source)
        if found is None:
            raise UnknownSource(str(source))
        return found.text, layout.decode(found.layout)

    def words(self, source: int) -> str:
        """Return the canonical text of a source alone: reading the layout of a book as well takes ten times as long.

        Raises:
            UnknownSource: it is not there.
        """
        found = sources.source_text(self._connection, source)
        if found is None:
            raise UnknownSource(str(source))
        return found.text

    def versions(self, source: int) -> list[versions.Version]:
        """Return the former texts of a source, the oldest first."""
        return versions.versions(self._connection, source)

    def version_text(self, version: int) -> tuple[str, layout.Layout]:
        """Return a former text of a source and its layout.

        Raises:
            UnknownSource: there is no such version.
        """
        found = versions.version_text(self._connection, version)
        if found is None:
            raise UnknownSource(f"version {version}")
        return found.text, layout.decode(found.layout)

    def span_rows(self, source: int) -> list[annotations.SpanRow]:
        """Return where the annotations of a source lie, annotation by annotation."""
        return annotations.span_rows(self._connection, source)

    def annotation_ids(self, source: int | None = None) -> list[int]:
        """Return ids of annotations in text order, of one source or of all."""
        return annotations.annotation_ids(self._connection, source)

    def iter_annotations(self, ids: Sequence[int]) -> Iterator[Annotation]:
        """Yield whole annotations in the given order, a few hundred in memory at a time."""
        return annotations.load(self._connection, ids)

    def annotations(self, source: int | None = None) -> list[Annotation]:
        """Return annotations in text order, of one source or of all."""
        return list(self.iter_annotations(self.annotation_ids(source)))

    def annotation(self, annotation: int) -> Annotation:
        """Return one annotation.

        Raises:
            UnknownAnnotation: it is not there.
        """
        found = next(annotations.load(self._connection, [annotation]), None)
        if found is None:
            raise UnknownAnnotation(annotation)
        return found

    def find_annotation(self, uid: str) -> Annotation | None:
        """Return the annotation with this uid, or None."""
        found = annotations.find_annotation(self._connection, uid)
        return None if found is None else self.annotation(found)

    def actor_names(self) -> list[str]:
        """Return the names of all actors, those named most often first."""
        return actors.actor_names(self._connection)

    def works(self) -> list[str]:
        """Return the works that attributions name."""
        return actors.works(self._connection)

    def codes(self) -> list[actors.Code]:
        """Return the codebook in tree order."""
        return actors.codes(self._connection)

    def counts(self) -> dict[str, int]:
        """Return how many there are by ``source``, ``claim``, ``recommendation`` and ``passage``."""
        return sources.counts(self._connection)

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the archive, most frequent first."""
        return sources.languages(self._connection)

    # Searching

    @cached_property
    def searcher(self) -> "Searcher":
        """What answers queries, on the connection of this thread."""
        from app.search.engine import Searcher  # noqa: PLC0415  Whoosh is slow to load

        return Searcher(self._connection)

    def search(self, query: str, *, limit: int = 20) -> "Results":
        """Return the best sources for a query, with passages and annotations."""
        return self.searcher.search(query, limit=limit)

    def matching_annotations(self, query: str = "", source: int | None = None) -> list[int]:
        """Return ids of annotations that match a query, of one source or of all, in text order."""
        ids = self.annotation_ids(source)
        if not query.strip():
            return ids
        found = set(self.searcher.annotations(query))
        return [annotation for annotation in ids if annotation in found]

    # History

    @property
    def next_undo(self) -> str | None:
        """What undo would take back, in words."""
        step = history.next_undo(self._connection, self.running)
        return step.label if step else None

    @property
    def next_redo(self) -> str | None:
        """What redo would do again, in words."""
        step = history.next_redo(self._connection)
        return step.label if step else None

    def log(self, limit: int = 100) -> list[history.Entry]:
        """Return the latest actions, newest first, with the names of who did them."""
        return history.entries(self._connection, limit)

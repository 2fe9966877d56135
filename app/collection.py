# SPDX-License-Identifier: MIT
"""The open collection: one user action = one transaction = one undo step = one change notice.

Views and commands change a collection only through the methods of :class:`Collection`; each says what it
touched, and everyone who subscribed hears of it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Self

from app import values
from app.archive import Archive
from app.search import learning
from app.search.folding import describe, fold
from app.text.normalise import normalise, scrub_value
from app.text.transliterate import key
from database import actors, annotations, checks, erase, history, index, sources, store, versions, vocabulary
from database.errors import DamagedCollection, explained
from database.history import Action, Author, Change
from database.records import KINDS, STANCES, STATUSES, Annotation, CodeUse, Link, RelationEnd, Slot, Source, Span

LABELS = {"claim": "Tag as claim", "recommendation": "Tag as recommendation", "passage": "Code passage"}

Listener = Callable[[Change], None]


class Collection(Archive):
    """An open collection file, with what a researcher does to it as methods.

    One instance belongs to the thread that opened it. A change made by another thread with a connection of
    its own (an import) is announced with :meth:`announce`.
    """

    def __init__(self, opened: store.Store, annotator: str = "", replica: str = ""):
        super().__init__(opened, annotator)
        self._replica = replica
        self._listeners: list[Listener] = []

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        write: bool = True,
        create: bool = False,
        annotator: str = "",
        program: str = "Postil",
        replica: str = "",
        verify: bool = False,
    ) -> Self:
        """Open a collection; make it first where ``create`` allows it and there is none.

        Where it cannot be written, it is open for reading and :attr:`refusal` says why. ``verify`` reads every
        page first, so that nothing is ever written to a damaged file.

        Raises:
            CollectionError: the file is missing, foreign, newer, damaged or locked.
        """
        if create and not path.exists():
            store.create(path)
        opened = store.open_store(path, write=write, annotator=annotator, program=program, derive=_derive)
        problems = store.check_pages(opened.connection) if verify else []
        if problems:
            opened.close()
            raise DamagedCollection(path, problems[0])
        return cls(opened, annotator, replica)

    @classmethod
    def open_lent(cls, path: Path, *, annotator: str = "", replica: str = "") -> Self:
        """Open a collection for writing on behalf of the program that holds it: for a process that program started.

        Raises:
            CollectionError: the file is missing, foreign, newer, damaged or locked.
        """
        return cls(store.open_lent(path), annotator, replica)

    # Changing

    @contextmanager
    def action(self, label: str, *, kind: str = "do", step: str | None = None) -> Iterator[Action]:
        """Open an action: what is written inside is one transaction and one undo step, and is announced at its end.

        A job of many actions names the step that all of them belong to.

        Raises:
            CollectionError: the collection cannot be changed; nothing was.
        """
        self._store.require_writable()
        author = self.author()
        with (
            explained(self.path),
            history.action(self._connection, label, author, refresh=_refresh, kind=kind, step=step) as opened,
        ):
            yield opened
        self.announce(opened.change)

    @property
    def replica(self) -> str:
        """The installation that changes are made on."""
        return self._replica

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Inside an open action: undo what is written inside if it fails, and let the error pass."""
        self._connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO attempt")
            raise
        finally:
            self._connection.execute("RELEASE attempt")

    def author(self) -> Author:
        """Return who changes are written for; the first time, the annotator is entered into the collection."""
        self._store.require_writable()
        name = self.annotator
        with explained(self.path):
            annotator = actors.annotator_id(self._connection, name)
            if annotator is None:
                nobody = Author("", self._replica)
                with history.action(self._connection, "Enter annotator", nobody, refresh=_refresh, kind="quiet"):
                    annotator = actors.add_annotator(self._connection, name)
            return Author(actors.annotator_uid(self._connection, annotator), self._replica)

    def set_annotator(self, name: str) -> None:
        """Say who tags from now on."""
        self._annotator = scrub_value(name)

    def tag(
        self,
        source: int,
        kind: str,
        spans: Sequence[Span],
        *,
        chain: Sequence[Link] = (),
        slots: Sequence[Slot] = (),
        codes: Sequence[CodeUse] = (),
        note: str = "",
        status: str | None = None,
        label: str | None = None,
    ) -> Annotation:
        """Tag a passage and return the annotation.

        Args:
            source: the id of the source.
            kind: ``claim``, ``recommendation`` or ``passage``.
            spans: half-open spans of the canonical text, in code points.
            chain: who said it, innermost first.
            slots: the parts of the statement.
            codes: entries of the codebook; new ones are added.
            note: Markdown.
            status: the state it begins in; the first of its kind where none is given.
            label: how undo names the action.

        Raises:
            PostilError: no such source, a span outside its text, or a value a field cannot have.
            CollectionError: the collection cannot be changed.
        """
        with self.action(label or LABELS.get(kind, "Tag")):
            made = self.write_annotation(
                source, kind, spans, chain=chain, slots=slots, codes=codes, note=note, status=status
            )
        return self.annotation(made)

    def write_annotation(
        self,
        source: int,
        kind: str,
        spans: Sequence[Span],
        *,
        chain: Sequence[Link] = (),
        slots: Sequence[Slot] = (),
        codes: Sequence[CodeUse] = (),
        note: str = "",
        status: str | None = None,
        uid: str | None = None,
        annotator: str = "",
        created: str | None = None,
        modified: str | None = None,
    ) -> int:
        """Write one annotation inside an open action and return its id: :meth:`tag` for those who write many."""
        values.check("kind", kind, KINDS)
        text = self.words(source)
        made = annotations.insert(
            self._connection,
            source,
            kind,
            values.anchored(text, spans),
            annotator=self._annotator_row(annotator),
            status=STATUSES[kind][0] if status is None else values.check("status", status, STATUSES[kind]),
            note=normalise(note),
            uid=uid,
            created=created,
            modified=modified,
        )
        self._write_parts(made, text, chain, slots, codes)
        return made

    def write_relation(self, annotation: int, relation: RelationEnd) -> bool:
        """Write a relation inside an open action; False where what it points at is not there."""
        return annotations.add_relation(self._connection, annotation, relation)

    def edit(
        self,
        annotation: int,
        *,
        kind: str | None = None,
        status: str | None = None,
        note: str | None = None,
        spans: Sequence[Span] | None = None,
        chain: Sequence[Link] | None = None,
        slots: Sequence[Slot] | None = None,
        codes: Sequence[CodeUse] | None = None,
        label: str = "Edit annotation",
    ) -> Annotation:
        """Change the given parts of an annotation, leave the others, and return it.

        Raises:
            PostilError: no such annotation, a span outside the text, or a value a field cannot have.
            CollectionError: the collection cannot be changed.
        """
        before = self.annotation(annotation)
        text = self.words(before.source)
        fields = values.head(before, kind, status, note)
        with self.action(label) as opened:
            annotations.edit(self._connection, annotation, fields)
            if spans is not None:
                annotations.set_spans(self._connection, annotation, values.anchored(text, spans))
                versions.set_text_of(self._connection, [annotation], self.source(before.source).content)
            self._write_parts(annotation, text, chain, slots, codes)
            if history.has_changes(self._connection, opened.row):
                annotations.touch(self._connection, annotation)
        return self.annotation(annotation)

    def delete_annotations(self, ids: Sequence[int]) -> None:
        """Delete annotations."""
        with self.action("Delete annotation" if len(ids) == 1 else f"Delete {len(ids)} annotations"):
            annotations.delete(self._connection, ids)

    def edit_source(self, source: int, **fields: str | Sequence[str]) -> Source:
        """Change what is known about a source (see ``database.sources.EDITABLE``) and return it."""
        with self.action("Edit source"):
            learning.edit_source(self._connection, source, values.source_fields(fields))
        return self.source(source)

    def delete_sources(self, ids: Sequence[int]) -> None:
        """Delete sources and their annotations."""
        with self.action("Delete source" if len(ids) == 1 else f"Delete {len(ids)} sources"):
            sources.delete_sources(self._connection, ids)

    def mark_read(self, source: int, *, read: bool = True) -> None:
        """Remember that the annotator has read a source. This is logged, but is not an undo step."""
        author = self.author()
        with self.action("Mark as read", kind="quiet"):
            annotator = actors.annotator_row(self._connection, author.annotator)
            sources.mark_read(self._connection, source, annotator, read=read)

    def write_code(
        self, name: str, *, parent: str = "", colour: str = "", definition: str = "", examples: str = ""
    ) -> int:
        """Write a code under another, or at the top, inside an open action; return its id."""
        above = actors.code_id(self._connection, parent) if parent else None
        return actors.add_code(
            self._connection,
            scrub_value(name),
            parent=above,
            colour=scrub_value(colour),
            definition=normalise(definition),
            examples=normalise(examples),
        )

    # History

    def undo(self) -> Change | None:
        """Take back the last step; None where there is none.

        Raises:
            HistoryConflict: something made since depends on it.
        """
        author = self.author()
        with explained(self.path):
            change = history.undo(self._connection, author, refresh=_refresh, running=self.running)
        return self._announced(change)

    def redo(self) -> Change | None:
        """Do the last undone step again; None where there is none.

        Raises:
            HistoryConflict: the rows are not as undo left them.
        """
        author = self.author()
        with explained(self.path):
            change = history.redo(self._connection, author, refresh=_refresh)
        return self._announced(change)

    def go_back(self, action: int, label: str) -> Change | None:
        """Make everything as it was right after an action, as one undo step; None where it is so.

        Raises:
            HistoryConflict: a row is not as the history says.
        """
        author = self.author()
        with explained(self.path):
            change = history.go_back(self._connection, author, action, label, refresh=_refresh)
        return self._announced(change)

    def erase(self, planned: erase.Plan) -> Change:
        """Erase what was planned, for good (see ``app.editing.erase``).

        Raises:
            CollectionError: the collection cannot be changed, or another program reads it.
        """
        author = self.author()
        with explained(self.path):
            change = erase.erase(self._connection, planned, author, refresh=_refresh)
        self.announce(change)
        return change

    def check(self, *, repair: bool = False) -> list[str]:
        """Return what is wrong with the collection, in sentences; nothing where it is whole.

        Where the collection is open for reading, its index is not compared with the texts. ``repair`` writes the
        index, its words and the undo steps afresh first; it cannot mend damaged pages.

        Raises:
            CollectionError: a repair was asked and the collection cannot be changed.
        """
        problems = store.check_pages(self._connection)
        if repair and not problems:
            self._store.require_writable()
            with explained(self.path):
                checks.repair(self._connection, _refresh, describe)
        return problems or checks.problems(self._connection, index_too=self.writable)

    # Notices

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with every change, in the thread that made it; return how to stop that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, change: Change) -> None:
        """Tell everyone who subscribed what was changed; a change that touched nothing is not told."""
        if change.rows:
            for listener in tuple(self._listeners):
                listener(change)

    def close(self) -> None:
        """Close the file."""
        self._listeners.clear()
        self._store.close()

    # Parts

    def _announced(self, change: Change | None) -> Change | None:
        if change is not None:
            self.announce(change)
        return change

    def _annotator_row(self, name: str) -> int | None:
        wanted = scrub_value(name) or self.annotator
        found = actors.annotator_id(self._connection, wanted)
        return actors.add_annotator(self._connection, wanted) if found is None else found

    def _write_parts(
        self,
        annotation: int,
        text: str,
        chain: Sequence[Link] | None,
        slots: Sequence[Slot] | None,
        codes: Sequence[CodeUse] | None,
    ) -> None:
        if chain is not None:
            annotations.set_chain(self._connection, annotation, [values.link(text, link) for link in chain])
        if slots is not None:
            annotations.set_slots(self._connection, annotation, [values.slot(text, slot) for slot in slots])
        if codes is not None:
            for use in codes:
                values.check("stance", use.stance, STANCES)
            clean = [replace(use, code=scrub_value(use.code)) for use in codes]
            annotations.set_codes(self._connection, annotation, [use for use in clean if use.code])


def _refresh(connection: sqlite3.Connection) -> None:
    index.refresh(connection, fold, key)


def _derive(connection: sqlite3.Connection) -> None:
    vocabulary.add_compounds(connection, describe)

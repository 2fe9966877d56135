# SPDX-License-Identifier: MIT
"""Writes what a reader found into a collection: one action, one undo step, and a plan that says what became of it.

Sources are matched by uid, then SHA-256, then equal canonical text, then address, then a title only one source has;
codes by their path, actors by name or alias, statements by uid or text, annotations by uid. What is
there already stays as it is; only what is empty is filled in. What a codebook says of codes takes its place.
"""

import hashlib
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.collection import Collection
from app.errors import PostilError
from app.exchange.bring import Bringer, canonical
from app.exchange.codes_in import write_actors, write_codes
from app.exchange.incoming import AnnotationIn, BadEntry, BadFile, Incoming, Loss, SourceIn
from app.exchange.links_in import Ends
from app.exchange.locate import locate
from app.exchange.outcome import Outcome
from app.exchange.plan import Tally
from app.exchange.statements_in import Statements
from app.text.normalise import normalise, scrub_value
from app.text.places import Places
from database import annotations, incoming
from database.records import Anchor, Span

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_UID = re.compile(r"[\w.:-]{1,128}", re.ASCII)
_NAMESPACE = uuid.UUID("7c2f1f4e-5a6f-5d0a-9d8e-2f1b6c7a4e10")


@dataclass(frozen=True)
class _Found:
    """A source of this collection that a source of the file is; ``places`` is None where both count alike."""

    id: int
    title: str
    text: str
    places: Places | None


class Importer:
    """One import into one collection. It is used inside open actions and but once."""

    def __init__(self, collection: Collection, found: Incoming, progress: Callable[[int], None] | None = None):
        self.tally = Tally()
        self.outcome = Outcome()
        self._collection = collection
        self._connection: sqlite3.Connection = collection.connection
        self._incoming = found
        self._progress = progress
        self._bringer = Bringer(self._connection)
        self._ids: dict[str, int | str] = {}
        self._ends = Ends(collection, self.tally)
        self._statements = Statements(self._connection, self.tally)
        self._last: tuple[str, _Found] | None = None

    def run(self) -> None:
        """Write everything; :attr:`tally` and :attr:`outcome` say what was done."""
        for _ in self.steps():
            pass

    def steps(self) -> Iterator[None]:
        """Write everything, a little at each step: whoever takes the steps may end one action and open another."""
        for loss in self._incoming.lost:
            self._lose(loss)
        for source in self._incoming.sources:
            self._brought(source)
            yield
        write_codes(self._connection, self._incoming.codes, self.tally, wins=self._incoming.codebook)
        write_actors(self._connection, self._incoming.actors, self.tally)
        known = {thing: incoming.newest(self._connection, thing) for thing in ("code", "actor")}
        yield
        for done, entry in enumerate(self._incoming.annotations(), 1):
            self._entry(entry)
            if self._progress is not None:
                self._progress(done)
            yield
        for thing, row in known.items():
            for name in incoming.names_since(self._connection, thing, row):
                self.tally.add("added", thing, name)
        self.outcome.refused.extend(self._ends.write(self._incoming.relations))
        self._note()

    # Sources

    def _brought(self, source: SourceIn) -> None:
        """Match or add a source that the file lists, and say where it is neither here nor there."""
        try:
            self._source(source)
        except BadEntry:
            if source.read is None:
                reason = "Its text is not in the file, and no source here is the same."
                self.tally.add("lost", "source", source.title or source.key, reason)

    def _source(self, source: SourceIn) -> int:
        """Return the id of the source here that a source of the file is; add it where it is new and has a text.

        Raises:
            BadEntry: there is none, and it cannot be added.
        """
        known = self._ids.get(source.key)
        if known is None:
            known = self._ids[source.key] = self._matched(source)
        if isinstance(known, str):
            raise BadEntry(known)
        return known

    def _matched(self, source: SourceIn) -> int | str:
        try:
            raw = source.text()
            found = self._match(source, raw)
            if found is not None:
                self._fill(source, found)
                return found
            if raw is None:
                return _no_source(source)
            with self._collection.attempt():
                made = self._bringer.add(source, raw)
        except (BadFile, UnicodeError) as error:
            self.tally.add("lost", "source", source.title or source.key, str(error))
            return f"Its source “{source.title or source.key}” is not here."
        self.tally.add("added", "source", source.title)
        self._describe(source, made)
        return made

    def _match(self, source: SourceIn, raw: str | None) -> int | None:
        """Return the one source that answers to the first of these signs to which one answers."""
        for found in self._sure_signs(source, raw):
            if len(found) == 1:
                return found[0]
        taken = self._ids.values() if raw is not None else ()
        for found in self._other_signs(source):
            if len(found) == 1 and found[0] not in taken:
                return found[0]
        return None

    def _sure_signs(self, source: SourceIn, raw: str | None) -> Iterator[list[int]]:
        connection = self._connection
        if source.uid:
            yield incoming.sources_with(connection, "uid", source.uid)
        if source.sha256:
            yield incoming.sources_of_bytes(connection, source.sha256)
        if raw is not None:
            yield incoming.sources_of_bytes(connection, hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest())
            yield incoming.sources_of_text(connection, normalise(raw))
            yield incoming.sources_of_text(connection, canonical(raw, verbatim=source.verbatim)[0])

    def _other_signs(self, source: SourceIn) -> Iterator[list[int]]:
        """Yield what answers to signs that two sources may share: two texts of one file are never one source here."""
        connection = self._connection
        if source.fields.get("url"):
            yield incoming.sources_with(connection, "url", source.fields["url"])
        if source.title:
            yield incoming.sources_with(connection, "title", source.title)
        if source.reference:
            for column in ("uid", "title"):
                yield incoming.sources_with(connection, column, source.reference)
            yield self._numbered(source)

    def _numbered(self, source: SourceIn) -> list[int]:
        """Return the source of this number; in a file that says more of it the number may be another collection's."""
        if source.uid or source.sha256:
            return []
        found = incoming.sources_with(self._connection, "id", source.reference)
        named = source.title and source.title != source.reference
        return [each for each in found if not named or self._collection.source(each).title == source.title]

    def _fill(self, source: SourceIn, found: int) -> None:
        title = self._collection.source(found).title
        changed = self._describe(source, found)
        self.tally.add("changed" if changed else "matched", "source", title)

    def _describe(self, source: SourceIn, found: int) -> bool:
        connection = self._connection
        changes = [incoming.add_note(connection, "source", found, normalise(source.fields.get("note", "")))]
        for name, value in source.attributes.items():
            clean = scrub_value(name), scrub_value(value)
            changes.append(all(clean) and incoming.set_attribute(connection, found, *clean))
        changes += [incoming.add_to_set(connection, found, scrub_value(name)) for name in source.sets if name.strip()]
        return any(changes)

    def _text(self, source: SourceIn) -> _Found:
        """Return the source here with its text; the last one is remembered, since annotations come by source."""
        found = self._source(source)
        if self._last is None or self._last[0] != source.key:
            text = self._collection.text(found)[0]
            raw = source.text()
            places = None if raw is None else Places(raw, text)
            self._last = source.key, _Found(found, self._collection.source(found).title, text, places)
        return self._last[1]

    # Annotations

    def _entry(self, entry: AnnotationIn | Loss) -> None:
        if isinstance(entry, Loss):
            self._lose(entry)
            return
        try:
            with self._collection.attempt():
                self._annotation(entry)
        except PostilError as error:
            name = entry.source.title or entry.source.key
            self.tally.add("lost", "annotation", name, str(error))
            self.outcome.refused.append((entry.number, str(error)))

    def _annotation(self, entry: AnnotationIn) -> None:
        uid = _uid(entry.uid)
        present = annotations.find_annotation(self._connection, uid) if uid else None
        if present is not None:
            self._present(entry, uid, present)
            return
        here = self._text(entry.source)
        spans = self._spans(entry, here)
        made = self._collection.write_annotation(
            here.id,
            entry.kind,
            spans,
            chain=[replace(link, span=_moved(here, link.span)) for link in entry.chain],
            slots=[replace(slot, span=_moved(here, slot.span)) for slot in entry.slots],
            codes=[replace(use, under=_clean(use.under)) for use in entry.codes],
            note=entry.note,
            status=entry.status or None,
            uid=uid or None,
            annotator=entry.annotator or "",
            created=entry.created if _TIME.fullmatch(entry.created) else None,
            modified=entry.modified if _TIME.fullmatch(entry.modified) else None,
        )
        if entry.anchors:
            annotations.set_spans(self._connection, made, entry.anchors)
        self._ends.remember(entry, made)
        self._statements.join(made, entry.statements)
        self.outcome.written.append(made)
        self.tally.add("added", "annotation", here.title)

    def _present(self, entry: AnnotationIn, uid: str, present: int) -> None:
        self.outcome.present.append(uid)
        title = entry.source.title or entry.source.key
        modified = incoming.versions(self._connection, present)[1]
        if entry.modified and entry.modified != modified:
            self.tally.add("lost", "annotation", title, f"The file has {uid} of {entry.modified}; the one here stays.")
        else:
            self.tally.add("matched", "annotation", title)

    def _spans(self, entry: AnnotationIn, here: _Found) -> list[Span]:
        if not entry.anchors:
            return locate(entry, here.text, here.places)
        if not all(_fits(anchor, here.text) for anchor in entry.anchors):
            raise BadEntry("Its anchors do not lie in the text of its source.")
        return [(0, 1)] * len(entry.anchors)

    def _lose(self, loss: Loss) -> None:
        self.tally.add("lost", loss.thing, loss.name, loss.reason, loss.count)
        if loss.number is not None:
            self.outcome.refused.append((loss.number, loss.reason))

    def _note(self) -> None:
        row = incoming.collection_row(self._connection)
        if incoming.add_note(self._connection, "collection", row, normalise(self._incoming.note)):
            self.tally.add("changed", "note of the collection")


def _no_source(source: SourceIn) -> str:
    names = [name for name in (source.uid, source.sha256, source.reference, source.title) if name]
    names += [source.fields["url"]] if source.fields.get("url") else []
    shown = " or ".join(f"“{name}”" for name in dict.fromkeys(names))
    return f"No source here matches {shown or 'it, since it names none'}."


def _uid(given: str) -> str:
    """Return a uid as it is, or, where it could not be one, another that is always the same for it."""
    if not given or _UID.fullmatch(given):
        return given
    return uuid.uuid5(_NAMESPACE, given).hex


def _clean(under: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if under is None else tuple(filter(None, map(scrub_value, under)))


def _moved(here: _Found, span: Span | None) -> Span | None:
    """Return where the words that show a link or a slot lie; None where they are not in the text here."""
    if span is None or here.places is None:
        return span
    return here.places.span(*span)


def _fits(anchor: Anchor, text: str) -> bool:
    return 0 <= anchor.start < anchor.end and (anchor.state == "orphan" or anchor.end <= len(text))

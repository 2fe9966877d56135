# SPDX-License-Identifier: MIT
"""Reads another Postil collection: its annotations, codebook and actors, and the sources they stand in.

The other file is opened for reading alone. A source that is not here is brought along as its text; its original
bytes stay where they are, and so does its history.
"""

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from app.collection import Collection
from app.exchange.export import PLACELESS
from app.exchange.formats import BAD
from app.exchange.incoming import ActorIn, AnnotationIn, BadEntry, BadFile, CodeIn, Incoming, Loss, SourceIn
from app.exchange.native import read_entry
from app.exchange.record import to_json
from database import annotations, codebook, outgoing, sources
from database.errors import CollectionError
from database.records import Annotation, Source


def read(path: Path, held: contextlib.ExitStack) -> Incoming:
    """Return what another collection holds; it stays open as long as ``held``.

    Raises:
        BadFile: it is no collection, or one this program cannot read.
    """
    try:
        other = Collection.open(path, write=False, program="an import")
    except CollectionError as error:
        raise BadFile(str(error)) from error
    held.callback(other.close)
    sets = _sets(other)
    found = {source.id: _source(other, source, sets.get(source.id, ())) for source in other.sources()}
    used = set(annotations.source_ids(other.connection, other.annotation_ids()))
    kept = [source for number, source in found.items() if number in used]
    return Incoming(
        "postil",
        partial(_annotations, other, found),
        kept,
        [_code(entry) for entry in codebook.entries(other.connection)],
        [_actor(other, row) for row in outgoing.actors(other.connection)],
        lost=list(_losses(other)),
    )


def _sets(other: Collection) -> dict[int, tuple[str, ...]]:
    """Return the names of the sets of each source that is in any."""
    found: dict[int, tuple[str, ...]] = {}
    for _, name, members in outgoing.sets(other.connection):
        for source in members:
            found[source] = (*found.get(source, ()), name)
    return found


def _source(other: Collection, source: Source, sets: tuple[str, ...]) -> SourceIn:
    return SourceIn(
        f"source {source.id}",
        source.title,
        source.uid,
        other.original_hash(source.id),
        read=partial(_bytes, other, source.id),
        verbatim=True,
        authors=source.authors,
        fields={
            "publication": source.publication,
            "date": source.date,
            "language": source.language,
            "url": source.url,
            "note": outgoing.source_note(other.connection, source.id),
        },
        attributes=dict(outgoing.attributes(other.connection, source.id)),
        sets=sets,
    )


def _bytes(other: Collection, source: int) -> bytes:
    try:
        found = sources.source_text(other.connection, source)
    except BAD as error:
        raise BadFile(f"Its text is damaged ({error}).") from error
    return found.text.encode() if found else b""


def _code(entry: codebook.Entry) -> CodeIn:
    return CodeIn(entry.path, entry.uid, entry.colour, entry.definition, entry.examples, entry.note, entry.shortcut)


def _actor(other: Collection, row: outgoing.ActorRow) -> ActorIn:
    aliases = tuple(outgoing.aliases(other.connection, row.uid))
    return ActorIn(row.name, row.kind, row.country, row.note, aliases)


def _annotations(other: Collection, found: dict[int, SourceIn]) -> Iterator[AnnotationIn | Loss]:
    for number, annotation in enumerate(other.iter_annotations(other.annotation_ids())):
        try:
            yield _annotation(number, annotation, found[annotation.source])
        except BadEntry as error:
            yield Loss("annotation", annotation.uid, str(error), number=number)


def _annotation(number: int, annotation: Annotation, source: SourceIn) -> AnnotationIn:
    entry = read_entry(number, to_json(annotation))
    return AnnotationIn(
        number,
        source,
        entry.parts,
        entry.quote,
        entry.kind,
        entry.uid,
        annotation.chain,
        annotation.slots,
        annotation.codes,
        annotation.relations,
        entry.anchors,
        annotation.status,
        annotation.note,
        annotation.annotator,
        annotation.created,
        annotation.modified,
        annotation.statements,
    )


def _losses(other: Collection) -> Iterator[Loss]:
    for row in annotations.without_spans(other.connection):
        yield Loss("annotation", annotations.uid_of(other.connection, row), PLACELESS)
    for thing, count in outgoing.others(other.connection).items():
        yield Loss(
            thing, "", "It stays in the other collection: what annotations do not name is not taken from there.", count
        )

# SPDX-License-Identifier: MIT
"""A REFI-QDA project (``.qdpx``) for ATLAS.ti, MAXQDA, NVivo and others.

It holds texts, codes, codings, notes, variables, links, sets and users. A span is a selection, a code a coding of it;
the kind of annotation is a code too, so that each annotation shows. Each annotation is also a case with variables
(speaker, addressee, ...), which is what other tools cross with codes. Texts lie beside ``project.qde`` as UTF-8, and
positions count their code points. The project is written in several passes, so memory does not grow with it.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr

from lxml import etree

from app.attribution import sentence, speakers
from app.exchange.formats import BAD, Selection
from app.exchange.jsonl import compact
from app.exchange.record import to_json
from app.exchange.refi import (
    ORIGIN,
    PROJECT,
    RECORD,
    SOURCE_FIELDS,
    clean,
    codes,
    element,
    guid,
    joined,
    kind_codes,
    markup,
    selection_guid,
)
from database import codebook, outgoing, sources
from database.records import ADDRESSEE, Annotation, Source

BASE = ("kind", "status", "speaker", "organisation", "addressee", "via", "work", "attribution", "stance", RECORD)
"""The variables of every annotation; slots have one each besides."""

_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(path: Path, selection: Selection) -> None:
    """Write a selection to a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        project = _Project(selection)
        for source in project.sources():
            text = project.text(source)
            if text is not None:
                made.writestr(member(f"sources/{guid('source', source.uid)}.txt"), text)
        with made.open(member("project.qde"), "w") as stream:
            project.write(stream)


def member(name: str) -> zipfile.ZipInfo:
    """Return a member without the time of day, so that the same project makes the same file."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


class _Project:
    """One export: what is left out, and what is written of the rest."""

    def __init__(self, selection: Selection):
        self._selection = selection
        self._archive = selection.archive
        self._connection = selection.archive.connection
        self._characters: dict[int, int] = {}
        self._written: set[str] = set()
        self._entries = codebook.entries(self._connection)
        self._codes = {entry.path: guid("code", entry.uid) for entry in reversed(self._entries)}
        self._users = {name: guid("user", uid) for uid, name in outgoing.annotators(self._connection)}
        slots = [name for name in outgoing.slot_names(self._connection) if name != ADDRESSEE]
        self._slots = {name: (f"{name} (slot)" if name in BASE else name) for name in slots}

    def sources(self) -> Iterator[Source]:
        """Yield the sources that are exported; one that is damaged is left out."""
        for number in self._selection.source_ids():
            try:
                yield self._archive.source(number)
            except BAD as error:
                self._selection.skip(str(number), f"The source is damaged ({error}).")

    def text(self, source: Source) -> str | None:
        """Return the text of a source; None where it is damaged, and then its annotations are left out too."""
        try:
            found = sources.source_text(self._connection, source.id)
        except BAD as error:
            self._selection.skip(source.uid, f"The source “{source.title}” is damaged ({error}).")
            return None
        if found is not None:
            self._characters[source.id] = len(found.text)
        return found.text if found else None

    def write(self, stream: IO[bytes]) -> None:
        """Write the project file."""
        uid, title, note = outgoing.collection(self._connection)
        named = f"name={quoteattr(clean(title) or 'Postil')} origin={quoteattr(ORIGIN)}"
        stream.write(f'{_DECLARATION}<Project {named} xmlns="{PROJECT}">'.encode())
        for each in self._head():
            stream.write(each.encode())
        _write_all(stream, "Cases", map(self._case, self._annotations()))
        _write_all(stream, "Sources", self._source_elements())
        _write_all(stream, "Notes", self._notes(uid, note))
        _write_all(stream, "Links", self._links())
        _write_all(stream, "Sets", self._sets())
        if note:
            stream.write(markup("NoteRef", targetGUID=guid("note/collection", uid)).encode())
        stream.write(b"</Project>")

    def _head(self) -> Iterator[str]:
        users = [markup("User", guid=identity, name=name) for name, identity in self._users.items()]
        if users:
            yield markup("Users", *users)
        tree = element(PROJECT, "Codes", *codes(PROJECT, self._entries, notes=True), kind_codes(PROJECT))
        yield markup("CodeBook", etree.tostring(tree, encoding="unicode"))
        names = [("", name) for name in (*BASE, *self._slots.values())]
        names += [("source/", name) for name in SOURCE_FIELDS]
        names += [("attribute/", name) for name in outgoing.attribute_names(self._connection)]
        variables = [
            markup("Variable", guid=guid("variable", space + name), name=_shown(space, name), typeOfVariable="Text")
            for space, name in names
        ]
        yield markup("Variables", *variables)

    def _annotations(self, *, told: bool = True) -> Iterator[Annotation]:
        """Yield the annotations that can be exported: those whose passage lies in a text that is."""
        for annotation in self._selection.annotations(told=told):
            characters = self._characters.get(annotation.source)
            if characters is None:
                self._selection.skip(annotation.uid, "Its source is damaged.")
            elif any(span.state == "orphan" or span.end > characters for span in annotation.spans):
                self._selection.skip(annotation.uid, "Its passage is no longer in its source.")
            else:
                yield annotation

    def _case(self, annotation: Annotation) -> str:
        self._written.add(annotation.uid)
        values = [_value("", name, value) for name, value in self._variables(annotation) if value]
        places = [
            markup("SelectionRef", targetGUID=selection_guid(annotation.uid, number))
            for number in range(len(annotation.spans))
        ]
        name = f"{annotation.kind}: {_short(annotation.quote)}"
        return markup("Case", *values, *places, guid=guid("case", annotation.uid), name=name)

    def _variables(self, annotation: Annotation) -> Iterator[tuple[str, str]]:
        yield "kind", annotation.kind
        yield "status", annotation.status
        yield "speaker", joined(speakers(annotation.chain))
        yield "organisation", joined(annotation.organisations)
        yield "addressee", joined(annotation.addressees)
        yield "via", joined(annotation.via)
        yield "work", annotation.work
        yield "attribution", sentence(annotation.chain)
        yield "stance", joined(f"{use.code}: {use.stance}" for use in annotation.codes)
        yield RECORD, compact(to_json(annotation, self._archive.original_hash(annotation.source)))
        for slot, variable in self._slots.items():
            yield variable, joined(s.value or s.actor for s in annotation.slots if s.name == slot)

    def _source_elements(self) -> Iterator[str]:
        held = self._annotations(told=False)
        annotation = next(held, None)
        for source in self.sources():
            if source.id not in self._characters:
                continue
            selections: list[str] = []
            while annotation is not None and annotation.source == source.id:
                selections += self._selections(annotation)
                annotation = next(held, None)
            yield self._source(source, selections)

    def _source(self, source: Source, selections: list[str]) -> str:
        identity = guid("source", source.uid)
        fields = zip(
            SOURCE_FIELDS,
            (source.uid, joined(source.authors), source.publication, source.date, source.language, source.url),
            strict=True,
        )
        values = [_value("source/", name, value) for name, value in fields if value]
        values += [_value("attribute/", *pair) for pair in outgoing.attributes(self._connection, source.id)]
        note = outgoing.source_note(self._connection, source.id)
        notes = [markup("NoteRef", targetGUID=guid("note/source", source.uid))] if note else []
        return markup(
            "TextSource",
            *selections,
            *notes,
            *values,
            guid=identity,
            name=source.title,
            plainTextPath=f"internal://{identity}.txt",
            creationDateTime=source.added,
        )

    def _selections(self, annotation: Annotation) -> Iterator[str]:
        said = sentence(annotation.chain, annotation.slots)
        user = self._users.get(annotation.annotator, "")
        chosen = [("kind", guid("kind", annotation.kind))]
        chosen += [(use.code, self._codes[(*(use.under or ()), use.code)]) for use in annotation.codes]
        for number, span in enumerate(annotation.spans):
            identity = selection_guid(annotation.uid, number)
            codings = [
                markup(
                    "Coding",
                    markup("CodeRef", targetGUID=target),
                    guid=guid("coding", f"{identity}/{target}"),
                    creatingUser=user,
                    creationDateTime=annotation.created,
                )
                for _, target in chosen
            ]
            noted = annotation.note and number == 0
            notes = [markup("NoteRef", targetGUID=guid("note/annotation", annotation.uid))] if noted else []
            yield markup(
                "PlainTextSelection",
                *([markup("Description", text=said)] if said else []),
                *codings,
                *notes,
                guid=identity,
                name=_short(span.quote),
                startPosition=str(span.start),
                endPosition=str(span.end),
                creatingUser=user,
                creationDateTime=annotation.created,
                modifiedDateTime=annotation.modified,
            )

    def _notes(self, uid: str, note: str) -> Iterator[str]:
        for annotation in self._annotations(told=False):
            if annotation.note:
                yield _note("annotation", annotation.uid, _short(annotation.note), annotation.note)
        for source in self.sources():
            said = outgoing.source_note(self._connection, source.id)
            if said and source.id in self._characters:
                yield _note("source", source.uid, source.title, said)
        for entry in self._entries:
            if entry.note:
                yield _note("code", entry.uid, entry.name, entry.note)
        if note:
            yield _note("collection", uid, self._archive.title, note)

    def _links(self) -> Iterator[str]:
        known = set()
        for relation in outgoing.relations(self._connection):
            onto = relation.target in known
            if relation.annotation in self._written and (onto or relation.target in self._written):
                known.add(relation.uid)
                target = guid("link", relation.target) if onto else selection_guid(relation.target, 0)
                yield markup(
                    "Link",
                    guid=guid("link", relation.uid),
                    name=relation.type,
                    direction="OneWay",
                    originGUID=selection_guid(relation.annotation, 0),
                    targetGUID=target,
                )

    def _sets(self) -> Iterator[str]:
        uids = {source.id: source.uid for source in self.sources() if source.id in self._characters}
        for uid, name, members in outgoing.sets(self._connection):
            refs = [markup("MemberSource", targetGUID=guid("source", uids[each])) for each in members if each in uids]
            if refs:
                yield markup("Set", *refs, guid=guid("set", uid), name=name)


def _write_all(stream: IO[bytes], tag: str, elements: Iterator[str]) -> None:
    """Write an element with others in it; nothing where there are none, since it may not be empty."""
    first = next(elements, None)
    if first is None:
        return
    stream.write(f"<{tag}>{first}".encode())
    for other in elements:
        stream.write(other.encode())
    stream.write(f"</{tag}>".encode())


def _value(space: str, name: str, value: str) -> str:
    return markup(
        "VariableValue",
        markup("VariableRef", targetGUID=guid("variable", space + name)),
        markup("TextValue", text=value),
    )


def _note(thing: str, uid: str, name: str, text: str) -> str:
    return markup("Note", markup("PlainTextContent", text=text), guid=guid(f"note/{thing}", uid), name=name)


def _shown(space: str, name: str) -> str:
    """Return the name of a variable; two may not have one name, so those of sources that would clash say so."""
    clashes = name in BASE or (space == "attribute/" and name in SOURCE_FIELDS)
    return f"{name} (source)" if space and clashes else name


def _short(words: str) -> str:
    folded = " ".join(words.split())
    return folded if len(folded) <= 80 else folded[:79] + "…"

# SPDX-License-Identifier: MIT
"""Reads a database of Discourse Network Analyzer 3 as claims: who says what, for whom, and whether they agree.

The person of a statement holds the claim, the organisation is whom they speak for, the concept is a code and the
agreement its stance: agreement supports, disagreement opposes. Other variables become slots of their names, long
texts become notes. Types and aliases of entities go to the actors and codes they describe.
"""

import contextlib
import hashlib
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.exchange.incoming import ActorIn, AnnotationIn, BadFile, CodeIn, Incoming, Loss, Part, SourceIn
from app.text.offsets import Utf16Map
from database import dna
from database.dna import Dna, Document, Entity, Statement
from database.records import CodeUse, Link, Slot, Span

PERSON = frozenset({"person", "actor", "speaker"})
ORGANISATION = frozenset({"organization", "organisation"})
CONCEPT = frozenset({"concept"})
AGREEMENT = frozenset({"agreement"})
CLAIM = "DNA Statement"

_NAMESPACE = uuid.UUID("2d3c1f0a-9a53-5b0e-8f0e-6f3a1b9c7d21")
_LEFT_OUT = {
    "REGEXES": ("search term", "Terms that DNA colours in texts have no place here."),
    "CODERRELATIONS": ("permission", "Who may see whose statements is not kept; everybody sees all."),
    "VARIABLELINKS": ("variable link", "Links between variables have no place here."),
}


def read(path: Path, held: contextlib.ExitStack) -> Incoming:
    """Return what a database holds; it stays open as long as ``held``.

    Raises:
        BadFile: it is no database of DNA 3.
    """
    try:
        found = held.enter_context(dna.opened(path))
    except dna.NotDna as error:
        raise BadFile(f"{error}.") from error
    sources = {document.id: _source(found, document) for document in found.documents()}
    lost = []
    for table, count in found.left_out().items():
        thing, reason = _LEFT_OUT[table]
        lost.append(Loss(thing, "", reason, count))
    return Incoming(
        "dna",
        partial(_annotations, found, sources),
        tuple(sources.values()),
        tuple(_codes(found)),
        tuple(_actors(found)),
        lost=lost,
    )


def _source(found: Dna, document: Document) -> SourceIn:
    day = datetime.fromtimestamp(document.date, UTC).strftime("%Y-%m-%d") if document.date else ""
    attributes = {"section": document.section, "type": document.type}
    return SourceIn(
        f"document {document.id}",
        document.title,
        read=partial(_bytes, found, document.id),
        authors=(document.author,) if document.author else (),
        fields={"publication": document.source, "date": day, "note": document.notes},
        attributes={name: value for name, value in attributes.items() if value},
    )


def _text(found: Dna, document: int) -> str:
    """Return the text as DNA counts it: Java's text panes drop carriage returns."""
    return found.text(document).replace("\r\n", "\n")


def _bytes(found: Dna, document: int) -> bytes:
    return _text(found, document).encode("utf-8", "replace")


def _codes(found: Dna) -> Iterator[CodeIn]:
    for entity in _in_tree_order(found):
        yield CodeIn(
            _path(found, entity),
            colour="" if entity.colour == "#000000" else entity.colour,
            definition=entity.attributes.get("Notes", ""),
            note=_known_of(entity, {"Notes"}),
        )


def _in_tree_order(found: Dna) -> list[Entity]:
    concepts = [e for e in found.entities.values() if e.variable.casefold() in CONCEPT and e.value.strip()]
    return sorted(concepts, key=partial(_depth, found))


def _depth(found: Dna, entity: Entity) -> int:
    return len(_path(found, entity))


def _path(found: Dna, entity: Entity) -> tuple[str, ...]:
    """Return the values from the top down to an entity; a circle, which DNA forbids, is cut."""
    path: list[str] = []
    seen: set[int] = set()
    current: Entity | None = entity
    while current is not None and current.id not in seen:
        seen.add(current.id)
        path.append(current.value)
        current = found.entities.get(current.parent) if current.parent else None
    return tuple(reversed(path))


def _actors(found: Dna) -> Iterator[ActorIn]:
    for entity in found.entities.values():
        variable = entity.variable.casefold()
        if variable in PERSON | ORGANISATION and entity.value.strip():
            kind = "person" if variable in PERSON else "organisation"
            alias = entity.attributes.get("Alias", "")
            yield ActorIn(entity.value, kind, note=_known_of(entity, {"Alias"}), aliases=(alias,) if alias else ())


def _known_of(entity: Entity, but: set[str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in entity.attributes.items() if name not in but)


def _annotations(found: Dna, sources: Mapping[int, SourceIn]) -> Iterator[AnnotationIn | Loss]:
    text, document, places = "", -1, Utf16Map("")
    for number, statement in enumerate(found.statements()):
        if statement.document != document:
            text, document = _text(found, statement.document), statement.document
            places = Utf16Map(text)
        start, stop = places.to_code_point(statement.start), places.to_code_point(statement.stop)
        yield _annotation(found, number, statement, sources[document], (start, stop), text)


def _annotation(found: Dna, number: int, statement: Statement, source: SourceIn, span: Span, text: str) -> AnnotationIn:
    person, organisation = _value(statement, PERSON), _value(statement, ORGANISATION)
    chain = (Link("holder", "actor" if person else "unattributed", person, organisation),)
    claim = statement.type == CLAIM
    codes = tuple(_uses(found, statement))
    return AnnotationIn(
        number,
        source,
        (Part(*span, text[slice(*span)]),),
        kind="claim" if claim or (codes and (person or organisation)) else "passage",
        uid=_uid(text, statement),
        chain=chain if person or organisation else (),
        slots=tuple(_slots(statement, typed=not claim)),
        codes=codes,
        note="\n\n".join(value for value in statement.values.values() if isinstance(value, str) and value),
        annotator=statement.coder,
    )


def _value(statement: Statement, names: frozenset[str]) -> str:
    for name, value in statement.values.items():
        if name.casefold() in names and isinstance(value, Entity):
            return value.value
    return ""


def _uses(found: Dna, statement: Statement) -> Iterator[CodeUse]:
    agreement = next((v for n, v in statement.values.items() if n.casefold() in AGREEMENT), None)
    stance = "neutral" if agreement is None else "supports" if agreement else "opposes"
    for name, value in statement.values.items():
        if name.casefold() in CONCEPT and isinstance(value, Entity) and value.value.strip():
            *under, code = _path(found, value)
            yield CodeUse(code, stance, tuple(under))


def _slots(statement: Statement, *, typed: bool) -> Iterator[Slot]:
    if typed:
        yield Slot("statement type", statement.type)
    for name, value in statement.values.items():
        plain = name.casefold()
        if plain in PERSON | ORGANISATION | CONCEPT | AGREEMENT or isinstance(value, str):
            continue
        said = value.value if isinstance(value, Entity) else str(value).lower()
        if said:
            yield Slot(name, said)


def _uid(text: str, statement: Statement) -> str:
    """Return a uid that is the same whenever the statement is read, in whichever copy of the database."""
    document = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return uuid.uuid5(_NAMESPACE, f"{document}/{statement.id}").hex

# SPDX-License-Identifier: MIT
"""Annotations as JSON: the shape of ``postil annotations --json``, out and back in without loss.

Out, every field is written, and a few that are derived for convenience (speakers, addressees and the like).
In, only ``kind``, a source and a quote or spans are needed; derived fields are ignored.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.collection import Collection
from app.errors import PostilError, UnknownSource
from app.text.anchors import find_quote
from database.records import Anchor, Annotation, CodeUse, Link, RelationEnd, Slot, Span

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

IMPORT_LABEL = "Import annotations"


class BadEntry(PostilError):
    """An entry of a JSON file does not describe an annotation of this collection."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of each entry: the ids written, those already there, and a sentence for each refused."""

    written: list[int] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def to_json(annotation: Annotation, sha256: str = "") -> dict[str, Json]:
    """Return an annotation in the shape of the command line; ``sha256`` is that of its source's original."""
    return {
        "uid": annotation.uid,
        "kind": annotation.kind,
        "source": annotation.source,
        "title": annotation.source_title,
        "source_uid": annotation.source_uid,
        "source_sha256": sha256,
        "quote": annotation.quote,
        "spans": [[span.start, span.end] for span in annotation.spans],
        **_anchors_out(annotation.spans),
        "chain": [_link_out(link) for link in annotation.chain],
        "slots": [_slot_out(slot) for slot in annotation.slots],
        "codes": [{"code": use.code, "stance": use.stance, "under": list(use.under or ())} for use in annotation.codes],
        "relations": [{"type": r.type, "target": r.target, "uid": r.uid} for r in annotation.relations],
        "status": annotation.status,
        "note": annotation.note,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "modified": annotation.modified,
        "speakers": list(annotation.speakers),
        "organisations": list(annotation.organisations),
        "addressees": list(annotation.addressees),
        "via": list(annotation.via),
        "work": annotation.work,
    }


def read_entries(given: str) -> list[Json]:
    """Return the entries of a JSON array, of one JSON object, or of JSON Lines.

    Raises:
        BadEntry: it is none of these; the sentence says where it stops making sense.
    """
    try:
        whole = json.loads(given)
    except ValueError:
        return [_line(number, line) for number, line in enumerate(given.splitlines(), 1) if line.strip()]
    return list(whole) if isinstance(whole, list) else [whole]


def _line(number: int, line: str) -> Json:
    try:
        entry: Json = json.loads(line)
    except ValueError as error:
        raise BadEntry(f"Line {number} is not JSON: {error}.") from error
    return entry


def write_entries(
    collection: Collection, entries: Iterable[Json], *, progress: Callable[[int], None] | None = None
) -> Outcome:
    """Write entries as annotations in one undo step; an entry that cannot be written is named and left out.

    Sources are matched by uid, then by SHA-256 of the original, then by a title only one source has. An
    annotation whose uid is already there is left as it is.

    Raises:
        CollectionError: the collection cannot be changed; nothing was written.
    """
    outcome = Outcome()
    links: list[tuple[int, int, list[RelationEnd]]] = []
    with collection.action(IMPORT_LABEL):
        for number, entry in enumerate(entries):
            try:
                with collection.attempt():
                    _write_entry(collection, number, entry, outcome, links)
            except PostilError as error:
                outcome.refused.append((number, str(error)))
            if progress is not None:
                progress(number + 1)
        for number, annotation, relations in links:
            missing = [r.target for r in relations if not collection.write_relation(annotation, r)]
            outcome.refused.extend((number, f"A relation points at {uid}, which is not here.") for uid in missing)
    return outcome


def _write_entry(
    collection: Collection,
    number: int,
    entry: Json,
    outcome: Outcome,
    links: list[tuple[int, int, list[RelationEnd]]],
) -> None:
    if not isinstance(entry, Mapping):
        raise BadEntry("It is not a JSON object.")
    uid = _text(entry, "uid")
    if uid and collection.find_annotation(uid) is not None:
        outcome.present.append(uid)
        return
    source = _source(collection, entry)
    text, _ = collection.text(source)
    made = collection.write_annotation(
        source,
        _text(entry, "kind") or "passage",
        _spans(entry, text),
        chain=[_link_in(link) for link in _objects(entry, "chain")],
        slots=[_slot_in(slot) for slot in _objects(entry, "slots")],
        codes=[CodeUse(_text(use, "code"), _text(use, "stance") or "neutral") for use in _objects(entry, "codes")],
        note=_text(entry, "note"),
        status=_text(entry, "status") or None,
        uid=uid or None,
        annotator=_text(entry, "annotator"),
        created=_text(entry, "created") or None,
        modified=_text(entry, "modified") or None,
    )
    outcome.written.append(made)
    relations = [
        RelationEnd(_text(r, "type"), _text(r, "target"), _text(r, "uid")) for r in _objects(entry, "relations")
    ]
    if relations:
        links.append((number, made, relations))


def _anchors_out(spans: Sequence[Anchor]) -> dict[str, Json]:
    """Return what the spans rest on, where one of them has been moved or lost since; nothing where all are exact."""
    if all(span.state == "exact" for span in spans):
        return {}
    names = ("quote", "prefix", "suffix", "state", "confidence")
    return {"anchors": [{name: getattr(span, name) for name in names} for span in spans]}


def _link_out(link: Link) -> dict[str, Json]:
    return {
        "actor": link.actor,
        "voice": link.voice,
        "role": link.role,
        "organisation": link.organisation,
        "work": link.work,
        "mode": link.mode,
        "cue": link.cue,
        "span": list(link.span) if link.span else None,
    }


def _link_in(entry: Mapping[str, Json]) -> Link:
    actor = _text(entry, "actor")
    return Link(
        _text(entry, "role") or "holder",
        _text(entry, "voice") or ("actor" if actor else "unattributed"),
        actor,
        _text(entry, "organisation"),
        _text(entry, "work"),
        _text(entry, "mode"),
        _text(entry, "cue"),
        _span(entry.get("span")),
    )


def _slot_out(slot: Slot) -> dict[str, Json]:
    return {
        "name": slot.name,
        "value": slot.value,
        "actor": slot.actor,
        "span": list(slot.span) if slot.span else None,
        "target": slot.target,
    }


def _slot_in(entry: Mapping[str, Json]) -> Slot:
    return Slot(
        _text(entry, "name"),
        _text(entry, "value"),
        _text(entry, "actor"),
        _span(entry.get("span")),
        target=_text(entry, "target"),
    )


def _source(collection: Collection, entry: Mapping[str, Json]) -> int:
    """Return the id of the source an entry names. A number is an id of this collection, tried last."""
    given = entry.get("source")
    names = [_text(entry, "source_uid"), _text(entry, "source_sha256")]
    names += [given] if isinstance(given, str) else []
    names += [_text(entry, "title"), str(given) if isinstance(given, int) else ""]
    names = [name for name in names if name]
    for name in names:
        try:
            return collection.find_source(name).id
        except UnknownSource:
            continue
    raise BadEntry(f"No source here matches {' or '.join(f'“{name}”' for name in names) or 'it, since it names none'}.")


def _spans(entry: Mapping[str, Json], text: str) -> list[Span]:
    """Return the spans of an entry: as given where they hold the quote, else found by the quote."""
    given = entry.get("spans")
    spans = [_span(pair) for pair in given] if isinstance(given, Sequence) and not isinstance(given, str) else []
    known = [span for span in spans if span is not None]
    quote = _text(entry, "quote")
    if known and (not quote or quote == " … ".join(text[start:end] for start, end in known)):
        return known
    several = entry.get("quotes")
    quotes = [str(part) for part in several] if isinstance(several, Sequence) and several else [quote]
    return [_find(text, part) for part in quotes]


def _find(text: str, quote: str) -> Span:
    places = find_quote(text, quote) if quote else []
    if len(places) != 1:
        how = "does not occur" if not places else f"occurs {len(places)} times"
        raise BadEntry(f"The quote “{quote[:60]}” {how} in its source.")
    return places[0]


def _span(pair: Json) -> Span | None:
    if isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2:
        start, end = pair
        if isinstance(start, int) and isinstance(end, int):
            return start, end
    return None


def _text(entry: Mapping[str, Json], name: str) -> str:
    value = entry.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadEntry(f"Its “{name}” is not text.")
    return value


def _objects(entry: Mapping[str, Json], name: str) -> list[Mapping[str, Json]]:
    value = entry.get(name)
    if value is None:
        return []
    if isinstance(value, Sequence) and all(isinstance(item, Mapping) for item in value):
        return [item for item in value if isinstance(item, Mapping)]
    raise BadEntry(f"Its “{name}” is not a list of objects.")

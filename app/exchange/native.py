# SPDX-License-Identifier: MIT
"""Annotations from JSON: what ``postil annotations --json`` and JSON Lines hold, read back.

Only a source and a quote or spans are needed; derived fields (speakers, addressees and the like) are ignored.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.collection import Collection
from app.exchange.importer import Importer
from app.exchange.incoming import AnnotationIn, BadEntry, Incoming, Loss, Part, SourceIn
from app.exchange.locate import ELLIPSIS
from app.exchange.outcome import Outcome
from app.exchange.record import Json, to_json
from app.text.normalise import normalise, scrub_value
from database.records import KINDS, MEMBER_ROLES, Anchor, CodeUse, Link, Membership, RelationEnd, Slot, Span

__all__ = ["BadEntry", "Json", "Outcome", "read_entries", "to_json", "write_entries"]

IMPORT_LABEL = "Import annotations"
_STATES = frozenset({"exact", "moved", "changed", "orphan"})


def read_entries(given: str) -> list[Json]:
    """Return the entries of a JSON array, of one JSON object, or of JSON Lines.

    Raises:
        BadEntry: it is none of these; the sentence says where it stops making sense.
    """
    try:
        whole = json.loads(given)
    except (ValueError, RecursionError):
        return [read_line(number, line) for number, line in enumerate(given.split("\n"), 1) if line.strip()]
    return list(whole) if isinstance(whole, list) else [whole]


def read_line(number: int, line: str) -> Json:
    """Return the entry on one line of JSON Lines.

    Raises:
        BadEntry: the line is not JSON.
    """
    try:
        entry: Json = json.loads(line)
    except (ValueError, RecursionError) as error:
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
    known = list(entries)
    importer = Importer(collection, Incoming("json", lambda: read_all(enumerate(known))), progress)
    with collection.action(IMPORT_LABEL):
        importer.run()
    return importer.outcome


def read_all(entries: Iterable[tuple[int, Json]]) -> Iterator[AnnotationIn | Loss]:
    """Read numbered entries; one that is no annotation becomes a loss."""
    for number, entry in entries:
        try:
            yield read_entry(number, entry)
        except BadEntry as error:
            yield Loss("annotation", f"entry {number + 1}", str(error), number=number)


def read_entry(number: int, entry: Json) -> AnnotationIn:
    """Return the annotation that an entry describes.

    Raises:
        BadEntry: it describes none.
    """
    if not isinstance(entry, Mapping):
        raise BadEntry("It is not a JSON object.")
    return AnnotationIn(
        number,
        _source(entry),
        _parts(entry),
        text_of(entry, "quote"),
        text_of(entry, "kind") or "passage",
        text_of(entry, "uid"),
        annotator=text_of(entry, "annotator"),
        status=text_of(entry, "status"),
        note=text_of(entry, "note"),
        created=text_of(entry, "created"),
        modified=text_of(entry, "modified"),
        chain=tuple(_link(link) for link in objects_of(entry, "chain")),
        slots=tuple(_slot(slot) for slot in objects_of(entry, "slots")),
        codes=tuple(_code(use) for use in objects_of(entry, "codes")),
        relations=tuple(_relation(relation) for relation in objects_of(entry, "relations")),
        anchors=tuple(_anchors(entry)),
        statements=tuple(_membership(each) for each in objects_of(entry, "statements")),
    )


def _source(entry: Mapping[str, Json]) -> SourceIn:
    """Return the source an entry names. A number is an id, believed where nothing speaks against it."""
    given = entry.get("source")
    reference = str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    uid, sha256, title = (text_of(entry, name) for name in ("source_uid", "source_sha256", "title"))
    return SourceIn("\n".join((uid, sha256, title, reference)), title, uid, sha256, reference)


def _parts(entry: Mapping[str, Json]) -> tuple[Part, ...]:
    """Return the parts of a passage with their places, their words, or both."""
    given = entry.get("spans")
    pairs = [span_of(pair) for pair in given] if isinstance(given, Sequence) and not isinstance(given, str) else []
    spans = [pair for pair in pairs if pair is not None]
    quote, several = text_of(entry, "quote"), entry.get("quotes")
    words = [quote]
    if isinstance(several, Sequence) and not isinstance(several, str) and several:
        words = [str(part) for part in several]
    elif len(spans) > 1:
        words = quote.split(ELLIPSIS)
    if len(words) == len(spans):
        return tuple(Part(start, end, exact) for (start, end), exact in zip(spans, words, strict=True))
    if spans and not several:
        return tuple(Part(start, end) for start, end in spans)
    return tuple(Part(exact=exact) for exact in words)


def _link(entry: Mapping[str, Json]) -> Link:
    actor = text_of(entry, "actor")
    return Link(
        text_of(entry, "role") or "holder",
        text_of(entry, "voice") or ("actor" if actor else "unattributed"),
        actor,
        text_of(entry, "organisation"),
        text_of(entry, "work"),
        text_of(entry, "mode"),
        text_of(entry, "cue"),
        span_of(entry.get("span")),
    )


def _slot(entry: Mapping[str, Json]) -> Slot:
    return Slot(
        text_of(entry, "name"),
        text_of(entry, "value"),
        text_of(entry, "actor"),
        span_of(entry.get("span")),
        target=text_of(entry, "target"),
    )


def _code(entry: Mapping[str, Json]) -> CodeUse:
    given = entry.get("under")
    under = None
    if isinstance(given, Sequence) and not isinstance(given, str):
        under = tuple(scrub_value(str(name)) for name in given)
    return CodeUse(text_of(entry, "code"), text_of(entry, "stance") or "neutral", under)


def _relation(entry: Mapping[str, Json]) -> RelationEnd:
    note = normalise(text_of(entry, "note"))
    return RelationEnd(text_of(entry, "type"), text_of(entry, "target"), text_of(entry, "uid"), note)


def _membership(entry: Mapping[str, Json]) -> Membership:
    words, role = normalise(text_of(entry, "text")), text_of(entry, "role") or "repeats"
    kind, uid = text_of(entry, "kind"), scrub_value(text_of(entry, "uid"))
    if not words:
        raise BadEntry("One of its “statements” has no text.")
    if role not in MEMBER_ROLES or kind not in {"", *KINDS}:
        raise BadEntry("One of its “statements” has a role or a kind that there is not.")
    return Membership(words, role, kind, normalise(text_of(entry, "note")), uid)


def _anchors(entry: Mapping[str, Json]) -> Iterator[Anchor]:
    """Yield what the spans rest on, where the entry says it because one of them has been moved or lost."""
    given = objects_of(entry, "anchors")
    spans = entry.get("spans")
    if not given or not isinstance(spans, Sequence) or len(spans) != len(given):
        return
    for pair, anchor in zip(spans, given, strict=True):
        span, state, confidence = span_of(pair), text_of(anchor, "state"), anchor.get("confidence", 1.0)
        if span is None or state not in _STATES or not isinstance(confidence, int | float):
            raise BadEntry("Its “anchors” are not what spans rest on.")
        quote, prefix, suffix = (text_of(anchor, name) for name in ("quote", "prefix", "suffix"))
        yield Anchor(*span, quote, prefix, suffix, state, float(confidence))


def span_of(pair: Json) -> Span | None:
    """Return a pair of whole numbers as a span; None for anything else."""
    if isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2:
        start, end = pair
        if isinstance(start, int) and isinstance(end, int):
            return start, end
    return None


def text_of(entry: Mapping[str, Json], name: str) -> str:
    """Return a field that is text; empty where it is not there.

    Raises:
        BadEntry: it is something else.
    """
    value = entry.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadEntry(f"Its “{name}” is not text.")
    return value


def objects_of(entry: Mapping[str, Json], name: str) -> list[Mapping[str, Json]]:
    """Return a field that is a list of objects; empty where it is not there.

    Raises:
        BadEntry: it is something else.
    """
    value = entry.get(name)
    if value is None:
        return []
    if isinstance(value, Sequence) and all(isinstance(item, Mapping) for item in value):
        return [item for item in value if isinstance(item, Mapping)]
    raise BadEntry(f"Its “{name}” is not a list of objects.")

# SPDX-License-Identifier: MIT
"""brat stand-off: a zip of texts and ``.ann`` files, for NLP and for the brat annotation tool.

Each annotation is an entity of its kind; a passage of several spans, or one that goes over several lines, is
discontinuous, since brat knows no line feed inside a span. Words that show a speaker or fill a slot are entities of
their own, tied to it by relations. Codes, statuses and notes are notes of the annotator; a second note holds the
whole annotation as JSON, so that it comes back.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from app.exchange.formats import Selection
from app.exchange.jsonl import compact
from app.exchange.record import to_json
from app.exchange.refi import guid
from app.exchange.refi_qda import member
from database.records import Annotation, Source, Span

RECORD = "Postil"
"""The type of the note that holds an annotation whole."""

CONFIGURATION = """[entities]
Claim
Recommendation
Passage
Holder
On_behalf_of
Quoted_by
Reporter
Author
Slot

[relations]
Attribution Arg1:<ENTITY>, Arg2:<ENTITY>
Slot Arg1:<ENTITY>, Arg2:<ENTITY>
Relation Arg1:<ENTITY>, Arg2:<ENTITY>

[events]

[attributes]
"""
"""What brat needs to show the files: which entities and relations there are."""

_BREAK = re.compile(r"[\n\t\u2028]+")
_UNFIT = re.compile(r"\W+")
_NAME = re.compile(r"[^\w .-]+")


def write(path: Path, selection: Selection) -> None:
    """Write a selection to a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(member("annotation.conf"), CONFIGURATION)
        for source, annotations in _documents(selection):
            text = selection.text(source, annotations)
            if text is not None:
                name = file_name(source)
                made.writestr(member(f"{name}.txt"), text)
                made.writestr(member(f"{name}.ann"), "".join(_Document(selection, text).lines(annotations)))


def _documents(selection: Selection) -> Iterator[tuple[Source, list[Annotation]]]:
    """Yield each source with its annotations, those that have none included where everything is exported."""
    seen = set()
    for source, annotations in selection.by_source():
        seen.add(source.id)
        yield source, annotations
    for number in selection.source_ids():
        if number not in seen:
            yield selection.archive.source(number), []


def file_name(source: Source) -> str:
    """Return a name for the files of a source that is readable and no other source's."""
    title = " ".join(_NAME.sub(" ", source.title).split())[:60].strip(" .") or "source"
    return f"{title} {guid('source', source.uid)[:8]}"


def fragments(text: str, spans: list[Span]) -> list[Span]:
    """Return the parts of a passage that hold no line feed, line break or tab, which would break a line of brat's."""
    parts = []
    for start, end in spans:
        at = start
        for found in _BREAK.finditer(text, start, end):
            parts.append((at, found.start()))
            at = found.end()
        parts.append((at, end))
    return [part for part in parts if part[0] < part[1]]


class _Document:
    """The lines of one document, which number entities, relations and notes."""

    def __init__(self, selection: Selection, text: str):
        self._selection = selection
        self._text = text
        self._entities = 0
        self._others = 0

    def lines(self, annotations: list[Annotation]) -> Iterator[str]:
        """Yield the lines of some annotations; one whose passage is not in the text is left out and named."""
        marks: dict[str, str] = {}
        for annotation in annotations:
            spans = [(span.start, span.end) for span in annotation.spans]
            parts = fragments(self._text, spans)
            if not parts or any(self._text[s.start : s.end] != s.quote for s in annotation.spans):
                self._selection.skip(annotation.uid, "Its words are not in the text of its source, or only breaks.")
                continue
            mark, line = self._entity(annotation.kind.capitalize(), parts)
            marks[annotation.uid] = mark
            yield line
            yield from self._parts(annotation, mark)
            yield from self._notes(annotation, mark)
        for annotation in annotations:
            for relation in annotation.relations:
                if annotation.uid in marks and relation.target in marks:
                    yield self._relation("Relation", marks[annotation.uid], marks[relation.target])

    def _parts(self, annotation: Annotation, mark: str) -> Iterator[str]:
        shown = [("Attribution", link.role.capitalize(), link.span) for link in annotation.chain]
        shown += [("Slot", "Slot", slot.span) for slot in annotation.slots]
        for relation, entity, span in shown:
            parts = fragments(self._text, [span]) if span and span[1] <= len(self._text) else []
            if parts:
                other, line = self._entity(_UNFIT.sub("_", entity), parts)
                yield line
                yield self._relation(relation, mark, other)

    def _notes(self, annotation: Annotation, mark: str) -> Iterator[str]:
        said = [annotation.status, *(f"{use.code} ({use.stance})" for use in annotation.codes), annotation.note]
        words = " | ".join(" ".join(each.split()) for each in said if each.strip())
        if words:
            yield self._note("AnnotatorNotes", mark, words)
        sha256 = self._selection.archive.original_hash(annotation.source)
        yield self._note(RECORD, mark, compact(to_json(annotation, sha256)).replace("\u2028", "\\u2028"))

    def _entity(self, kind: str, parts: list[Span]) -> tuple[str, str]:
        self._entities += 1
        mark = f"T{self._entities}"
        places = ";".join(f"{start} {end}" for start, end in parts)
        words = " ".join(self._text[start:end] for start, end in parts)
        return mark, f"{mark}\t{kind} {places}\t{words}\n"

    def _relation(self, kind: str, one: str, other: str) -> str:
        self._others += 1
        return f"R{self._others}\t{kind} Arg1:{one} Arg2:{other}\n"

    def _note(self, kind: str, mark: str, words: str) -> str:
        self._others += 1
        return f"#{self._others}\t{kind} {mark}\t{words}\n"

# SPDX-License-Identifier: MIT
"""Web Annotation: a collection in JSON-LD, as the W3C's Web Annotation Data Model (2017) has it.

Each annotation stands on its own line and by itself, context included, so that one can be taken out. A passage of
several spans has several targets. What the model has no word for (stances, slots, attribution chains) is in our own
vocabulary, which ``resources/exchange/postil.jsonld`` declares and the manual describes. More than :data:`PAGE`
annotations are paged: the first page stands in the collection, the others are included beside it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO
from urllib.parse import quote as quoted

from app.attribution import sentence
from app.exchange.formats import Selection
from app.exchange.jsonl import compact
from app.exchange.record import Json
from database import outgoing
from database.annotation_json import Pieces, pieces_with_selectors
from database.codebook import Book
from database.records import Link

PAGE = 1000
ANNO = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = "urn:postil:vocabulary#"
_OURS: Json = [None, {"@vocab": VOCABULARY, "span": {"@container": "@list"}}]
_OWN_WORDS: dict[str, Json] = {
    "postil": VOCABULARY,
    "postil:under": {"@container": "@list"},
    "postil:chain": {"@container": "@list", "@context": _OURS},
    "postil:slots": {"@container": "@list", "@context": _OURS},
    "postil:anchors": {"@container": "@list", "@context": _OURS},
    "postil:relations": {"@context": _OURS},
    "postil:statements": {"@container": "@list", "@context": _OURS},
}
"""What a program of linked data needs to keep our words: inside ours, ``type`` or ``target`` are not the W3C's."""
CONTEXT = compact([ANNO, _OWN_WORDS])
ANNOTATION, SOURCE, COLLECTION = "urn:postil:annotation:", "urn:postil:source:", "urn:postil:collection:"

_WEB = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]+", re.ASCII)


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream."""
    uid, title, _ = outgoing.collection(selection.archive.connection)
    maker = _Maker(selection)
    made = selection.made(selection.loaded(pieces_with_selectors), maker.annotation)
    identity = COLLECTION + quoted(uid, safe="")
    _write_pages(stream, identity, title, made)


def _write_pages(stream: TextIO, identity: str, title: str, made: Iterable[str]) -> None:
    """Write pages as they come; how many there are and which is the last is said behind them."""
    label = f'"id":{compact(identity)},"type":"AnnotationCollection","label":{compact(title)}'
    stream.write(f'{{"@context":{CONTEXT},{label},"first":')
    total, number = 0, 0
    items = iter(made)
    ahead = list(islice(items, PAGE))
    while ahead or not number:
        page, ahead, number = ahead, list(islice(items, PAGE)), number + 1
        if number > 1:
            stream.write(',"@included":[\n' if number == 2 else ",\n")
        onward = f'"next":{compact(f"{identity}:page:{number + 1}")},' if ahead else ""
        stream.write(f'{{"id":{compact(f"{identity}:page:{number}")},"type":"AnnotationPage",')
        stream.write(f'"partOf":{compact(identity)},{onward}"startIndex":{total},"items":[\n')
        total += _write_items(stream, page)
        stream.write("\n]}")
    last = f'],"last":{compact(f"{identity}:page:{number}")}' if number > 1 else ""
    stream.write(f'{last},"total":{total}}}\n')


def _write_items(stream: TextIO, made: Iterable[str]) -> int:
    count = 0
    for item in made:
        stream.write(f",\n{item}" if count else item)
        count += 1
    return count


class _Maker:
    """Makes the annotations of one export; what they say of sources and codes is made once."""

    def __init__(self, selection: Selection):
        self._archive = selection.archive
        self._book = Book(selection.archive.connection)
        self._source: tuple[int, str] = (0, "")
        self._codes: dict[tuple[int, str], str] = {}

    def annotation(self, of: Pieces) -> str:
        """Return one annotation."""
        if self._source[0] != of.source:
            self._source = (of.source, compact(self._about(of.source)))
        creator = "" if of.annotator == '""' else f'"creator":{{"type":"Person","name":{of.annotator}}},'
        anchors = f',"postil:anchors":{of.anchors}' if of.anchors else ""
        relations = "" if of.relations == "[]" else f',"postil:relations":{of.relations}'
        statements = f',"postil:statements":{of.statements}' if of.statements else ""
        return (
            f'{{"@context":{CONTEXT},"id":{_named(of.uid)},"type":"Annotation",'
            f'"motivation":"classifying",{creator}"created":{of.created},"modified":{of.modified},'
            f'"body":[{",".join(self._bodies(of))}],"target":{self._targets(of)},'
            f'"postil:status":{of.status}{relations}{statements}{anchors}}}'
        )

    def _bodies(self, of: Pieces) -> Iterator[str]:
        yield f'{{"type":"TextualBody","purpose":"classifying","value":"{of.kind}","postil:part":"kind"}}'
        for use in of.codes:
            yield self._code(*use)
        if of.chain != "[]":
            value = compact(_in_words(of.chain))
            yield (
                f'{{"type":"TextualBody","purpose":"describing","value":{value},"postil:part":"attribution",'
                f'"postil:chain":{of.chain}}}'
            )
        if of.slots != "[]":
            said = "; ".join(f"{slot['name']}: {slot['value'] or slot['actor']}" for slot in json.loads(of.slots))
            yield (
                f'{{"type":"TextualBody","purpose":"describing","value":{compact(said)},"postil:part":"slots",'
                f'"postil:slots":{of.slots}}}'
            )
        if of.note != '""':
            yield (
                f'{{"type":"TextualBody","purpose":"commenting","format":"text/markdown","value":{of.note},'
                f'"postil:part":"note"}}'
            )

    def _code(self, code: int, stance: str) -> str:
        made = self._codes.get((code, stance))
        if made is None:
            name, under = self._book.place(code)
            body: dict[str, Json] = {"type": "TextualBody", "purpose": "tagging", "value": name}
            body |= {"postil:part": "code", "postil:stance": stance}
            made = compact(body if under is None else {**body, "postil:under": list(under)})
            self._codes[code, stance] = made
        return made

    def _targets(self, of: Pieces) -> str:
        """Return one target a span; the two selectors of each say the same passage, by place and by words."""
        about = self._source[1]
        pairs = [of.selectors[1:-1]] if of.spans.count("[") == 1 else _split(of.selectors)
        made = [f'{{"type":"SpecificResource","source":{about},"selector":{selectors}}}' for selectors in pairs]
        return made[0] if len(made) == 1 else f"[{','.join(made)}]"

    def _about(self, source: int) -> dict[str, str]:
        found = self._archive.source(source)
        address = found.url if _WEB.fullmatch(found.url) else SOURCE + quoted(found.uid, safe="")
        return {
            "id": address,
            "type": "Text",
            "postil:uid": found.uid,
            "postil:sha256": self._archive.original_hash(source),
            "postil:title": found.title,
        }


def _named(uid: str) -> str:
    """Return the address of an annotation, as JSON."""
    if uid.isascii() and uid.isalnum():
        return f'"{ANNOTATION}{uid}"'
    return compact(ANNOTATION + quoted(uid, safe=""))


def _split(selectors: str) -> list[str]:
    return [compact(pair) for pair in json.loads(selectors)]


def _in_words(chain: str) -> str:
    names = ("role", "voice", "actor", "organisation", "work")
    return sentence([Link(*(link[name] for name in names)) for link in json.loads(chain)])

# SPDX-License-Identifier: MIT
"""JSON Lines: every field of every annotation, one a line; ``postil exchange import`` reads it back without loss.

A line is what :func:`app.exchange.native.to_json` gives, byte for byte, but SQLite makes most of it: with records
in between an export takes three times as long. ``resources/exchange/annotation.schema.json`` describes a line.
"""

import json
from typing import TextIO

from app.archive import Archive
from app.exchange.formats import Selection
from app.exchange.record import code_json
from database.annotation_json import Pieces, pieces
from database.codebook import Book

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream."""
    stream.writelines(selection.made(selection.loaded(pieces), Lines(selection.archive).line))


class Lines:
    """Makes lines of the annotations of one archive; what they say of their source and codes is made once."""

    def __init__(self, archive: Archive):
        self._archive = archive
        self._book = Book(archive.connection)
        self._source: tuple[int, str] = (0, "")
        self._codes: dict[tuple[int, str], str] = {}

    def line(self, of: Pieces) -> str:
        """Return the line of one annotation, with its line feed."""
        if self._source[0] != of.source:
            self._source = (of.source, self._about(of.source))
        anchors = f'"anchors":{of.anchors},' if of.anchors else ""
        statements = f'"statements":{of.statements},' if of.statements else ""
        return (
            f'{{"uid":{of.uid_json},"kind":"{of.kind}",{self._source[1]},"quote":{of.quote},"spans":[{of.spans}],'
            f'{anchors}"chain":{of.chain},"slots":{of.slots},'
            f'"codes":[{",".join([self._code(*use) for use in of.codes])}],"relations":{of.relations},'
            f'{statements}"status":{of.status},"note":{of.note},"annotator":{of.annotator},"created":{of.created},'
            f'"modified":{of.modified},"speakers":{distinct(of.speakers)},'
            f'"organisations":{distinct(of.own, of.behalf)},"addressees":{distinct(of.addressees)},'
            f'"via":{distinct(of.via)},"work":{last(of.works)}}}\n'
        )

    def _about(self, source: int) -> str:
        found = self._archive.source(source)
        about = {
            "source": source,
            "title": found.title,
            "source_uid": found.uid,
            "source_sha256": self._archive.original_hash(source),
        }
        return compact(about)[1:-1]

    def _code(self, code: int, stance: str) -> str:
        made = self._codes.get((code, stance))
        if made is None:
            name, under = self._book.place(code)
            made = self._codes[code, stance] = compact(code_json(name, stance, under))
        return made


def compact(value: object) -> str:
    """Return JSON without spaces, in which no character is escaped that need not be."""
    return _ENCODER.encode(value)


def distinct(*arrays: str) -> str:
    """Return the strings of some JSON arrays as one array, each string once."""
    held = [array for array in arrays if array != "[]"]
    if not held or (len(held) == 1 and '","' not in held[0]):
        return held[0] if held else "[]"
    return compact(list(dict.fromkeys(name for array in held for name in json.loads(array))))


def last(array: str) -> str:
    """Return the last string of a JSON array; an empty string for an empty array."""
    return '""' if array == "[]" else compact(json.loads(array)[-1])

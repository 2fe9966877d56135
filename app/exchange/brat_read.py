# SPDX-License-Identifier: MIT
"""Reads brat stand-off: a zip of ``.txt`` and ``.ann`` files, or one ``.ann`` with its text beside it.

An entity becomes a passage coded with its type; attributes become slots, normalisations too, notes the note, binary
relations relations. An event whose arguments are Content, Source and Cue, as corpora of attribution have them,
becomes a claim: the content is the passage, the source its holder. Other events give their trigger a slot for each
argument. Files that Postil wrote come back whole.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from app.exchange.brat import RECORD
from app.exchange.incoming import AnnotationIn, BadEntry, BadFile, Incoming, Loss, Part, SourceIn
from app.exchange.limits import LARGEST_MEMBER, archive
from app.exchange.native import read_entry
from app.exchange.refi import guid
from database.records import KINDS, CodeUse, Link, RelationEnd, Slot, Span

_ENTITY = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RECORD = re.compile(rf"^#\d+\t{RECORD} T\d+\t(.+)$", re.MULTILINE)
_OURS = frozenset({"Holder", "On_behalf_of", "Quoted_by", "Reporter", "Author", "Slot"})
_CONTENT, _SOURCE, _CUE = "content", "source", "cue"


@dataclass
class _Entity:
    type: str
    spans: list[Span]
    words: str
    slots: list[Slot] = field(default_factory=list)
    relations: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    record: str = ""
    chain: list[Link] = field(default_factory=list)
    claim: bool = False
    part: bool = False
    """Whether it is a part of another annotation and none by itself."""


def read(path: Path, held: contextlib.ExitStack) -> Incoming:
    """Return what an archive, or an ``.ann`` file, holds; the archive stays open as long as ``held``.

    Raises:
        BadFile: it cannot be read.
    """
    if path.suffix.casefold() == ".ann":
        pairs = [(path.stem, path.with_suffix(".txt"), path)]
        documents = [(_source(name, partial(_bytes, text)), partial(_bytes, ann)) for name, text, ann in pairs]
    else:
        members = held.enter_context(archive(path))
        names = [name[: -len(".ann")] for name in members.names if name.endswith(".ann")]
        if not names:
            raise BadFile("There is no .ann file in it.")
        documents = [
            (
                _source(name, partial(members.read, f"{name}.txt") if f"{name}.txt" in members else None),
                partial(members.read, f"{name}.ann"),
            )
            for name in names
        ]
    documents = [(_described(source, ann), ann) for source, ann in documents]
    read_all = partial(_annotations, documents)
    return Incoming("brat", read_all, tuple(source for source, _ in documents))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_MEMBER:
            raise BadFile(f"“{path.name}” is larger than can be read with care.")
        return path.read_bytes()
    except OSError as error:
        raise BadFile(f"“{path.name}” cannot be read ({error.strerror}).") from error


def _source(name: str, text: Callable[[], bytes] | None) -> SourceIn:
    return SourceIn(name, name.replace("\\", "/").rpartition("/")[2], read=text)


def _described(source: SourceIn, ann: Callable[[], bytes]) -> SourceIn:
    """Return a source with what Postil knew of it, where Postil wrote the file: the first record says it."""
    found = _RECORD.search(ann().decode("utf-8-sig", "replace"))
    try:
        known = read_entry(0, json.loads(found[1])).source if found else None
    except (ValueError, RecursionError, BadEntry):
        known = None
    if known is None:
        return source
    return replace(source, title=known.title or source.title, uid=known.uid, sha256=known.sha256, verbatim=True)


def _annotations(
    documents: Sequence[tuple[SourceIn, Callable[[], bytes]]],
) -> Iterator[AnnotationIn | Loss]:
    number = 0
    for source, ann in documents:
        text = source.text() or ""
        space = f"{source.key}/{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()}"
        document = _Document(text, space)
        for line in ann().decode("utf-8-sig", "replace").split("\n"):
            loss = document.take(line.rstrip("\r"))
            if loss:
                yield Loss("line", source.title, loss)
        document.settle()
        for mark in document.entities:
            if not document.entities[mark].part:
                yield document.annotation(number, source, mark)
                number += 1


class _Document:
    """What the lines of one ``.ann`` file say."""

    def __init__(self, text: str, space: str):
        self.entities: dict[str, _Entity] = {}
        self._text = text
        self._space = space
        self._triggers: dict[str, str] = {}
        self._waiting: list[tuple[str, str, list[str]]] = []

    def take(self, line: str) -> str:
        """Take one line; return why it is lost, where it is."""
        if not line.strip():
            return ""
        mark, _, rest = line.partition("\t")
        head, _, words = rest.partition("\t")
        if mark.startswith("T"):
            return self._take_entity(mark, head, words)
        if mark[:1] in tuple("ERAMN#*"):
            self._waiting.append((mark, words, head.split()))
            return ""
        return f"“{line[:60]}” is no line of brat."

    def settle(self) -> None:
        """Give entities what the other lines say of them, events first: others may point at these."""
        ranked = sorted(self._waiting, key=_rank)
        for mark, words, fields in ranked:
            if mark[0] == "E":
                self._event(mark, fields)
            elif mark[0] == "R" and len(fields) >= 3:
                self._relation(fields)
            elif mark[0] == "*" and len(fields) >= 3:
                for one, other in pairwise(fields[1:]):
                    self._relate("equivalent", one, other)
            elif mark[0] in "AM" and len(fields) >= 2:
                self._slot(fields[1], fields[0], " ".join(fields[2:]) or "yes")
            elif mark[0] == "N" and len(fields) >= 3:
                self._slot(fields[1], fields[0], f"{fields[2]} {words}".strip())
            elif mark[0] == "#" and len(fields) >= 2:
                self._note(fields, words)

    def annotation(self, number: int, source: SourceIn, mark: str) -> AnnotationIn | Loss:
        """Return what an entity becomes."""
        entity = self.entities[mark]
        if entity.record:
            try:
                return replace(read_entry(number, json.loads(entity.record)), source=source)
            except (ValueError, RecursionError, BadEntry) as error:
                return Loss("annotation", source.title, f"Its record is damaged ({error}).", number=number)
        kind = "claim" if entity.claim else entity.type.casefold()
        relations = [
            RelationEnd(name, self._uid(to), guid("brat", f"{self._space}/{mark}/{name}/{to}").replace("-", ""))
            for name, to in entity.relations
        ]
        return AnnotationIn(
            number,
            source,
            tuple(self._parts(entity)),
            kind=kind if kind in KINDS else "passage",
            uid=self._uid(mark),
            chain=tuple(entity.chain),
            slots=tuple(entity.slots),
            codes=() if kind in KINDS else (CodeUse(entity.type),),
            relations=tuple(relations),
            note="\n\n".join(entity.notes),
        )

    def _uid(self, mark: str) -> str:
        return guid("brat", f"{self._space}/{mark}").replace("-", "")

    def _parts(self, entity: _Entity) -> Iterator[Part]:
        """Yield the parts of a passage; those that only a line break parts are one."""
        joined: list[Span] = []
        for start, end in entity.spans:
            gap = start - joined[-1][1] if joined else -1
            if 0 <= gap <= 2 and not self._text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        for start, end in joined:
            yield Part(start, end, self._text[start:end])

    def _take_entity(self, mark: str, head: str, words: str) -> str:
        found = _ENTITY.fullmatch(head)
        if found is None:
            return f"The entity {mark} has no place."
        pairs = [pair.split(" ") for pair in found[2].split(";")]
        spans = [(int(start), int(end)) for start, end in pairs]
        self.entities[mark] = _Entity(found[1], spans, words)
        return ""

    def _event(self, mark: str, fields: Sequence[str]) -> None:
        pairs = [pair.partition(":") for pair in fields]
        arguments = [(name, to) for name, _, to in pairs if name and to]
        if not arguments or arguments[0][1] not in self.entities:
            return
        trigger = arguments[0][1]
        self._triggers[mark] = trigger
        said: dict[str, list[_Entity]] = {}
        for name, to in arguments[1:]:
            if to in self.entities:
                said.setdefault(name.rstrip("0123456789").casefold(), []).append(self.entities[to])
        if _CONTENT in said:
            self._attribution(self.entities[trigger], said)
            return
        for name, to in arguments[1:]:
            entity = self.entities.get(self._triggers.get(to, to))
            if entity is not None:
                self.entities[trigger].slots.append(Slot(name, entity.words, span=_whole(entity)))

    def _attribution(self, trigger: _Entity, said: Mapping[str, Sequence[_Entity]]) -> None:
        cue = " ".join(entity.words for entity in said.get(_CUE, ()))
        content = said[_CONTENT][0]
        content.claim = True
        content.chain += [
            Link("holder", "actor", entity.words, cue=cue, span=_whole(entity)) for entity in said.get(_SOURCE, ())
        ] or [Link("holder", "unattributed", cue=cue)]
        for entity in (trigger, *said.get(_SOURCE, ()), *said.get(_CUE, ())):
            entity.part = entity is not content

    def _relation(self, fields: Sequence[str]) -> None:
        ends = [end.partition(":")[2] for end in fields[1:3]]
        name, one, other = fields[0], ends[0], ends[1]
        target = self.entities.get(other)
        if name in {"Attribution", "Slot"} and target is not None and target.type in _OURS:
            target.part = True
        else:
            self._relate(name, one, other)

    def _relate(self, name: str, one: str, other: str) -> None:
        origin = self.entities.get(self._triggers.get(one, one))
        if origin is not None:
            origin.relations.append((name, self._triggers.get(other, other)))

    def _slot(self, mark: str, name: str, value: str) -> None:
        entity = self.entities.get(self._triggers.get(mark, mark))
        if entity is not None:
            entity.slots.append(Slot(name, value))

    def _note(self, fields: Sequence[str], words: str) -> None:
        entity = self.entities.get(self._triggers.get(fields[1], fields[1]))
        if entity is None:
            return
        if fields[0] == RECORD:
            entity.record = words
        else:
            entity.notes.append(words)


def _rank(waiting: tuple[str, str, list[str]]) -> int:
    return 0 if waiting[0].startswith("E") else 1


def _whole(entity: _Entity) -> Span:
    return min(start for start, _ in entity.spans), max(end for _, end in entity.spans)

# SPDX-License-Identifier: MIT
"""What a reader finds in a file of another tool, before anybody knows what of it this collection has already.

Readers make these records and know nothing of the collection; :mod:`app.exchange.importer` matches and writes them.
Offsets are half-open and count code points of the text as the file has it.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from app.errors import PostilError
from database.records import Anchor, CodeUse, Link, Membership, RelationEnd, Slot

_NOTHING: Mapping[str, str] = MappingProxyType({})


class BadFile(PostilError):
    """A file cannot be imported at all; the sentence says why."""


class BadEntry(PostilError):
    """An entry of a file does not describe an annotation of this collection."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a passage: where it lies, which words it has, or both; prefix and suffix tell equal words apart."""

    start: int | None = None
    end: int | None = None
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class SourceIn:
    """A source that a file names, and may bring along.

    ``read`` gives the bytes of its text in UTF-8, where the file has it; ``text`` does so as text. ``verbatim`` says
    that each line is a block, as Postil writes it; other texts are read as a plain text is. ``fields`` are columns
    of a source (``publication``, ``date``, ``language``, ``url``, ``licence``, ``note``).
    """

    key: str
    title: str = ""
    uid: str = ""
    sha256: str = ""
    reference: str = ""
    read: Callable[[], bytes] | None = field(default=None, compare=False)
    verbatim: bool = False
    authors: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=lambda: _NOTHING, compare=False)
    attributes: Mapping[str, str] = field(default_factory=lambda: _NOTHING, compare=False)
    sets: tuple[str, ...] = ()

    def text(self) -> str | None:
        """Return the text as the file has it, without a byte order mark.

        Raises:
            BadFile: it is there and cannot be read.
        """
        if self.read is None:
            return None
        try:
            return self.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadFile(f"The text of “{self.title}” is not UTF-8.") from error


@dataclass(frozen=True, slots=True)
class CodeIn:
    """A code by its path: the names of the codes above it, from the top, and its own."""

    path: tuple[str, ...]
    uid: str = ""
    colour: str = ""
    definition: str = ""
    examples: str = ""
    note: str = ""
    shortcut: int | None = None


@dataclass(frozen=True, slots=True)
class ActorIn:
    """An actor with what is known of it; ``organisations`` are names, each with a role and two dates."""

    name: str
    kind: str = ""
    country: str = ""
    note: str = ""
    aliases: tuple[str, ...] = ()
    affiliations: tuple[tuple[str, str, str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotationIn:
    """An annotation as a file has it.

    ``number`` is its place in the file. ``quote`` are its words, the parts joined by an ellipsis, where they are
    known as a whole. ``annotator`` is None where the file says nothing of it.
    """

    number: int
    source: SourceIn
    parts: tuple[Part, ...] = ()
    quote: str = ""
    kind: str = "passage"
    uid: str = ""
    chain: tuple[Link, ...] = ()
    slots: tuple[Slot, ...] = ()
    codes: tuple[CodeUse, ...] = ()
    relations: tuple[RelationEnd, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    status: str = ""
    note: str = ""
    annotator: str | None = None
    created: str = ""
    modified: str = ""
    statements: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that cannot be kept, and why; ``number`` is its place in the file where it is an entry of its own."""

    thing: str
    name: str
    reason: str
    count: int = 1
    number: int | None = None


def recognisable(entries: Iterable[AnnotationIn | Loss]) -> Iterator[AnnotationIn | Loss]:
    """Give annotations that have no uid one made of what they say, so that taking a file in twice doubles nothing.

    Those that say the same are told apart by their order.
    """
    met: Counter[bytes] = Counter()
    for entry in entries:
        if isinstance(entry, Loss) or entry.uid:
            yield entry
            continue
        what = (entry.parts, entry.quote, entry.chain, entry.slots, entry.codes, entry.note)
        said = hashlib.sha256(repr((entry.source.key, entry.kind, what)).encode()).digest()
        met[said] += 1
        yield replace(entry, uid=hashlib.sha256(said + str(met[said]).encode()).hexdigest()[:32])


@dataclass(frozen=True)
class Incoming:
    """All that a file holds. ``annotations`` begins afresh at each call, so a large file is never held whole."""

    format: str
    annotations: Callable[[], Iterator[AnnotationIn | Loss]]
    sources: Sequence[SourceIn] = ()
    codes: Sequence[CodeIn] = ()
    actors: Sequence[ActorIn] = ()
    relations: Sequence[tuple[str, RelationEnd]] = ()
    """Relations that belong to no entry: the uid of an annotation, and where it points."""
    note: str = ""
    """What is to be added to the note of the collection."""
    lost: Sequence[Loss] = ()
    codebook: bool = False
    """Whether the file is a codebook: then what it says of codes takes the place of what is here."""

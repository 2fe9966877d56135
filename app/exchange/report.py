# SPDX-License-Identifier: MIT
"""What a report says, whatever it is written in: groups of quotations, each with its citation, attribution and notes.

Markdown, DOCX and PDF are three writers of this one model. Which annotation goes under which heading is decided in a
first pass that keeps ids only; the annotations of a group are read when the group is written.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.attribution import NOBODY, pieces, speakers
from app.exchange.formats import BAD, Option, Selection
from app.text.layout import Layout
from app.text.pages import pages_of
from database import codebook
from database.records import ADDRESSEE, KINDS, STATUSES, Annotation, Source

GROUPS = ("source", "speaker", "addressee", "code", "kind")
GROUP_BY = Option("group-by", "Grouped by", GROUPS)

PLURALS = {"claim": "claims", "recommendation": "recommendations", "passage": "passages", "source": "sources"}
_NOBODY = {"speaker": "No speaker", "addressee": "Addressed to nobody", "code": "No code"}
_BELOW = " › "
_KEPT = 64
_TURNS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""What ends an embedding or an isolate, by what begins it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One quotation of a report. ``parts`` are its spans, ``rows`` lines such as (``to``, ``the ministry``)."""

    kind: str
    status: str
    parts: tuple[str, ...]
    said: str
    rows: tuple[tuple[str, str], ...]
    note: str
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """One heading: its name, a line about it, how many passages of each kind it has, and their ids in text order."""

    name: str
    about: str
    counts: Mapping[str, int]
    ids: Sequence[int]


@dataclass(frozen=True)
class Report:
    """A report, ready to be written: its headings are known, its passages are read group by group."""

    title: str
    query: str
    by: str
    counts: Mapping[str, int]
    statuses: Mapping[str, Mapping[str, int]]
    sources: int
    groups: Sequence[Group]
    passages: Callable[[Group], Iterator[Passage]]

    @property
    def summary(self) -> str:
        """What there is, in words: “12 claims and 7 recommendations from 3 sources”."""
        kinds = [_number(self.counts[kind], kind) for kind in KINDS if self.counts.get(kind)]
        return f"{_series(kinds) or 'No annotations'} from {_number(self.sources, 'source')}"

    @property
    def tally(self) -> list[tuple[str, int, str]]:
        """Return for each kind how many there are, and how many of them in which state."""
        rows = []
        for kind in KINDS:
            states = self.statuses.get(kind, {})
            known = [state for state in STATUSES[kind] if states.get(state)]
            if self.counts.get(kind):
                shown = ", ".join(f"{states[state]} {state}" for state in known if state)
                rows.append((PLURALS[kind].capitalize(), self.counts[kind], shown))
        return rows


def report(selection: Selection) -> Report:
    """Return the report of a selection, grouped as its option ``group-by`` says.

    An annotation with two speakers, addressees or codes stands under each of them.
    """
    by = selection.options.get("group-by", GROUPS[0])
    found: dict[str, list[int]] = {}
    kinds: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    statuses: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    sources: set[int] = set()
    for annotation in selection.annotations(told=False):
        counts[annotation.kind] += 1
        statuses[annotation.kind][annotation.status] += 1
        sources.add(annotation.source)
        for key in _keys(annotation, by):
            found.setdefault(key, []).append(annotation.id)
            kinds.setdefault(key, Counter())[annotation.kind] += 1
    order = sorted(found, key=_order(selection, by)) if by != "source" else list(found)
    groups = [_group(selection, by, key, kinds[key], found[key]) for key in order]
    title = selection.archive.title or selection.archive.path.stem
    return Report(title, selection.query, by, counts, statuses, len(sources), groups, _Reader(selection, by).read)


def cited(source: Source, pages: str = "") -> str:
    """Return where a source is from: authors, title, publication, date, pages as “p. 12”."""
    title = f"“{source.title}”" if source.title else ""
    parts = [
        ", ".join(map(settled, source.authors)),
        settled(title),
        settled(source.publication),
        source.date,
        pages,
    ]
    return ", ".join(part for part in parts if part)


def settled(text: str) -> str:
    """Return text in which every change of direction ends, so that it cannot turn round what follows it."""
    waiting: list[str] = []
    for character in text:
        if character in _TURNS:
            waiting.append(_TURNS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
    return text + "".join(reversed(waiting))


def right_to_left(text: str) -> bool:
    """Tell whether a text is read from the right: whether its first letter with a direction is."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((found in {"R", "AL"} for found in directions if found in {"L", "R", "AL"}), False)


def _keys(annotation: Annotation, by: str) -> tuple[str, ...]:
    found = {
        "source": (str(annotation.source),),
        "speaker": speakers(annotation.chain),
        "addressee": annotation.addressees,
        "code": tuple(_BELOW.join((*(use.under or ()), use.code)) for use in annotation.codes),
        "kind": (annotation.kind,),
    }[by]
    return tuple(dict.fromkeys(found)) or ("",)


def _order(selection: Selection, by: str) -> Callable[[str], tuple[bool, int, str]]:
    """Return how groups are sorted: codes as in the codebook, kinds as always, names by the alphabet, nobody last."""
    places = {kind: place for place, kind in enumerate(KINDS)}
    if by == "code":
        paths = [entry.path for entry in codebook.entries(selection.archive.connection)]
        places = {_BELOW.join(path): place for place, path in enumerate(paths)}

    def key(name: str) -> tuple[bool, int, str]:
        unnamed = by == "speaker" and name in NOBODY.values()
        return not name, places.get(name, int(unnamed)), name.casefold()

    return key


def _group(selection: Selection, by: str, key: str, kinds: Mapping[str, int], ids: Sequence[int]) -> Group:
    if by == "source":
        source = _source(selection, int(key))
        about = (
            [", ".join(map(settled, source.authors)), settled(source.publication), source.date, source.url]
            if source
            else []
        )
        title = settled(source.title) if source else f"Source {key}"
        return Group(title, " · ".join(filter(None, about)), kinds, ids)
    if by == "kind":
        return Group(PLURALS[key].capitalize(), "", kinds, ids)
    return Group(settled(key) or _NOBODY[by], "", kinds, ids)


def _source(selection: Selection, source: int) -> Source | None:
    try:
        return selection.archive.source(source)
    except BAD:
        return None


class _Reader:
    """Reads the passages of groups; pages and sources are kept for the next ones."""

    def __init__(self, selection: Selection, by: str):
        self._selection = selection
        self._by = by
        self._paged = lru_cache(_KEPT)(self._find_pages)
        self._source = lru_cache(_KEPT)(selection.archive.source)
        self._done = 0

    def read(self, group: Group) -> Iterator[Passage]:
        """Yield the passages of a group; one that cannot be read is left out and named."""
        total = len(self._selection.ids)
        for annotation in replace(self._selection, ids=group.ids).annotations(told=False):
            self._done += 1
            if self._selection.progress is not None:
                self._selection.progress(min(self._done, total), total)
            yield from self._selection.made([annotation], self._passage)

    def _passage(self, annotation: Annotation) -> Passage:
        layout = self._paged(annotation.source)
        pages = pages_of(layout, [(span.start, span.end) for span in annotation.spans]) if layout else ""
        source = self._source(annotation.source)
        citation = pages if self._by == "source" else cited(source, pages)
        return Passage(
            annotation.kind,
            annotation.status,
            tuple(settled(span.quote) for span in annotation.spans),
            "".join(settled(words) for words, _ in pieces(annotation.chain)),
            tuple((settled(name), settled(value)) for name, value in _rows(annotation)),
            annotation.note.strip(),
            citation,
            source.url,
        )

    def _find_pages(self, source: int) -> Layout | None:
        """Return the layout of a source that has pages."""
        try:
            layout = self._selection.archive.text(source)[1]
        except BAD:
            return None
        return layout if layout.pages else None


def _rows(annotation: Annotation) -> Iterator[tuple[str, str]]:
    """Yield the lines under a quotation: addressees first, then the other slots, then codes."""
    names = dict.fromkeys([ADDRESSEE, *(slot.name for slot in annotation.slots)])
    for name in names:
        value = _joined(slot.value or slot.actor for slot in annotation.slots if slot.name == name)
        if value:
            yield "to" if name == ADDRESSEE else name, value
    codes = _joined(use.code + ("" if use.stance == "neutral" else f" ({use.stance})") for use in annotation.codes)
    if codes:
        yield "codes", codes


def _joined(values: Iterable[str]) -> str:
    return "; ".join(filter(None, values))


def _number(count: int, kind: str) -> str:
    return f"{count:,} {kind if count == 1 else PLURALS[kind]}"


def _series(items: Sequence[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)

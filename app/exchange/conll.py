# SPDX-License-Identifier: MIT
"""CoNLL: one token a line with BIO tags, a blank line between the blocks of a text, for training taggers.

The columns are the token, its first and its last offset (half-open, in code points of the canonical text), and one
column for each layer. A layer is a kind of annotation, speakers, addressees or other slots; where passages of one
layer overlap, further columns of it follow, as many as the selection needs. Tokens are cut at the ends of passages,
so the tokens of a passage are exactly its words. Parts of a discontinuous passage are tagged ``BD`` and ``ID``, as in
B. Tang et al., “Recognizing and encoding disorder concepts in clinical text”, ShARe/CLEF 2013.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from app.exchange.formats import Selection
from app.text.marks import MARKS
from database.records import ADDRESSEE, KINDS, Annotation, Source, Span

LAYERS = (*KINDS, "speaker", ADDRESSEE, "slot")
_WORD = rf"\w[\w{MARKS}]*"
_TOKEN = re.compile(rf"{_WORD}(?:['’\u02bc-]{_WORD})*|[^\w\s]")

Passage = Sequence[Span]
Columns = list[list[Passage]]
"""The passages of each column of a layer; those of one column do not overlap."""


def write(stream: TextIO, selection: Selection) -> None:
    """Write a selection to a stream."""
    widths = _widths(selection)
    columns = [layer for layer in LAYERS for _ in range(widths[layer])]
    stream.write(f"# global.columns = TOKEN START END {' '.join(column.upper() for column in columns)}\n")
    for source, annotations in selection.by_source():
        text = selection.text(source, annotations)
        if text is not None:
            _write_document(stream, source, text, [a for a in annotations if _lies_in(selection, a, text)], widths)


def _widths(selection: Selection) -> dict[str, int]:
    """Return how many columns each layer needs: the most that overlap in one source; at least one a kind used."""
    widths = dict.fromkeys(LAYERS, 0)
    held: list[Annotation] = []
    for annotation in selection.annotations(told=False):
        if held and held[0].source != annotation.source:
            _widen(widths, held)
            held = []
        held.append(annotation)
    _widen(widths, held)
    return widths


def _widen(widths: dict[str, int], annotations: Iterable[Annotation]) -> None:
    for layer, passages in _layers(annotations).items():
        widths[layer] = max(widths[layer], len(_columns(passages)))


def _layers(annotations: Iterable[Annotation]) -> dict[str, list[Passage]]:
    layers: dict[str, list[Passage]] = {layer: [] for layer in LAYERS}
    for annotation in annotations:
        layers[annotation.kind].append(sorted((span.start, span.end) for span in annotation.spans))
        for link in annotation.chain:
            if link.span:
                layers["speaker"].append([link.span])
        for slot in annotation.slots:
            if slot.span:
                layers[ADDRESSEE if slot.name == ADDRESSEE else "slot"].append([slot.span])
    return layers


def _columns(passages: Iterable[Passage]) -> Columns:
    """Put passages into as few columns as they need, each into the first in which nothing is in its way."""
    columns: Columns = []
    ends: list[int] = []
    for passage in sorted(passages, key=_first):
        start, end = passage[0][0], max(end for _, end in passage)
        free = next((number for number, last in enumerate(ends) if last <= start), None)
        if free is None:
            columns.append([passage])
            ends.append(end)
        else:
            columns[free].append(passage)
            ends[free] = end
    return columns


def _first(passage: Passage) -> tuple[int, int]:
    return passage[0][0], -passage[-1][1]


def _lies_in(selection: Selection, annotation: Annotation, text: str) -> bool:
    if all(text[span.start : span.end] == span.quote for span in annotation.spans):
        return True
    selection.skip(annotation.uid, "Its words are not in the text of its source.")
    return False


def _write_document(
    stream: TextIO, source: Source, text: str, annotations: Sequence[Annotation], widths: Mapping[str, int]
) -> None:
    layers = {layer: _columns(passages) for layer, passages in _layers(annotations).items()}
    tags = [
        (layer, _tags(layers[layer][number]) if number < len(layers[layer]) else {})
        for layer in LAYERS
        for number in range(widths[layer])
    ]
    cuts = sorted({place for _, column in tags for span in column for place in span})
    stream.write(f"# newdoc id = {source.uid}\n# title = {' '.join(source.title.split())}\n")
    columns = [_Column(layer, column) for layer, column in tags]
    for sentence in _sentences(text, cuts):
        for start, end in sentence:
            cells = [text[start:end], str(start), str(end), *(column.tag(start) for column in columns)]
            stream.write("\t".join(cells) + "\n")
        stream.write("\n")


def _tags(passages: Iterable[Passage]) -> dict[Span, bool]:
    """Return the spans of a column, and whether each belongs to a discontinuous passage."""
    return {span: len(passage) > 1 for passage in passages for span in passage}


class _Column:
    """Tags the tokens of one column, which come in order."""

    def __init__(self, layer: str, spans: Mapping[Span, bool]):
        self._name = layer.upper()
        self._spans = sorted(spans.items(), reverse=True)
        self._begun: Span | None = None

    def tag(self, start: int) -> str:
        """Return the tag of the token that begins at ``start``."""
        while self._spans and self._spans[-1][0][1] <= start:
            self._spans.pop()
        if not self._spans or self._spans[-1][0][0] > start:
            return "O"
        span, several = self._spans[-1]
        letter = "I" if span == self._begun else "B"
        self._begun = span
        return f"{letter}{'D' if several else ''}-{self._name}"


def _sentences(text: str, cuts: Sequence[int]) -> Iterator[list[Span]]:
    """Yield the tokens of each block that has any; a token ends where a passage begins or ends."""
    start, waiting = 0, list(reversed(cuts))
    for block in text.split("\n"):
        tokens = []
        for found in _TOKEN.finditer(text, start, start + len(block)):
            at = found.start()
            while waiting and waiting[-1] <= at:
                waiting.pop()
            while waiting and waiting[-1] < found.end():
                tokens.append((at, waiting[-1]))
                at = waiting.pop()
            tokens.append((at, found.end()))
        if tokens:
            yield tokens
        start += len(block) + 1

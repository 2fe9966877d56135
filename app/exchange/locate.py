# SPDX-License-Identifier: MIT
"""Finds the passage of an annotation that comes from elsewhere in the canonical text of its source."""

from collections.abc import Sequence

from app.exchange.incoming import AnnotationIn, BadEntry, Part
from app.text.anchors import find_quote
from app.text.places import Places
from database.records import Span

ELLIPSIS = " … "


def locate(annotation: AnnotationIn, text: str, places: Places | None) -> list[Span]:
    """Return the spans of a passage: where the file says, if its words are there; else where its words are.

    ``places`` leads from the file's text to the canonical one; None where the file has no text and its offsets are
    those of the canonical text.

    A passage without a place or words is the whole text.

    Raises:
        BadEntry: the words are not in the text, or more than once and nothing tells which.
    """
    if not annotation.parts and not annotation.quote:
        return [(0, len(text))]
    spans = _said(annotation.parts, text, places)
    if spans and _agree(annotation, [text[start:end] for start, end in spans]):
        return spans
    parts = annotation.parts if any(part.exact for part in annotation.parts) else (Part(exact=annotation.quote),)
    if not any(part.exact for part in parts) and spans is None and annotation.parts:
        first = annotation.parts[0]
        raise BadEntry(f"The place {first.start}–{first.end} does not lie in the text of its source.")
    return [_found(text, part) for part in parts]


def _said(parts: Sequence[Part], text: str, places: Places | None) -> list[Span] | None:
    spans = []
    for part in parts:
        if part.start is None or part.end is None:
            return None
        inside = 0 <= part.start < part.end <= len(text)
        span = ((part.start, part.end) if inside else None) if places is None else places.span(part.start, part.end)
        if span is None:
            return None
        spans.append(span)
    return spans


def _agree(annotation: AnnotationIn, words: Sequence[str]) -> bool:
    """Tell whether the words at the places said are those of the passage, white space aside."""
    if annotation.quote:
        return _folded(ELLIPSIS.join(words)) == _folded(annotation.quote)
    return all(not part.exact or _folded(part.exact) == _folded(found) for part, found in _pairs(annotation, words))


def _pairs(annotation: AnnotationIn, words: Sequence[str]) -> list[tuple[Part, str]]:
    return list(zip(annotation.parts, words, strict=True))


def _folded(words: str) -> str:
    return "".join(words.split())


def _found(text: str, part: Part) -> Span:
    spans = find_quote(text, part.exact) if part.exact else []
    if len(spans) > 1:
        spans = [span for span in spans if _stands_so(text, span, part)] or spans
    if len(spans) > 1 and part.start is not None:
        return min((abs(span[0] - part.start), span) for span in spans)[1]
    if len(spans) != 1:
        how = "does not occur" if not spans else f"occurs {len(spans)} times"
        raise BadEntry(f"The quote “{part.exact[:60]}” {how} in its source.")
    return spans[0]


def _stands_so(text: str, span: Span, part: Part) -> bool:
    """Tell whether what stands before and after a span is what the file says."""
    before, after = _folded(part.prefix), _folded(part.suffix)
    around = 2 * (len(part.prefix) + len(part.suffix)) + 20
    return _folded(text[max(0, span[0] - around) : span[0]]).endswith(before) and _folded(
        text[span[1] : span[1] + around]
    ).startswith(after)

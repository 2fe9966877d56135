# SPDX-License-Identifier: MIT
"""Replaces the text of a source and carries its annotations along: first a plan, then one undo step.

Whatever cannot be placed with its words stays in the collection as an orphan with its quote, and whatever is not
certain is marked so until a person has looked at it (:func:`accept`, :func:`re_attach`, :func:`detach`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from app import values
from app.archive import Archive
from app.collection import Collection
from app.editing.errors import NotThere, Refused
from app.editing.replacement import NewText, Placement, Replacement, orphaned, unplaced
from app.search import learning
from app.search.folding import describe
from app.text.anchors import anchor, find_quote
from app.text.reanchor import Carried, Carrier, worst
from database import versions, vocabulary
from database.annotations import set_spans, touch
from database.records import Annotation, Span
from database.versions import PartRow, SpanRow

__all__ = [
    "NewText",
    "Placement",
    "Replacement",
    "accept",
    "apply_replacement",
    "detach",
    "plan_replacement",
    "plan_return",
    "re_attach",
    "review",
]

Progress = Callable[[int, int], None]
"""Hears how many annotations are carried, and how many there are."""

LEAST_PART = 0.6
"""A place of less confidence is not given to a link or a slot, for they have no state that could say so."""

_EVERY = 100

Row = TypeVar("Row")


def plan_replacement(
    archive: Archive, source: int, new: NewText, *, label: str = "", progress: Progress | None = None
) -> Replacement:
    """Say where the annotations of a source would go if it had another text; nothing is written.

    Raises:
        UnknownSource: there is no such source.
    """
    text, _ = archive.text(source)
    return carry(archive, source, new, Carrier(text, new.content.text), label, progress)


def plan_return(archive: Archive, source: int, version: int, *, progress: Progress | None = None) -> Replacement:
    """Say what going back to a former text would do; the present one becomes a version in its turn.

    Raises:
        NotThere: the source has no such version.
    """
    found = next((each for each in versions.versions(archive.connection, source) if each.id == version), None)
    content = versions.content(archive.connection, found.content) if found else None
    if found is None or content is None:
        raise NotThere("version", version)
    known = archive.source(source)
    return plan_replacement(
        archive,
        source,
        NewText(content, known.format, known.path),
        label=f"Before version {found.number} came back",
        progress=progress,
    )


def carry(
    archive: Archive, source: int, new: NewText, carrier: Carrier, label: str, progress: Progress | None = None
) -> Replacement:
    """Plan a replacement with a given carrier of spans."""
    connection = archive.connection
    known, text = archive.source(source), archive.text(source)[0]
    carrying = _Carrying(carrier, source, known.content, text, new)
    kinds = versions.kinds(connection, source)
    parts: dict[int, list[PartRow]] = {}
    for part in versions.parts(connection, source):
        parts.setdefault(part.annotation, []).append(part)
    placements: list[Placement] = []
    for annotation, rows in groupby(versions.spans(connection, source), attrgetter("annotation")):
        placements.append(carrying.placement(annotation, *kinds[annotation], tuple(rows), parts.get(annotation, ())))
        if progress and (len(placements) % _EVERY == 0 or len(placements) == len(kinds)):
            progress(len(placements), len(kinds))
    placements.sort(key=_in_text_order)
    return Replacement(source, known.content, new, label or known.path, tuple(placements))


def apply_replacement(collection: Collection, plan: Replacement, *, step: str = "Replace text") -> None:
    """Do what was planned, as one undo step.

    Raises:
        Refused: the text is the one the source has, or the source was changed since it was planned.
        PostilError: the source is gone.
        CollectionError: the collection cannot be changed.
    """
    before = collection.source(plan.source)
    if plan.new.content.hash == before.content:
        raise Refused(f"“{before.title}” has this text already.")
    if plan.words is None:
        plan = with_words(collection, plan)
    with collection.action(f"{step} of “{before.title}”"):
        if not _is_fresh(collection, plan):  # asked in here, where nobody else can write between the answer and the end
            raise Refused(f"“{before.title}” was changed meanwhile. Look at the replacement again.")
        _write(collection, plan)


def with_words(archive: Archive, plan: Replacement) -> Replacement:
    """Return a plan that knows the words that come with its text; words are never taken out of the vocabulary."""
    known = {form for form, _ in vocabulary.forms_of([archive.text(plan.source)[0]])}
    came = [each for each in vocabulary.forms_of([plan.new.content.text]) if each[0] not in known]
    return replace(plan, words=describe(came, archive.source(plan.source).language))


def _write(collection: Collection, plan: Replacement) -> None:
    """Write a replacement inside an open action."""
    connection, new = collection.connection, plan.new
    versions.add_content(connection, new.content)
    versions.replace_content(connection, plan.source, new.content.hash, plan.label)
    versions.set_file(connection, plan.source, new.format, new.path)
    if new.columns:
        learning.edit_source(connection, plan.source, new.columns)
    if plan.words is not None:
        vocabulary.merge(connection, *plan.words)
    placed = [placement for placement in plan.placements if placement.placed]
    versions.set_text_of(connection, [placement.annotation for placement in placed], new.content.hash)
    versions.move_spans(
        connection, _changed((old, row) for p in plan.placements for old, row in zip(p.old, p.new, strict=True))
    )
    versions.move_parts(connection, _changed(pair for p in plan.placements for pair in p.parts))


def review(archive: Archive, source: int | None = None, *, annotations: Sequence[int] | None = None) -> list[Placement]:
    """Return the annotations that nobody has looked at since a replacement left them moved, changed or orphaned.

    All there are, in the order of their sources; those of one source; or those among some annotations.

    ``before`` says what the passage read when its words last changed, as far as the history knows.
    """
    rows = versions.doubtful(archive.connection, source, annotations)
    former = {row.id: row for row in _former(archive, rows)}
    known = versions.doubtful_annotations(archive.connection, source, annotations)
    found: list[Placement] = []
    text = ""
    for annotation, spans in groupby(rows, attrgetter("annotation")):
        of, uid, kind = known[annotation]
        if not found or found[-1].source != of:
            text = archive.text(of)[0]
        now = tuple(spans)
        before = tuple(former[row.id] for row in now)
        found.append(Placement(annotation, uid, kind, before, now, (), ("", text), of))
    return found


def accept(collection: Collection, ids: Sequence[int]) -> None:
    """Take the places of annotations as right: they are exact from now on. Orphans stay orphans."""
    count = len(ids)
    with collection.action("Accept place" if count == 1 else f"Accept {count} places"):
        versions.set_state(collection.connection, ids, "exact", 1.0)


def detach(collection: Collection, annotation: int) -> None:
    """Take its place from an annotation: it becomes an orphan with the words it had before they were changed.

    Raises:
        UnknownAnnotation: it is not there.
    """
    source = collection.annotation(annotation).source
    rows = [row for row in versions.spans(collection.connection, source) if row.annotation == annotation]
    with collection.action("Detach annotation"):
        versions.move_spans(collection.connection, [orphaned(row) for row in _former(collection, rows)])


def re_attach(collection: Collection, annotation: int, spans: Sequence[Span]) -> Annotation:
    """Give an annotation the places a person has chosen; links and slots whose words stand in them get places too.

    Raises:
        UnknownAnnotation: it is not there.
        BadSpan: there is no span, or one does not lie in the text.
    """
    before = collection.annotation(annotation)
    text, _ = collection.text(before.source)
    anchors = values.anchored(text, spans)
    connection = collection.connection
    parts = [part for part in versions.parts(connection, before.source) if part.annotation == annotation]
    moved = [(part, _found_inside(part, text, spans)) for part in parts]
    with collection.action("Re-attach annotation"):
        set_spans(connection, annotation, anchors)
        versions.set_text_of(connection, [annotation], collection.source(before.source).content)
        versions.move_parts(connection, _changed((old, new) for old, new in moved if new.span is not None))
        touch(connection, annotation)
    return collection.annotation(annotation)


def _former(archive: Archive, rows: Sequence[SpanRow]) -> tuple[SpanRow, ...]:
    """Return spans with the words they had before they were changed."""
    changed = [row.id for row in rows if row.state == "changed"]
    quotes = versions.former_quotes(archive.connection, changed)
    return tuple(replace(row, quote=quotes.get(row.id, row.quote)) for row in rows)


class _Carrying:
    """Carries the annotations of one source."""

    def __init__(self, carrier: Carrier, source: int, old: str, old_text: str, new: NewText):
        self._carrier = carrier
        self._source = source
        self._old = old
        self._texts = (old_text, new.content.text)
        self._new = new.content.hash

    def placement(
        self, annotation: int, uid: str, kind: str, rows: tuple[SpanRow, ...], parts: Sequence[PartRow]
    ) -> Placement:
        spans = tuple(self._span(row) for row in rows)
        moved = tuple((part, self._part(part, rows, spans)) for part in parts)
        return Placement(annotation, uid, kind, rows, spans, moved, self._texts, self._source)

    def _span(self, row: SpanRow) -> SpanRow:
        """Return where a span goes; one that does not lie in the present text is looked for by its words."""
        if row.content == self._old and row.state != "orphan" and row.end <= len(self._texts[0]):
            carried = worst(self._carrier.carry(row.start, row.end), row.state, row.confidence)
        else:
            carried = self._carrier.find(row.quote, row.prefix, row.suffix)
        if carried.span is None or carried.state == "orphan":
            return orphaned(row)
        return self._placed(row, carried, carried.span)

    def _placed(self, row: SpanRow, carried: Carried, span: Span) -> SpanRow:
        made = anchor(self._texts[1], *span)
        return replace(
            row,
            start=made.start,
            end=made.end,
            quote=made.quote,
            prefix=made.prefix,
            suffix=made.suffix,
            state=carried.state,
            confidence=carried.confidence,
            content=self._new,
        )

    def _part(self, part: PartRow, old: Sequence[SpanRow], new: Sequence[SpanRow]) -> PartRow:
        """Return where a link or a slot goes: what lay within the passage must lie within it again."""
        around = [
            (there.start, there.end)
            for here, there in zip(old, new, strict=True)
            if there.state != "orphan" and (part.span is None or here.start <= part.span[0] < part.span[1] <= here.end)
        ]
        if part.span is None or part.span[1] > len(self._texts[0]) or old[0].content != self._old:
            return _found_inside(part, self._texts[1], around)
        within = any(row.start <= part.span[0] < part.span[1] <= row.end for row in old)
        carried = self._carrier.carry(*part.span)
        place = carried.span if carried.confidence >= LEAST_PART or carried.state in {"exact", "moved"} else None
        if place and (not within or any(start <= place[0] < place[1] <= end for start, end in around)):
            return replace(part, span=place, quote=self._texts[1][slice(*place)])
        return _found_inside(part, self._texts[1], around)


def _found_inside(part: PartRow, text: str, around: Iterable[Span]) -> PartRow:
    """Return a link or a slot at the one place within some spans where its words stand; else without a place."""
    places = [
        (start + first, start + last)
        for start, end in around
        for first, last in find_quote(text[start:end], part.quote)
    ]
    if len(places) != 1:
        return unplaced(part)
    return replace(part, span=places[0], quote=text[slice(*places[0])])


def _changed(pairs: Iterable[tuple[Row, Row]]) -> list[Row]:
    return [new for old, new in pairs if new != old]


def _is_fresh(archive: Archive, plan: Replacement) -> bool:
    """Tell whether the text and its annotations are as they were when the replacement was planned."""
    if archive.source(plan.source).content != plan.old:
        return False
    now = versions.spans(archive.connection, plan.source), versions.parts(archive.connection, plan.source)
    spans = {row for placement in plan.placements for row in placement.old}
    parts = {old for placement in plan.placements for old, _ in placement.parts}
    return set(now[0]) == spans and set(now[1]) == parts


def _in_text_order(placement: Placement) -> tuple[int, int]:
    return min(row.start for row in placement.old), placement.annotation

# SPDX-License-Identifier: MIT
"""Corrects the text of a source by hand, a wrong word of a scan for instance: a replacement that keeps the layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.archive import Archive
from app.collection import Collection
from app.editing.errors import Refused
from app.editing.replace import apply_replacement, carry
from app.editing.replacement import NewText, Placement, Replacement
from app.text.correction import Corrected, corrected
from app.text.layout import encode
from app.text.reanchor import Carrier
from database import versions
from database.staging import StagedContent, content_hash

LABEL = "Before a correction by hand"

SEEN = 0.8
"""A passage this much like it was is taken as right: who corrected its words has read them."""


def plan_correction(archive: Archive, source: int, blocks: Mapping[int, str]) -> Replacement:
    """Say what giving some blocks of a source another text would do; nothing is written.

    ``blocks`` holds the new texts by the numbers of the blocks. Blocks that stay as they are may be among them. Inline
    spans shift along, and annotations are carried as in any replacement, except that passages in which a few letters
    were corrected stay exact.

    Raises:
        UnknownSource: there is no such source.
        Refused: there is no such block, nothing would be left of one, or nothing would change.
    """
    text, layout = archive.text(source)
    try:
        made = corrected(text, layout, blocks)
    except IndexError:
        raise Refused("There is no such paragraph.") from None
    except ValueError as error:
        raise Refused(str(error)) from None
    if made.text == text:
        raise Refused("Nothing was corrected.")
    new = _new_text(archive, source, made)
    plan = carry(archive, source, new, Carrier(text, made.text, made.alignment), LABEL)
    return replace(plan, placements=tuple(map(_seen, plan.placements)))


def apply_correction(collection: Collection, plan: Replacement) -> None:
    """Write a correction, as one undo step.

    Raises:
        Refused: the source was changed since it was planned.
        CollectionError: the collection cannot be changed.
    """
    apply_replacement(collection, plan, step="Correct text")


def correct(
    collection: Collection, source: int, blocks: Mapping[int, str], *, before: Callable[[], None] | None = None
) -> int:
    """Plan a correction and write it; return how many places are to be looked at. ``before`` is called in between.

    Raises:
        PostilError: there is no such source or block, nothing would be left of it, or nothing would change.
        CollectionError: the collection cannot be changed.
    """
    plan = plan_correction(collection, source, blocks)
    if before is not None:
        before()
    apply_correction(collection, plan)
    return len(plan.doubtful)


def _new_text(archive: Archive, source: int, made: Corrected) -> NewText:
    """Return the corrected text as content. It has no original of its own: that of the first text is its original."""
    known = archive.source(source)
    before = versions.content(archive.connection, known.content)
    if before is None:
        raise Refused("The text of the source is missing.")
    content = StagedContent(
        hash=content_hash(before.renderer, known.format, before.original_hash, made.text),
        renderer=before.renderer,
        original_hash=before.original_hash,
        original_size=before.original_size,
        characters=len(made.text),
        text=made.text,
        layout=encode(made.layout),
        original=b"",
    )
    return NewText(content, known.format, known.path)


def _seen(placement: Placement) -> Placement:
    """Return a placement with spans that were certain, and are much like before, as certain as they were."""
    spans = tuple(
        replace(new, state="exact", confidence=1.0)
        if old.state == "exact" and new.state == "changed" and new.confidence >= SEEN
        else new
        for old, new in zip(placement.old, placement.new, strict=True)
    )
    return replace(placement, new=spans)

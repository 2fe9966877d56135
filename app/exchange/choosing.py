# SPDX-License-Identifier: MIT
"""Which annotations a query chooses for an export, and what the query means, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.archive import Archive
from database import annotations


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of annotations in text order, in how many sources they stand, and what chose them.

    ``mistake`` says what of the query could not be understood.
    """

    ids: Sequence[int]
    sources: int
    meaning: str = ""
    mistake: str = ""


def choose(archive: Archive, query: str, kinds: Sequence[str]) -> Chosen:
    """Return the annotations of these kinds that a query matches; all of them where it is empty."""
    connection = archive.connection
    if not query.strip():
        ids = annotations.of_kinds(connection, archive.annotation_ids(), kinds)
        return Chosen(ids, len(annotations.source_ids(connection, ids)))
    ids = annotations.of_kinds(connection, archive.matching_annotations(query), kinds)
    meaning, mistakes = archive.searcher.meaning(query)
    return Chosen(ids, len(annotations.source_ids(connection, ids)), meaning, next(iter(mistakes), ""))

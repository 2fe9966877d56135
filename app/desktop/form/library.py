# SPDX-License-Identifier: MIT
"""What the form asks of the open collection: names to offer as one types, and what lies behind a reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from app.attribution import NOBODY
from app.desktop.controllers.session import Session
from app.editing import actors, codebook
from app.search.folding import fold
from app.slots import find
from database.records import Annotation

LIMIT = 12
"""How many names are offered."""

PATH = " > "
"""Stands between the names of a code's path, as in the codebook's CSV."""


class Library:
    """Reads; it changes nothing. Where no collection is open, there is nothing to offer."""

    def __init__(self, session: Session):
        self._session = session

    def offer(self, what: str, typed: str) -> Sequence[str]:
        """Return names that what has been typed may become.

        ``what`` is ``actors``, ``speakers`` (actors, and words for those without a name), ``works``, ``codes``, or
        the name of a slot that has choices. Case and accents do not matter, and actors are found in Cyrillic by their
        Latin spelling and the other way round.
        """
        collection = self._session.collection
        if collection is None or not typed.strip():
            return ()
        match what:
            case "works":
                return _matching(collection.works(), typed)
            case "codes":
                return _matching(self._codes(), typed.lstrip("+-− "))
            case "actors" | "speakers":
                found = [actor.name for actor in actors.matching(collection, typed, limit=LIMIT)]
                nobody = _matching(NOBODY.values(), typed) if what == "speakers" else []
                return [*found, *nobody]
        known = find(what)
        return _matching(known.choices, typed) if known is not None else ()

    def annotation(self, uid: str) -> Annotation | None:
        """Return an annotation by its uid, or None where it is not there."""
        collection = self._session.collection
        return collection.find_annotation(uid) if collection is not None else None

    def _codes(self) -> list[str]:
        """Return the codes as one types them: their names, and paths where a name tells no one code."""
        collection = self._session.required
        entries = codebook.tree(collection)
        names = Counter(entry.name for entry in entries)
        return [entry.name if names[entry.name] == 1 else PATH.join(entry.path) for entry in entries]


def _matching(names: Iterable[str], typed: str) -> list[str]:
    """Return the names that hold what is typed, those that begin with it first."""
    wanted = fold(typed.strip())
    found = [(not folded.startswith(wanted), name) for name in names if wanted in (folded := fold(name))]
    found.sort(key=_not_begun)
    return [name for _, name in found[:LIMIT]]


def _not_begun(found: tuple[bool, str]) -> bool:
    return found[0]

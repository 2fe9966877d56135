# SPDX-License-Identifier: MIT
"""What the history asks for: first the entries, then the facets beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.desktop.models.facets import FacetGroup, FacetValue
from app.desktop.models.steps import day_words
from database import history_list
from database.history_list import FACETS, Entries

if TYPE_CHECKING:
    from app.search.engine import Searcher

TITLES = {"annotator": "By", "thing": "What", "day": "Day"}
LIMIT = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries that were wanted, newest first."""

    wanted: Entries
    ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets beside the entries."""

    groups: Sequence[FacetGroup]


@dataclass(frozen=True)
class HistoryTask:
    """Asks for the entries that are wanted; the answer comes in two parts, :class:`Listed` and :class:`Facets`."""

    wanted: Entries

    def answers(self, searcher: Searcher) -> Iterator[object]:
        """Yield the entries, then the facets."""
        wanted = history_list.looked_up(searcher.connection, self.wanted)
        yield Listed(self.wanted, history_list.ids(searcher.connection, wanted))
        chosen = {"annotator": self.wanted.annotators, "thing": self.wanted.things, "day": self.wanted.days}
        groups = []
        for name in FACETS:
            counts = history_list.counts(searcher.connection, name, wanted)
            counts += [(value, 0) for value in chosen[name] if value not in dict(counts)]
            values = tuple(
                FacetValue(value, _words(name, value), count, value in chosen[name]) for value, count in counts
            )
            groups.append(FacetGroup(name, TITLES[name], values[:LIMIT], len(values)))
        yield Facets(groups)


def _words(name: str, value: str) -> str:
    if name == "day":
        return day_words(date.fromisoformat(value))
    return value.capitalize() if name == "thing" else value or "nobody"

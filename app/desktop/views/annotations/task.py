# SPDX-License-Identifier: MIT
"""What the table of annotations asks for: first the rows, then the facets beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.desktop.models.facets import FacetGroup, FacetValue
from app.desktop.models.table_columns import value_words
from app.editing.table import Wanted, facets_of, table
from app.search.finished import finished
from app.search.narrowing import narrowed, spelt

if TYPE_CHECKING:
    from app.search.engine import Searcher

TITLES = {
    "kind": "Kind",
    "speaker": "Speaker",
    "organisation": "Organisation",
    "addressee": "Addressed to",
    "code": "Code",
    "stance": "Stance",
    "publication": "Publication",
    "year": "Year",
    "status": "Status",
    "annotator": "Annotator",
}


@dataclass(frozen=True, slots=True)
class Facets:
    """The facets beside a table, in order."""

    groups: Sequence[FacetGroup]


@dataclass(frozen=True)
class TableTask:
    """Asks for the table that is wanted; the answer comes in two parts, a table and its :class:`Facets`."""

    wanted: Wanted

    def answers(self, searcher: Searcher) -> Iterator[object]:
        """Yield the table, then the facets."""
        found = table(searcher, self.wanted)
        yield found
        query = finished(searcher, self.wanted.query) if self.wanted.typing else self.wanted.query
        counted = facets_of(searcher, query, found.listing.ids)
        chosen = narrowed(query).chosen
        groups = []
        for facet in counted:
            taken = chosen.get(facet.name, ())
            values = [_value(facet.name, each.label, each.count, taken) for each in facet.values]
            known = {spelt(each.label) for each in facet.values}
            values += [_value(facet.name, label, 0, taken) for label in taken if label not in known]
            groups.append(FacetGroup(facet.name, TITLES[facet.name], tuple(values), facet.distinct))
        yield Facets(groups)


def _value(name: str, label: str, count: int, taken: Sequence[str]) -> FacetValue:
    words = value_words(name, label)
    return FacetValue(label, words.capitalize() if name == "kind" else words, count, spelt(label) in taken)

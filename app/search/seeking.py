# SPDX-License-Identifier: MIT
"""Where in one text a query is met: at its words, or, where it asks for annotations, inside those it finds."""

from __future__ import annotations

from app.search import concordance
from app.search.places import places
from app.search.reading import Reading
from database import search_read
from database.plan import And, Annotated, Or, Plan, terms
from database.records import Span
from database.search_sql import Compiler


def is_annotated(plan: Plan) -> bool:
    """Tell whether a plan asks for sources by their annotations."""
    match plan:
        case Annotated():
            return True
        case And(parts) | Or(parts):
            return any(map(is_annotated, parts))
    return False


def places_in(reading: Reading, source: int, text: str, query: str, *, typing: bool = False) -> list[Span]:
    """Return the places of a query in the text of a source, as half-open spans in code points and in order.

    Raises:
        SearchInterrupted: :meth:`Reading.interrupt` was called meanwhile.
    """
    with reading.reading():
        parsed = reading.parse(query, typing=typing)
        lexicon = reading.lexicon(terms(parsed.plan))
        sought = reading.sought(parsed, lexicon)
        if not is_annotated(parsed.plan):
            return places(text, sought)
        condition = Compiler(reading.connection, lexicon).annotations_of([source], parsed.within)
        found = [row for row, _ in search_read.matching_annotations(reading.connection, condition, [source])]
        spans = search_read.spans(reading.connection, found)
        lines = concordance.lines(source, text, sought, [spans[each] for each in found if each in spans])
        return [(line.start, line.end) for line in lines]

# SPDX-License-Identifier: MIT
"""What is known about a source is written here, so that the words of its title are learnt: a search goes by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from app.search.folding import describe
from database import compounds, sources, vocabulary


def edit_source(connection: sqlite3.Connection, source: int, fields: Mapping[str, str | None]) -> None:
    """Set columns of a source inside an open action.

    Raises:
        KeyError: a name that cannot be edited (see ``database.sources.EDITABLE``).
    """
    sources.edit_source(connection, source, fields)
    if title := fields.get("title"):
        _learn(connection, title, sources.language(connection, source))


def _learn(connection: sqlite3.Connection, text: str, language: str) -> None:
    """Add the words of a text that the vocabulary lacks."""
    forms = vocabulary.forms_of([text])
    given = [form for form, _ in forms]
    known = {form for form, _ in vocabulary.known(connection, given)} | compounds.known(connection, given)
    vocabulary.merge(connection, *describe([each for each in forms if each[0] not in known], language))

# SPDX-License-Identifier: MIT
"""Words of erased texts that stand quoted where people write: in notes, examples of codes, statements, searches.

Five words in a row of an erased text, or a whole passage that was tagged in it, are a quotation, unless a source that
stays has them too: then they are that source's words as well, and nothing would be gained. A quotation becomes “…”.
Statements that were called by a passage of the erased text are called by one of those that stay.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

QUOTING = {
    "statement": ("text", "note"),
    "annotation": ("note",),
    "slot": ("value",),
    "relation": ("note",),
    "source": ("note",),
    "source_set": ("note",),
    "attribute": ("note",),
    "actor": ("note",),
    "code": ("definition", "examples", "note"),
    "codebook_version": ("note", "codes"),
    "saved_search": ("query",),
    "annotator": ("note",),
    "collection": ("note",),
}
"""The columns people write in freely."""

RUN = 5
"""How many words in a row are a quotation."""

SHORTEST = 12
"""Passages of fewer characters are not looked for inside other texts: they might be anybody's words."""

GONE = "…"
_WORD = re.compile(r"\w+")
_IDS = "(SELECT value FROM json_each(?))"
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that stays and holds the name of an actor that is to be erased, or quotes a text that is."""

    table: str
    row: int
    column: str


class Quotations:
    """The words of sources that are to be erased, as other places may quote them.

    ``sources`` are the ids of those sources, ``contents`` the hashes of their texts, ``passages`` what was tagged in
    them.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        sources: Iterable[int],
        contents: Iterable[str],
        passages: Iterable[str],
    ):
        self._connection = connection
        self._sources = json.dumps(sorted(sources))
        self._passages = {passage.strip() for passage in passages if passage.strip()}
        texts = connection.execute(f"SELECT text FROM content WHERE hash IN {_IDS}", (json.dumps(sorted(contents)),))
        self._runs = {hash(run) for (text,) in texts for run, _ in _runs(text)}
        self._statements: dict[int, str] = {}
        self._stays: dict[str, bool] = {}

    def places(self) -> Iterator[tuple[Mention, str]]:
        """Yield each place that quotes them, and what it holds without the quotation."""
        for table, columns in QUOTING.items():
            for column in columns:
                rows = self._connection.execute(f"SELECT id, {column} FROM {table} WHERE length({column}) > 0")
                for row, value in rows.fetchall():
                    left = self.without(table, row, column, value)
                    if left != value:
                        yield Mention(table, row, column), left

    def take_out(self) -> None:
        """Take them out of the rows that are there, inside an open action."""
        for place, left in list(self.places()):
            self._connection.execute(f"UPDATE {place.table} SET {place.column} = ? WHERE id = ?", (left, place.row))

    def take_out_of_history(self) -> None:
        """Take them out of the former states of rows, just as out of the present ones."""
        rows = self._connection.execute(
            f"SELECT id, tbl, row, old, new FROM change WHERE tbl IN {_IDS}", (json.dumps(list(QUOTING)),)
        ).fetchall()
        for change, table, row, *states in rows:
            left = [None if state is None else self._state_without(table, row, state) for state in states]
            if left != states:
                self._connection.execute("UPDATE change SET old = ?, new = ? WHERE id = ?", (*left, change))

    def without(self, table: str, row: int, column: str, value: str) -> str:
        """Return what a place holds without quotations; the same where there is none."""
        if (table, column) == ("codebook_version", "codes"):
            return self._codes_without(value)
        called = (table, column) == ("statement", "text")
        if called and set(value.split(" … ")) <= self._passages:
            return self._words_for(row)
        left = self._text_without(value)
        return self._words_for(row) if called and left != value and not _WORD.search(left) else left

    # Parts

    def _text_without(self, text: str) -> str:
        for start, end in reversed(self._spans(text)):
            if not self._stays_elsewhere(text[start:end]):
                text = text[:start] + GONE + text[end:]
        return text

    def _spans(self, text: str) -> list[_Span]:
        found = [span for run, span in _runs(text) if hash(run) in self._runs]
        for passage in self._passages:
            if len(passage) >= SHORTEST and passage in text:
                found += [place.span() for place in re.finditer(re.escape(passage), text)]
        return _merged(found)

    def _stays_elsewhere(self, words: str) -> bool:
        phrase = '"{}"'.format(words.replace('"', " "))
        if phrase not in self._stays:
            found = self._connection.execute(
                f"SELECT 1 FROM source_fts WHERE source_fts MATCH ? AND rowid NOT IN {_IDS} LIMIT 1",
                (phrase, self._sources),
            )
            self._stays[phrase] = found.fetchone() is not None
        return self._stays[phrase]

    def _codes_without(self, codes: str) -> str:
        given = json.loads(codes)
        left = [
            {key: self._text_without(value) if key in QUOTING["code"] else value for key, value in code.items()}
            for code in given
        ]
        return codes if left == given else json.dumps(left, ensure_ascii=False)

    def _state_without(self, table: str, row: int, state: str) -> str:
        given = json.loads(state)
        left = {
            column: self.without(table, row, column, value) if column in QUOTING[table] and value else value
            for column, value in given.items()
        }
        return state if left == given else json.dumps(left, ensure_ascii=False, separators=(",", ":"))

    def _words_for(self, statement: int) -> str:
        """Return the words of the earliest passage of a statement that stays, or “…” where there is none."""
        if statement not in self._statements:
            rows = self._connection.execute(
                f"""SELECT quote FROM annotation_span WHERE annotation = (
                    SELECT m.annotation FROM statement_member m JOIN annotation a ON a.id = m.annotation
                        JOIN source s ON s.id = a.source
                    WHERE m.statement = ? AND s.id NOT IN {_IDS}
                    ORDER BY m.role = 'contradicts', s.date_from IS NULL, s.date_from, a.id LIMIT 1)
                ORDER BY position""",
                (statement, self._sources),
            )
            self._statements[statement] = " … ".join(quote for (quote,) in rows) or GONE
        return self._statements[statement]


def _runs(text: str) -> Iterator[tuple[str, _Span]]:
    """Yield each run of :data:`RUN` words of a text, and where it stands."""
    words = [(found.group().casefold(), *found.span()) for found in _WORD.finditer(text)]
    for first in range(len(words) - RUN + 1):
        run = words[first : first + RUN]
        yield " ".join(word for word, _, _ in run), (run[0][1], run[-1][2])


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Return spans in order, those that overlap as one."""
    made: list[_Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made

# SPDX-License-Identifier: MIT
"""Lets annotations that come in belong to statements: those that are here, by uid or by text, or new ones.

Two statements of a file that have different uids are never made one here, even where they have the same text.
"""

import sqlite3
from collections.abc import Iterable

from app.exchange.plan import Tally
from database import statements
from database.records import Membership


class Statements:
    """The statements of one import. It is used inside open actions."""

    def __init__(self, connection: sqlite3.Connection, tally: Tally):
        self._connection = connection
        self._tally = tally
        self._rows: dict[str, int] = {}
        self._taken: set[int] = set()
        self._by_uid: dict[str, int] = {}
        self._by_text: dict[str, list[int]] = {}
        self._read = False

    def join(self, annotation: int, given: Iterable[Membership]) -> None:
        """Let an annotation belong to statements. What is decided about them here stays as it is."""
        for each in given:
            row = self._row(each)
            role = each.role
            if role == "first" and statements.has_first(self._connection, row):
                reason = "Another annotation is its first here, so that of the file repeats it."
                self._tally.add("lost", "first of a statement", each.text, reason)
                role = "repeats"
            statements.set_members(self._connection, row, [annotation], role)

    def _row(self, given: Membership) -> int:
        """Return the id of the statement here that one of the file is; it is counted when it first comes."""
        key = given.uid or f"text {given.text}"
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._matched(given)
            self._taken.add(row)
        return row

    def _matched(self, given: Membership) -> int:
        row = self._find(given)
        if row is None:
            self._tally.add("added", "statement", given.text)
            row = statements.add(self._connection, given.text, given.kind, given.note, given.uid)
            self._by_text.setdefault(given.text, []).append(row)
            return row
        filled = statements.fill_note(self._connection, row, given.note)
        self._tally.add("changed" if filled else "matched", "statement", given.text)
        return row

    def _find(self, given: Membership) -> int | None:
        """Return the statement of the same uid, else one of the same text that no other uid of the file stands for."""
        if not self._read:
            self._read = True
            for row, uid, text in statements.known(self._connection):
                self._by_uid[uid] = row
                self._by_text.setdefault(text, []).append(row)
        if given.uid in self._by_uid:
            return self._by_uid[given.uid]
        same = self._by_text.get(given.text, ())
        return next((row for row in same if not given.uid or row not in self._taken), None)

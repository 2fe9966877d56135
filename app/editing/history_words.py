# SPDX-License-Identifier: MIT
"""Changes of rows in words: “status from “unchecked” to “supported””, “added code “harbour” (supports)”."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import cache, partial

from app.attribution import NOBODY
from database import history_read
from database.history_read import Cell, Row, RowChange

LONGEST = 120
"""How many characters of a text are shown."""

_MODIFIED = frozenset({"modified", "position"})


class Words:
    """Says changes in words, for one look at the history; names are looked up once, deleted ones in the log."""

    def __init__(self, connection: sqlite3.Connection):
        self._name = cache(partial(history_read.name_of, connection))
        self._quote = cache(partial(history_read.quote_of, connection))
        self._tell: dict[str, Callable[[Row], str]] = {
            "annotation_span": self._span,
            "attribution": self._link,
            "slot": self._slot,
            "code_assignment": self._use,
            "relation": self._relation,
            "statement_member": self._member,
            "actor_alias": lambda row: _quoted(row.get("name")),
            "affiliation": self._affiliation,
            "source_attribute": self._value,
            "source_set_member": self._in_set,
            "reading": lambda row: str(row.get("state")),
        }

    def sentences(self, changes: Iterable[RowChange]) -> list[str]:
        """Return what changed, one sentence a change that a reader would notice."""
        made: list[str] = []
        for change in changes:
            made += self._fields(change) if change.table not in self._tell else self._part(change)
        return list(dict.fromkeys(made))

    def _part(self, change: RowChange) -> list[str]:
        """Say a change of a row that is part of something: as a whole."""
        tell = self._tell[change.table]
        old, new = (None if row is None else tell(row) for row in (change.old, change.new))
        thing = self._thing(change)
        if old is None:
            return [f"added {thing} {new}"]
        if new is None:
            return [f"removed {thing} {old}"]
        return [] if old == new else [f"{thing} from {old} to {new}"]

    def _fields(self, change: RowChange) -> list[str]:
        """Say a change of a row that stands for a thing: column by column."""
        thing = self._thing(change)
        if change.old is None or change.new is None:
            done = "added" if change.old is None else "deleted"
            return [f"{done} {thing} {self._called(change)}"]
        pairs = [(name, change.old.get(name), value) for name, value in change.new.items()]
        changed = [each for each in pairs if each[1] != each[2] and each[0] not in _MODIFIED]
        owner = "" if change.table == "annotation" else f"{thing} {self._called(change)}: "
        return [f"{owner}{_plain(name)} {self._from_to(name, old, new)}" for name, old, new in changed]

    def _from_to(self, name: str, old: Cell, new: Cell) -> str:
        if old in (None, ""):
            return f"set to {self._cell(name, new)}"
        if new in (None, ""):
            return f"{self._cell(name, old)} removed"
        return f"from {self._cell(name, old)} to {self._cell(name, new)}"

    def _cell(self, name: str, value: Cell) -> str:
        if name == "parent" and isinstance(value, int):
            return _quoted(self._name("code", "name", value))
        return _quoted(value)

    def _called(self, change: RowChange) -> str:
        row = change.new or change.old or {}
        if change.table == "annotation":
            return str(row.get("kind"))
        return next(
            (_quoted(row[name]) for name in ("name", "title", "text", "path") if row.get(name)), str(change.row)
        )

    def _thing(self, change: RowChange) -> str:
        row = change.new or change.old or {}
        names = {
            "annotation_span": "passage",
            "attribution": str(row.get("role")),
            "slot": str(row.get("name")),
            "code_assignment": "code",
            "statement_member": "to statement" if change.old is None else "statement",
            "actor_alias": f"alias of {self._of(row, 'actor')}:",
            "affiliation": f"affiliation of {self._of(row, 'actor')}:",
            "source_attribute": "value",
            "source_set_member": "source",
            "source_set": "set",
        }
        return names.get(change.table, _plain(change.table))

    def _of(self, row: Row, column: str) -> str:
        found = row.get(column)
        return self._name("actor", "name", found) if isinstance(found, int) else ""

    # One kind of row each

    def _span(self, row: Row) -> str:
        state = "" if row.get("state") == "exact" else f" ({row.get('state')})"
        return _quoted(row.get("quote")) + state

    def _link(self, row: Row) -> str:
        voice = str(row.get("voice"))
        name = self._of(row, "actor") if voice == "actor" else str(row.get("described") or NOBODY.get(voice, voice))
        told = [_quoted(name or "nobody")]
        told += [f"for {_quoted(self._of(row, 'organisation'))}"] if row.get("organisation") else []
        told += [f"in {_quoted(row['work'])}"] if row.get("work") else []
        told += [f"({row[name]})" for name in ("mode", "cue") if row.get(name)]
        return " ".join(told)

    def _slot(self, row: Row) -> str:
        target = row.get("target")
        if isinstance(target, int):
            return _quoted(self._quote(target))
        return _quoted(self._of(row, "actor") or row.get("value") or row.get("quote"))

    def _use(self, row: Row) -> str:
        code = row.get("code")
        name = self._name("code", "name", code) if isinstance(code, int) else ""
        return f"{_quoted(name)} ({row.get('stance')})"

    def _relation(self, row: Row) -> str:
        target = row.get("target")
        other = _quoted(self._quote(target)) if isinstance(target, int) else "a relation"
        return f"“{row.get('type')}” {other}"

    def _member(self, row: Row) -> str:
        statement = row.get("statement")
        text = self._name("statement", "text", statement) if isinstance(statement, int) else ""
        return f"{_quoted(text)} ({row.get('role')})"

    def _affiliation(self, row: Row) -> str:
        told = [_quoted(self._of(row, "organisation"))]
        told += [f"as {row['role']}"] if row.get("role") else []
        told += [f"since {row['since']}"] if row.get("since") else []
        told += [f"until {row['until']}"] if row.get("until") else []
        return " ".join(told)

    def _value(self, row: Row) -> str:
        attribute, source = row.get("attribute"), row.get("source")
        name = self._name("attribute", "name", attribute) if isinstance(attribute, int) else ""
        title = self._name("source", "title", source) if isinstance(source, int) else ""
        return f"{_quoted(row.get('value'))} of {name} of {_quoted(title)}"

    def _in_set(self, row: Row) -> str:
        source, group = row.get("source"), row.get("source_set")
        title = self._name("source", "title", source) if isinstance(source, int) else ""
        name = self._name("source_set", "name", group) if isinstance(group, int) else ""
        return f"{_quoted(title)} of set {_quoted(name)}"


def _quoted(value: Cell) -> str:
    text = " ".join(str("" if value is None else value).split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def _plain(name: str) -> str:
    return name.replace("_", " ")

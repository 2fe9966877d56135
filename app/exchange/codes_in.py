# SPDX-License-Identifier: MIT
"""Writes the codes and actors that come with a file.

What is there is filled in, never overwritten, except by a codebook: a file that holds codes and nothing else was made
to say what they are. What it says wins, is told as changed (a dry run tells it beforehand), and one undo takes it back;
what it leaves empty stays, and no code is deleted.
"""

import re
import sqlite3
from collections.abc import Iterable

from app.exchange.incoming import ActorIn, CodeIn
from app.exchange.plan import Tally
from app.text.normalise import normalise, scrub_value
from database import code_tree, codebook, incoming
from database.actors import actor_id
from database.codebook import Entry

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_KINDS = ("", "person", "organisation")
_CALLED = {"colour": "colour", "definition": "definition", "examples": "examples", "note": "note", "shortcut": "key"}
"""What the fields of a code are called."""

Fields = dict[str, str | int | None]
"""What a file says of a code, by field."""

BETWEEN = " / "
"""What stands between the names of a path where a person reads it."""


def write_codes(connection: sqlite3.Connection, codes: Iterable[CodeIn], tally: Tally, *, wins: bool = False) -> None:
    """Add codes at their places inside an open action, parents first; where the file ``wins``, change those there."""
    if codes:
        writer = _Writer(connection, tally, wins=wins)
        for code in codes:
            writer.write(code)


class _Writer:
    """Writes the codes of one file. Those of a codebook are known by uid, and then, as those of others, by place."""

    def __init__(self, connection: sqlite3.Connection, tally: Tally, *, wins: bool):
        self._connection = connection
        self._tally = tally
        self._wins = wins
        entries = codebook.entries(connection)
        self._by_path = {entry.path: entry for entry in entries}
        self._by_uid = {entry.uid: entry for entry in entries}
        self._uids = set(self._by_uid)
        self._written: dict[tuple[str, ...], int] = {}

    def write(self, code: CodeIn) -> None:
        """Write one code."""
        path = tuple(scrub_value(name) or "Unnamed" for name in code.path)
        if path in self._written:
            reason = "It is joined with the one before it that has its name and place."
            self._tally.add("matched", "code", BETWEEN.join(path), reason)
            return
        entry = (self._by_uid.get(code.uid) if self._wins else None) or self._by_path.get(path)
        if entry is None:
            self._add(path, code)
            return
        self._written[path] = entry.id
        wanted: Fields = {name: value for name, value in _fields(code).items() if value}
        if self._wins:
            self._change(entry, path, wanted)
        else:
            self._fill(entry, wanted)

    def _add(self, path: tuple[str, ...], code: CodeIn) -> None:
        above = path[:-1]
        parent = self._written.get(above) or (codebook.place(self._connection, above) if above else None)
        made = codebook.find(self._connection, path)  # one that was made for a code below it
        if made is None:
            made = codebook.add(self._connection, path[-1], parent, code.uid if code.uid not in self._uids else "")
            self._uids.add(code.uid)
        self._written[path] = made
        self._set(made, {name: value for name, value in _fields(code).items() if value})
        self._tally.add("added", "code", BETWEEN.join(path))

    def _change(self, entry: Entry, path: tuple[str, ...], wanted: Fields) -> None:
        """Let an entry of the codebook be as the file says; its name and place stay."""
        differ = {name: value for name, value in wanted.items() if getattr(entry, name) != value}
        replaced = [_CALLED[name] for name in differ if getattr(entry, name)]
        self._set(entry.id, differ)
        gives = "gives" if len(replaced) == 1 else "give"
        reasons = [f"Its {' and its '.join(replaced)} here {gives} way to what the file says."] if replaced else []
        if entry.path != path:
            reasons.append(f"It stays “{BETWEEN.join(entry.path)}”, as it is called here.")
        self._tally.add("changed" if differ else "matched", "code", BETWEEN.join(path), " ".join(reasons))

    def _fill(self, entry: Entry, wanted: Fields) -> None:
        """Fill in what an entry of the codebook lacks, and say where the file has something else."""
        missing = {name: value for name, value in wanted.items() if not getattr(entry, name)}
        shown = BETWEEN.join(entry.path)
        codebook.edit(self._connection, entry.id, missing)
        for name in wanted.keys() - missing.keys():
            if getattr(entry, name) != wanted[name]:
                self._tally.add("lost", "code", shown, f"Its {_CALLED[name]} is another here, which stays.")
        self._tally.add("changed" if missing else "matched", "code", shown)

    def _set(self, code: int, fields: Fields) -> None:
        """Set fields; a key of a codebook is taken from the code that has it."""
        plain = {name: value for name, value in fields.items() if name != "shortcut" or not self._wins}
        codebook.edit(self._connection, code, plain)
        key = fields.get("shortcut")
        if self._wins and isinstance(key, int):
            code_tree.set_shortcut(self._connection, code, key)


def _fields(code: CodeIn) -> Fields:
    shortcut = code.shortcut if code.shortcut in range(1, 10) else None
    return {
        "colour": code.colour.lower() if _COLOUR.fullmatch(code.colour) else "",
        "definition": normalise(code.definition),
        "examples": normalise(code.examples),
        "note": normalise(code.note),
        "shortcut": shortcut,
    }


def write_actors(connection: sqlite3.Connection, actors: Iterable[ActorIn], tally: Tally) -> None:
    """Add actors inside an open action; those of a known name or alias are filled in."""
    for actor in actors:
        name = scrub_value(actor.name)
        kind = actor.kind if actor.kind in _KINDS else ""
        known = incoming.find_actor(connection, name)
        row = actor_id(connection, name, kind) if known is None else known
        if row is None:
            continue
        changes = [
            incoming.fill_actor(connection, row, kind, scrub_value(actor.country)),
            incoming.add_note(connection, "actor", row, normalise(actor.note)),
            incoming.add_aliases(connection, row, [scrub_value(alias) for alias in actor.aliases]),
        ]
        tally.add("added" if known is None else "changed" if any(changes) else "matched", "actor", name)

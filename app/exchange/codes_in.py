# SPDX-License-Identifier: MIT
"""Writes the codes and actors that come with a file of another tool; what is there is filled in, never overwritten."""

import re
import sqlite3
from collections.abc import Iterable

from app.exchange.incoming import ActorIn, CodeIn
from app.exchange.plan import Tally
from app.text.normalise import normalise, scrub_value
from database import codebook, incoming
from database.actors import actor_id
from database.codebook import Entry

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_KINDS = ("", "person", "organisation")
BETWEEN = " / "
"""What stands between the names of a path where a person reads it."""


def write_codes(connection: sqlite3.Connection, codes: Iterable[CodeIn], tally: Tally) -> None:
    """Add codes at their places inside an open action, parents first."""
    if not codes:
        return
    present = {entry.path: entry for entry in codebook.entries(connection)}
    uids = {entry.uid for entry in present.values()}
    added = set()
    for code in codes:
        path = tuple(scrub_value(name) or "Unnamed" for name in code.path)
        shown = BETWEEN.join(path)
        if path in added:
            tally.add("matched", "code", shown, "It is joined with the one before it that has its name and place.")
            continue
        if path in present:
            _fill_code(connection, present[path], code, shown, tally)
            continue
        made = _add(connection, path, code.uid if code.uid not in uids else "")
        codebook.edit(connection, made, {name: value for name, value in _fields(code).items() if value})
        uids.add(code.uid)
        added.add(path)
        tally.add("added", "code", shown)


def _add(connection: sqlite3.Connection, path: tuple[str, ...], uid: str) -> int:
    parent = codebook.place(connection, path[:-1]) if len(path) > 1 else None
    return codebook.add(connection, path[-1], parent, uid)


def _fill_code(connection: sqlite3.Connection, entry: Entry, code: CodeIn, shown: str, tally: Tally) -> None:
    """Fill in what an entry of the codebook lacks, and say where the file has something else."""
    wanted = {name: value for name, value in _fields(code).items() if value}
    missing = {name: value for name, value in wanted.items() if not getattr(entry, name)}
    codebook.edit(connection, entry.id, missing)
    for name in wanted.keys() - missing.keys():
        if getattr(entry, name) != wanted[name]:
            tally.add("lost", "code", shown, f"Its {name} is another here, which stays.")
    tally.add("changed" if missing else "matched", "code", shown)


def _fields(code: CodeIn) -> dict[str, str | int | None]:
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

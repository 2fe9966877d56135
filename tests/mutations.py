# SPDX-License-Identifier: MIT
"""Every action of ``app.editing`` on whatever rows there are, for tests that do anything in any order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.collection import Collection
from app.editing import (
    actors,
    attributes,
    bulk,
    codebook,
    codebook_versions,
    correct,
    history,
    metadata,
    notes,
    relations,
    replace,
    searches,
    sources,
    statements,
    tag_places,
    watched,
)
from database.attributes import TYPES
from database.history_read import Filter, entries
from database.records import ACTOR_KINDS, KINDS, MEMBER_ROLES, STANCES, STATUSES, CodeUse
from tests.builders import new_text

NAMES = ("Vera Lind", "Oskar Penn", "Мост", 'a "b"', "100%_", "Board", "a", "b", "c")
NOTED = ("source", "annotation", "actor", "code", "statement", "collection", "relation")
DATES = ("", "2019", "2020-05", "about 2021")


class NothingThere(Exception):
    """There is no row to do it to."""


class Dice:
    """Chooses rows and values by numbers that a test drew."""

    def __init__(self, collection: Collection, numbers: list[int]):
        self.collection = collection
        self._numbers = numbers
        self._next = 0

    def number(self, below: int) -> int:
        """Return a number from 0 up to ``below``."""
        drawn = self._numbers[self._next % len(self._numbers)]
        self._next += 1
        return drawn % below

    def one(self, values: tuple[str, ...]) -> str:
        """Return one of some values."""
        return values[self.number(len(values))]

    def row(self, table: str) -> int:
        """Return the id of some row; raise :class:`NothingThere` where there is none."""
        ids = [row[0] for row in self.collection.connection.execute(f"SELECT id FROM {table} ORDER BY id")]
        if not ids:
            raise NothingThere(table)
        return int(ids[self.number(len(ids))])

    def rows(self, table: str) -> list[int]:
        """Return the ids of one to three rows."""
        return list(dict.fromkeys(self.row(table) for _ in range(1 + self.number(3))))

    def name(self) -> str:
        """Return a name, taken or not."""
        return self.one(NAMES)


def _folder(c: Collection, d: Dice) -> Path:
    folder = c.path.parent / f"folder {d.number(4)}"
    folder.mkdir(exist_ok=True)
    return folder


def _edit_affiliation(c: Collection, d: Dice) -> None:
    row = d.row("affiliation")
    actor = c.connection.execute("SELECT actor FROM affiliation WHERE id = ?", (row,)).fetchone()[0]
    found = next(each for each in actors.affiliations(c, actor) if each.id == row)
    actors.edit_affiliation(c, found, organisation=d.name(), role="chair", since=d.one(DATES), until="")


def _go_back(c: Collection, d: Dice) -> None:
    log = entries(c.connection, Filter(), 20)
    if not log:
        raise NothingThere("action")
    history.go_back(c, log[d.number(len(log))].action)


def _set_value(c: Collection, d: Dice) -> None:
    attributes.set_value(c, d.rows("source"), d.row("attribute"), d.one(("", "12", "left", "2020", "x y")))


def _replace_text(c: Collection, d: Dice) -> None:
    source = d.row("source")
    words = c.text(source)[0].split()
    words[d.number(len(words)) : 1 + d.number(len(words))] = [d.name()] * d.number(2)
    replace.apply_replacement(c, replace.plan_replacement(c, source, new_text(" ".join(words) or "x")))


def _correct_text(c: Collection, d: Dice) -> None:
    source = d.row("source")
    words = c.text(source)[0].split("\n")[0].split()
    words[d.number(len(words))] = d.name()
    correct.apply_correction(c, correct.plan_correction(c, source, {0: " ".join(words)}))


def _re_attach(c: Collection, d: Dice) -> None:
    annotation = d.row("annotation")
    length = len(c.text(c.annotation(annotation).source)[0])
    replace.re_attach(c, annotation, [(0, 1 + d.number(length))])


def _tag_places(c: Collection, d: Dice) -> None:
    source = d.row("source")
    start = d.number(len(c.text(source)[0]))
    extent = tag_places.Extent(d.one(tuple(tag_places.Extent)))
    plan = tag_places.plan_tags(c, [(source, start, start + 1)], d.one(KINDS), extent)
    tag_places.tag_places(c, plan, [CodeUse(d.name())] if d.number(2) else [])


Mutation = Callable[[Collection, Dice], object]

MUTATIONS: dict[str, Mutation] = {
    "actors.add_actor": lambda c, d: actors.add_actor(c, d.name(), kind=d.one(ACTOR_KINDS)),
    "actors.rename_actor": lambda c, d: actors.rename_actor(c, d.row("actor"), d.name(), keep=bool(d.number(2))),
    "actors.edit_actor": lambda c, d: actors.edit_actor(c, d.row("actor"), country=d.name(), note=d.name()),
    "actors.add_alias": lambda c, d: actors.add_alias(c, d.row("actor"), d.name()),
    "actors.remove_alias": lambda c, d: actors.remove_alias(c, d.row("actor"), d.name()),
    "actors.merge_actors": lambda c, d: actors.merge_actors(c, d.row("actor"), d.rows("actor")),
    "actors.replace_actor": lambda c, d: actors.replace_actor(c, d.row("actor"), d.row("actor"), d.rows("annotation")),
    "actors.split_actor": lambda c, d: actors.split_actor(c, d.row("actor"), d.rows("annotation"), d.name()),
    "actors.delete_actors": lambda c, d: actors.delete_actors(c, d.rows("actor")),
    "actors.add_affiliation": lambda c, d: actors.add_affiliation(c, d.row("actor"), d.name(), since=d.one(DATES)),
    "actors.edit_affiliation": _edit_affiliation,
    "actors.remove_affiliation": lambda c, d: actors.remove_affiliation(c, d.row("affiliation")),
    "attributes.add_attribute": lambda c, d: attributes.add_attribute(c, d.name(), d.one(TYPES), ["left", "right"]),
    "attributes.edit_attribute": lambda c, d: attributes.edit_attribute(
        c, d.row("attribute"), name=d.name(), type_=d.one(TYPES), choices=["left"]
    ),
    "attributes.delete_attribute": lambda c, d: attributes.delete_attribute(c, d.row("attribute")),
    "attributes.set_value": _set_value,
    "bulk.add_code": lambda c, d: bulk.add_code(c, d.rows("annotation"), d.row("code"), d.one(STANCES)),
    "bulk.remove_code": lambda c, d: bulk.remove_code(c, d.rows("annotation"), d.row("code")),
    "bulk.set_status": lambda c, d: bulk.set_status(c, d.rows("annotation"), d.one(STATUSES["claim"])),
    "bulk.set_kind": lambda c, d: bulk.set_kind(c, d.rows("annotation"), d.one(KINDS)),
    "bulk.add_speaker": lambda c, d: bulk.add_speaker(c, d.rows("annotation"), d.name()),
    "bulk.add_addressee": lambda c, d: bulk.add_addressee(c, d.rows("annotation"), d.name()),
    "bulk.delete": lambda c, d: bulk.delete(c, d.rows("annotation")),
    "codebook.add_code": lambda c, d: codebook.add_code(c, d.name(), parent=d.row("code") if d.number(2) else None),
    "codebook.rename_code": lambda c, d: codebook.rename_code(c, d.row("code"), d.name()),
    "codebook.recolour_code": lambda c, d: codebook.recolour_code(c, d.row("code"), "#00ff00"),
    "codebook.define_code": lambda c, d: codebook.define_code(c, d.row("code"), definition=d.name()),
    "codebook.set_shortcut": lambda c, d: codebook.set_shortcut(c, d.row("code"), 1 + d.number(3)),
    "codebook.move_codes": lambda c, d: codebook.move_codes(
        c, d.rows("code"), d.row("code") if d.number(2) else None, d.number(3)
    ),
    "codebook.move_code": lambda c, d: codebook.move_code(
        c, d.row("code"), d.row("code") if d.number(2) else None, d.number(3)
    ),
    "codebook.merge_codes": lambda c, d: codebook.merge_codes(c, d.row("code"), d.rows("code")),
    "codebook.split_code": lambda c, d: codebook.split_code(c, d.row("code"), d.name(), d.rows("annotation")),
    "codebook.delete_code": lambda c, d: codebook.delete_code(c, d.row("code"), below_too=bool(d.number(2))),
    "codebook_versions.keep_version": lambda c, d: codebook_versions.keep_version(c, d.name()),
    "codebook_versions.edit_version": lambda c, d: codebook_versions.edit_version(
        c, d.row("codebook_version"), d.name(), d.name()
    ),
    "codebook_versions.delete_version": lambda c, d: codebook_versions.delete_version(c, d.row("codebook_version")),
    "correct.apply_correction": _correct_text,
    "correct.correct": lambda c, d: correct.correct(
        c, source := d.row("source"), {0: d.name() + c.text(source)[0].split("\n")[0]}
    ),
    "history.go_back": _go_back,
    "metadata.edit_metadata": lambda c, d: metadata.edit_metadata(
        c, d.rows("source"), {"publication": d.name(), "date": d.one(DATES)}
    ),
    "notes.set_note": lambda c, d: notes.set_note(c, thing := d.one(NOTED), d.row(thing), d.name()),
    "relations.relate": lambda c, d: relations.relate(
        c, d.row("annotation"), d.one(relations.TYPES), d.row("annotation")
    ),
    "relations.relate_to_relation": lambda c, d: relations.relate_to_relation(
        c, d.row("annotation"), "undercuts", d.row("relation")
    ),
    "relations.edit_relation": lambda c, d: relations.edit_relation(
        c, d.row("relation"), type_=d.one(relations.TYPES), note=d.name()
    ),
    "relations.remove_relation": lambda c, d: relations.remove_relation(c, d.row("relation")),
    "replace.apply_replacement": _replace_text,
    "replace.accept": lambda c, d: replace.accept(c, d.rows("annotation")),
    "replace.detach": lambda c, d: replace.detach(c, d.row("annotation")),
    "replace.re_attach": _re_attach,
    "searches.save_search": lambda c, d: searches.save_search(c, d.name(), d.name()),
    "searches.edit_search": lambda c, d: searches.edit_search(c, d.row("saved_search"), name=d.name(), query=d.name()),
    "searches.delete_search": lambda c, d: searches.delete_search(c, d.row("saved_search")),
    "searches.move_search": lambda c, d: searches.move_search(c, d.row("saved_search"), d.number(3)),
    "sources.create_set": lambda c, d: sources.create_set(c, d.name(), d.rows("source")),
    "sources.rename_set": lambda c, d: sources.rename_set(c, d.row("source_set"), d.name()),
    "sources.delete_set": lambda c, d: sources.delete_set(c, d.row("source_set")),
    "sources.put_in_set": lambda c, d: sources.put_in_set(c, d.row("source_set"), d.rows("source")),
    "sources.take_from_set": lambda c, d: sources.take_from_set(c, d.row("source_set"), d.rows("source")),
    "sources.edit_sources": lambda c, d: sources.edit_sources(
        c, d.rows("source"), date=d.one(DATES), publication=d.name()
    ),
    "statements.create_statement": lambda c, d: statements.create_statement(c, d.rows("annotation")),
    "statements.add_members": lambda c, d: statements.add_members(
        c, d.row("statement"), d.rows("annotation")[:1], d.one(MEMBER_ROLES)
    ),
    "statements.remove_members": lambda c, d: statements.remove_members(c, d.row("statement"), d.rows("annotation")),
    "statements.rename_statement": lambda c, d: statements.rename_statement(c, d.row("statement"), d.name()),
    "statements.merge_statements": lambda c, d: statements.merge_statements(c, d.row("statement"), d.rows("statement")),
    "statements.delete_statements": lambda c, d: statements.delete_statements(c, d.rows("statement")),
    "tag_places.tag_places": _tag_places,
    "watched.watch": lambda c, d: watched.watch(c, _folder(c, d)),
    "watched.unwatch": lambda c, d: watched.unwatch(c, [d.row("watched_folder")]),
}
"""What can be done, by module and function. Each is one undo step, or none where it is refused or changes nothing."""

OTHER = frozenset({"erase.erase", "sources.mark_sources"})
"""Actions that are no undo step."""

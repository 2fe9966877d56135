# SPDX-License-Identifier: MIT
"""Persons and organisations: one function a user action, and what an action would touch before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from app import values
from app.archive import Archive
from app.collection import Collection
from app.dates import parse as parse_date
from app.editing.errors import NameTaken, NotThere, Refused
from app.editing.merging import to_merge
from app.search.folding import fold
from app.text import transliterate
from app.text.normalise import normalise, scrub_value
from app.text.words import tokens
from database import actors_edit, actors_read, sources
from database.actors_read import Actor, Affiliation, Touched
from database.records import ACTOR_KINDS, Link

THING = "an actor called"

# Reading


def actors(archive: Archive, order: str = "name") -> list[Actor]:
    """Return all actors with their counts; ``order`` is one of ``database.actors_read.ORDERS``."""
    return actors_read.actors(archive.connection, order)


def listed(archive: Archive, order: str = "name") -> list[Actor]:
    """Return all actors without their counts, which :func:`counted` gives for those in sight."""
    return actors_read.listed(archive.connection, order)


def counted(archive: Archive, ids: Sequence[int]) -> list[Actor]:
    """Return these actors with their counts; those that are not there are left out."""
    return actors_read.by_ids(archive.connection, ids)


def actor(archive: Archive, row: int) -> Actor:
    """Return one actor.

    Raises:
        NotThere: it is not there.
    """
    found = actors_read.by_ids(archive.connection, [row])
    if not found:
        raise NotThere("actor", row)
    return found[0]


def find(archive: Archive, name: str) -> Actor | None:
    """Return the actor of exactly this name or alias, or None."""
    row = actors_read.find(archive.connection, scrub_value(name))
    return None if row is None else actor(archive, row)


def matching(archive: Archive, typed: str, *, kind: str = "", limit: int = 20) -> list[Actor]:
    """Return the actors whose name or alias has words beginning with those typed, those named most often first.

    Case, accents and apostrophes are folded, and a name is found in Cyrillic by its Latin spelling and the other way
    round (``app.text.transliterate.key``). ``kind`` leaves out those known to be of the other kind. Nothing typed
    gives the actors named most often.
    """
    connection = archive.connection
    if any(tokens(fold(typed))):
        ids = matching_ids(archive, typed, kind=kind, limit=limit)
    else:
        ids = actors_read.most_named(connection, kind, limit)
    return actors_read.by_ids(connection, ids)


def matching_ids(archive: Archive, typed: str, *, kind: str = "", limit: int = 20) -> list[int]:
    """Return the ids of the actors that :func:`matching` finds; something has to be typed.

    Without their counts thousands are found as fast as twenty.
    """
    folded = fold(typed)
    found = [_begins(folded[start:end]) for start, end in tokens(folded)]
    return actors_read.beginning(archive.connection, " AND ".join(found), kind, limit) if found else []


def touched(archive: Archive, ids: Sequence[int]) -> Touched:
    """Return every annotation that names one of these actors, by the part the actor has in it."""
    return actors_read.touched(archive.connection, ids)


def statements_of(archive: Archive, row: int) -> tuple[int, ...]:
    """Return the ids of the annotations in which an actor holds the view, or another holds it on its behalf."""
    parts = touched(archive, [row]).parts
    wanted = {*parts["holder"], *parts["behalf"], *parts["organisation"]}
    return tuple(annotation for annotation in touched(archive, [row]).annotations if annotation in wanted)


def affiliations(archive: Archive, row: int) -> list[Affiliation]:
    """Return where an actor belonged, earliest first."""
    return actors_read.affiliations(archive.connection, row)


def organisation_at(archive: Archive, name: str, source: int) -> str:
    """Return the organisation an actor belonged to at the date of a source, or nothing.

    Where the source has no date it is the organisation the actor has not left.
    """
    row = actors_read.find(archive.connection, scrub_value(name))
    if row is None:
        return ""
    first, last = sources.days(archive.connection, source)
    return actors_read.organisation_at(archive.connection, row, first, last)


def with_organisations(archive: Archive, source: int, chain: Sequence[Link]) -> list[Link]:
    """Return a chain in which named actors without an organisation have the one of their time (see above)."""
    return [
        replace(link, organisation=organisation_at(archive, link.actor, source))
        if link.voice == "actor" and link.actor and not link.organisation
        else link
        for link in chain
    ]


def with_new_organisations(archive: Archive, source: int, before: Sequence[Link], after: Sequence[Link]) -> list[Link]:
    """Return a changed chain in which actors that it did not name before have the organisation of their time.

    Those it named keep what they have: somebody may have taken their organisation out.
    """
    known = {link.actor for link in before}
    return [link if link.actor in known else with_organisations(archive, source, [link])[0] for link in after]


# Changing


def add_actor(collection: Collection, name: str, *, kind: str = "", country: str = "", note: str = "") -> int:
    """Add an actor and return its id.

    Raises:
        PostilError: the name is empty or taken, or there is no such kind.
    """
    named = values.check_name("actor", name)
    _refuse_taken(collection, named, None)
    values.check("kind", kind, ACTOR_KINDS)
    with collection.action("Add actor"):
        return actors_edit.add(collection.connection, named, kind, scrub_value(country), normalise(note))


def rename_actor(collection: Collection, row: int, name: str, *, keep: bool = False) -> None:
    """Give an actor another name; ``keep`` makes the old one an alias.

    Raises:
        NameTaken: another actor has the name; the two can be merged.
        PostilError: there is no such actor, or the name is empty.
    """
    actor(collection, row)
    named = values.check_name("actor", name)
    _refuse_taken(collection, named, row)
    with collection.action("Rename actor"):
        actors_edit.rename(collection.connection, row, named, keep=keep)


def edit_actor(
    collection: Collection, row: int, *, kind: str | None = None, country: str | None = None, note: str | None = None
) -> None:
    """Change what is known about an actor; what is None stays.

    Raises:
        PostilError: there is no such actor, or no such kind.
    """
    actor(collection, row)
    fields = {}
    if kind is not None:
        fields["kind"] = values.check("kind", kind, ACTOR_KINDS)
    if country is not None:
        fields["country"] = scrub_value(country)
    if note is not None:
        fields["note"] = normalise(note)
    with collection.action("Edit actor"):
        actors_edit.edit(collection.connection, row, fields)


def add_alias(collection: Collection, row: int, name: str) -> None:
    """Add another name to an actor.

    Raises:
        NameTaken: another actor has it.
        PostilError: there is no such actor, or the name is empty.
    """
    actor(collection, row)
    named = values.check_name("actor", name)
    _refuse_taken(collection, named, row)
    with collection.action("Add alias"):
        actors_edit.add_aliases(collection.connection, row, [named])


def remove_alias(collection: Collection, row: int, name: str) -> None:
    """Take another name away from an actor."""
    with collection.action("Remove alias"):
        actors_edit.remove_alias(collection.connection, row, name)


def merge_actors(collection: Collection, target: int, others: Sequence[int]) -> None:
    """Make several actors one; the names of the others become aliases. :func:`touched` is its preview.

    Raises:
        PostilError: one of them is not there, or there is nothing to merge.
    """
    rest = to_merge("actors", target, others, partial(_there, collection))
    ids = touched(collection, rest).annotations
    with collection.action(f"Merge {len(rest) + 1} actors"):
        actors_edit.merge(collection.connection, target, rest)
        actors_edit.touch(collection.connection, ids)


def replace_actor(collection: Collection, old: int, new: int, ids: Sequence[int]) -> None:
    """Let these annotations name one actor where they named another.

    Raises:
        PostilError: one of the two is not there.
    """
    _all_there(collection, [old, new])
    wanted = set(ids)
    affected = [row for row in touched(collection, [old]).annotations if row in wanted]
    with collection.action("Replace actor"):
        actors_edit.name_instead(collection.connection, old, new, affected)
        actors_edit.touch(collection.connection, affected)


def split_actor(collection: Collection, row: int, ids: Sequence[int], name: str, *, aliases: Sequence[str] = ()) -> int:
    """Give these annotations of an actor to a new one, with some of its aliases; return the id of the new one.

    Kind and country are taken over. The new name may be one of the aliases.

    Raises:
        NameTaken: another actor has the name.
        PostilError: there is no such actor, or the name is empty.
    """
    before = actor(collection, row)
    named = values.check_name("actor", name)
    moved = [alias for alias in before.aliases if alias in {named, *aliases}]
    if named not in moved:
        _refuse_taken(collection, named, None)
    affected = [each for each in touched(collection, [row]).annotations if each in set(ids)]
    with collection.action("Split actor"):
        made = actors_edit.add(collection.connection, named, before.kind, before.country)
        for alias in moved:
            actors_edit.remove_alias(collection.connection, row, alias)
        actors_edit.add_aliases(collection.connection, made, moved)
        actors_edit.name_instead(collection.connection, row, made, affected, collapse=False)
        actors_edit.touch(collection.connection, affected)
    return made


def delete_actors(collection: Collection, ids: Sequence[int]) -> None:
    """Delete actors: views they held become unattributed, and they leave all other places.

    :func:`touched` is its preview; :func:`merge_actors` what to offer where it is not empty.

    Raises:
        NotThere: one of them is not there.
    """
    _all_there(collection, ids)
    affected = touched(collection, ids).annotations
    with collection.action("Delete actor" if len(ids) == 1 else f"Delete {len(ids)} actors"):
        actors_edit.delete(collection.connection, ids)
        actors_edit.touch(collection.connection, affected)


def add_affiliation(
    collection: Collection, row: int, organisation: str, *, role: str = "", since: str = "", until: str = ""
) -> int:
    """Say that an actor belonged to an organisation, from some date to some date; return the id of that.

    Dates may be partial (``2019``, ``about 2020``) or left out. An organisation that is new is added.

    Raises:
        PostilError: there is no such actor, a date makes no sense, or an actor would belong to itself.
    """
    actor(collection, row)
    named = values.check_name("organisation", organisation)
    days = _days(since, until)
    with collection.action("Add affiliation"):
        other = _organisation(collection, row, named)
        return actors_edit.add_affiliation(collection.connection, row, other, scrub_value(role), *days)


def edit_affiliation(
    collection: Collection, affiliation: Affiliation, *, organisation: str, role: str, since: str, until: str
) -> None:
    """Change an affiliation.

    Raises:
        PostilError: a date makes no sense, or an actor would belong to itself.
    """
    named = values.check_name("organisation", organisation)
    days = _days(since, until)
    with collection.action("Edit affiliation"):
        other = _organisation(collection, affiliation.actor, named)
        actors_edit.edit_affiliation(collection.connection, affiliation.id, other, scrub_value(role), *days)


def remove_affiliation(collection: Collection, affiliation: int) -> None:
    """Take an affiliation away."""
    with collection.action("Remove affiliation"):
        actors_edit.remove_affiliation(collection.connection, affiliation)


# Parts


def _begins(word: str) -> str:
    keys = " OR ".join(f'key : "{key}" *' for key in transliterate.begun_keys(word) if key)
    return f'(folded : "{word}" *{" OR " + keys if keys else ""})'


def _refuse_taken(collection: Collection, name: str, row: int | None) -> None:
    owner = actors_read.find(collection.connection, name)
    if owner is not None and owner != row:
        raise NameTaken(THING, name, owner, merges=True)


def _all_there(archive: Archive, ids: Sequence[int]) -> None:
    for row in ids:
        _there(archive, row)


def _there(archive: Archive, row: int) -> None:
    if actors_read.name_of(archive.connection, row) is None:
        raise NotThere("actor", row)


def _organisation(collection: Collection, row: int, name: str) -> int:
    found = actors_read.find(collection.connection, name)
    other = actors_edit.add(collection.connection, name, "organisation") if found is None else found
    if other == row:
        raise Refused("An actor cannot belong to itself.")
    return other


def _days(since: str, until: str) -> tuple[tuple[str, str | None], tuple[str, str | None]]:
    """Return both ends of an affiliation as written, and the day each means at most."""
    first, last = parse_date(scrub_value(since)), parse_date(scrub_value(until))
    for date in (first, last):
        if date.text and not date.known:
            raise Refused(f"“{date.text}” is not a date. Write 2019, 2019-05 or 2019-05-14.")
    if first.first and last.last and first.first > last.last:
        raise Refused(f"“{last.text}” is before “{first.text}”.")
    return (first.text, first.first), (last.text, last.last)

# SPDX-License-Identifier: MIT
"""The entries of the history that a word is about: what was done, who did it, and what was touched.

What was touched goes by the names it has, has had, or had when it was deleted: the titles of sources, the names of
actors (the aliases too), codes, sets, attributes and saved searches, and the words of statements. A source is touched
by what is done to its annotations; an actor, a code and a statement by being given to an annotation or taken away.
"""

from __future__ import annotations

DONE = {"undo": "Undone: ", "redo": "Done again: "}
"""What stands before the label of an entry that takes back, or does again."""

_NAMES = {
    "source": "title",
    "actor": "name",
    "code": "name",
    "statement": "text",
    "source_set": "name",
    "attribute": "name",
    "saved_search": "name",
    "codebook_version": "name",
}
"""The column that holds what a row of a table is called."""

_LINKS = (
    ("actor_alias", "actor", "actor"),
    ("affiliation", "actor", "actor"),
    ("affiliation", "organisation", "actor"),
    ("attribution", "actor", "actor"),
    ("attribution", "organisation", "actor"),
    ("slot", "actor", "actor"),
    ("code_assignment", "code", "code"),
    ("statement_member", "statement", "statement"),
    ("source_version", "source", "source"),
    ("source_set_member", "source", "source"),
    ("source_set_member", "source_set", "source_set"),
    ("source_attribute", "source", "source"),
    ("source_attribute", "attribute", "attribute"),
)
"""Tables whose rows are about a named thing: the column that says which, and the table of that."""


def about(word: str) -> tuple[str, list[str]]:
    """Return a query for the actions that a word is about, as the parts of a WITH that ends in ``about(action)``."""
    label = " ".join(f"WHEN '{kind}' THEN '{words}'" for kind, words in DONE.items())
    said, given = _says(f"(CASE kind {label} ELSE '' END || label)", word)
    who, _ = _says("name", word)
    names, called = _named(word)
    linked = [f"SELECT '{of}', id FROM {of} WHERE {_in_named(column, table)}" for of, column, table in _LINKS]
    source = "json_extract(coalesce(new, old), '$.source')"
    return (
        f"""named(tbl, row) AS MATERIALIZED ({names}),
        linked(tbl, row) AS MATERIALIZED (SELECT tbl, row FROM named UNION {" UNION ".join(linked)}),
        inside(id) AS MATERIALIZED (SELECT id FROM annotation WHERE {_in_named("source", "source")}
            UNION SELECT row FROM change
            WHERE {_any_named("source")} AND {_gone("annotation")} AND {_in_named(source, "source")}),
        about(action) AS MATERIALIZED (
            SELECT id FROM action WHERE {said} OR annotator IN (SELECT uid FROM annotator WHERE {who})
            UNION SELECT action FROM linked CROSS JOIN change USING (tbl, row)
            UNION SELECT action FROM inside CROSS JOIN change ON change.annotation = inside.id
            UNION {" UNION ".join(_lost(*link) for link in _LINKS)})""",
        [*called, *given, *given],
    )


def _says(column: str, word: str) -> tuple[str, list[str]]:
    """Return a condition that a column has a word in it; SQLite alone knows the capitals of no letters but ASCII."""
    if word.isascii():
        return f"instr(lower({column}), ?)", [word.lower()]
    ways = list(dict.fromkeys((word, word.lower(), word.upper(), word.capitalize(), word.title())))
    return f"({' OR '.join(f'instr({column}, ?)' for _ in ways)})", ways


def _named(word: str) -> tuple[str, list[str]]:
    """Return a query for the rows that have a word in their name, or had it there."""
    given: list[str] = []
    found = []
    for table, column in _NAMES.items():
        now, values = _says(column, word)
        before, _ = _says(f"json_extract(old, '$.{column}')", word)
        found += [
            f"SELECT '{table}', id FROM {table} WHERE {now}",
            f"SELECT tbl, row FROM change WHERE tbl = '{table}' AND op <> 'I' AND {before}",
        ]
        given += values * 2
    alias, values = _says("name", word)
    found.append(f"SELECT 'actor', actor FROM actor_alias WHERE {alias}")
    return " UNION ".join(found), [*given, *values]


def _in_named(column: str, table: str) -> str:
    return f"{column} IN (SELECT row FROM named WHERE tbl = '{table}')"


def _gone(table: str) -> str:
    """Return a condition on ``change``: it is about a row of a table that is there no more."""
    return f"tbl = '{table}' AND row NOT IN (SELECT id FROM {table})"


def _lost(of: str, column: str, table: str) -> str:
    """Return a query for the actions that touched a link which is there no more."""
    which = _in_named(f"json_extract(coalesce(new, old), '$.{column}')", table)
    return f"SELECT action FROM change WHERE {_any_named(table)} AND {_gone(of)} AND {which}"


def _any_named(table: str) -> str:
    """Return a condition that is tried once, so that nothing is looked through where nothing is named so."""
    return f"EXISTS (SELECT 1 FROM named WHERE tbl = '{table}')"

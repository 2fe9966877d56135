# SPDX-License-Identifier: MIT
"""A plain copy of a collection for people who write SQL: ordinary tables, readable views, no triggers, no history.

Uids are the keys, so that copies of two collections can be joined. The ``about`` table describes every table and
view of the file.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

_ANNOTATIONS = "SELECT value FROM json_each(:annotations)"
_SOURCES = "SELECT value FROM json_each(:sources)"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the copy: its columns, what fills it, and what it is for."""

    name: str
    columns: str
    select: str
    about: str


TABLES = (
    Table(
        "source",
        "uid TEXT PRIMARY KEY, title TEXT, authors TEXT, publication TEXT, date TEXT, date_from TEXT, date_to TEXT, "
        "language TEXT, url TEXT, licence TEXT, format TEXT, path TEXT, note TEXT, added TEXT, sha256 TEXT, "
        "characters INTEGER, text TEXT",
        f"""SELECT s.uid, title, authors, publication, date, date_from, date_to, language, url, licence, s.format, path,
            note, added, c.original_hash, c.characters, c.text
        FROM source s JOIN content c ON c.hash = s.content WHERE s.id IN ({_SOURCES}) ORDER BY s.id""",
        "The texts. authors is a JSON array; date is as written, date_from and date_to the first and last day it may "
        "mean; sha256 is that of the original file; text is the canonical text every offset counts in.",
    ),
    Table(
        "source_attribute",
        "source TEXT REFERENCES source(uid), attribute TEXT, value TEXT, PRIMARY KEY (source, attribute)",
        f"""SELECT s.uid, a.name, v.value FROM source_attribute v JOIN attribute a ON a.id = v.attribute
        JOIN source s ON s.id = v.source WHERE s.id IN ({_SOURCES}) ORDER BY v.id""",
        "Columns of your own on sources.",
    ),
    Table(
        "source_set",
        "name TEXT, source TEXT REFERENCES source(uid), PRIMARY KEY (name, source)",
        f"""SELECT t.name, s.uid FROM source_set_member m JOIN source_set t ON t.id = m.source_set
        JOIN source s ON s.id = m.source WHERE s.id IN ({_SOURCES}) ORDER BY m.id""",
        "Which source belongs to which named set.",
    ),
    Table(
        "actor",
        "uid TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, note TEXT",
        "SELECT uid, name, kind, country, note FROM actor ORDER BY id",
        "Persons and organisations.",
    ),
    Table(
        "actor_alias",
        "actor TEXT REFERENCES actor(uid), name TEXT, PRIMARY KEY (actor, name)",
        "SELECT p.uid, a.name FROM actor_alias a JOIN actor p ON p.id = a.actor ORDER BY a.id",
        "Other names of actors.",
    ),
    Table(
        "affiliation",
        "uid TEXT PRIMARY KEY, actor TEXT REFERENCES actor(uid), organisation TEXT REFERENCES actor(uid), role TEXT, "
        "date_from TEXT, date_to TEXT",
        """SELECT f.uid, p.uid, o.uid, f.role, f.date_from, f.date_to FROM affiliation f
        JOIN actor p ON p.id = f.actor JOIN actor o ON o.id = f.organisation ORDER BY f.id""",
        "Who belonged to which organisation, and when.",
    ),
    Table(
        "code",
        "uid TEXT PRIMARY KEY, name TEXT, parent TEXT REFERENCES code(uid), colour TEXT, definition TEXT, "
        "examples TEXT, note TEXT",
        """SELECT c.uid, c.name, p.uid, c.colour, c.definition, c.examples, c.note
        FROM code c LEFT JOIN code p ON p.id = c.parent ORDER BY c.id""",
        "The codebook; parent is the code above.",
    ),
    Table(
        "annotation",
        "uid TEXT PRIMARY KEY, kind TEXT, source TEXT REFERENCES source(uid), status TEXT, quote TEXT, note TEXT, "
        "annotator TEXT, created TEXT, modified TEXT",
        f"""SELECT a.uid, a.kind, s.uid, a.status,
            (SELECT group_concat(quote, ' … ') FROM
                (SELECT quote FROM annotation_span p WHERE p.annotation = a.id ORDER BY position)),
            a.note, coalesce(n.name, ''), a.created, a.modified
        FROM annotation a JOIN source s ON s.id = a.source LEFT JOIN annotator n ON n.id = a.annotator
        WHERE a.id IN ({_ANNOTATIONS}) ORDER BY a.source, a.id""",
        "The tagged passages: claims, recommendations and passages. Times are UTC.",
    ),
    Table(
        "span",
        "annotation TEXT REFERENCES annotation(uid), position INTEGER, start INTEGER, end INTEGER, quote TEXT, "
        "state TEXT, PRIMARY KEY (annotation, position)",
        f"""SELECT a.uid, p.position, p.start, p.end, p.quote, p.state FROM annotation_span p
        JOIN annotation a ON a.id = p.annotation WHERE a.id IN ({_ANNOTATIONS}) ORDER BY a.id, p.position""",
        "Where a passage lies: code points of source.text, the end not included. SQLite counts from 1: "
        "substr(text, start + 1, end - start).",
    ),
    Table(
        "attribution",
        "annotation TEXT REFERENCES annotation(uid), position INTEGER, role TEXT, voice TEXT, "
        "actor TEXT REFERENCES actor(uid), described TEXT, organisation TEXT REFERENCES actor(uid), work TEXT, "
        "mode TEXT, cue TEXT, start INTEGER, end INTEGER, PRIMARY KEY (annotation, position)",
        f"""SELECT a.uid, l.position, l.role, l.voice, p.uid, l.described, o.uid, l.work, l.mode, l.cue, l.start, l.end
        FROM attribution l JOIN annotation a ON a.id = l.annotation
            LEFT JOIN actor p ON p.id = l.actor LEFT JOIN actor o ON o.id = l.organisation
        WHERE a.id IN ({_ANNOTATIONS}) ORDER BY a.id, l.position""",
        "Who said it: the chain of an annotation, the holder of the view first. voice is actor, unattributed, "
        "anonymous or author; described holds the words for a voice without a name.",
    ),
    Table(
        "slot",
        "annotation TEXT REFERENCES annotation(uid), position INTEGER, name TEXT, value TEXT, "
        "actor TEXT REFERENCES actor(uid), start INTEGER, end INTEGER, PRIMARY KEY (annotation, position)",
        f"""SELECT a.uid, t.position, t.name, t.value, p.uid, t.start, t.end FROM slot t
        JOIN annotation a ON a.id = t.annotation LEFT JOIN actor p ON p.id = t.actor
        WHERE a.id IN ({_ANNOTATIONS}) ORDER BY a.id, t.position""",
        "Parts of the statement: addressee, action, condition and others.",
    ),
    Table(
        "code_use",
        "annotation TEXT REFERENCES annotation(uid), code TEXT REFERENCES code(uid), stance TEXT, "
        "PRIMARY KEY (annotation, code)",
        f"""SELECT a.uid, c.uid, u.stance FROM code_assignment u JOIN annotation a ON a.id = u.annotation
        JOIN code c ON c.id = u.code WHERE a.id IN ({_ANNOTATIONS}) ORDER BY a.id, u.id""",
        "Codes given to annotations, with the stance of the passage: supports, opposes or neutral.",
    ),
    Table(
        "relation",
        "uid TEXT PRIMARY KEY, type TEXT, annotation TEXT REFERENCES annotation(uid), target TEXT, note TEXT",
        f"""SELECT r.uid, r.type, a.uid, coalesce(t.uid, x.uid), r.note FROM relation r
        JOIN annotation a ON a.id = r.annotation
            LEFT JOIN annotation t ON t.id = r.target LEFT JOIN relation x ON x.id = r.target_relation
        WHERE a.id IN ({_ANNOTATIONS}) ORDER BY r.id""",
        "Links between annotations: supports, rebuts, undercuts and others. target is the uid of an annotation or of "
        "another relation.",
    ),
    Table(
        "statement",
        "statement TEXT, text TEXT, kind TEXT, note TEXT, annotation TEXT REFERENCES annotation(uid), role TEXT, "
        "PRIMARY KEY (statement, annotation)",
        f"""SELECT s.uid, s.text, s.kind, s.note, a.uid, m.role FROM statement_member m
        JOIN statement s ON s.id = m.statement JOIN annotation a ON a.id = m.annotation
        WHERE a.id IN ({_ANNOTATIONS}) ORDER BY s.id, m.id""",
        "What several annotations say in common, one row an annotation.",
    ),
)

_PEOPLE = """
    (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT coalesce(p.name, nullif(l.described, ''), l.voice) AS name
        FROM attribution l LEFT JOIN actor p ON p.uid = l.actor
        WHERE l.annotation = a.uid AND l.role IN ('holder', 'author'))) AS speakers,
    (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT p.name AS name FROM attribution l
        JOIN actor p ON p.uid = iif(l.role = 'on behalf of', l.actor, l.organisation)
        WHERE l.annotation = a.uid AND l.role IN ('holder', 'author', 'on behalf of'))) AS organisations,
    (SELECT group_concat(name, '; ') FROM (SELECT DISTINCT coalesce(p.name, g.value) AS name
        FROM slot g LEFT JOIN actor p ON p.uid = g.actor
        WHERE g.annotation = a.uid AND g.name = 'addressee')) AS addressees,
    (SELECT group_concat(p.name, '; ') FROM attribution l JOIN actor p ON p.uid = l.actor
        WHERE l.annotation = a.uid AND l.role IN ('quoted by', 'reporter')) AS via,
    (SELECT group_concat(c.name || ' (' || u.stance || ')', '; ') FROM code_use u JOIN code c ON c.uid = u.code
        WHERE u.annotation = a.uid) AS codes"""
_TAGGED = f"""
    SELECT a.uid, a.quote, {_PEOPLE}, a.status, a.note, s.title AS source, s.publication, s.date, a.annotator,
        a.created, a.modified, a.source AS source_uid
    FROM annotation a JOIN source s ON s.uid = a.source WHERE a.kind = """

VIEWS = {
    "claims": (f"{_TAGGED}'claim'", "Every claim on one row, with its people and codes as words."),
    "recommendations": (f"{_TAGGED}'recommendation'", "Every recommendation on one row, likewise."),
    "passages": (f"{_TAGGED}'passage'", "Every passage that is only coded, likewise."),
    "attributions": (
        """SELECT l.annotation, a.kind, l.position, l.role, coalesce(p.name, nullif(l.described, ''), l.voice) AS name,
            p.kind AS actor_kind, o.name AS organisation, l.work, l.mode, l.cue, a.quote, s.title AS source
        FROM attribution l JOIN annotation a ON a.uid = l.annotation JOIN source s ON s.uid = a.source
            LEFT JOIN actor p ON p.uid = l.actor LEFT JOIN actor o ON o.uid = l.organisation""",
        "Every link of every chain with names: who said what, in which role.",
    ),
    "sources": (
        """SELECT s.uid, s.title, (SELECT group_concat(value, '; ') FROM json_each(s.authors)) AS authors,
            s.publication, s.date, s.language, s.url, s.characters,
            (SELECT count(*) FROM annotation a WHERE a.source = s.uid AND a.kind = 'claim') AS claims,
            (SELECT count(*) FROM annotation a WHERE a.source = s.uid AND a.kind = 'recommendation')
                AS recommendations
        FROM source s""",
        "The texts without their text, with counts.",
    ),
}

TRIM = (
    """DELETE FROM actor WHERE uid NOT IN (
        SELECT actor FROM attribution WHERE actor IS NOT NULL
        UNION SELECT organisation FROM attribution WHERE organisation IS NOT NULL
        UNION SELECT actor FROM slot WHERE actor IS NOT NULL)""",
    "DELETE FROM actor_alias WHERE actor NOT IN (SELECT uid FROM actor)",
    """DELETE FROM affiliation WHERE actor NOT IN (SELECT uid FROM actor)
        OR organisation NOT IN (SELECT uid FROM actor)""",
)
"""What a copy of a part leaves out: actors whom nothing in it names, so that sharing a part tells no more than it."""

INDEXES = (
    "CREATE INDEX annotation_source ON annotation(source)",
    "CREATE INDEX attribution_actor ON attribution(actor)",
    "CREATE INDEX attribution_organisation ON attribution(organisation)",
    "CREATE INDEX slot_actor ON slot(actor)",
    "CREATE INDEX code_use_code ON code_use(code)",
)


def write_copy(
    connection: sqlite3.Connection,
    path: Path,
    annotations: Sequence[int],
    sources: Sequence[int],
    *,
    whole: bool = True,
) -> None:
    """Write these annotations and sources to a new SQLite file; rows are copied one by one, none held.

    ``whole`` says that they are all there are: only then actors that nothing names are written too.

    Raises:
        OSError: the disk refused.
        sqlite3.DataError: a text that is copied is damaged.
    """
    chosen = {"annotations": json.dumps(list(annotations)), "sources": json.dumps(list(sources))}
    try:
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA secure_delete = ON")
            copy.execute("BEGIN")
            for table in TABLES:
                _fill(connection, copy, table, chosen)
            for statement in () if whole else TRIM:
                copy.execute(statement)
            for statement in (*INDEXES, *(f"CREATE VIEW {name} AS {select}" for name, (select, _) in VIEWS.items())):
                copy.execute(statement)
            _describe(connection, copy)
            copy.commit()
    except sqlite3.OperationalError as error:
        if "decode" in str(error):
            raise sqlite3.DataError(str(error)) from error
        full = "full" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _fill(source: sqlite3.Connection, copy: sqlite3.Connection, table: Table, chosen: dict[str, str]) -> None:
    copy.execute(f"CREATE TABLE {table.name} ({table.columns})")
    used = {name: value for name, value in chosen.items() if f":{name}" in table.select}
    rows = source.execute(table.select, used)
    marks = ", ".join("?" * len(rows.description))
    copy.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)


def _describe(connection: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    title = connection.execute("SELECT title FROM collection").fetchone()[0]
    copy.execute("CREATE TABLE about (name TEXT PRIMARY KEY, type TEXT, about TEXT)")
    what = "A plain copy of a Postil collection: tables in the singular, readable views in the plural."
    rows = [(title or "collection", "collection", what)]
    rows += [(name, "view", about) for name, (_, about) in VIEWS.items()]
    rows += [(table.name, "table", table.about) for table in TABLES]
    copy.executemany("INSERT OR REPLACE INTO about VALUES (?, ?, ?)", [*rows, ("about", "table", "This list.")])


def beginning(path: Path, view: str, limit: int) -> list[tuple[str, ...]]:
    """Return the names of the columns and the first rows of a table or view of such a file, as text."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f'SELECT * FROM "{view}" LIMIT ?', (limit,))
        names = tuple(column[0] for column in rows.description)
        return [names, *(tuple("" if cell is None else str(cell) for cell in row) for row in rows)]

# SPDX-License-Identifier: MIT
"""The tables of a collection file, as the first migration creates them.

Later changes are migrations (:mod:`database.migrations`); this page is never edited after a release.

Every table in :data:`LOGGED` has an ``id`` that is never used twice and a ``uid`` that is unique everywhere,
and triggers (:mod:`database.triggers`) log each change to it. Spans are half-open and count Unicode code
points of the canonical text. Times are UTC, ISO 8601. Dates of sources may be partial; ``date_from`` and
``date_to`` are the first and last day they may mean, and searches test for overlap.
"""

from __future__ import annotations

APPLICATION_ID = 0x506F7374
"""Marks the file as a Postil collection: the letters ``Post``."""

PAGE_SIZE = 8192

_ROW = "id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE"
_SPAN = "start INTEGER, end INTEGER, quote TEXT"

LOGGED: dict[str, str] = {
    "annotator": f"{_ROW}, name TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''",
    "collection": f"{_ROW}, title TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''",
    "source": f"""{_ROW},
        content TEXT NOT NULL REFERENCES content(hash),
        title TEXT NOT NULL,
        authors TEXT NOT NULL DEFAULT '[]',
        publication TEXT NOT NULL DEFAULT '',
        date TEXT NOT NULL DEFAULT '', date_from TEXT, date_to TEXT,
        language TEXT NOT NULL DEFAULT '',
        url TEXT NOT NULL DEFAULT '',
        licence TEXT NOT NULL DEFAULT '',
        format TEXT NOT NULL DEFAULT '',
        path TEXT NOT NULL DEFAULT '',
        origins TEXT NOT NULL DEFAULT '{{}}',
        note TEXT NOT NULL DEFAULT '',
        added TEXT NOT NULL""",
    "source_version": f"""{_ROW},
        source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        content TEXT NOT NULL REFERENCES content(hash),
        label TEXT NOT NULL DEFAULT '',
        until TEXT NOT NULL""",
    "reading": f"""{_ROW},
        source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        annotator INTEGER REFERENCES annotator(id) ON DELETE SET NULL,
        state TEXT NOT NULL DEFAULT 'read',
        UNIQUE (source, annotator)""",
    "source_set": f"{_ROW}, name TEXT NOT NULL UNIQUE, note TEXT NOT NULL DEFAULT ''",
    "source_set_member": f"""{_ROW},
        source_set INTEGER NOT NULL REFERENCES source_set(id) ON DELETE CASCADE,
        source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        UNIQUE (source_set, source)""",
    "attribute": f"""{_ROW},
        name TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL DEFAULT 'text' CHECK (type IN ('text', 'number', 'date', 'choice')),
        choices TEXT NOT NULL DEFAULT '[]',
        note TEXT NOT NULL DEFAULT ''""",
    "source_attribute": f"""{_ROW},
        source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        attribute INTEGER NOT NULL REFERENCES attribute(id) ON DELETE CASCADE,
        value TEXT NOT NULL,
        UNIQUE (source, attribute)""",
    "actor": f"""{_ROW},
        name TEXT NOT NULL,
        kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'person', 'organisation')),
        country TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT ''""",
    "actor_alias": f"""{_ROW},
        actor INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        UNIQUE (actor, name)""",
    "affiliation": f"""{_ROW},
        actor INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
        organisation INTEGER NOT NULL REFERENCES actor(id) ON DELETE CASCADE,
        role TEXT NOT NULL DEFAULT '',
        since TEXT NOT NULL DEFAULT '', until TEXT NOT NULL DEFAULT '', date_from TEXT, date_to TEXT""",
    "annotation": f"""{_ROW},
        source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('claim', 'recommendation', 'passage')),
        content TEXT NOT NULL REFERENCES content(hash),
        status TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        annotator INTEGER REFERENCES annotator(id) ON DELETE SET NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL""",
    "annotation_span": f"""{_ROW},
        annotation INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL,
        quote TEXT NOT NULL, prefix TEXT NOT NULL DEFAULT '', suffix TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'exact' CHECK (state IN ('exact', 'moved', 'changed', 'orphan')),
        confidence REAL NOT NULL DEFAULT 1,
        CHECK (0 <= start AND start < end)""",
    "attribution": f"""{_ROW},
        annotation INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        role TEXT NOT NULL DEFAULT 'holder'
            CHECK (role IN ('holder', 'on behalf of', 'reporter', 'quoted by', 'author')),
        voice TEXT NOT NULL DEFAULT 'actor' CHECK (voice IN ('actor', 'unattributed', 'anonymous', 'author')),
        actor INTEGER REFERENCES actor(id) ON DELETE SET NULL,
        described TEXT NOT NULL DEFAULT '',
        organisation INTEGER REFERENCES actor(id) ON DELETE SET NULL,
        work TEXT NOT NULL DEFAULT '',
        mode TEXT NOT NULL DEFAULT '' CHECK (mode IN ('', 'direct', 'indirect', 'paraphrase')),
        cue TEXT NOT NULL DEFAULT '',
        {_SPAN}""",
    "slot": f"""{_ROW},
        annotation INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        value TEXT NOT NULL DEFAULT '',
        actor INTEGER REFERENCES actor(id) ON DELETE SET NULL,
        target INTEGER REFERENCES annotation(id) ON DELETE SET NULL,
        {_SPAN}""",
    "code": f"""{_ROW},
        parent INTEGER REFERENCES code(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        colour TEXT NOT NULL DEFAULT '',
        definition TEXT NOT NULL DEFAULT '',
        examples TEXT NOT NULL DEFAULT '',
        note TEXT NOT NULL DEFAULT '',
        shortcut INTEGER CHECK (shortcut BETWEEN 1 AND 9),
        position INTEGER NOT NULL DEFAULT 0""",
    "code_assignment": f"""{_ROW},
        annotation INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
        code INTEGER NOT NULL REFERENCES code(id) ON DELETE CASCADE,
        stance TEXT NOT NULL DEFAULT 'neutral' CHECK (stance IN ('supports', 'opposes', 'neutral')),
        UNIQUE (annotation, code)""",
    "codebook_version": f"""{_ROW},
        name TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', at TEXT NOT NULL, codes TEXT NOT NULL""",
    "relation": f"""{_ROW},
        type TEXT NOT NULL,
        annotation INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
        target INTEGER REFERENCES annotation(id) ON DELETE CASCADE,
        target_relation INTEGER REFERENCES relation(id) ON DELETE CASCADE,
        note TEXT NOT NULL DEFAULT '',
        CHECK ((target IS NULL) <> (target_relation IS NULL))""",
    "statement": f"""{_ROW},
        text TEXT NOT NULL, kind TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''""",
    "statement_member": f"""{_ROW},
        statement INTEGER NOT NULL REFERENCES statement(id) ON DELETE CASCADE,
        annotation INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
        role TEXT NOT NULL DEFAULT 'repeats' CHECK (role IN ('first', 'repeats', 'contradicts')),
        UNIQUE (statement, annotation)""",
    "saved_search": f"""{_ROW},
        name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0""",
    "watched_folder": f"{_ROW}, path TEXT NOT NULL UNIQUE, added TEXT NOT NULL",
}
"""The tables a user can change, with their columns; each has triggers that log its changes."""

CONTENT = """CREATE TABLE content (
    hash TEXT PRIMARY KEY,
    renderer INTEGER NOT NULL,
    original_hash TEXT NOT NULL,
    original_size INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    text TEXT NOT NULL,
    layout BLOB NOT NULL,
    original BLOB NOT NULL
)"""
"""Insert-only. ``hash`` is the SHA-256 over renderer version, format, original hash and canonical text, in
base64url."""

HISTORY = (
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, replica TEXT NOT NULL,
        step TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'quiet', 'erase')),
        label TEXT NOT NULL, annotator TEXT NOT NULL, at TEXT NOT NULL,
        undoes INTEGER REFERENCES action(id))""",
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT, action INTEGER NOT NULL REFERENCES action(id),
        tbl TEXT NOT NULL, row INTEGER NOT NULL, op TEXT NOT NULL CHECK (op IN ('I', 'U', 'D')),
        annotation INTEGER, old TEXT, new TEXT)""",
    """CREATE TABLE open_action (
        one INTEGER PRIMARY KEY CHECK (one = 1), action INTEGER REFERENCES action(id))""",
    "INSERT INTO open_action VALUES (1, NULL)",
    """CREATE TABLE undo_entry (
        position INTEGER PRIMARY KEY AUTOINCREMENT, step TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX action_step ON action(step)",
    "CREATE INDEX change_action ON change(action)",
    "CREATE INDEX change_row ON change(tbl, row)",
    "CREATE INDEX change_annotation ON change(annotation) WHERE annotation IS NOT NULL",
)

SEARCH = (
    """CREATE VIEW source_text AS
        SELECT s.id AS id, s.title AS title, c.text AS text FROM source s JOIN content c ON c.hash = s.content""",
    """CREATE VIRTUAL TABLE source_fts USING fts5(
        title, text, content = 'source_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0')""",
    "CREATE TABLE source_length (id INTEGER PRIMARY KEY, characters INTEGER NOT NULL)",
    """CREATE TABLE vocabulary (
        form TEXT PRIMARY KEY, folded TEXT, documents INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
    """CREATE TABLE stem (
        language TEXT NOT NULL, stem TEXT NOT NULL, form TEXT NOT NULL,
        PRIMARY KEY (language, stem, form)) WITHOUT ROWID""",
    "CREATE INDEX vocabulary_folded ON vocabulary(folded) WHERE folded IS NOT NULL",
    """CREATE VIRTUAL TABLE annotation_fts USING fts5(
        quote, note, slots, works, tokenize = 'unicode61 remove_diacritics 0')""",
    """CREATE VIRTUAL TABLE name_fts USING fts5(
        exact, folded, key, tbl UNINDEXED, row UNINDEXED, tokenize = 'unicode61 remove_diacritics 0')""",
    """CREATE TABLE stale (tbl TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (tbl, row)) WITHOUT ROWID""",
)
"""Derived tables: they can be rebuilt from the rest (``postil check --repair``) and are not logged.

``vocabulary.folded`` is NULL where it equals the form; ``documents`` counts sources and only ranks
completions. ``stale`` names the annotations, actors and codes whose index rows are out of date; it is empty
between transactions. ``name_fts`` holds actors and codes: ``rowid`` is twice the row's id, plus one for codes.
"""

COMPOUNDS = (
    """CREATE TABLE compound (
        form TEXT PRIMARY KEY, folded TEXT, documents INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID""",
    "CREATE INDEX compound_folded ON compound(folded) WHERE folded IS NOT NULL",
)
"""Derived too, as of the second format: hyphenated words. ``folded`` is NULL where it is the form without its one
hyphen, so that most words are looked up by the places where a hyphen may stand in them."""

INDEXES = (
    "CREATE INDEX content_original ON content(original_hash)",
    "CREATE INDEX source_content ON source(content)",
    "CREATE INDEX source_date ON source(date_from, date_to)",
    "CREATE INDEX source_newest ON source(date_from DESC, title)",
    "CREATE INDEX source_facets ON source(id, publication, language, date_from, date_to, authors)",
    "CREATE INDEX source_version_source ON source_version(source)",
    "CREATE INDEX source_set_member_source ON source_set_member(source)",
    "CREATE INDEX source_attribute_attribute ON source_attribute(attribute, value)",
    "CREATE INDEX actor_name ON actor(name)",
    "CREATE INDEX actor_alias_name ON actor_alias(name)",
    "CREATE INDEX affiliation_actor ON affiliation(actor)",
    "CREATE INDEX affiliation_organisation ON affiliation(organisation)",
    "CREATE INDEX annotation_source ON annotation(source, kind)",
    "CREATE INDEX annotation_kind ON annotation(kind, status)",
    "CREATE INDEX annotation_span_annotation ON annotation_span(annotation, position)",
    "CREATE INDEX attribution_annotation ON attribution(annotation, position)",
    "CREATE INDEX attribution_actor ON attribution(actor)",
    "CREATE INDEX attribution_organisation ON attribution(organisation)",
    "CREATE INDEX slot_annotation ON slot(annotation, position)",
    "CREATE INDEX slot_name ON slot(name, actor)",
    "CREATE INDEX slot_actor ON slot(actor)",
    "CREATE INDEX slot_target ON slot(target)",
    "CREATE INDEX code_parent ON code(parent)",
    "CREATE INDEX code_assignment_code ON code_assignment(code)",
    "CREATE INDEX relation_annotation ON relation(annotation)",
    "CREATE INDEX relation_target ON relation(target)",
    "CREATE INDEX relation_target_relation ON relation(target_relation)",
    "CREATE INDEX statement_member_annotation ON statement_member(annotation)",
)

# SPDX-License-Identifier: MIT
"""Texts in scripts that put no spaces between words: which they are, and an index of their letters, three by three.

The index of words takes a run of Chinese, Japanese, Thai, Lao, Burmese or Khmer letters for one word, so nothing inside
it would be found. Texts that are written in such scripts, and only they, also stand in ``unspaced_fts``, where every
three letters in a row are an entry. The triggers here keep it in step; like all triggers of a collection they use
nothing but SQL, so that any program can write the file.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

RANGES = (
    ("\u0e01", "\u0e5b"),  # Thai
    ("\u0e81", "\u0edf"),  # Lao
    ("\u1000", "\u109f"),  # Burmese
    ("\u1780", "\u17ff"),  # Khmer
    ("\u3005", "\u3007"),
    ("\u3041", "\u312f"),  # Hiragana, Katakana, Bopomofo
    ("\u31f0", "\u31ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),  # Han
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U00020000", "\U0003ffff"),
)
"""The letters that are written without spaces, as inclusive ranges."""

TRIGRAM = 3
"""How many letters an entry of the index has; shorter texts are looked for in the texts themselves."""

_CLASS = "[" + "".join(f"{first}-{last}" for first, last in RANGES) + "]"
_LETTER = re.compile(_CLASS)

UNIT = re.compile(rf"{_CLASS}|(?:(?!{_CLASS})[^\W_])+")
"""What counts as a word where nothing tells words apart: such a letter, or a run of others."""

_SAMPLES = 64
_SAMPLED = 8192
_ENOUGH = 8
"""A text is such a text if one in eight of 64 letters is, taken evenly from its first 8,192 characters."""

TABLES = (
    "CREATE TABLE unspaced (id INTEGER PRIMARY KEY)",
    f"""CREATE VIEW unspaced_share AS
        SELECT s.id AS id, s.content AS content,
            (WITH RECURSIVE place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n < {_SAMPLES - 1})
            SELECT count(*) FROM place
            WHERE substr(c.text, 1 + n * min(c.characters, {_SAMPLED}) / {_SAMPLES}, 1) GLOB '{_CLASS}') AS share
        FROM source s JOIN content c ON c.hash = s.content
        WHERE length(CAST(c.text AS BLOB)) * 10 >= c.characters * 12""",
    """CREATE VIEW unspaced_text AS
        SELECT u.id AS id, t.title AS title, t.text AS text FROM unspaced u JOIN source_text t ON t.id = u.id""",
    """CREATE VIRTUAL TABLE unspaced_fts USING fts5(
        title, text, content = 'unspaced_text', content_rowid = 'id', tokenize = 'trigram')""",
)
"""Derived, like the other tables of the search. The view of shares passes over texts whose bytes show at once that
few of their letters take three, as these scripts do."""

INSERTED = f"""INSERT INTO unspaced SELECT id FROM unspaced_share WHERE id = new.id AND share >= {_ENOUGH};
    INSERT INTO unspaced_fts(rowid, title, text) SELECT id, title, text FROM unspaced_text WHERE id = new.id;"""
"""What a trigger does when a source has come."""

DELETED = """INSERT INTO unspaced_fts(unspaced_fts, rowid, title, text)
        SELECT 'delete', u.id, old.title, text FROM unspaced u, content WHERE u.id = old.id AND hash = old.content;
    DELETE FROM unspaced WHERE id = old.id;"""
"""What a trigger does when a source has gone, or before its text or title is written again."""


def has_unspaced(text: str) -> bool:
    """Tell whether a text has letters that are written without spaces."""
    return not text.isascii() and _LETTER.search(text) is not None


def pieces(text: str) -> Iterator[str]:
    """Yield the runs of such letters and the runs of others in a text, without white space."""
    for word in text.split():
        start = 0
        for place in range(1, len(word) + 1):
            if place == len(word) or has_unspaced(word[place]) is not has_unspaced(word[start]):
                yield word[start:place]
                start = place


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the index afresh, inside the caller's transaction."""
    connection.execute("DELETE FROM unspaced")
    connection.execute(f"INSERT INTO unspaced SELECT id FROM unspaced_share WHERE share >= {_ENOUGH}")
    connection.execute("INSERT INTO unspaced_fts(unspaced_fts) VALUES ('rebuild')")


def check(connection: sqlite3.Connection) -> None:
    """Compare the index with the texts.

    Raises:
        sqlite3.DatabaseError: they differ.
    """
    connection.execute("INSERT INTO unspaced_fts(unspaced_fts, rank) VALUES ('integrity-check', 1)")

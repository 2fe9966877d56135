# SPDX-License-Identifier: MIT
"""A collection of 100,000 annotations: what a tag costs on disk, and how fast the table of annotations answers.

The bare transaction writes the rows of the same annotation (head, span, link, slot, code) into a copy of the file
without triggers, through ``sqlite3`` alone, with the same pragmas: what is between the two is history, index, checks
and reading the annotation back.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from app.collection import Collection
from app.editing import actors, bulk, history
from app.editing import table as grouping
from app.editing.table import Wanted
from database import facets, history_read, listing
from database.history import new_uid, now
from database.records import CodeUse, Link, Slot
from tests.benchmarks import annotation_window
from tests.builders import new_collection, write_source

COUNT = 100_000
SOURCES = 1_000
TAGS = 150
PAGE = 200
PARAGRAPH = "The harbour board should open the eastern lock before winter, the engineer has told the council. "
TEXT = "\n".join([PARAGRAPH] * 30)


def rows() -> list[tuple[str, str]]:
    """Return what was measured, and the figures."""
    with (
        tempfile.TemporaryDirectory(prefix="postil-bench-") as folder,
        closing(new_collection(Path(folder))) as collection,
    ):
        fill(collection)
        made = [*tagging(collection, Path(folder)), *table(collection), *looking(collection), *editing(collection)]
        collection.close()
        return [*made, *annotation_window.rows(collection.path, Path(folder))]


def fill(collection: Collection) -> None:
    """Write sources and annotations with links, slots and codes, history and index included, in large actions."""
    dice = Random(1)
    with collection.action("Sources"):
        for number in range(SOURCES):
            date = f"{2000 + number % 25}-05-01"
            write_source(
                collection,
                f"Source {number:04}",
                TEXT + str(number),
                publication=f"Paper {number % 40}",
                date=date,
                date_from=date,
                date_to=date,
            )
        connection = collection.connection
        connection.executemany(
            "INSERT INTO actor(uid, name) VALUES (?, ?)", [(new_uid(), f"Person {n:04}") for n in range(2_000)]
        )
        connection.executemany(
            "INSERT INTO code(uid, name, position) VALUES (?, ?, ?)", [(new_uid(), f"code {n}", n) for n in range(100)]
        )
    for start in range(1, COUNT + 1, 10_000):
        with collection.action("Annotations"):
            _write(collection.connection, range(start, start + 10_000), dice)
    collection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _write(connection: sqlite3.Connection, numbers: range, dice: Random) -> None:
    at = now()
    kinds = (("claim", "unchecked"), ("recommendation", "open"), ("passage", ""))
    heads = [(n, new_uid(), 1 + n % SOURCES, *kinds[n % 3], at, at) for n in numbers]
    connection.executemany(
        "INSERT INTO annotation(id, uid, source, kind, content, status, annotator, created, modified) "
        "SELECT ?1, ?2, ?3, ?4, content, ?5, 1, ?6, ?7 FROM source WHERE id = ?3",
        heads,
    )
    starts = {n: dice.randrange(2_500) for n in numbers}
    connection.executemany(
        "INSERT INTO annotation_span(uid, annotation, position, start, end, quote) VALUES (?, ?, 0, ?, ?, ?)",
        [(new_uid(), n, start, start + 40, TEXT[start : start + 40]) for n, start in starts.items()],
    )
    connection.executemany(
        "INSERT INTO attribution(uid, annotation, position, actor, organisation) VALUES (?, ?, 0, ?, ?)",
        [(new_uid(), n, 1 + dice.randrange(1_800), 1_801 + dice.randrange(200)) for n in numbers],
    )
    connection.executemany(
        "INSERT INTO slot(uid, annotation, position, name, value, actor) VALUES (?, ?, 0, 'addressee', '', ?)",
        [(new_uid(), n, 1_801 + dice.randrange(200)) for n in numbers],
    )
    connection.executemany(
        "INSERT INTO code_assignment(uid, annotation, code, stance) VALUES (?, ?, ?, 'supports')",
        [(new_uid(), n, 1 + dice.randrange(100)) for n in numbers],
    )


def tagging(collection: Collection, folder: Path) -> list[tuple[str, str]]:
    """Measure a tag with a chain, a slot and a code against the bare transaction, turn by turn."""
    with bare(collection, folder) as connection:
        tags, bares = [], []
        for number in range(TAGS):
            tags.append(seconds(partial(tag, collection, number)))
            bares.append(seconds(partial(tag_bare, connection, number)))
    mine, its = median(tags) * 1000, median(bares) * 1000
    return [
        (f"a tag among {COUNT:,} annotations, durable, against the bare transaction (3 or less)", f"{mine / its:.2f}"),
        ("  the tag, the bare transaction", f"{mine:.1f} ms, {its:.1f} ms"),
    ]


def tag(collection: Collection, number: int) -> None:
    """Tag as the window does."""
    collection.tag(
        1 + number % SOURCES,
        "claim",
        [(0, 40)],
        chain=[Link(actor="Person 0001", organisation="Person 1900")],
        slots=[Slot("addressee", "", "Person 1901")],
        codes=[CodeUse("code 5", "supports")],
    )


def tag_bare(connection: sqlite3.Connection, number: int) -> None:
    """Write the same rows and nothing else."""
    connection.execute("BEGIN IMMEDIATE")
    made = connection.execute(
        "INSERT INTO annotation(uid, source, kind, content, status, annotator, created, modified) "
        "SELECT ?, id, 'claim', content, 'unchecked', 1, ?, ? FROM source WHERE id = ?",
        (new_uid(), now(), now(), 1 + number % SOURCES),
    ).lastrowid
    connection.execute(
        "INSERT INTO annotation_span(uid, annotation, position, start, end, quote, prefix, suffix) "
        "VALUES (?, ?, 0, 0, 40, ?, '', ?)",
        (new_uid(), made, PARAGRAPH[:40], PARAGRAPH[40:72]),
    )
    connection.execute(
        "INSERT INTO attribution(uid, annotation, position, actor, organisation) VALUES (?, ?, 0, 2, 1901)",
        (new_uid(), made),
    )
    connection.execute(
        "INSERT INTO slot(uid, annotation, position, name, actor) VALUES (?, ?, 0, 'addressee', 1902)",
        (new_uid(), made),
    )
    connection.execute(
        "INSERT INTO code_assignment(uid, annotation, code, stance) VALUES (?, ?, 6, 'supports')", (new_uid(), made)
    )
    connection.execute("COMMIT")


@contextmanager
def bare(collection: Collection, folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of the file without triggers, with the pragmas the collection has."""
    path = folder / "bare.db"
    shutil.copy(collection.path, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in ("foreign_keys", "recursive_triggers", "synchronous", "cache_size"):
            value = collection.connection.execute(f"PRAGMA {name}").fetchone()[0]
            connection.execute(f"PRAGMA {name} = {value}")
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


def table(collection: Collection) -> list[tuple[str, str]]:
    """Measure facets, sorting and a page of the table."""
    every, connection = collection.annotation_ids(), collection.connection
    half = every[::2]
    sorts = {column: _best(partial(listing.sorted_ids, connection, column)) for column in listing.COLUMNS}
    slowest = max(sorts, key=lambda column: sorts[column])
    grouped = Wanted("kind:claim", "date", group="speaker")
    return [
        ("all ten facets over all annotations", _ms(lambda: facets.facets(connection))),
        ("all ten facets over half of them", _ms(lambda: facets.facets(connection, half))),
        (f"sorted by speaker; by {slowest}, the slowest column", f"{_of(sorts['speaker'])}; {_of(sorts[slowest])}"),
        ("a query that a third answers, sorted and grouped", _ms(lambda: grouping.table(collection.searcher, grouped))),
        (f"a page of {PAGE} annotations", _ms(lambda: list(collection.iter_annotations(every[5_000 : 5_000 + PAGE])))),
        ("speakers by addressees", _ms(lambda: facets.crossed(connection, "speaker", "addressee"))),
    ]


def looking(collection: Collection) -> list[tuple[str, str]]:
    """Measure actors as they are typed, and the history."""
    one = collection.annotation_ids()[0]
    wanted = history_read.Filter(tables=("annotation",))
    return [
        ("actors as one types: “per 12”", _ms(lambda: actors.matching(collection, "per 12"))),
        ("the list of 2,000 actors with counts", _ms(lambda: actors.actors(collection))),
        ("the history of one annotation", _ms(lambda: history.annotation_history(collection, one))),
        ("the latest 100 actions that changed annotations", _ms(lambda: history.log(collection, wanted))),
        ("the ids of all annotations in text order", _ms(collection.annotation_ids)),
        ("(for scale) reading as many ids from JSON", _ms(lambda: json.loads(json.dumps(list(range(COUNT)))))),
    ]


def editing(collection: Collection) -> list[tuple[str, str]]:
    """Measure edits of a tenth of all annotations at once, and taking them back."""
    some = collection.annotation_ids()[: COUNT // 10]
    made = []
    for what, call in (
        ("status", partial(bulk.set_status, collection, some, "refuted")),
        ("code", partial(bulk.add_code, collection, some, 3)),
        ("speaker", partial(bulk.add_speaker, collection, some, "Person 0002")),
    ):
        figures = f"{seconds(call) * 1000:.0f} ms; {seconds(collection.undo) * 1000:.0f} ms"
        made.append((f"a {what} given to {len(some):,} annotations; taken back", figures))
    return made


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _ms(call: Callable[[], object]) -> str:
    return _of(_best(call))


def _best(call: Callable[[], object]) -> float:
    """Return how long a call takes at best: what it takes where nothing else runs."""
    return min(seconds(call) for _ in range(3))


def _of(taken: float) -> str:
    return f"{taken * 1000:.1f} ms"

# SPDX-License-Identifier: MIT
"""Every file that an earlier Postil wrote opens, is brought up to date, and can still be undone to its beginning."""

import gzip
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import history
from database import store
from tests.builders import new_collection
from tests.fixtures import FOLDER

FIXTURES = sorted(FOLDER.glob("format-*.postil.gz"))


@pytest.fixture(params=FIXTURES, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Collection]:
    packed = request.param
    assert isinstance(packed, Path)
    path = tmp_path / packed.stem
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    with closing(Collection.open(path, annotator="Ada")) as collection:
        yield collection


def schema(collection: Collection) -> dict[str, str]:
    rows = collection.connection.execute(
        "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE '%\\_%\\_data'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows if not name.startswith("_sqlite_utils")}


def test_there_is_a_fixture_of_every_format() -> None:
    assert [path.name for path in FIXTURES] == [f"format-{n}.postil.gz" for n in range(1, store.VERSION + 1)]


def test_an_old_file_becomes_what_a_new_one_is(old: Collection, tmp_path: Path) -> None:
    assert old.connection.execute("PRAGMA user_version").fetchone() == (store.VERSION,)
    with closing(new_collection(tmp_path, "new.postil")) as new:
        assert schema(old) == schema(new), "run python -m tests.fixtures if this format is not released yet"


def test_an_old_file_is_whole(old: Collection) -> None:
    assert old.check() == []
    assert len(old.sources()) == 3
    assert old.annotations()
    for source in old.sources():
        word = max(re.findall(r"\w+", old.text(source.id)[0]), key=len)
        assert source.id in [hit.source for hit in old.search(word).hits], word


def test_an_old_file_can_be_undone_to_its_beginning_and_back(old: Collection) -> None:
    before = (old.annotations(), old.codes(), old.actor_names())
    steps = 0
    while old.undo() is not None:
        steps += 1
    assert (old.sources(), old.actor_names(), old.codes()) == ([], [], [])
    for _ in range(steps):
        assert old.redo() is not None
    assert (old.annotations(), old.codes(), old.actor_names()) == before
    assert len(history.log(old, limit=500)) > 2 * steps

# SPDX-License-Identifier: MIT
"""Planning a replacement from a file, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing.replace import apply_replacement
from app.importing.replacing import planned, planned_return
from app.importing.task import WorkRefused, run_task
from tests.builders import add_source, new_collection

OLD = "The council met on Monday.\nThe harbour must open before the winter."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    assert not opened.check()
    opened.close()


@pytest.fixture
def source(collection: Collection) -> int:
    return add_source(collection, "Minutes", OLD, language="en", path="box/minutes.txt")


def test_a_file_is_read_and_what_is_empty_is_filled(collection: Collection, source: int, tmp_path: Path) -> None:
    made = collection.tag(source, "claim", [(OLD.index("The harbour"), len(OLD))])
    page = tmp_path / "minutes.md"
    page.write_text("---\nauthor: Vera Lind\ndate: 2024-05\n---\n\n" + OLD.replace("must", "may"), encoding="utf-8")
    plan = run_task(partial(planned, collection.path, source, page))
    assert plan.counts == {"exact": 0, "moved": 0, "changed": 1, "orphan": 0}
    apply_replacement(collection, plan)
    after = collection.source(source)
    assert (after.title, after.authors, after.date, after.path) == ("Minutes", ("Vera Lind",), "2024-05", "minutes.md")
    assert collection.annotation(made.id).quote == "The harbour may open before the winter."
    collection.undo()
    assert collection.source(source).authors == ()


def test_a_file_of_the_same_name_keeps_its_folder(collection: Collection, source: int, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text(OLD + "\nThe ferry runs.", encoding="utf-8")
    apply_replacement(collection, run_task(partial(planned, collection.path, source, tmp_path / "minutes.txt")))
    assert collection.source(source).path == "box/minutes.txt"


def test_the_same_text_is_refused_at_once(collection: Collection, source: int, tmp_path: Path) -> None:
    (tmp_path / "same.txt").write_text(OLD, encoding="utf-8")
    with pytest.raises(WorkRefused, match="has the text that “Minutes” has already"):
        run_task(partial(planned, collection.path, source, tmp_path / "same.txt"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "It is empty"),
        ("many.csv", b"text,title\nSome words,One\n", "It holds many texts"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(
    collection: Collection, source: int, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(WorkRefused, match=reason):
        run_task(partial(planned, collection.path, source, tmp_path / name))


def test_going_back_is_planned_too(collection: Collection, source: int, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(OLD + "\nThe ferry runs.", encoding="utf-8")
    apply_replacement(collection, run_task(partial(planned, collection.path, source, tmp_path / "new.txt")))
    (version,) = collection.versions(source)
    apply_replacement(collection, run_task(partial(planned_return, collection.path, source, version.id)))
    assert collection.text(source)[0] == OLD

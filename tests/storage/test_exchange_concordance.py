# SPDX-License-Identifier: MIT
"""Places in context as CSV."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.exchange.concordance import COLUMNS, Wanted, export_places
from app.exchange.export import CannotWrite
from app.search.concordance import Side
from tests.builders import add_source, new_collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    for number in range(120):
        add_source(opened, f"=Source {number}", f"A bridge number {number:03}. =1+1 bridge", date="2020")
    yield opened
    opened.close()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_place_is_written_with_its_source(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    told: list[tuple[int, int]] = []
    written = export_places(
        collection.connection, Wanted("bridge"), path, "x", lambda done, total: told.append((done, total))
    )
    found = rows(path)
    assert written == len(found) == 240
    assert tuple(found[0]) == COLUMNS
    assert told[-1] == (120, 120)
    for row in found[:3]:
        text, _ = collection.text(int(row["source"]))
        assert text[int(row["start"]) : int(row["end"])] == row["words"]
    assert [each.name for each in tmp_path.glob(".places*")] == []


def test_no_cell_is_a_formula(collection: Collection, tmp_path: Path) -> None:
    export_places(collection.connection, Wanted("bridge"), tmp_path / "places.csv", "x")
    for row in rows(tmp_path / "places.csv"):
        assert row["title"].startswith("'=")
        assert not any(cell.startswith("=") for cell in row.values())


def test_places_are_sorted_as_they_are_shown(collection: Collection, tmp_path: Path) -> None:
    export_places(collection.connection, Wanted("bridge", Side.RIGHT), tmp_path / "places.csv", "x")
    after = [row["after"] for row in rows(tmp_path / "places.csv") if row["after"]]
    assert after == sorted(after)
    assert len(after) == 120


def test_a_disk_that_refuses_leaves_what_was_there(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        export_places(collection.connection, Wanted("bridge"), tmp_path / "nowhere" / "places.csv", "x")

    def cancel(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "places.csv"
    path.write_text("before")
    with pytest.raises(KeyboardInterrupt):
        export_places(collection.connection, Wanted("bridge"), path, "x", cancel)
    assert path.read_text() == "before"
    assert list(tmp_path.glob(".places*")) == []

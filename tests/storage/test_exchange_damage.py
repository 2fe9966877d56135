# SPDX-License-Identifier: MIT
"""One bad source or annotation never aborts an export: it is left out and named. Files made to do harm are refused."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.exchange.export import export
from app.exchange.formats import formats
from app.exchange.incoming import BadFile
from app.exchange.taking import take_in
from app.exchange.two_way import two_way
from tests.builders import add_source, new_collection

TEXT = "The harbour closed in May."
NAMES = [known.name for known in two_way() if known.holds == "annotation"]
NAMES += ["markdown", "docx", "html", "claimreview", "datasette"]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    for title in ("Harbour", "Ferry"):
        add_source(made, title, f"{title}. {TEXT}")
    yield made
    made.close()


def damage(collection: Collection, statement: str) -> None:
    """Change rows as no version of the program would, with the triggers that would refuse it away."""
    with closing(collection.store.connect(write=True)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_annotation_is_left_out_and_named(collection: Collection, tmp_path: Path, name: str) -> None:
    bad = collection.tag(1, "claim", [(0, 3)], note="x")
    collection.tag(1, "claim", [(4, 7)])
    damage(collection, f"UPDATE annotation SET note = CAST(x'ff' AS TEXT) WHERE id = {bad.id}")
    report = export(collection, name, tmp_path / "out")
    assert [uid for uid, _ in report.skipped] == [bad.uid]
    assert report.written == 1
    assert (tmp_path / "out").stat().st_size > 0


@pytest.mark.parametrize("name", [known.name for known in formats().values() if known.holds == "annotation"])
def test_an_annotation_without_spans_is_named(collection: Collection, tmp_path: Path, name: str) -> None:
    bad = collection.tag(1, "claim", [(0, 3)], note="zebra")
    collection.tag(1, "claim", [(4, 7)], note="zebra")
    damage(collection, f"DELETE FROM annotation_span WHERE annotation = {bad.id}")
    for query, ids in (("", None), ("note:zebra", collection.matching_annotations("note:zebra"))):
        report = export(collection, name, tmp_path / "out", ids=ids, query=query)
        assert [uid for uid, _ in report.skipped] == [bad.uid]
        assert "lost its place" in report.skipped[0][1]
        assert report.written == 1
    assert export(collection, name, tmp_path / "out", ids=[], query="note:horse").skipped == ()


def test_what_no_claim_format_would_hold_is_not_missed(collection: Collection, tmp_path: Path) -> None:
    bad = collection.tag(1, "passage", [(0, 3)])
    damage(collection, f"DELETE FROM annotation_span WHERE annotation = {bad.id}")
    assert export(collection, "claimreview", tmp_path / "out").skipped == ()
    assert export(collection, "bibtex", tmp_path / "out").skipped == ()
    other = new_collection(tmp_path, "other.postil")
    assert [line.name for line in take_in(other, collection.path).lost] == [bad.uid]
    other.close()


@pytest.mark.parametrize("name", ["refi-qda", "brat", "conll", "html", "datasette"])
def test_a_damaged_text_costs_its_own_annotations(collection: Collection, tmp_path: Path, name: str) -> None:
    bad = collection.tag(1, "claim", [(0, 3)])
    collection.tag(2, "claim", [(4, 7)])
    damage(
        collection,
        "UPDATE content SET text = CAST(x'ff' AS TEXT) WHERE hash = (SELECT content FROM source WHERE id = 1)",
    )
    report = export(collection, name, tmp_path / "out")
    assert bad.uid in [uid for uid, _ in report.skipped]
    assert report.written == 1


def test_an_orphan_is_kept_by_json_lines_and_named_where_it_has_no_place(
    collection: Collection, tmp_path: Path
) -> None:
    made = collection.tag(1, "claim", [(0, 3)])
    damage(collection, "UPDATE annotation_span SET state = 'orphan', quote = 'gone', start = 900, end = 904")
    assert [uid for uid, _ in export(collection, "refi-qda", tmp_path / "a.qdpx").skipped] == [made.uid]
    assert export(collection, "jsonl", tmp_path / "a.jsonl").skipped == ()
    other = new_collection(tmp_path, "other.postil")
    add_source(other, "Harbour", f"Harbour. {TEXT}")
    take_in(other, tmp_path / "a.jsonl")
    (anchor,) = other.annotations()[0].spans
    assert (anchor.start, anchor.quote, anchor.state) == (900, "gone", "orphan")
    other.close()


def test_every_two_way_format_is_listed() -> None:
    wanted = {"jsonl", "csv", "xlsx", "w3c", "refi-qda", "qdc", "brat", "conll"}
    assert wanted <= formats().keys()


def test_json_lines_hold_line_breaks_of_other_kinds(collection: Collection, tmp_path: Path) -> None:
    made = collection.tag(1, "claim", [(0, 3)], note="one\u2028two\x85three")
    export(collection, "jsonl", tmp_path / "a.jsonl")
    collection.delete_annotations([made.id])
    take_in(collection, tmp_path / "a.jsonl")
    assert collection.annotations()[0].note == made.note


@pytest.mark.parametrize(
    "entry",
    [
        {"spans": [[0, 3]], "chain": [{"actor": {"a": 1}}]},
        {"spans": [[0, 3]], "kind": "rumour"},
        {"spans": [[0, 3]], "codes": [{"code": "x", "stance": "?"}]},
        {"spans": [[0, 10**30]]},
        {"spans": [["a", "b"]], "quote": "nowhere"},
        {"spans": [[0, 3]], "anchors": [{"state": "?"}]},
        {"spans": [[0, 3]], "slots": [{"name": "a", "span": [0, 9999]}]},
        {"spans": [[0, 3]], "note": 7},
    ],
)
def test_a_hostile_entry_is_named_and_the_next_is_written(
    collection: Collection, tmp_path: Path, entry: dict[str, object]
) -> None:
    lines = [{"title": "Harbour", **entry}, {"title": "Harbour", "quote": "closed"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n", encoding="utf-8")
    plan = take_in(collection, tmp_path / "a.jsonl")
    assert [line.thing for line in plan.lost] == ["annotation", "annotation"]
    assert [a.quote for a in collection.annotations()] == ["closed"]


@pytest.mark.parametrize("name", ["x.docx", "x", "gone.jsonl"])
def test_a_file_of_no_known_kind_is_a_sentence(collection: Collection, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match=r"\.$"):
        take_in(collection, tmp_path / name)


def test_members_that_lie_about_their_size_are_refused(collection: Collection, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("p.ann", "T1\tPlace 0 3\tabc\n" * 100)
    data = path.read_bytes().replace((1700).to_bytes(4, "little"), (17).to_bytes(4, "little"))
    path.write_bytes(data)
    with pytest.raises(BadFile, match=r"cannot be read|larger than it says"):
        take_in(collection, path)

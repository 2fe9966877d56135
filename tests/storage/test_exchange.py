# SPDX-License-Identifier: MIT
"""Exports hold everything, come back unchanged, and cannot be broken out of."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from app.collection import Collection
from app.exchange.export import CannotWrite, UnknownFormat, export
from app.exchange.formats import Selection, formats
from app.exchange.markdown import escaped
from app.exchange.native import BadEntry, Json, read_entries, to_json, write_entries
from app.exchange.table import defused
from app.exchange.taking import take_in
from database.records import KINDS, MODES, ROLES, STANCES, VOICES, CodeUse, Link, RelationEnd, Slot
from tests.builders import add_source, new_collection

TEXT = "The harbour closed 🚢 in May.\nאור said so.\nNobody e\u0301lse did."
HOSTILE = ("=1+1", "<script>x</script>", "a|b\n# c", "\u202eright", "```", "[x](javascript:y)", "1. x", '"q"; \'r')


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT)
    yield made
    made.close()


def out(collection: Collection, name: str, query: str = "") -> str:
    path = collection.path.with_suffix(f".{name}")
    formats()[name].write(path, Selection(collection, collection.annotation_ids(), query))
    return path.read_bytes().decode()


VALUES = st.sampled_from(["", "Vera Lind", "Мост", "été 🚢", *HOSTILE])
SPANS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
LINKS = st.lists(
    st.builds(
        Link,
        role=st.sampled_from(ROLES),
        voice=st.sampled_from(VOICES),
        actor=VALUES,
        organisation=VALUES,
        work=VALUES,
        mode=st.sampled_from(MODES),
        cue=VALUES,
        span=st.none() | SPANS,
    ),
    max_size=10,
)
SLOTS = st.lists(
    st.builds(Slot, name=VALUES.filter(bool), value=VALUES, actor=VALUES, span=st.none() | SPANS), max_size=4
)
CODES = st.lists(
    st.builds(CodeUse, VALUES.filter(bool).map(lambda name: " ".join(name.split())), st.sampled_from(STANCES)),
    max_size=3,
    unique_by=lambda use: use.code,
)
ANNOTATIONS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.lists(SPANS, min_size=1, max_size=3), LINKS, SLOTS, CODES, VALUES), max_size=4
)


@settings(max_examples=25)
@given(ANNOTATIONS)
def test_json_lines_come_back_unchanged(
    given_annotations: list[tuple[str, list[tuple[int, int]], list[Link], list[Slot], list[CodeUse], str]],
) -> None:
    with TemporaryDirectory() as folder:
        first = new_collection(Path(folder), "first.postil")
        source = add_source(first, "Harbour", TEXT)
        for kind, spans, chain, slots, codes, note in given_annotations:
            first.tag(source, kind, spans, chain=chain, slots=slots, codes=codes, note=note)
        relate_all(first)
        second = new_collection(Path(folder), "second.postil", annotator="Bo")
        add_source(second, "Harbour", TEXT)
        written = out(first, "jsonl")
        outcome = write_entries(second, read_entries(written))
        assert outcome.refused == []
        assert portable(out(second, "jsonl")) == portable(written)
        first.close()
        second.close()


def relate_all(collection: Collection) -> None:
    """Relate each annotation to the one before it."""
    found = collection.annotations()
    with collection.action("Relate"):
        for one, other in pairwise(found):
            collection.write_relation(one.id, RelationEnd("rebuts", other.uid))


def portable(lines: str) -> list[dict[str, object]]:
    """Return entries without what only one file knows, sorted."""
    entries = [json.loads(line) for line in lines.splitlines()]
    kept = [{k: v for k, v in entry.items() if k not in {"source", "source_uid"}} for entry in entries]
    return sorted(kept, key=lambda entry: str(entry["uid"]))


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_number_of_another_collection_leads_to_no_source_of_this_one(tmp_path: Path, name: str) -> None:
    theirs, ours = new_collection(tmp_path, "theirs.postil"), new_collection(tmp_path, "ours.postil")
    theirs.tag(add_source(theirs, "Harbour", TEXT), "claim", [(0, 3)])
    add_source(ours, "Quite another text", TEXT + " And more.")
    path = tmp_path / f"out.{name}"
    export(theirs, name, path)
    take_in(ours, path)
    assert ours.annotations() == []
    theirs.close()
    ours.close()


def test_a_number_alone_or_with_its_title_is_a_source_of_this_collection(collection: Collection) -> None:
    title = collection.source(1).title
    same: list[Json] = [{"source": 1}, {"source": 1, "title": title}, {"source": 1, "title": "Another"}]
    entries = [{**entry, "kind": "claim", "quote": TEXT[:9]} for entry in same if isinstance(entry, dict)]
    outcome = write_entries(collection, read_entries(json.dumps(entries)))
    assert len(outcome.written) == 2
    assert "Another" in outcome.refused[0][1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("in.jsonl", '{"title":"Harbour","quote":"The harbour","kind":"claim"}\n' * 2),
        ("in.csv", "title,quote,kind\nHarbour,The harbour,claim\nHarbour,The harbour,claim\n"),
    ],
)
def test_what_has_no_uid_is_not_doubled_either(collection: Collection, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / name).write_text(words, encoding="utf-8")
    for _ in range(2):
        take_in(collection, tmp_path / name)
        assert len(collection.annotations()) == 2
    collection.undo()
    assert collection.annotations() == []
    take_in(collection, tmp_path / name)
    assert len(collection.annotations()) == 2


def test_the_same_annotations_twice_are_left_as_they_are(collection: Collection) -> None:
    made = collection.tag(1, "claim", [(0, 3)])
    outcome = write_entries(collection, [to_json(made)])
    assert (outcome.written, outcome.present) == ([], [made.uid])


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ({"title": "Elsewhere", "quote": "May"}, "No source here matches “Elsewhere”."),
        ({"quote": "May"}, "No source here matches it, since it names none."),
        ({"title": "Harbour", "quote": "June"}, "does not occur in its source"),
        ({"title": "Harbour", "quote": "o"}, "occurs 5 times"),
        ({"title": "Harbour", "quote": "May", "kind": "rumour"}, "“rumour” is not a kind"),
        ({"title": "Harbour", "quote": "May", "codes": [{"code": "x", "stance": "?"}]}, "“?” is not a stance"),
        ({"title": "Harbour", "quote": 5}, "Its “quote” is not text."),
        ({"title": "Harbour", "quote": "May", "chain": "Vera"}, "Its “chain” is not a list of objects."),
        ("Harbour", "It is not a JSON object."),
    ],
)
def test_a_bad_entry_is_named_and_the_others_are_written(collection: Collection, entry: Json, sentence: str) -> None:
    good: Json = {"title": "Harbour", "quote": "Nobody"}
    outcome = write_entries(collection, [entry, good])
    assert [number for number, _ in outcome.refused] == [0]
    assert sentence in outcome.refused[0][1]
    assert [a.quote for a in collection.annotations()] == ["Nobody"]
    assert collection.connection.execute("SELECT count(*) FROM annotation_span").fetchone() == (1,)


def test_text_that_is_not_json_is_refused_with_its_line() -> None:
    with pytest.raises(BadEntry, match="Line 2 is not JSON"):
        read_entries('{"a": 1}\n{"a": }')


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert defused(cell) == "'" + cell


@pytest.mark.parametrize("value", ["1. x", "12) x", "- x", "+ x", "# x", "=", "a - b", "1.5 x"])
def test_markdown_shows_the_words_as_they_are(value: str) -> None:
    assert MarkdownIt().render(escaped(value)) == f"<p>{value}</p>\n"


@pytest.mark.parametrize("value", HOSTILE)
def test_csv_and_markdown_hold_hostile_text_as_text(collection: Collection, value: str) -> None:
    link = Link(actor=value, work=value)
    collection.tag(1, "claim", [(0, 3)], chain=[link], codes=[CodeUse(value)], slots=[Slot("addressee", value)])
    row = next(csv.DictReader(StringIO(out(collection, "csv"))))
    assert row["speakers"].removeprefix("'") == " ".join(value.split())
    html = MarkdownIt().render(out(collection, "markdown"))
    assert "<script" not in html
    assert html.count("<a href") == html.count('<a href="#group-1">') == 1
    assert html.count("<h1>") == 1
    assert html.count("<h2>") == 1


def test_the_report_groups_by_source_and_says_who_said_it(collection: Collection) -> None:
    add_source(collection, "Ferry", "It runs.")
    collection.tag(2, "claim", [(0, 7)], chain=[Link(actor="Vera Lind", organisation="Board", work="Letters")])
    collection.tag(1, "claim", [(0, 3), (4, 11)])
    report = out(collection, "markdown", "kind:claim")
    assert report.index("## Harbour") < report.index("## Ferry")
    assert "Vera Lind, for Board, in Letters" in report
    assert "> The\n>\n> … harbour" in report
    assert report.endswith("2 annotations.\n")


def test_an_export_is_whole_or_not_there(collection: Collection, tmp_path: Path) -> None:
    collection.tag(1, "claim", [(0, 3)])
    path = tmp_path / "out.csv"
    path.write_text("older", encoding="utf-8")

    def fail(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(collection, "csv", path, progress=fail)
    assert path.read_text(encoding="utf-8") == "older"
    assert export(collection, "csv", path).written == 1
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".csv") == ["out.csv"]


@pytest.mark.parametrize("end", ["", "-wal"])
def test_nothing_takes_the_place_of_a_collection(collection: Collection, end: str) -> None:
    path = collection.path.with_name(collection.path.name + end)
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="a collection lies there"):
        export(collection, "jsonl", path)
    assert path.read_bytes() == before


def test_a_copy_for_sql_can_be_written_again(collection: Collection, tmp_path: Path) -> None:
    for _ in range(2):
        assert export(collection, "datasette", tmp_path / "out.db").skipped == ()


def test_a_place_that_cannot_be_written_is_a_sentence(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be written"):
        export(collection, "csv", tmp_path / "no" / "out.csv")
    with pytest.raises(UnknownFormat, match="The formats are jsonl, csv, "):
        export(collection, "doc", tmp_path / "out.doc")

# SPDX-License-Identifier: MIT
"""Erasing for good: no byte is left, the rest is as it was, and all other steps can still be undone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import (
    actors,
    codebook,
    codebook_versions,
    erase,
    history,
    notes,
    relations,
    searches,
    statements,
)
from app.editing.errors import NotThere
from database import erase_words, index, store
from database.erase import StillRead
from database.erase_quotes import Mention
from database.originals import unpack
from database.records import Annotation, CodeUse, Link, Slot
from tests.builders import add_source, new_collection

KEPT = "The ferry runs in winter, said Oskar Penn."
SECRET = "Zquarkvale closed, whispered Xylda Vrontz of the Wumblington Board; 🚢 мостоград."
TITLE = "Bzontitle minutes"
TRACES = (
    "Zquarkvale", "zquarkvale", "whispered", "Wumblington", "wumblington", "мостоград", "Bzontitle", "bzontitle",
    "Qnotesecret", "Ynotesource", "Hactionslot", "Jworktitle", "Kcuephrase", "Pformernote",
)  # fmt: skip
"""What must be found nowhere once the source is erased."""

PERSON = ("Xylda", "xylda", "Vrontz", "vrontz", "X. V. Formerly", "Aliasina", "Lactornote")
"""What must be found nowhere once the actor is erased too."""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Ferry", KEPT)
    yield made
    made.close()


@pytest.fixture
def kept(collection: Collection) -> Annotation:
    """Return an annotation that has nothing to do with what is erased."""
    return collection.tag(
        1, "claim", [(0, 9)], chain=[Link(actor="Oskar Penn", organisation="Ferries")], codes=[CodeUse("x")]
    )


@pytest.fixture
def secret(collection: Collection, kept: Annotation) -> Annotation:
    """Return an annotation of a source that holds nothing but what is to be erased."""
    source = add_source(collection, TITLE, SECRET)
    notes.set_note(collection, "source", source, "Ynotesource")
    collection.edit_source(source, title=TITLE + " again")
    made = collection.tag(
        source,
        "recommendation",
        [(0, 10)],
        chain=[Link(actor="Xylda Vrontz", work="Jworktitle", cue="Kcuephrase", span=(30, 42))],
        slots=[Slot("action", "Hactionslot"), Slot("addressee", "", "Ferries")],
        codes=[CodeUse("x", "opposes")],
        note="Pformernote",
    )
    relations.relate(collection, kept.id, "rebuts", made.id)
    statements.create_statement(collection, [made.id])
    return collection.edit(made.id, note="Qnotesecret", status="rejected")


def left(collection: Collection, traces: tuple[str, ...]) -> list[str]:
    """Return which of these texts are anywhere in the file or beside it, also in compressed originals."""
    folder = collection.path.parent
    raw = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    assert not [path for path in folder.iterdir() if path.name.endswith("-wal") and path.stat().st_size]
    originals = collection.connection.execute("SELECT original, text FROM content").fetchall()
    raw += b"".join(unpack(packed, text) for packed, text in originals)
    rows = collection.connection.execute("SELECT old, new, '' FROM change UNION SELECT label, '', '' FROM action")
    raw += json.dumps(rows.fetchall(), ensure_ascii=False).encode()
    return [trace for trace in traces if trace.encode() in raw]


def source_of(annotation: Annotation) -> int:
    return annotation.source


def test_what_is_erased_is_in_the_file_before(collection: Collection, secret: Annotation) -> None:
    collection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert set(left(collection, TRACES)) >= set(TRACES) - {"zquarkvale", "wumblington", "bzontitle"}


def test_an_erased_source_leaves_no_byte(collection: Collection, secret: Annotation, kept: Annotation) -> None:
    change = erase.erase(collection, sources=[source_of(secret)])
    assert left(collection, TRACES) == []
    assert (change.label, change.sources) == ("Erase for good", frozenset({2}))
    assert secret.id in change.annotations
    assert collection.annotation(kept.id).chain == kept.chain
    assert [source.title for source in collection.sources()] == ["Ferry"]
    assert statements.all_statements(collection) == []
    assert collection.check() == []


def test_words_other_texts_have_stay_searchable(collection: Collection, secret: Annotation) -> None:
    collection.check(repair=True)
    erase.erase(collection, sources=[source_of(secret)])
    assert collection.search("ferry").total == 1
    assert collection.search("whispered").total == 0
    index.check_index(collection.connection)


def test_an_erased_actor_goes_with_all_it_says(collection: Collection, secret: Annotation, kept: Annotation) -> None:
    person = actors.find(collection, "Xylda Vrontz")
    assert person is not None
    actors.rename_actor(collection, person.id, "X. V. Formerly")
    actors.rename_actor(collection, person.id, "Xylda Vrontz")
    actors.add_alias(collection, person.id, "Aliasina")
    notes.set_note(collection, "actor", person.id, "Lactornote")
    notes.set_note(collection, "annotation", kept.id, "Ask Xylda Vrontz.")
    notes.set_note(collection, "annotation", kept.id, "Asked.")
    seen = erase.preview(collection, actors=[person.id])
    assert (seen.actors, seen.annotations, seen.names) == (
        1,
        (secret.id,),
        ("X. V. Formerly", "Xylda Vrontz", "Aliasina"),
    )
    assert seen.sources_that_mention == (2,)
    erase.erase(collection, sources=seen.sources_that_mention, actors=[person.id])
    assert left(collection, (*TRACES, *PERSON)) == []
    assert collection.annotation(kept.id).note == "Asked."
    assert collection.check() == []


def test_an_actor_that_was_merged_away_is_erased_with_the_other(collection: Collection, secret: Annotation) -> None:
    kind = actors.add_actor(collection, "Xylda V.", note="Lactornote")
    person = actors.find(collection, "Xylda Vrontz")
    assert person is not None
    actors.merge_actors(collection, person.id, [kind])
    erase.erase(collection, actors=[person.id], sources=[2])
    assert left(collection, PERSON) == []


def test_where_an_actor_is_only_named_the_annotation_stays(collection: Collection, secret: Annotation) -> None:
    board = actors.find(collection, "Ferries")
    assert board is not None
    erase.erase(collection, actors=[board.id])
    assert left(collection, ("Ferries",)) == []
    assert collection.annotation(secret.id).addressees == ()
    assert [a.organisations for a in collection.annotations(1)] == [()]
    edited = collection.edit(secret.id, slots=[*secret.slots[:1], Slot("deadline", "May"), Slot("or else", "none")])
    assert [slot.name for slot in edited.slots] == ["action", "deadline", "or else"]


def test_what_was_deleted_before_can_still_be_erased(collection: Collection, secret: Annotation) -> None:
    collection.delete_annotations([secret.id])
    collection.delete_sources([2])
    assert erase.preview(collection, sources=[2]).changes > 0
    erase.erase(collection, sources=[2])
    assert left(collection, TRACES) == []


def test_all_other_steps_can_still_be_undone_and_redone(
    collection: Collection, secret: Annotation, kept: Annotation
) -> None:
    codebook.rename_code(collection, 1, "y")
    collection.edit(kept.id, chain=[Link(actor="Xylda Vrontz")])
    collection.edit(kept.id, chain=kept.chain)
    person = actors.find(collection, "Xylda Vrontz")
    assert person is not None
    erase.erase(collection, sources=[2], actors=[person.id])
    assert left(collection, (*TRACES, *PERSON)) == []
    end = (collection.annotations(), collection.codes())
    undone = 0
    while collection.undo() is not None:
        undone += 1
        assert collection.check() == []
    assert collection.sources() == []
    for _ in range(undone):
        assert collection.redo() is not None
    assert (collection.annotations(), collection.codes()) == end
    assert collection.check(repair=True) == []


def test_the_log_keeps_that_something_was_erased_and_nothing_more(collection: Collection, secret: Annotation) -> None:
    erase.erase(collection, sources=[2])
    entry = history.log(collection, limit=1)[0]
    assert (entry.kind, entry.label, entry.annotator, entry.rows) == ("erase", "Erase for good", "Ada", 0)
    assert collection.next_undo != "Erase for good"
    assert history.annotation_history(collection, secret.id) == []


def test_the_preview_says_what_goes_and_what_mentions_it(collection: Collection, secret: Annotation) -> None:
    collection.edit_source(1, authors=["Xylda Vrontz"], note="See Xylda Vrontz.")
    collection.path.with_name("test.format-1.postil").write_bytes(b"")
    seen = erase.preview(collection, sources=[2], actors=[2])
    person = actors.find(collection, "Xylda Vrontz")
    assert person is not None
    seen = erase.preview(collection, sources=[2], actors=[person.id])
    assert (seen.sources, seen.actors, seen.statements, seen.relations) == (1, 1, 1, 1)
    assert seen.titles == (TITLE + " again", TITLE)
    assert seen.mentions == (Mention("source", 1, "authors"), Mention("source", 1, "note"))
    assert [path.name for path in seen.backups] == ["test.format-1.postil"]
    assert len(collection.sources()) == 2


def test_a_text_that_another_source_has_too_stays_for_it(collection: Collection, secret: Annotation) -> None:
    add_source(collection, "Copy", SECRET)
    erase.erase(collection, sources=[2])
    assert collection.text(3)[0] == SECRET
    assert collection.check() == []


def test_nothing_is_erased_while_somebody_reads(collection: Collection, secret: Annotation) -> None:
    collection.connection.execute("PRAGMA busy_timeout = 10")
    reader = store.open_store(collection.path, write=False)
    reader.connection.execute("BEGIN")
    reader.connection.execute("SELECT count(*) FROM source").fetchone()
    with pytest.raises(StillRead, match="nothing was erased"):
        erase.erase(collection, sources=[2])
    assert collection.annotation(secret.id) == secret
    reader.close()
    erase.erase(collection, sources=[2])
    assert left(collection, TRACES) == []


def test_texts_without_spaces_leave_no_byte_either(collection: Collection, kept: Annotation) -> None:
    source = add_source(collection, "港口关闭", "港口于五月关闭没有人知道原因")
    collection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert left(collection, ("港口于", "口于五", "月关闭")) == ["港口于", "口于五", "月关闭"]
    erase.erase(collection, sources=[source])
    assert left(collection, ("港口于", "口于五", "月关闭", "港口关")) == []


def test_every_index_is_swept(collection: Collection) -> None:
    rows = collection.connection.execute("SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5%'")
    assert {row[0] for row in rows} == set(erase_words.INDEXED)


def test_what_never_was_is_not_erased(collection: Collection, kept: Annotation) -> None:
    with pytest.raises(NotThere):
        erase.preview(collection, sources=[99])
    with pytest.raises(NotThere):
        erase.erase(collection, actors=[99])


LONG = "Zquarkvale quarries were shuttered at dawn.\nThe wumblington lanes must reopen before Qfrost."
COPIED = "Zquarkvale quarries were shuttered at dawn"


@pytest.fixture
def quoted(collection: Collection, kept: Annotation) -> int:
    """Return a source whose words stand in a statement, notes, a code, a version of the codebook and a search."""
    source = add_source(collection, TITLE, LONG, date="2020", date_from="2020-01-01")
    one = collection.tag(source, "claim", [(0, len(COPIED))])
    two = collection.tag(source, "claim", [(0, 10)])
    statements.create_statement(collection, [one.id, kept.id])
    statements.create_statement(collection, [two.id, kept.id])
    notes.set_note(collection, "annotation", kept.id, "The wumblington lanes must reopen before Qfrost: see the ferry.")
    code = codebook.add_code(collection, "k", examples=f"As in: “{COPIED}”.")
    codebook_versions.keep_version(collection, "first")
    codebook.define_code(collection, code, examples="None.")
    searches.save_search(collection, "mine", '"the wumblington lanes must reopen"')
    return source


def test_words_that_people_copied_out_of_a_source_go_with_it(collection: Collection, quoted: int) -> None:
    erase.erase(collection, sources=[quoted])
    assert left(collection, ("Zquarkvale", "zquarkvale", "shuttered", "wumblington", "Qfrost")) == []
    assert [each.text for each in statements.all_statements(collection)] == ["The ferry", "The ferry"]
    assert notes.note(collection, "annotation", 1) == "…: see the ferry."
    (version,) = codebook_versions.versions(collection)
    assert codebook_versions.codes_of(collection, version.id)[-1].examples == "As in: “…”."
    assert collection.check() == []


def test_steps_around_a_quotation_that_went_can_still_be_undone(collection: Collection, quoted: int) -> None:
    erase.erase(collection, sources=[quoted])
    while collection.undo():
        pass
    while collection.redo():
        pass
    assert notes.note(collection, "annotation", 1) == "…: see the ferry."
    assert [each.text for each in statements.all_statements(collection)] == ["The ferry", "The ferry"]


def test_words_that_another_source_has_too_stay_quoted(collection: Collection, quoted: int) -> None:
    add_source(collection, "Another", f"They wrote: {COPIED}.")
    code = codebook.tree(collection)[-1].id
    codebook.define_code(collection, code, examples=f"As in: “{COPIED}”.")
    erase.erase(collection, sources=[quoted])
    assert codebook.code(collection, code).examples == f"As in: “{COPIED}”."


def test_the_preview_says_where_it_is_quoted(collection: Collection, quoted: int) -> None:
    found = erase.preview(collection, sources=[quoted])
    assert {(each.table, each.column) for each in found.quoting} == {
        ("statement", "text"), ("annotation", "note"), ("codebook_version", "codes"), ("saved_search", "query"),
    }  # fmt: skip
    assert found.mentions == ()

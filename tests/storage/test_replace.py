# SPDX-License-Identifier: MIT
"""Replacing the text of a source: what becomes of its annotations, and that one undo takes it all back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.archive import Archive
from app.collection import Collection
from app.editing import replace
from app.editing.errors import NotThere, Refused
from app.errors import UnknownSource
from database.records import Annotation, Link, Slot, Span
from tests.builders import add_source, new_collection, new_text

OLD = """The council met on Monday.
Vera Lind said that the harbour must open before the winter, and the board agreed.
The ferry will run again.
The ferry will run again."""
EDITED = "A note of the editor.\n" + OLD.replace("before the winter", "before winter comes")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    assert not opened.check()
    opened.close()


@pytest.fixture
def source(collection: Collection) -> int:
    return add_source(collection, "Minutes", OLD, language="en")


def span(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return start, start + len(words)


def tag(collection: Collection, source: int, words: str, **parts: object) -> Annotation:
    slots = [Slot("addressee", "", actor="Board", span=span(OLD, "the board"))] if parts else []
    return collection.tag(source, "claim", [span(OLD, words)], slots=slots)


def rows(collection: Collection) -> dict[str, list[tuple[object, ...]]]:
    tables = ("source", "source_version", "annotation", "annotation_span", "slot", "attribution")
    return {table: collection.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}


def put(collection: Collection, source: int, text: str) -> replace.Replacement:
    plan = replace.plan_replacement(collection, source, new_text(text))
    replace.apply_replacement(collection, plan)
    return plan


def test_words_that_stand_are_exact_at_their_new_place(collection: Collection, source: int) -> None:
    made = tag(collection, source, "The council met")
    put(collection, source, EDITED)
    after = collection.annotation(made.id).spans[0]
    assert (after.state, after.confidence, after.quote) == ("exact", 1.0, "The council met")
    assert EDITED[after.start : after.end] == after.quote
    assert after.prefix == "A note of the editor.\n"


def test_changed_words_are_marked_and_quoted_as_they_are_now(collection: Collection, source: int) -> None:
    made = tag(collection, source, "the harbour must open before the winter")
    plan = put(collection, source, EDITED)
    after = collection.annotation(made.id).spans[0]
    assert (after.state, after.quote) == ("changed", "the harbour must open before winter")
    assert 0.5 <= after.confidence < 1
    assert plan.counts == {"exact": 0, "moved": 0, "changed": 1, "orphan": 0}
    assert "before the winter" in plan.placements[0].before
    assert "before winter comes" in plan.placements[0].after


def test_what_is_gone_is_an_orphan_with_its_quote(collection: Collection, source: int) -> None:
    made = tag(collection, source, "Vera Lind said that the harbour must open before the winter")
    old = collection.source(source).content
    put(collection, source, "The council met on Monday.\nSomething else was written about a bridge.")
    after = collection.annotation(made.id)
    assert (after.spans[0].state, after.spans[0].confidence, after.quote) == ("orphan", 0.0, made.quote)
    kept = collection.connection.execute("SELECT content FROM annotation").fetchone()[0]
    assert kept == old, "an orphan counts in the text it was last in"
    assert collection.matching_annotations("is:orphan") == [made.id]


def test_of_two_equal_sentences_one_that_stays_is_not_sure(collection: Collection, source: int) -> None:
    first = collection.tag(source, "claim", [span(OLD, "The ferry will run again")])
    second = collection.tag(source, "claim", [span(OLD, "The ferry will run again", OLD.index("again"))])
    put(collection, source, OLD.removesuffix("\nThe ferry will run again."))
    states = {collection.annotation(each.id).spans[0].state for each in (first, second)}
    assert "moved" not in states
    assert states <= {"changed", "orphan"} or states == {"exact", "orphan"}


def test_slots_and_links_go_along(collection: Collection, source: int) -> None:
    link = Link(actor="Vera Lind", span=span(OLD, "Vera Lind said"))
    slot = Slot("addressee", "", actor="Board", span=span(OLD, "the board"))
    made = collection.tag(
        source, "claim", [span(OLD, "the harbour must open before the winter")], chain=[link], slots=[slot]
    )
    put(collection, source, EDITED)
    after = collection.annotation(made.id)
    assert after.chain[0].span == span(EDITED, "Vera Lind said")
    assert after.slots[0].span == span(EDITED, "the board")
    assert after.slots[0].quote == "the board"


def test_a_slot_that_loses_its_place_keeps_its_words(collection: Collection, source: int) -> None:
    slot = Slot("condition", "", span=span(OLD, "before the winter"))
    made = collection.tag(source, "claim", [span(OLD, "the harbour must open before the winter")], slots=[slot])
    plan = put(collection, source, OLD.replace(" before the winter", ""))
    after = collection.annotation(made.id)
    assert (after.slots[0].span, after.slots[0].quote) == (None, "before the winter")
    assert (plan.lost, plan.doubtful[0].lost) == (1, 1)
    edited = collection.edit(made.id, slots=after.slots)
    assert edited.slots == after.slots


def test_one_undo_takes_all_of_it_back_and_redo_does_it_again(collection: Collection, source: int) -> None:
    tag(collection, source, "The council met", slot=True)
    tag(collection, source, "the harbour must open before the winter")
    before = rows(collection)
    put(collection, source, EDITED)
    after = rows(collection)
    assert collection.next_undo == "Replace text of “Minutes”"
    collection.undo()
    assert rows(collection) == before
    assert collection.text(source)[0] == OLD
    collection.redo()
    assert rows(collection) == after


def test_the_old_version_stays_readable_and_can_come_back(collection: Collection, source: int) -> None:
    made = tag(collection, source, "the harbour must open before the winter")
    put(collection, source, EDITED)
    (version,) = collection.versions(source)
    assert (version.number, version.characters) == (1, len(OLD))
    assert collection.version_text(version.id)[0] == OLD
    replace.apply_replacement(collection, replace.plan_return(collection, source, version.id))
    assert collection.text(source)[0] == OLD
    assert collection.annotation(made.id).quote == made.quote
    assert [each.number for each in collection.versions(source)] == [1, 2]


def test_an_orphan_is_found_again_when_its_words_come_back(collection: Collection, source: int) -> None:
    made = tag(collection, source, "Vera Lind said that the harbour must open before the winter")
    put(collection, source, "The council met on Monday.")
    assert collection.annotation(made.id).spans[0].state == "orphan"
    put(collection, source, EDITED.replace("before winter comes", "before the winter"))
    after = collection.annotation(made.id).spans[0]
    assert (after.state, after.quote) == ("moved", made.quote)


def test_a_doubt_stays_until_it_is_accepted(collection: Collection, source: int) -> None:
    made = tag(collection, source, "the harbour must open before the winter")
    put(collection, source, EDITED)
    put(collection, source, "Another line.\n" + EDITED)
    assert collection.annotation(made.id).spans[0].state == "changed"
    (doubt,) = replace.review(collection, source)
    assert doubt.before == made.quote
    assert "before winter comes" in doubt.after
    replace.accept(collection, [made.id])
    assert collection.annotation(made.id).spans[0].state == "exact"
    assert replace.review(collection) == []


def test_a_wrong_place_is_refused_before_or_after(collection: Collection, source: int) -> None:
    made = tag(collection, source, "the harbour must open before the winter")
    plan = replace.plan_replacement(collection, source, new_text(EDITED))
    assert plan.rejecting({made.id}).counts["orphan"] == 1
    assert plan.accepting({made.id}).counts["exact"] == 1
    replace.apply_replacement(collection, plan)
    replace.detach(collection, made.id)
    after = collection.annotation(made.id)
    assert (after.spans[0].state, after.quote) == ("orphan", made.quote)


def test_an_orphan_is_attached_where_a_person_says(collection: Collection, source: int) -> None:
    slot = Slot("addressee", "", actor="Board", span=span(OLD, "the board"))
    made = collection.tag(source, "claim", [span(OLD, "and the board agreed")], slots=[slot])
    new = "Nothing of it is left here, but at the end the board nodded."
    put(collection, source, new)
    after = replace.re_attach(collection, made.id, [span(new, "at the end the board nodded")])
    assert (after.spans[0].state, after.quote) == ("exact", "at the end the board nodded")
    assert after.slots[0].span == span(new, "the board")
    (content,) = collection.connection.execute("SELECT content FROM annotation").fetchone()
    assert content == collection.source(source).content


def test_selecting_other_words_attaches_as_well(collection: Collection, source: int) -> None:
    made = tag(collection, source, "Vera Lind said that the harbour must open")
    put(collection, source, "The council met on Monday.")
    after = collection.edit(made.id, spans=[(4, 11)])
    assert (after.quote, after.spans[0].state) == ("council", "exact")
    (content,) = collection.connection.execute("SELECT content FROM annotation").fetchone()
    assert content == collection.source(source).content


def test_the_same_text_is_refused(collection: Collection, source: int) -> None:
    plan = replace.plan_replacement(collection, source, new_text(OLD))
    with pytest.raises(Refused, match="this text already"):
        replace.apply_replacement(collection, plan)


def test_what_another_writes_just_before_is_not_written_over(
    collection: Collection, source: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = replace.plan_replacement(collection, source, new_text(EDITED))
    describe = replace.with_words

    def while_tagging(archive: Archive, given: replace.Replacement) -> replace.Replacement:
        tag(collection, source, "The council met")
        return describe(archive, given)

    monkeypatch.setattr(replace, "with_words", while_tagging)
    with pytest.raises(Refused, match="changed meanwhile"):
        replace.apply_replacement(collection, plan)
    assert collection.text(source)[0] == OLD


def test_a_plan_that_is_out_of_date_is_refused(collection: Collection, source: int) -> None:
    plan = replace.plan_replacement(collection, source, new_text(EDITED))
    tag(collection, source, "The council met")
    with pytest.raises(Refused, match="changed meanwhile"):
        replace.apply_replacement(collection, plan)
    assert collection.text(source)[0] == OLD


def test_a_version_that_is_not_there_is_refused(collection: Collection, source: int) -> None:
    with pytest.raises(NotThere, match="no version 7"):
        replace.plan_return(collection, source, 7)
    with pytest.raises(UnknownSource):
        collection.version_text(7)


def test_new_words_are_found_by_a_search(collection: Collection, source: int) -> None:
    put(collection, source, EDITED + "\nA zeppelin passed.")
    assert [hit.source for hit in collection.search("zeppelin").hits] == [source]
    assert collection.connection.execute("SELECT documents FROM vocabulary WHERE form = 'zeppelin'").fetchone() == (1,)
    collection.undo()
    assert collection.search("zeppelin").total == 0


def test_what_is_empty_is_filled_from_the_new_file(collection: Collection, source: int) -> None:
    new = new_text(EDITED, columns={"publication": "Harbour Herald", "origins": json.dumps({"publication": "PDF"})})
    replace.apply_replacement(collection, replace.plan_replacement(collection, source, new))
    assert collection.source(source).publication == "Harbour Herald"
    collection.undo()
    assert collection.source(source).publication == ""


def test_progress_reaches_the_end(collection: Collection, source: int) -> None:
    for number in range(3):
        collection.tag(source, "claim", [(number, number + 5)])
    heard: list[tuple[int, int]] = []
    replace.plan_replacement(
        collection, source, new_text(EDITED), progress=lambda done, total: heard.append((done, total))
    )
    assert heard == [(3, 3)]


def test_uids_and_numbers_of_annotations_stay(collection: Collection, source: int) -> None:
    made = [tag(collection, source, words) for words in ("The council met", "The ferry will run again")]
    put(collection, source, EDITED)
    assert [(each.id, each.uid) for each in collection.annotations(source)] == [(each.id, each.uid) for each in made]

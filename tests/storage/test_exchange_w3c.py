# SPDX-License-Identifier: MIT
"""Web Annotation out and in: valid by the W3C's own schemas, paged when large, and open to other tools' files."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator
from referencing import Registry, Resource

from app.collection import Collection
from app.exchange import w3c
from app.exchange.incoming import BadFile
from app.exchange.taking import take_in
from database.records import CodeUse, Link, Slot
from tests.builders import add_source, new_collection
from tests.exchanging import GIVEN, SHARED, Given, filled, in_folder, write_out

SCHEMAS = SHARED / "web-annotation"
TEXT = "The harbour closed 🚢 in May.\nNobody knows when the harbour opens."
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="the W3C schemas are not at hand")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT, url="https://example.org/harbour")
    yield made
    made.close()


def exported(collection: Collection) -> dict[str, Any]:
    path = collection.path.with_suffix(".jsonld")
    write_out(collection, "w3c", path)
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return whole


def musts() -> Iterator[tuple[str, Draft4Validator]]:
    """Yield the validators of what every annotation must be, by name."""
    registry = Registry()
    for path in [*(SCHEMAS / "definitions").glob("*.json")]:
        registry = registry.with_resource(path.name, Resource.from_contents(json.loads(path.read_text())))
    test = json.loads((SCHEMAS / "annotations" / "annotationMusts.test").read_text())
    for name in test["assertions"]:
        schema = json.loads((SCHEMAS / name).read_text())
        del schema["id"]
        yield name, Draft4Validator({**schema, "id": "urn:x:" + name}, registry=registry)


@needs_schemas
@settings(max_examples=6)
@given(GIVEN)
def test_every_annotation_meets_what_the_model_demands(given_annotations: list[Given]) -> None:
    validators = [(json.loads((SCHEMAS / name).read_text()), name, check) for name, check in musts()]

    def check(folder: Path) -> None:
        with filled(given_annotations, folder) as made:
            for item in exported(made)["first"]["items"]:
                for schema, name, validator in validators:
                    wanted = schema.get("expectedResult", "valid") == "valid"
                    assert validator.is_valid(item) is wanted, name

    in_folder(check)


def test_an_annotation_has_selectors_bodies_creator_and_dates(collection: Collection) -> None:
    made = collection.tag(
        1,
        "claim",
        [(0, 3), (4, 11)],
        chain=[Link(actor="Vera Lind", organisation="Port Board")],
        slots=[Slot("addressee", "the city")],
        codes=[CodeUse("closure", "opposes")],
        note="*Check*",
    )
    whole = exported(collection)
    assert (whole["type"], whole["total"]) == ("AnnotationCollection", 1)
    item = whole["first"]["items"][0]
    assert [target["selector"][0] for target in item["target"]] == [
        {"type": "TextPositionSelector", "start": 0, "end": 3},
        {"type": "TextPositionSelector", "start": 4, "end": 11},
    ]
    assert item["target"][1]["selector"][1]["exact"] == "harbour"
    assert item["target"][0]["source"]["id"] == "https://example.org/harbour"
    assert item["creator"] == {"type": "Person", "name": "Ada"}
    assert (item["created"], item["modified"]) == (made.created, made.modified)
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("classifying", "claim"),
        ("tagging", "closure"),
        ("describing", "Vera Lind, for Port Board"),
        ("describing", "addressee: the city"),
        ("commenting", "*Check*"),
    ]


def shipped() -> dict[str, Any]:
    path = Path(__file__).parents[2] / "resources" / "exchange" / "postil.jsonld"
    context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return context


def test_the_context_that_is_shipped_declares_every_word_of_ours(collection: Collection) -> None:
    collection.tag(1, "claim", [(0, 3)], chain=[Link(actor="V")], slots=[Slot("x", "y")], codes=[CodeUse("c")])
    item = exported(collection)["first"]["items"][0]
    words = {word for word in json.dumps(item).split('"') if word.startswith("postil:")}
    assert words <= shipped().keys()


def test_what_is_written_carries_the_context_that_is_shipped(collection: Collection) -> None:
    collection.tag(1, "claim", [(0, 3)])
    whole = exported(collection)
    for written in (whole["@context"], whole["first"]["items"][0]["@context"]):
        assert written[0] == w3c.ANNO
        assert written[1].items() <= shipped().items()


def test_inside_our_words_the_terms_are_ours_and_not_the_models() -> None:
    """By JSON-LD 1.1 a term's own context holds below it: ``type`` of a relation is no ``@type`` there."""
    ours = json.loads(w3c.CONTEXT)[1]
    for word in ("postil:chain", "postil:slots", "postil:relations", "postil:anchors"):
        cleared, names = ours[word]["@context"]
        assert cleared is None
        assert names["@vocab"] == ours["postil"] == w3c.VOCABULARY


def test_a_large_collection_is_paged(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(w3c, "PAGE", 2)
    for start in range(5):
        collection.tag(1, "claim", [(start, start + 1)])
    whole = exported(collection)
    pages = [whole["first"], *whole["@included"]]
    assert whole["type"] == "AnnotationCollection"
    assert [len(page["items"]) for page in pages] == [2, 2, 1]
    assert [page.get("next") for page in pages] == [pages[1]["id"], pages[2]["id"], None]
    assert (whole["last"], whole["total"]) == (pages[2]["id"], 5)
    assert [page["startIndex"] for page in pages] == [0, 2, 4]
    assert {page["partOf"] for page in pages} == {whole["id"]}


def test_pages_come_back_once_each(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(w3c, "PAGE", 2)
    made = [collection.tag(1, "claim", [(start, start + 1)]).uid for start in range(4)]
    whole = exported(collection)
    collection.delete_annotations(collection.annotation_ids())
    assert taken(collection, whole).count("added", "annotation") == len(made)
    assert [annotation.uid for annotation in collection.annotations()] == made


def taken(collection: Collection, document: object) -> Any:
    path = collection.path.with_name("in.json")
    path.write_text(json.dumps(document), encoding="utf-8")
    return take_in(collection, path)


FOREIGN: Mapping[str, Any] = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://example.org/anno/1",
    "type": "Annotation",
    "creator": {"type": "Person", "name": "Bo"},
    "created": "2024-05-01T10:00:00Z",
    "body": [
        {"type": "TextualBody", "purpose": "tagging", "value": "ports"},
        {"type": "TextualBody", "value": "Look again."},
        "https://example.org/about",
    ],
    "target": {
        "source": "https://example.org/harbour",
        "selector": {"type": "TextQuoteSelector", "exact": "the harbour", "prefix": "when "},
    },
}


def test_annotations_of_other_tools_come_with_tags_as_codes_and_words_as_notes(collection: Collection) -> None:
    plan = taken(collection, FOREIGN)
    made = collection.annotations()[0]
    assert (made.quote, made.start, made.annotator) == ("the harbour", TEXT.index("the harbour"), "Bo")
    assert made.codes == (CodeUse("ports"),)
    assert made.note == "Look again.\n\n<https://example.org/about>"
    assert made.created == "2024-05-01T10:00:00Z"
    assert plan.lost == ()
    assert taken(collection, FOREIGN).count("matched", "annotation") == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"target": "https://elsewhere.example/"}, "No source here matches “https://elsewhere.example/”."),
        ({"target": {"source": "https://example.org/harbour", "selector": {"type": "SvgSelector"}}}, "anchored by Svg"),
        ({"target": []}, "It has no target."),
        ({"target": {"source": "https://example.org/harbour", "selector": [
            {"type": "TextQuoteSelector", "exact": "no such words"}]}}, "does not occur in its source"),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_named(collection: Collection, change: Mapping[str, Any], reason: str) -> None:
    plan = taken(collection, [{**FOREIGN, **change}, {**FOREIGN, "id": "urn:x:2"}])
    assert [reason in line.reason for line in plan.lost if line.thing == "annotation"] == [True]
    assert len(collection.annotation_ids()) == 1


def test_refined_and_position_selectors_are_understood(collection: Collection) -> None:
    selector = {"type": "FragmentSelector", "value": "x", "refinedBy": {
        "type": "TextPositionSelector", "start": 4, "end": 11}}  # fmt: skip
    taken(collection, {**FOREIGN, "target": {"source": "https://example.org/harbour", "selector": selector}})
    assert collection.annotations()[0].quote == "harbour"


@pytest.mark.parametrize("content", ["", "{", "[" * 100_000, '"words"', "{}", '[{"a": 1}]', "\x00"])
def test_other_json_is_refused_with_a_sentence(collection: Collection, content: str) -> None:
    path = collection.path.with_name("in.json")
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadFile, match=r"\.$"):
        take_in(collection, path)
    assert collection.annotation_ids() == []

# SPDX-License-Identifier: MIT
"""Every field of an annotation by the command line: given, printed, and read back without loss."""

import json
import re
import shlex
from operator import itemgetter
from pathlib import Path

import pytest

from app.cli import main
from app.collection import Collection
from app.editing import actors, codebook, relations
from database import annotations
from database.records import Anchor, Annotation, CodeUse, Link, Slot

TEXT = """A bridge for Varo

The bridge at Lom is closed, says the engineer Ilka Moor, as two surveys show.

The assembly should pay for a ferry by May if the bridge stays closed, or else the town will empty.
"""
SLOTS = {
    "deontic": "should",
    "action": "pay for",
    "object": "a ferry",
    "condition": "if the bridge stays closed",
    "deadline": "by May",
    "beneficiary": "Lom",
    "or else": "the town will empty",
    "instrument": "funding",
    "addressee": "the assembly",
    "cost": "two million",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POSTIL_ANNOTATOR", "Ada")


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")
    return imported(tmp_path, "rivers", capsys)


def imported(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> Path:
    path = folder / f"{name}.postil"
    assert main(["import", str(path), str(folder / "bridge.txt")]) == 0
    capsys.readouterr()
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert main([*map(str, arguments)]) == 0
    return capsys.readouterr().out


def portable(given: str) -> list[dict[str, object]]:
    """Return entries without what only one file knows; the order of relations means nothing."""
    entries = [{k: v for k, v in e.items() if k not in {"source", "source_uid"}} for e in json.loads(given)]
    for entry in entries:
        entry["relations"].sort(key=itemgetter("uid"))
    return sorted(entries, key=lambda entry: str(entry["uid"]))


def test_slots_and_status_are_given_by_name(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [part for name, value in SLOTS.items() for part in ("--slot", f"{name}={value}")]
    arguments = ("tag", archive, "1", "recommendation", "--quote", "pay for a ferry", *given)
    written = run(capsys, *arguments, "--addressee", "the town", "--status", "taken up", "--json")
    made = json.loads(written)
    assert {slot["name"]: slot["value"] for slot in made["slots"] if slot["value"] != "the town"} == SLOTS
    assert {slot["name"]: slot["actor"] for slot in made["slots"] if slot["actor"]} == {
        "addressee": "the town",
        "beneficiary": "Lom",
    }
    assert (made["status"], made["addressees"]) == ("taken up", ["the assembly", "the town"])


def test_every_field_is_told_in_words(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_collection(archive) as collection:
        first, second = furnish(collection)
        relations.relate(collection, second.id, "rebuts", first.id)
    said = run(capsys, "annotations", archive)
    for words in ("quoted by Ilka Moor (River Office)", "should, for Lom; cost: two", "status: overtaken"):
        assert words in said
    assert f"rebuts {first.uid}" in said
    assert "See *there*." in said


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (("--slot", "deontic=ought"), "“ought” is not a deontic. It can be “must”"),
        (("--slot", "deontic"), "Write --slot NAME=VALUE"),
        (("--status", "odd"), "“odd” is not a status"),
    ],
)
def test_wrong_values_are_refused_in_a_sentence(
    archive: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, str], sentence: str
) -> None:
    assert main(["tag", str(archive), "1", "recommendation", "--quote", "ferry", *option]) == 1
    assert sentence in capsys.readouterr().err


def test_a_speaker_is_given_the_organisation_of_the_time(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_collection(archive) as collection:
        moor = actors.add_actor(collection, "Ilka Moor")
        actors.add_affiliation(collection, moor, "River Office", since="2019", until="2020")
        actors.add_affiliation(collection, moor, "Lom Works", since="2021")
        collection.edit_source(1, date="2020-05")
        collection.close()
    arguments = ("tag", archive, "1", "claim", "--quote", "is closed", "--speaker", "Ilka Moor", "--json")
    assert json.loads(run(capsys, *arguments))["organisations"] == ["River Office"]


class open_collection:  # noqa: N801  it reads as a verb
    """Open a collection for a block."""

    def __init__(self, path: Path):
        self.collection = Collection.open(path, annotator="Ada")

    def __enter__(self) -> Collection:
        return self.collection

    def __exit__(self, *problem: object) -> None:
        self.collection.close()


def furnish(collection: Collection) -> tuple[Annotation, Annotation]:
    """Write annotations that use all there is, and return the first and the second."""
    first_code = codebook.add_code(collection, "other", parent=codebook.add_code(collection, "bridge"))
    codebook.add_code(collection, "other", parent=codebook.add_code(collection, "ferry"))
    assert codebook.code(collection, first_code).path == ("bridge", "other")
    second = collection.tag(
        1,
        "recommendation",
        [(98, 110), (115, 130)],
        chain=[
            Link("author", "author", "the writer"),
            Link("on behalf of", "actor", "Lom"),
            Link("quoted by", "actor", "Ilka Moor", "River Office", "Letters", "paraphrase", "says", (30, 40)),
            Link("reporter", "anonymous"),
        ],
        slots=[Slot("deontic", "should", span=(5, 9)), Slot("cost", "two"), Slot("beneficiary", "", "Lom")],
        codes=[CodeUse("other", "opposes", ("ferry",)), CodeUse("other", "supports", ("bridge",))],
        note="See *there*.\n\nAnd here.",
        status="overtaken",
    )
    first = collection.tag(
        1,
        "claim",
        [(19, 46)],
        slots=[Slot("evidence", "", target=second.uid), Slot("verification note", "Asked.\n\n- twice")],
        status="contested",
    )
    return first, second


def test_the_example_of_the_manual_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "manual" / "annotating.md").read_text(encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(
        f"The ferry question\n\n{' '.join(re.findall('^> (.*)$', manual, re.MULTILINE))}\n".replace("*", ""),
        encoding="utf-8",
    )
    path = tmp_path / "rivers.postil"
    run(capsys, "import", path, tmp_path / "ferry.txt")
    (command,) = re.findall(r"^    postil (tag rivers(?:.*\\\n)*.*)$", manual, re.MULTILINE)
    name, _, *arguments = shlex.split(command.replace("\\\n", " "))
    said = run(capsys, name, path, *arguments)
    card = re.findall("^Its card reads: (.*)$", manual, re.MULTILINE)[0].replace("*", "").rstrip(".")
    assert card in said


def test_everything_comes_back(tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_collection(archive) as collection:
        first, second = furnish(collection)
        third = collection.tag(1, "passage", [(0, 8)])
        rebuts = relations.relate(collection, first.id, "rebuts", second.id, note="On *facts*.\n")
        relations.relate_to_relation(collection, third.id, "undercuts", rebuts)
        relations.relate(collection, third.id, "supports", first.id)
        moved = [
            Anchor(19, 46, "The bridge at Lem is close", "\n", " says", "changed", 0.75),
            Anchor(500, 520, "words that are gone", "a", "b", "orphan", 0.0),
        ]
        with collection.action("Move"):
            annotations.set_spans(collection.connection, first.id, moved)
    written = run(capsys, "annotations", archive, "--json")
    (tmp_path / "all.json").write_text(written, encoding="utf-8")
    other = imported(tmp_path, "other", capsys)
    run(capsys, "tag", other, "--from-json", tmp_path / "all.json")
    assert portable(run(capsys, "annotations", other, "--json")) == portable(written)

# SPDX-License-Identifier: MIT
"""brat and CoNLL: spans equal to their text, however they overlap; and brat files of other makers."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.collection import Collection
from app.exchange.incoming import BadFile
from app.exchange.taking import take_in
from database.records import CodeUse, Link, Slot
from tests.builders import add_source, new_collection
from tests.exchanging import GIVEN, Given, filled, in_folder, write_out

TEXT = "Officials said on Monday\nthat the port is “closed”. The\tmayor denied it."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    yield made
    made.close()


@settings(max_examples=8)
@given(GIVEN)
def test_every_entity_of_brat_is_equal_to_its_text(given_annotations: list[Given]) -> None:
    def check(folder: Path) -> None:
        with filled(given_annotations, folder) as made:
            write_out(made, "brat", folder / "a.zip")
            with zipfile.ZipFile(folder / "a.zip") as archive:
                for name in (name for name in archive.namelist() if name.endswith(".ann")):
                    text = archive.read(name.removesuffix("ann") + "txt").decode()
                    for line in archive.read(name).decode().splitlines():
                        assert not line.startswith("T") or equal(text, line)

    in_folder(check)


def equal(text: str, line: str) -> bool:
    _, head, words = line.split("\t")
    places = [place.split(" ") for place in head.partition(" ")[2].split(";")]
    return words == " ".join(text[int(start) : int(end)] for start, end in places) and "\n" not in words


def columns(path: Path) -> tuple[list[str], list[list[str]]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    names = lines[0].partition("= ")[2].split()
    return names, [line.split("\t") for line in lines if "\t" in line]


@settings(max_examples=8)
@given(GIVEN)
def test_the_tokens_of_a_passage_are_its_words(given_annotations: list[Given]) -> None:
    def check(folder: Path) -> None:
        with filled(given_annotations, folder) as made:
            write_out(made, "conll", folder / "a.conll")
            names, rows = columns(folder / "a.conll")
            assert {len(row) for row in rows} <= {len(names)}
            starts = {int(row[1]) for row in rows} | {int(row[2]) for row in rows}
            for annotation in made.annotations():
                for span in annotation.spans:
                    words = span.quote.split()
                    assert not words or {span.start, span.end} <= starts or span.quote != span.quote.strip()

    in_folder(check)


def test_overlapping_passages_stand_in_columns_of_their_own(collection: Collection, tmp_path: Path) -> None:
    add_source(collection, "Port", TEXT)
    collection.tag(1, "claim", [(0, 9)], chain=[Link(actor="Officials", span=(0, 9))])
    collection.tag(1, "claim", [(10, 14), (18, 24)])
    collection.tag(1, "claim", [(3, 12)])
    write_out(collection, "conll", tmp_path / "a.conll")
    names, rows = columns(tmp_path / "a.conll")
    assert names == ["TOKEN", "START", "END", "CLAIM", "CLAIM", "SPEAKER"]
    assert rows[:6] == [
        ["Off", "0", "3", "B-CLAIM", "O", "B-SPEAKER"],
        ["icials", "3", "9", "I-CLAIM", "B-CLAIM", "I-SPEAKER"],
        ["sa", "10", "12", "BD-CLAIM", "I-CLAIM", "O"],
        ["id", "12", "14", "ID-CLAIM", "O", "O"],
        ["on", "15", "17", "O", "O", "O"],
        ["Monday", "18", "24", "BD-CLAIM", "O", "O"],
    ]


FOREIGN = """T1\tContent 25 50;51 53\tthat the port is “closed”. x
T2\tSource 0 9\tOfficials
T3\tCue 10 14\tsaid
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Content:T1 Source:T2 Cue:T3
T5\tPlace 34 38\tport
A1\tSure T5 high
#1\tAnnotatorNotes T5\tThe old one.
N1\tReference T5 Wikidata:Q1\tPort
R1\tNear Arg1:T5 Arg2:T1
nonsense
"""


def packed(folder: Path, members: dict[str, str]) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_events_of_attribution_become_claims_and_other_entities_codes(collection: Collection, tmp_path: Path) -> None:
    path = packed(tmp_path, {"x/port.txt": TEXT, "x/port.ann": FOREIGN})
    plan = take_in(collection, path)
    claim, place = collection.annotations()
    assert (claim.kind, claim.speakers, claim.chain[0].cue) == ("claim", ("Officials",), "said")
    assert (place.quote, place.codes, place.note) == ("port", (CodeUse("Place"),), "The old one.")
    assert place.slots == (Slot("Sure", "high"), Slot("Reference", "Wikidata:Q1 Port"))
    assert [(relation.type, relation.target) for relation in place.relations] == [("Near", claim.uid)]
    assert [line.thing for line in plan.lost] == ["line"]
    assert take_in(collection, path).count("matched", "annotation") == 2


def test_one_ann_file_finds_its_text_beside_it(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "p.ann").write_text("T1\tPlace 34 38\tport\n", encoding="utf-8")
    take_in(collection, tmp_path / "p.ann")
    assert [a.quote for a in collection.annotations()] == ["port"]


def test_an_archive_without_annotations_is_refused(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"There is no \.ann file"):
        take_in(collection, packed(tmp_path, {"a.txt": TEXT}))

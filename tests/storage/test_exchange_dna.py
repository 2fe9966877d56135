# SPDX-License-Identifier: MIT
"""A database of Discourse Network Analyzer 3 comes in as claims from which its networks can be computed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.analysis import networks
from app.exchange.incoming import BadFile
from app.exchange.taking import take_in, try_out
from database import networks as rows
from database import outgoing
from database.records import CodeUse, Slot
from tests.builders import new_collection
from tests.exchanging import SHARED

SAMPLE = SHARED / "dna3-sample.dna"
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the DNA sample is not at hand")


@needs_sample
def test_the_sample_comes_whole_and_gives_the_network_it_is_known_for(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    plan = take_in(made, SAMPLE)
    assert [plan.count("added", t) for t in ("source", "code", "actor", "annotation")] == [7, 6, 14, 41]
    assert {line.thing for line in plan.lost} == {"search term", "permission"}
    uses = rows.code_uses(made.connection, made.annotation_ids(), rows.ORGANISATION)
    network = networks.affiliation(uses)
    assert (len(network.rows), len(network.columns)) == (7, 6)
    assert sum(edge.weight for edge in network.edges) == 40
    assert made.check() == []
    made.close()


@needs_sample
def test_what_dna_knows_of_documents_and_actors_is_kept(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    take_in(made, SAMPLE)
    source = made.source(1)
    assert (source.title, source.authors, source.publication, source.date) == (
        "109-876: Bluestein, Joel-BUS-Y", ("Bluestein, Joel",), "109", "2005-01-26")  # fmt: skip
    assert outgoing.attributes(made.connection, 1) == [("section", "876")]
    kinds = {actor.name: (actor.kind, actor.note) for actor in outgoing.actors(made.connection)}
    assert kinds["Joel Bluestein"] == ("person", "Type: Business")
    assert kinds["Senate"][0] == "organisation"
    stances = [use.stance for annotation in made.annotations() for use in annotation.codes]
    assert (stances.count("supports") + stances.count("opposes"), len(stances)) == (40, 40)
    made.close()


SCHEMA = """
CREATE TABLE CODERS(ID INTEGER, Name TEXT);
CREATE TABLE DOCUMENTS(ID INTEGER, Title TEXT, Text TEXT, Coder INT, Author TEXT, Source TEXT, Section TEXT,
    Notes TEXT, Type TEXT, Date INTEGER);
CREATE TABLE STATEMENTTYPES(ID INTEGER, Label TEXT);
CREATE TABLE VARIABLES(ID INTEGER, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
CREATE TABLE STATEMENTS(ID INTEGER, StatementTypeId INT, DocumentId INT, Start INT, Stop INT, Coder INT);
CREATE TABLE DATABOOLEAN(ID INTEGER, StatementId INT, VariableId INT, Value INT);
CREATE TABLE DATAINTEGER(ID INTEGER, StatementId INT, VariableId INT, Value INT);
CREATE TABLE DATALONGTEXT(ID INTEGER, StatementId INT, VariableId INT, Value TEXT);
CREATE TABLE DATASHORTTEXT(ID INTEGER, StatementId INT, VariableId INT, Entity INT);
CREATE TABLE ENTITIES(ID INTEGER, VariableId INT, Value TEXT, Red INT, Green INT, Blue INT, ChildOf INT);
INSERT INTO CODERS VALUES (1, 'Bo');
INSERT INTO STATEMENTTYPES VALUES (1, 'Plot');
INSERT INTO VARIABLES VALUES (1, 'organization', 'short text', 1), (2, 'concept', 'short text', 1),
    (3, 'hero', 'short text', 1), (4, 'strength', 'integer', 1), (5, 'remark', 'long text', 1);
INSERT INTO ENTITIES VALUES (1, 1, 'Port Board', 0, 0, 0, NULL), (2, 2, 'ports', 1, 2, 255, NULL),
    (3, 2, 'closure', 0, 0, 0, 2), (4, 3, 'The pilot', 0, 0, 0, NULL);
INSERT INTO STATEMENTS VALUES (1, 1, 1, 18, 24, 1);
INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 1), (2, 1, 2, 3), (3, 1, 3, 4);
INSERT INTO DATAINTEGER VALUES (1, 1, 4, 3);
INSERT INTO DATALONGTEXT VALUES (1, 1, 5, 'Ask again.');
"""


def database(folder: Path, text: str) -> Path:
    path = folder / "a.dna"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO DOCUMENTS VALUES (1, 'Doc', ?, 1, '', '', '', 'n', '', 0)", (text,))
        connection.commit()
    return path


def test_other_variables_become_slots_and_offsets_are_those_of_java(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    take_in(made, database(tmp_path, "\n🚢🚢 The\r\nport is closed now."))
    (annotation,) = made.annotations()
    assert annotation.quote == "closed"
    assert (annotation.kind, annotation.annotator, annotation.note) == ("claim", "Bo", "Ask again.")
    assert annotation.organisations == ("Port Board",)
    assert annotation.codes == (CodeUse("closure", "neutral"),)
    assert annotation.codes[0].under == ("ports",)
    assert annotation.slots == (Slot("statement type", "Plot"), Slot("hero", "The pilot"), Slot("strength", "3"))
    assert [(c.name, c.colour) for c in made.codes()] == [("ports", "#0102ff"), ("closure", "")]
    made.close()


def test_a_dry_run_is_what_then_happens_and_leaves_no_trace(tmp_path: Path) -> None:
    made = new_collection(tmp_path)
    path = database(tmp_path, "\n🚢🚢 The\r\nport is closed now.")
    dry = try_out(made, path)
    assert made.log() == []
    assert take_in(made, path) == dry
    made.close()


@pytest.mark.parametrize("content", [b"", b"words", b"SQLite format 3\0" + b"\xff" * 200])
def test_what_is_no_such_database_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    made = new_collection(tmp_path)
    (tmp_path / "a.dna").write_bytes(content)
    with pytest.raises(BadFile, match=r"\.$"):
        take_in(made, tmp_path / "a.dna")
    made.close()

# SPDX-License-Identifier: MIT
"""Who uses which code, as the collection has it, and the networks of a real Discourse Network Analyzer file."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.analysis import matrices, networks
from app.collection import Collection
from app.exchange.export import export
from app.exchange.taking import take_in
from database import networks as rows
from database.networks import CodeUse
from database.records import CodeUse as Assigned
from database.records import Link, Slot
from tests.builders import add_source, new_collection

DNA = Path(__file__).parents[2].parent / "shared" / "data" / "exchange" / "dna3-sample.dna"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(
        made, "Harbour", "The harbour closed in May.", date="2020-05", date_from="2020-05-01", date_to="2020-05-31"
    )
    yield made
    made.close()


def used(collection: Collection, who: str) -> list[tuple[str, str, str]]:
    """Return actor, code and stance of each use, by name."""
    names = rows.parties(collection.connection)
    found = rows.code_uses(collection.connection, collection.annotation_ids(), who)
    return [(names[use.actor].name, names[use.code].name, use.stance) for use in found]


def test_a_person_speaks_and_an_organisation_stands_behind(collection: Collection) -> None:
    chain = [Link(actor="Vera Lind", organisation="Port Board")]
    collection.tag(1, "claim", [(0, 3)], chain=chain, codes=[Assigned("closure", "opposes")])
    assert used(collection, "person") == [("Vera Lind", "closure", "opposes")]
    assert used(collection, "organisation") == [("Port Board", "closure", "opposes")]


def test_those_spoken_for_and_organisations_that_speak_count_as_organisations(collection: Collection) -> None:
    with collection.action("Add actor"):
        collection.connection.execute("INSERT INTO actor(uid, name, kind) VALUES ('u', 'The Council', 'organisation')")
    collection.tag(1, "claim", [(0, 3)], chain=[Link(actor="The Council")], codes=[Assigned("a")])
    chain = [Link(actor="Vera Lind"), Link(role="on behalf of", actor="Port Board")]
    collection.tag(1, "claim", [(4, 11)], chain=chain, codes=[Assigned("b")])
    assert used(collection, "organisation") == [("The Council", "a", "neutral"), ("Port Board", "b", "neutral")]


@pytest.mark.parametrize(("until", "found"), [("2020-05-10", ["Port Board"]), ("2019-12-31", [])])
def test_an_affiliation_counts_while_it_lasts(collection: Collection, until: str, found: list[str]) -> None:
    collection.tag(1, "claim", [(0, 3)], chain=[Link(actor="Vera Lind")], codes=[Assigned("a")])
    with collection.action("Affiliate"):
        person = collection.connection.execute("SELECT id FROM actor").fetchone()[0]
        board = collection.connection.execute("INSERT INTO actor(uid, name) VALUES ('u', 'Port Board')").lastrowid
        collection.connection.execute(
            "INSERT INTO affiliation(uid, actor, organisation, date_to) VALUES ('v', ?, ?, ?)", (person, board, until)
        )
    assert [actor for actor, _, _ in used(collection, "organisation")] == found


def test_who_recommends_to_whom(collection: Collection) -> None:
    slots = [Slot("addressee", "the ministry", "Ministry"), Slot("addressee", "nobody known")]
    collection.tag(1, "recommendation", [(0, 3)], chain=[Link(actor="Vera Lind")], slots=slots)
    names = rows.parties(collection.connection)
    (found,) = rows.addresses(collection.connection, collection.annotation_ids(), "person")
    assert (names[found.actor].name, names[found.addressee].name, found.kind) == (
        "Vera Lind",
        "Ministry",
        "recommendation",
    )


def test_only_chosen_annotations_count(collection: Collection) -> None:
    for start in (0, 4):
        collection.tag(1, "claim", [(start, start + 3)], chain=[Link(actor="V")], codes=[Assigned("a")])
    one = collection.annotation_ids()[:1]
    assert len(rows.code_uses(collection.connection, one, "person")) == 1
    assert [count for _, _, count in rows.source_codes(collection.connection, collection.annotation_ids())] == [2]


@pytest.mark.parametrize("who", [rows.PERSON, rows.ORGANISATION])
def test_what_is_counted_is_what_the_networks_count(collection: Collection, who: str) -> None:
    """Two speakers of one board, an addressee named twice, a code used in two annotations."""
    chain = [Link(actor="Vera", organisation="Port Board"), Link(actor="Omar", organisation="Port Board")]
    slots = [Slot("addressee", "", "City"), Slot("addressee", "the same", "City"), Slot("addressee", "", "Ministry")]
    for start, kind in ((0, "recommendation"), (4, "recommendation"), (12, "claim")):
        codes = [Assigned("closure", "opposes"), Assigned("toll")][: 1 + start % 3]
        collection.tag(1, kind, [(start, start + 3)], chain=chain, slots=slots, codes=codes)
    ids, connection = collection.annotation_ids(), collection.connection
    used = matrices.of_network(networks.affiliation(rows.code_uses(connection, ids, who)))
    addressed = matrices.of_network(networks.addressed(rows.addresses(connection, ids, who)))
    assert {(one, other): n for one, other, n in rows.actor_codes(connection, ids, who)} == used.cells
    assert {(one, other): n for one, other, n in rows.actor_addressees(connection, ids, who)} == addressed.cells


@pytest.fixture
def sample() -> list[CodeUse]:
    """The statements of the sample file that DNA ships, read without an importer."""
    if not DNA.exists():
        pytest.skip("the sample of Discourse Network Analyzer is not here")
    with closing(sqlite3.connect(f"{DNA.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        found = connection.execute(
            """SELECT s.ID, s.DocumentId, o.Value, c.Value, q.Value FROM STATEMENTS s
            JOIN DATASHORTTEXT od ON od.StatementId = s.ID JOIN VARIABLES ov ON ov.ID = od.VariableId
            JOIN ENTITIES o ON o.ID = od.Entity
            JOIN DATASHORTTEXT cd ON cd.StatementId = s.ID JOIN VARIABLES cv ON cv.ID = cd.VariableId
            JOIN ENTITIES c ON c.ID = cd.Entity
            JOIN DATABOOLEAN q ON q.StatementId = s.ID
            WHERE ov.Variable = 'organization' AND cv.Variable = 'concept'"""
        ).fetchall()
    return [CodeUse(n, d, "", "", o, c, "supports" if agrees else "opposes") for n, d, o, c, agrees in found]


def test_the_two_mode_network_is_that_of_dna(sample: list[CodeUse]) -> None:
    found = matrices.of_network(networks.affiliation(sample))
    assert (len(found.rows), len(found.columns), found.total) == (7, 6, 40)


def test_the_network_with_the_stance_ignored_is_that_of_dna(sample: list[CodeUse]) -> None:
    assert networks.shared(sample, qualifier="ignore").total == 276


def test_congruence_by_average_activity_is_that_of_dna(sample: list[CodeUse]) -> None:
    assert networks.shared(sample, norm="average").total == pytest.approx(25.80, abs=0.005)


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[Collection]:
    """A collection that took in the sample of Discourse Network Analyzer."""
    if not DNA.exists():
        pytest.skip("the sample of Discourse Network Analyzer is not here")
    made = new_collection(tmp_path, "dna.postil")
    take_in(made, DNA)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("options", "total"),
    [
        ({"network": "actor-code"}, 40),
        ({"network": "actor-actor", "stance": "ignore"}, 276 / 2),
        ({"network": "actor-actor", "weights": "average"}, 25.80 / 2),
    ],
)
def test_what_is_imported_from_dna_gives_its_networks(
    imported: Collection, options: dict[str, str], total: float
) -> None:
    path = imported.path.with_name("edges.csv")
    export(imported, "csv-edges", path, options={**options, "actors": "organisation"})
    with path.open(encoding="utf-8", newline="") as rows:
        weights = [float(row["Weight"]) for row in csv.DictReader(rows)]
    assert sum(weights) == pytest.approx(total, abs=0.005)

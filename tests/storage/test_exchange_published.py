# SPDX-License-Identifier: MIT
"""Networks, lists of sources, ClaimReview and the plain copy: what they hold, and that no text breaks out of them."""

import csv
import json
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.collection import Collection
from app.exchange.export import UnknownOption, export
from app.exchange.network import NoSuchNetwork, unique
from database.records import CodeUse, Link, Slot
from tests.builders import add_source, new_collection

TEXT = "The harbour closed 🚢 in May.\nאור said so."
HOSTILE = (
    "=1+1",
    "</script><script>x</script>",
    'a"b&c<d>',
    "]]>",
    "x}\n@misc{y, z = {",
    "\\input{/etc} % $ # _ ^ ~",
    "ER  - \nTY  - JOUR",
    "\x01\x0b\ud800".encode("utf-8", "replace").decode(),
    "\u202eright \u2028 left",
    "'; DROP TABLE source; --",
)
G = "{http://graphml.graphdrawing.org/xmlns}"
X = "{http://gexf.net/1.3}"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    fields = {"date": "2020-05", "date_from": "2020-05-01", "date_to": "2020-05-31"}
    add_source(
        made, "Harbour", TEXT, authors='["Vera Lind"]', publication="Quay Review", url="https://q.example", **fields
    )
    yield made
    made.close()


def out(collection: Collection, name: str, query: str = "", **options: str) -> str:
    path = collection.path.with_name("out")
    ids = collection.matching_annotations(query) if query else None
    export(collection, name, path, ids=ids, query=query, options={k.replace("_", "-"): v for k, v in options.items()})
    return path.read_bytes().decode()


def debate(collection: Collection) -> None:
    """Tag what two people say of one code."""
    for actor, stance in (("Vera", "supports"), ("Omar", "opposes")):
        link = Link(actor=actor, organisation=f"{actor}'s board")
        collection.tag(
            1,
            "recommendation",
            [(0, 3)],
            chain=[link],
            codes=[CodeUse("toll", stance)],
            slots=[Slot("addressee", "Ministry", "Ministry")],
        )


def test_graphml_holds_nodes_edges_and_their_attributes(collection: Collection) -> None:
    debate(collection)
    root = ET.fromstring(out(collection, "graphml"))
    keys = {key.attrib["id"]: key.attrib["attr.name"] for key in root.iter(f"{G}key")}
    nodes = [{keys[d.attrib["key"]]: d.text for d in node} for node in root.iter(f"{G}node")]
    assert [(node["label"], node["kind"], node["uses"]) for node in nodes] == [
        ("Omar", "actor", "1"),
        ("Vera", "actor", "1"),
        ("toll", "code", "2"),
    ]
    edges = [{keys[d.attrib["key"]]: d.text for d in edge} for edge in root.iter(f"{G}edge")]
    assert sorted((edge["weight"], edge["supports"], edge["opposes"]) for edge in edges) == [
        ("1", "0", "1"),
        ("1", "1", "0"),
    ]


def test_gexf_by_period_says_from_when_to_when(collection: Collection) -> None:
    debate(collection)
    root = ET.fromstring(out(collection, "gexf", network="actor-actor", stance="conflict", period="month"))
    (edge,) = root.iter(f"{X}edge")
    assert (edge.attrib["start"], edge.attrib["end"], edge.attrib["weight"]) == ("2020-05-01", "2020-05-31", "1")


def test_edges_say_who_recommends_to_whom(collection: Collection) -> None:
    debate(collection)
    rows = list(
        csv.DictReader(out(collection, "csv-edges", network="actor-addressee", actors="organisation").splitlines())
    )
    assert [(row["Source"], row["Target"], row["Type"], row["recommendation"]) for row in rows] == [
        ("Vera's board", "Ministry", "Directed", "1"),
        ("Omar's board", "Ministry", "Directed", "1"),
    ]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("source-code", [["", "toll"], ["Harbour", "2"]]),
        ("actor-code", [["", "toll"], ["Omar", "1"], ["Vera", "1"]]),
        ("actor-addressee", [["", "Ministry"], ["Omar", "1"], ["Vera", "1"]]),
    ],
)
def test_matrices_count(collection: Collection, table: str, rows: list[list[str]]) -> None:
    debate(collection)
    assert list(csv.reader(out(collection, "csv-matrix", table=table).splitlines())) == rows


def test_a_binary_matrix_says_only_whether(collection: Collection) -> None:
    debate(collection)
    assert out(collection, "csv-matrix", values="binary").splitlines() == [",toll", "Harbour,1"]


@pytest.mark.parametrize("option", [{"stance": "congruence"}, {"weights": "average"}])
def test_a_network_that_makes_no_sense_is_refused(collection: Collection, option: dict[str, str]) -> None:
    with pytest.raises(NoSuchNetwork, match="A network actor-code cannot have"):
        out(collection, "graphml", **option)


def test_an_option_that_is_not_there_is_a_sentence(collection: Collection) -> None:
    with pytest.raises(UnknownOption, match=r"“nobody” is not a choice of actors\. It can be person, organisation"):
        out(collection, "graphml", actors="nobody")
    with pytest.raises(UnknownOption, match=r"The format ris has no option “actors”\. It has none\."):
        out(collection, "ris", actors="person")


def test_names_that_two_nodes_share_are_told_apart() -> None:
    assert unique(["a", "a", "a (2)", "a"]) == ["a", "a (2)", "a (2) (2)", "a (3)"]


def hostile(collection: Collection, value: str) -> None:
    """Put a value everywhere a collection can hold one."""
    add_source(collection, value or "?", f"{TEXT} more", authors=json.dumps([value]), publication=value, url=value)
    link = Link(actor=value, organisation=value, work=value)
    made = collection.tag(
        2, "claim", [(0, 3)], chain=[link], codes=[CodeUse(value)], slots=[Slot("addressee", value, value)], note=value
    )
    collection.edit(made.id, status="refuted")


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_breaks_out_of_xml(collection: Collection, value: str) -> None:
    hostile(collection, value)
    assert len(list(ET.fromstring(out(collection, "graphml")).iter(f"{G}edge"))) == 1
    assert len(list(ET.fromstring(out(collection, "gexf")).iter(f"{X}node"))) == 2


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_breaks_out_of_a_bibliography(collection: Collection, value: str) -> None:
    hostile(collection, value)
    bibtex = out(collection, "bibtex")
    assert balanced(bibtex)
    assert sum(line.startswith("@") for line in bibtex.splitlines()) == 2
    ris = out(collection, "ris").split("\r\n")
    assert [line[:2] for line in ris if line].count("TY") == 2
    assert all(line[2:6] == "  - " for line in ris if line)
    assert len(json.loads(out(collection, "csl-json"))) == 2


def balanced(text: str) -> bool:
    """Tell whether braces come in pairs, as BibTeX counts them: a backslash before one does not matter."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.parametrize("value", HOSTILE)
def test_claim_review_can_lie_in_a_web_page(collection: Collection, value: str) -> None:
    hostile(collection, value)
    written = out(collection, "claimreview")
    assert "<" not in written
    (review,) = json.loads(written)["@graph"]
    assert (review["@type"], review["reviewRating"]["ratingValue"]) == ("ClaimReview", 1)
    assert review["claimReviewed"] == review["itemReviewed"]["text"] == "The"


def test_an_unchecked_claim_is_no_review_and_a_recommendation_no_claim(collection: Collection) -> None:
    collection.tag(1, "claim", [(0, 3)], chain=[Link(actor="Vera", organisation="Board")])
    collection.tag(1, "recommendation", [(4, 11)])
    (claim,) = json.loads(out(collection, "claimreview"))["@graph"]
    assert claim["@type"] == "Claim"
    assert claim["author"][0]["affiliation"]["name"] == "Board"
    assert claim["appearance"]["datePublished"] == "2020-05"


@pytest.mark.parametrize("value", HOSTILE)
def test_the_plain_copy_holds_values_as_they_are(collection: Collection, value: str) -> None:
    hostile(collection, value)
    path = collection.path.with_name("copy.db")
    export(collection, "datasette", path)
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT quote, speakers, status FROM claims").fetchone()[::2] == ("The", "refuted")
        assert copy.execute("SELECT count(*) FROM source").fetchone() == (2,)
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_plain_copy_describes_itself_and_has_no_triggers(collection: Collection) -> None:
    debate(collection)
    path = collection.path.with_name("copy.db")
    export(collection, "datasette", path)
    with closing(sqlite3.connect(path)) as copy:
        objects = set(copy.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"))
        assert {(n, t) for n, t in copy.execute("SELECT name, type FROM about") if t != "collection"} == objects
        row = copy.execute("SELECT speakers, organisations, addressees, codes FROM recommendations").fetchone()
        quote = copy.execute(
            "SELECT substr(s.text, start + 1, end - start) = p.quote FROM span p JOIN annotation a ON a.uid = "
            "p.annotation JOIN source s ON s.uid = a.source"
        ).fetchall()
    assert row == ("Vera", "Vera's board", "Ministry", "toll (supports)")
    assert quote == [(1,), (1,)]


def test_a_copy_of_a_part_tells_no_more_than_the_part(collection: Collection) -> None:
    debate(collection)
    path = collection.path.with_name("copy.db")
    export(collection, "datasette", path, ids=collection.annotation_ids()[:1])
    assert b"Omar" not in path.read_bytes()


def test_sources_are_all_or_those_of_the_query(collection: Collection) -> None:
    add_source(collection, "Ferry", "It runs.")
    collection.tag(1, "claim", [(0, 3)])
    assert len(json.loads(out(collection, "csl-json"))) == 2
    assert [entry["title"] for entry in json.loads(out(collection, "csl-json", "kind:claim"))] == ["Harbour"]


def test_a_damaged_source_is_named_and_the_others_are_written(collection: Collection) -> None:
    add_source(collection, "Bad", "It runs.", authors="not json")
    path = collection.path.with_name("out.ris")
    report = export(collection, "ris", path)
    assert (report.written, report.holds) == (1, "source")
    assert report.skipped[0][0] == "source 2"
    assert "TI  - Harbour" in path.read_text(encoding="utf-8")

# SPDX-License-Identifier: MIT
"""Whatever a collection holds, every format it is published in can be read, and holds every quotation."""

import csv
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis.strategies as st
from hypothesis import given, settings

from app.collection import Collection
from app.exchange.export import export
from database.records import KINDS, ROLES, STANCES, VOICES, CodeUse, Link, Slot
from tests.builders import add_source, new_collection

TEXT = "The harbour closed 🚢 in May.\nאור said so, <b>twice</b> & “loudly”.\ne\u0301 Мост стоит."
VALUES = st.sampled_from(
    ["", "Vera Lind", "Мост", "אור", "🚢", "=1+1", "</script>", "a|b\nc", "\u202ex", "}{", "\"'", "]]>", "x;y, z"]
)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 18)).map(lambda pair: (pair[0], pair[0] + pair[1]))
LINKS = st.lists(
    st.builds(
        Link,
        role=st.sampled_from(ROLES),
        voice=st.sampled_from(VOICES),
        actor=VALUES,
        organisation=VALUES,
        work=VALUES,
    ),
    max_size=10,
)
SLOTS = st.lists(st.builds(Slot, name=st.just("addressee"), value=VALUES, actor=VALUES), max_size=2)
CODES = st.lists(
    st.builds(CodeUse, VALUES.filter(bool).map(lambda name: " ".join(name.split())), st.sampled_from(STANCES)),
    max_size=3,
    unique_by=lambda use: use.code,
)
TAGGED = st.tuples(st.sampled_from(KINDS), st.lists(SPANS, min_size=1, max_size=3), LINKS, SLOTS, CODES, VALUES)


def check_edition(path: Path, collection: Collection) -> None:
    blocks = re.findall(r'<script type="application/json" class="(\w+)"[^>]*>(.*)</script>', path.read_text("utf-8"))
    bodies = [json.loads(block) for name, block in blocks if name == "body"]
    assert [json.loads(block)["title"] for name, block in blocks if name == "head"] == ["Harbour"]
    cards = {card["uid"]: card["quote"] for body in bodies for card in body["cards"]}
    assert cards == {a.uid: [span.quote for span in a.spans] for a in collection.annotations()}
    shown = unescape(re.sub(r"<[^>]+>", "", bodies[0]["html"]))
    assert shown == TEXT.replace("\n", "").replace("e\u0301", "é")


def check_copy(path: Path, collection: Collection) -> None:
    with closing(sqlite3.connect(path)) as copy:
        found = dict(copy.execute("SELECT uid, quote FROM annotation").fetchall())
        views = [copy.execute(f"SELECT count(*) FROM {kind}s").fetchone()[0] for kind in KINDS]
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
    assert found == {a.uid: a.quote for a in collection.annotations()}
    assert sum(views) == len(found)


def check_claims(path: Path, collection: Collection) -> None:
    claims = json.loads(path.read_text("utf-8"))["@graph"]
    assert [claim["text"] for claim in claims] == [a.quote for a in collection.annotations() if a.kind == "claim"]


def check_graph(path: Path, collection: Collection) -> None:
    labels = [element.attrib["label"] for element in ET.parse(path).iter() if element.tag.endswith("}node")]
    named = {name for a in collection.annotations() for name in (*a.speakers, *(use.code for use in a.codes))}
    assert len(labels) == len(set(labels))
    assert {re.sub(r" \(\d+\)$", "", label) for label in labels} <= named


def check_matrix(path: Path, collection: Collection) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        head, row = list(csv.reader(stream))
    assert len(head) == len(row)
    assert sum(map(int, row[1:])) == sum(len(a.codes) for a in collection.annotations())


CHECKS = {
    "html": check_edition,
    "datasette": check_copy,
    "claimreview": check_claims,
    "gexf": check_graph,
    "csv-matrix": check_matrix,
}


@settings(max_examples=8)
@given(st.lists(TAGGED, max_size=4))
def test_every_format_can_be_read_and_holds_every_quotation(
    tagged: list[tuple[str, list[tuple[int, int]], list[Link], list[Slot], list[CodeUse], str]],
) -> None:
    with TemporaryDirectory() as folder:
        collection = new_collection(Path(folder))
        add_source(collection, "Harbour", TEXT.replace("e\u0301", "é"))
        for kind, spans, chain, slots, codes, note in tagged:
            collection.tag(1, kind, spans, chain=chain, slots=slots, codes=codes, note=note)
        for name, check in CHECKS.items():
            path = Path(folder) / f"out.{name}"
            assert export(collection, name, path).skipped == ()
            check(path, collection)
        collection.close()

# SPDX-License-Identifier: MIT
"""A preview is the beginning of what an export writes, of every format, however large or empty the collection is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.errors import PostilError
from app.exchange.choosing import choose
from app.exchange.formats import formats
from app.exchange.preview import COLUMNS, ROWS, SAMPLE, Preview, preview
from app.exchange.serving import Look, seen
from database.records import KINDS, CodeUse, Link
from tests.builders import add_source, new_collection, write_source

HOSTILE = '<script>alert(1)</script>=cmd|"\u202e'
NAMES = sorted(formats())


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    yield made
    made.close()


def shown(collection: Collection, name: str, query: str = "") -> Preview:
    known = formats()[name]
    ids = choose(collection, query, known.kinds).ids
    return preview(collection, known, ids, {}, query=query, whole=not query)


def everything(found: Preview) -> str:
    return found.text + found.html + "\n".join("\t".join(row) for row in found.rows)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"pdf", "bibtex", "ris", "csl-json"}])
def test_a_preview_shows_what_was_tagged(collection: Collection, name: str) -> None:
    add_source(collection, "Harbour", "The harbour closed in May.")
    collection.tag(1, "claim", [(4, 11)], chain=[Link(actor="Vera Lind")], codes=[CodeUse("closure")])
    words = {
        "graphml": "Vera Lind",
        "gexf": "Vera Lind",
        "csv-edges": "Vera Lind",
        "csv-matrix": "closure",
        "qdc": "closure",
        "codebook-csv": "closure",
    }
    assert words.get(name, "harbour") in everything(shown(collection, name))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "qdc"])
def test_an_empty_collection_has_a_preview(collection: Collection, name: str) -> None:
    assert shown(collection, name).note is not None


def test_a_preview_of_many_sources_is_short(collection: Collection) -> None:
    with collection.action("Import"):
        for number in range(SAMPLE + 20):
            write_source(collection, f"Source {number}", "Word. " * 100)
            for place in range(3):
                collection.write_annotation(number + 1, KINDS[place], [(place, place + 3)])
    assert len(shown(collection, "csv").rows) == ROWS
    assert shown(collection, "bibtex").text.count("@") == SAMPLE
    assert all(len(row) <= COLUMNS for row in shown(collection, "csv-matrix").rows)


def test_hostile_text_stays_text_in_a_preview(collection: Collection) -> None:
    add_source(collection, HOSTILE, HOSTILE)
    collection.tag(1, "claim", [(0, 9)], note=HOSTILE, chain=[Link(actor=HOSTILE)])
    for name in ("docx", "html"):
        assert "<script" not in shown(collection, name).html
        assert "&lt;script" in shown(collection, name).html


def test_what_is_seen_counts_explains_and_refuses(collection: Collection) -> None:
    add_source(collection, "Harbour", "The harbour closed in May.")
    collection.tag(1, "claim", [(4, 11)])
    collection.tag(1, "recommendation", [(0, 3)])
    found = seen(collection, Look(1, "csv", "kind:claim"))
    assert (found.count, found.sources, found.meaning) == (1, 1, "claims")
    assert seen(collection, Look(2, "csv", "nofield:x")).mistake
    assert "no codes" in seen(collection, Look(3, "qdc")).refusal
    network = {"network": "actor-addressee", "stance": "conflict"}
    assert "cannot have stance conflict" in seen(collection, Look(4, "gexf", options=network)).refusal


def test_an_unknown_choice_is_refused(collection: Collection) -> None:
    with pytest.raises(PostilError, match="no option"):
        preview(collection, formats()["csv"], [], {"colour": "red"}, whole=True)

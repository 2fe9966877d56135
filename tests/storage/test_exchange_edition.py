# SPDX-License-Identifier: MIT
"""The reading edition holds every text and annotation, and no text of a collection breaks out of it."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from app.collection import Collection
from app.exchange.edition import data
from app.exchange.export import export
from app.exchange.note import note_html
from database.records import CodeUse, Link, Slot
from tests.builders import add_source, new_collection

TEXT = "The harbour closed 🚢 in May.\nאור said so."
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "{script}{title}{style}<!-- sources -->",
    '" onload="x" \'',
    "\u202eright\u2028\x07",
    "<img src=https://x.example>",
)


class Page(HTMLParser):
    """Collects the data blocks, the other scripts, and every tag outside them."""

    def __init__(self, html: str):
        super().__init__()
        self.blocks: dict[str, Any] = {}
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.tags: list[str] = []
        self.policy = ""
        self._in: tuple[str, str | None] = ("", None)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._in = (tag, values.get("id") if values.get("type") == "application/json" else None)
        self.tags.append(tag)
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._in = ("", None)

    def handle_data(self, data: str) -> None:
        tag, block = self._in
        if block is not None:
            self.blocks[block] = json.loads(data)
        elif tag == "script":
            self.scripts.append(data)
        elif tag == "style":
            self.styles.append(data)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT)
    yield made
    made.close()


def written(collection: Collection, query: str = "") -> Page:
    path = collection.path.with_name("out.html")
    ids = collection.matching_annotations(query) if query else None
    export(collection, "html", path, ids=ids, query=query)
    return Page(path.read_text(encoding="utf-8"))


def test_a_source_is_there_with_its_marks_and_cards(collection: Collection) -> None:
    chain = [Link(actor="Vera Lind", organisation="Board")]
    slots = [Slot("addressee", "Ministry"), Slot("action", "open it")]
    made = collection.tag(
        1, "claim", [(0, 3), (12, 18)], chain=chain, slots=slots, codes=[CodeUse("toll", "opposes")], note="*so*"
    )
    page = written(collection)
    head, body = page.blocks["head0"], page.blocks["body0"]
    assert head["marks"] == [["claim", ["Vera Lind"], ["toll"], made.uid]]
    (card,) = body["cards"]
    assert card["quote"] == ["The", "closed"]
    assert "".join(words for words, _ in card["said"]) == "Vera Lind, for Board"
    assert (card["to"], card["slots"], card["codes"]) == (["Ministry"], [["action", "open it"]], [["toll", "opposes"]])
    assert card["note"] == "<p><em>so</em></p>\n"
    assert re.sub(r"<[^>]+>", "", body["html"]) == TEXT.replace("\n", "")


def test_the_policy_allows_the_script_and_the_style_of_the_file_and_nothing_else(collection: Collection) -> None:
    page = written(collection)
    (script,), (style,) = page.scripts, page.styles
    for content in (script, style):
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in page.policy
    assert page.policy.startswith("default-src 'none';")
    assert "http" not in page.policy


@pytest.mark.parametrize("value", HOSTILE)
def test_no_text_breaks_out(collection: Collection, value: str) -> None:
    plain = written(collection).tags
    add_source(collection, value, f"{value} stands here", url=value, publication=value, language=value)
    link = Link(actor=value, organisation=value, work=value)
    slots = [Slot("addressee", value, value), Slot(value, value)]
    collection.tag(2, "claim", [(0, 5)], chain=[link], slots=slots, codes=[CodeUse(value)], note=value)
    with collection.action("Rename"):
        collection.connection.execute("UPDATE collection SET title = ?", (value,))
    page = written(collection, "kind:claim")
    assert [tag for tag in page.tags if tag != "script"] == [tag for tag in plain if tag != "script"]
    assert len(page.scripts) == 1
    assert len(page.blocks) == 2
    assert "<script" not in page.blocks["body0"]["html"]


def test_a_query_leaves_out_sources_without_its_annotations(collection: Collection) -> None:
    add_source(collection, "Ferry", "It runs.")
    collection.tag(1, "claim", [(0, 3)])
    assert len(written(collection).blocks) == 4
    assert len(written(collection, "kind:claim").blocks) == 2


def test_a_damaged_text_is_named_and_the_others_are_written(collection: Collection) -> None:
    add_source(collection, "Ferry", "It runs.")
    made = collection.tag(2, "claim", [(0, 2)])
    collection.connection.execute("DROP TRIGGER IF EXISTS content_frozen")
    with collection.action("Damage"):
        collection.connection.execute("UPDATE content SET layout = x'00' WHERE text = 'It runs.'")
    path = collection.path.with_name("out.html")
    report = export(collection, "html", path)
    assert [uid for uid, _ in report.skipped] == [made.uid]
    assert [block.get("title") for block in Page(path.read_text(encoding="utf-8")).blocks.values()] == ["Harbour", None]


def test_words_that_are_no_longer_there_are_marked_nowhere_but_keep_their_card(collection: Collection) -> None:
    collection.tag(1, "claim", [(0, 3)])
    with collection.action("Damage"):
        collection.connection.execute("UPDATE annotation_span SET quote = 'An'")
    body = written(collection).blocks["body0"]
    assert "data-a" not in body["html"]
    assert body["cards"][0]["quote"] == ["An"]


@pytest.mark.parametrize(
    "note", ["<b onclick=x>", "[x](javascript:y)", "![x](https://x.example/p.png)", '[x](https://x.example "\'><i>")']
)
def test_a_note_brings_no_markup_of_its_own(note: str) -> None:
    tags = Page(note_html(note)).tags
    assert set(tags) <= {"p", "a"}
    assert "javascript:" not in note_html(note) or "a" not in tags


def test_data_have_no_markup_in_them() -> None:
    assert data({"<&>\u2028": ["</script>"]}) == '{"\\u003c\\u0026\\u003e\\u2028":["\\u003c/script\\u003e"]}'

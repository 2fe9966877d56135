# SPDX-License-Identifier: MIT
"""Annotations of the Hypothesis service come in with tags, notes, replies and users."""

import json
from pathlib import Path

import pytest

from app.exchange.taking import take_in
from database.records import CodeUse
from tests.builders import add_source, new_collection

TEXT = "The harbour closed in May.\nNobody knows when the harbour opens."
TARGET = [{"source": "https://example.org/h", "selector": [
    {"type": "RangeSelector", "startContainer": "/p[1]"},
    {"type": "TextPositionSelector", "start": 90, "end": 101},
    {"type": "TextQuoteSelector", "exact": "the harbour", "prefix": "knows when ", "suffix": " opens"}]}]  # fmt: skip
ROWS = [
    {"id": "A1", "uri": "https://example.org/h", "user": "acct:bo@hypothes.is", "text": "When?", "tags": ["ports", "?"],
     "created": "2024-05-01T10:00:00.1+00:00", "updated": "2024-05-02T10:00:00.1+00:00", "target": TARGET,
     "document": {"title": ["Harbour"]}},
    {"id": "A2", "uri": "https://example.org/h", "user": "acct:cy@hypothes.is", "text": "In June,\nI hear.",
     "references": ["A1"], "target": [{"source": "https://example.org/h"}], "created": "2024-05-03T10:00:00+00:00"},
    {"id": "A3", "uri": "https://example.org/h", "user": "acct:cy@hypothes.is", "text": "On the page",
     "target": [{"source": "https://example.org/h"}]},
]  # fmt: skip


@pytest.mark.parametrize("document", [{"total": 3, "rows": ROWS}, ROWS])
@pytest.mark.parametrize("fields", [{"url": "https://example.org/h"}, {}])
def test_rows_come_with_tags_as_codes_and_replies_in_the_note(
    tmp_path: Path, document: object, fields: dict[str, str]
) -> None:
    made = new_collection(tmp_path)
    add_source(made, "Harbour", TEXT, **fields)
    (tmp_path / "h.json").write_text(json.dumps(document), encoding="utf-8")
    plan = take_in(made, tmp_path / "h.json")
    (annotation,) = made.annotations()
    assert (annotation.start, annotation.quote) == (TEXT.rindex("the harbour"), "the harbour")
    assert annotation.codes == (CodeUse("ports"), CodeUse("?"))
    assert annotation.note == "When?\n\n> cy, 2024-05-03: In June,\n> I hear."
    assert (annotation.annotator, annotation.uid) == ("bo", "A1")
    assert [(line.name, "whole page" in line.reason) for line in plan.lost] == [("A3", True)]
    made.close()

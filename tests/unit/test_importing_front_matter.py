# SPDX-License-Identifier: MIT
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing import front_matter
from app.importing.markdown import read

WHOLE = """---
# what the archive says
title: "Tide gates: a \\"short\\" history"
authors:
  - Mira Tolen
  - 'O''Brel, Jon'
publication: The Ostrova Courier
date: 2024-03-05
language: en-GB
url: https://courier.example/gates
licence: CC BY 4.0  # with thanks
tags: [harbour, "floods, tides"]
---

# The gates
"""


def test_every_field_of_a_document_and_where_it_came_from() -> None:
    document = read(WHOLE.encode(), Path("gates.md"))
    assert document.title == 'Tide gates: a "short" history'
    assert document.authors == ("Mira Tolen", "O'Brel, Jon")
    assert document.publication == "The Ostrova Courier"
    assert document.date == "2024-03-05"
    assert document.language == "en"
    assert document.url == "https://courier.example/gates"
    assert document.licence == "CC BY 4.0"
    assert document.body.strip() == "# The gates"
    assert document.origins["licence"] == "front matter"


def test_lists_on_one_line_keep_commas_inside_quotation_marks() -> None:
    assert front_matter.split(WHOLE)[0]["tags"] == ("harbour", "floods, tides")


def test_windows_line_ends() -> None:
    assert read(WHOLE.replace("\n", "\r\n").encode(), Path("gates.md")).publication == "The Ostrova Courier"


def test_a_source_that_is_an_address_is_the_url() -> None:
    document = read(b"---\ntitle: A\nsource: https://courier.example/a\n---\nB\n", Path("a.md"))
    assert (document.url, document.publication) == ("https://courier.example/a", "")


def test_several_authors_on_one_line() -> None:
    document = read(b"---\nauthor: Mira Tolen, Jon Prell and Ada Wessel\n---\nB\n", Path("a.md"))
    assert document.authors == ("Mira Tolen", "Jon Prell", "Ada Wessel")


@pytest.mark.parametrize(
    "text",
    [
        "---\nThe council met.\n---\nIt agreed.\n",
        "---\ntitle: without an end\n",
        "---\n---\nnothing in it\n",
        "No front matter\n---\ntitle: too late\n---\n",
        "----\ntitle: a rule\n----\n",
    ],
)
def test_what_is_not_front_matter_stays_in_the_text(text: str) -> None:
    assert front_matter.split(text) == ({}, text)


def test_folded_and_nested_lines_do_no_harm() -> None:
    text = "---\ntitle: >\n  Tide\n  gates\nplace:\n  town: Ostrova\n---\nbody"
    assert front_matter.split(text) == ({"title": ("Tide gates",), "place": ()}, "body")


@given(st.text(alphabet="-: \n\"'[],#ab|>", max_size=60))
def test_nothing_is_lost_or_raised(text: str) -> None:
    whole = "---\n" + text
    fields, body = front_matter.split(whole)
    assert whole.endswith(body)
    assert fields or body == whole

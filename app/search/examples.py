# SPDX-License-Identifier: MIT
"""Queries to learn from, as the help shows them. Each finds something in the sample archive."""

from __future__ import annotations

EXAMPLES = (
    ("council licence", "both words, in any form of them"),
    ('"Broadcasting Council"', "exactly these words, one after the other"),
    ('"council licence"~5', "the second within five words of the first"),
    ("licen* · wi?dow · counsil~", "words that begin so; with one letter open; one letter off"),
    ("river OR терминал · election -forged", "either word; without a word"),
    (
        'title:letter · author:morwell · publication:"The Strait Review"',
        "fields of sources; there are more: lang format set in",
    ),
    ("date:2025 · date:[2019 TO 2021-06] · date:>2025", "when a source is from, as far as that is known"),
    ('kind:recommendation to:"Broadcasting Council"', "recommendations to somebody"),
    ("kind:claim by:morwell via:calloway", "claims by somebody, known through somebody"),
    ("code:licensing stance:opposes status:contested", "by code, stance and state; also note: work: org: mode:"),
    ("source:(river) kind:claim", "claims in sources about something"),
    ("has:note · is:unread", "what has a note; what nobody has read"),
)
"""(queries, what they find); several are separated by a middle dot."""


def queries() -> list[str]:
    """Return every query among the examples."""
    return [query for shown, _ in EXAMPLES for query in shown.split(" · ")]

# SPDX-License-Identifier: MIT
"""What passes between the search field and the thread that answers it."""

from __future__ import annotations

from typing import NamedTuple

from app.desktop.models.results import ResultRow
from database.records import Span


class Question(NamedTuple):
    """What was asked, and whether the last word may still go on."""

    number: int
    query: str
    typing: bool


class Look(NamedTuple):
    """A wish to know every place in one source's text that a query means."""

    source: int
    text: str
    query: str


class Answer(NamedTuple):
    """What is shown of the answer to a question."""

    question: Question
    rows: tuple[ResultRow, ...]
    total: int
    meaning: str
    mistake: str
    did_you_mean: str
    partial: bool
    seconds: float


class Places(NamedTuple):
    """Every place of one source that a query means, in order."""

    look: Look
    spans: list[Span]

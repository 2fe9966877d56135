# SPDX-License-Identifier: MIT
"""Commands that bring a view to the front, or change how the window looks."""

from __future__ import annotations

from app.desktop.commands.command import VIEW, Command

ROWS = (
    Command("view.read", VIEW, "Read", "Read and tag sources", "views.read", ("Ctrl+1",), "read"),
    Command(
        "view.annotations",
        VIEW,
        "Annotations",
        "See everything that was tagged, as one table",
        "views.annotations",
        ("Ctrl+2",),
        "annotations",
    ),
    Command(
        "view.actors",
        VIEW,
        "Actors",
        "Persons and organisations, and what they say",
        "views.actors",
        ("Ctrl+3",),
        "actors",
    ),
    Command("view.codebook", VIEW, "Codebook", "Codes, and what they mean", "views.codebook", ("Ctrl+4",), "codebook"),
    Command(
        "view.statements",
        VIEW,
        "Statements",
        "What several annotations say in common",
        "views.statements",
        ("Ctrl+5",),
        "statements",
    ),
    Command(
        "view.review",
        VIEW,
        "Review",
        "Annotations whose place is in doubt since their text was replaced",
        "views.review",
        ("Ctrl+7",),
        "review",
    ),
    Command(
        "view.overview",
        VIEW,
        "Overview",
        "Who says what to whom, how much when, and who is joined to whom",
        "views.overview",
        ("Ctrl+6",),
        "overview",
    ),
    Command(
        "view.history",
        VIEW,
        "History",
        "See what was changed, when and by whom",
        "views.history",
        ("Ctrl+8",),
        "history",
    ),
)

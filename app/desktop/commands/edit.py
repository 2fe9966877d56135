# SPDX-License-Identifier: MIT
"""Commands that undo and find."""

from __future__ import annotations

from app.desktop.commands.command import EDIT, SOURCES, Command

ROWS = (
    Command("edit.undo", EDIT, "Undo", "Take back the last step", "undoing.undo", ("Ctrl+Z",), "undo", "write"),
    Command(
        "edit.redo",
        EDIT,
        "Redo",
        "Do again what was taken back",
        "undoing.redo",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        "write",
    ),
    Command(
        "edit.find",
        EDIT,
        "Find in this source…",
        "Mark every place where some words or a pattern stand in this source",
        "finding.find",
        ("Ctrl+F",),
        "search",
        "source",
        rule=True,
    ),
    Command(
        "source.details",
        SOURCES,
        "Details…",
        "Title, authors, date and what else is known about the source, and where that came from",
        "detailing.show",
        ("Alt+Return",),
        "info",
        "passage",
    ),
    Command(
        "source.replace",
        SOURCES,
        "Replace text…",
        "Put the text of another file in place of this source's; its annotations move with it",
        "replacing.choose",
        ("Ctrl+Shift+R",),
        needs="passage",
    ),
    Command(
        "source.versions",
        SOURCES,
        "Versions…",
        "Read the former texts of this source, and go back to one",
        "versions.show",
        ("Ctrl+Shift+V",),
        needs="source",
    ),
    Command(
        "source.correct",
        SOURCES,
        "Correct this paragraph…",
        "Correct words of the text by hand; the annotations stay where they are",
        "correcting.start",
        ("F2",),
        needs="passage",
    ),
)

# SPDX-License-Identifier: MIT
"""Commands that undo, find, and change the open source."""

from __future__ import annotations

from app.desktop.commands.command import EDIT, Command

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
        "Mark every place where some words stand in this source",
        "reading.find",
        ("Ctrl+F",),
        "search",
        "source",
        rule=True,
    ),
    Command(
        "source.unread",
        EDIT,
        "Mark as unread",
        "Show this source as not read yet",
        "reading.mark_unread",
        ("U",),
        needs="passage",
        rule=True,
    ),
    Command(
        "source.delete",
        EDIT,
        "Delete source…",
        "Delete this source with its annotations",
        "reading.delete_source",
        ("Ctrl+Delete",),
        "delete",
        "passage",
    ),
)

# SPDX-License-Identifier: MIT
"""Commands that undo and find."""

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
        "Mark every place where some words or a pattern stand in this source",
        "finding.find",
        ("Ctrl+F",),
        "search",
        "source",
        rule=True,
    ),
)

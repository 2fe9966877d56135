# SPDX-License-Identifier: MIT
"""Commands of the table of annotations, whose keys work there alone."""

from __future__ import annotations

from app.desktop.commands.command import Command

LISTED = (
    Command("listed.open", "Annotations", "Go to the place", "Show this annotation in its source", "open", ("Return",)),
    Command("listed.edit", "Annotations", "Edit…", "Change all selected annotations at once", "edit", ("E",), "note"),
    Command("listed.delete", "Annotations", "Delete", "Delete the selected annotations", "delete", ("Delete", "X")),
    Command(
        "listed.history", "Annotations", "History", "Show what was done to this annotation", "tell_history", ("H",)
    ),
    Command("listed.export", "Annotations", "Export…", "Write the annotations listed to a file", "export", ()),
    Command("listed.filter", "Annotations", "Query", "Go to the query above the table", "filter", ("/", "Ctrl+F")),
)

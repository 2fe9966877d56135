# SPDX-License-Identifier: MIT
"""Commands of one view: they stand in that view alone, and their keys work while the keys are in its list."""

from __future__ import annotations

from app.desktop.commands.command import Command

ACTORS = (
    Command("actor.add", "Actors", "New actor…", "Add a person or an organisation", "add", ("A",), "add"),
    Command("actor.rename", "Actors", "Rename…", "Give this actor another name", "rename", ("F2",)),
    Command("actor.merge", "Actors", "Merge…", "Make the chosen actors one", "merge", ("M",)),
    Command("actor.split", "Actors", "Split…", "Give some annotations to a new actor", "split", ("S",)),
    Command("actor.delete", "Actors", "Delete…", "Delete the chosen actors", "delete", ("Delete", "X"), "delete"),
    Command(
        "actor.list",
        "Actors",
        "List what it says",
        "Show all statements of this actor in the table of annotations",
        "list_annotations",
        ("Return",),
    ),
)

WITHIN = {"Actors": ACTORS}
"""The commands of each view, by the name of the view."""

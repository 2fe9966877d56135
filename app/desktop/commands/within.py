# SPDX-License-Identifier: MIT
"""Commands of one view: they stand in that view alone, and their keys work while the keys are in its list."""

from __future__ import annotations

from app.desktop.commands.command import Command
from app.desktop.commands.listed import LISTED
from app.desktop.commands.past import PAST

ACTORS = (
    Command("actor.add", "Actors", "New actor…", "Add a person or an organisation", "add", ("A",), "add"),
    Command("actor.edit", "Actors", "Edit", "Go to the fields of this actor", "edit", ("E",), "note"),
    Command("actor.rename", "Actors", "Rename…", "Give this actor another name", "rename", ("F2",)),
    Command("actor.merge", "Actors", "Merge…", "Make the chosen actors one", "merge", ("M",)),
    Command("actor.split", "Actors", "Split…", "Give some annotations to a new actor", "split", ("S",)),
    Command("actor.delete", "Actors", "Delete…", "Delete the chosen actors", "delete", ("Delete", "X"), "delete"),
    Command(
        "actor.erase",
        "Actors",
        "Erase for good…",
        "Leave no byte of what these actors said in the file; this cannot be undone",
        "erase",
    ),
    Command(
        "actor.list",
        "Actors",
        "List what it says",
        "Show all statements of this actor in the table of annotations",
        "list_annotations",
        ("Return",),
    ),
)

CODES = (
    Command("code.add", "Codebook", "New code…", "Add a code where the current one lies", "add", ("A",), "add"),
    Command("code.add_below", "Codebook", "New code below…", "Add a code under the current one", "add_below", ("B",)),
    Command("code.edit", "Codebook", "Edit", "Go to the fields of this code", "edit", ("E",), "note"),
    Command("code.rename", "Codebook", "Rename…", "Give this code another name", "rename", ("F2",)),
    Command("code.merge", "Codebook", "Merge…", "Make the chosen codes one", "merge", ("M",)),
    Command("code.split", "Codebook", "Split…", "Give some annotations a new code", "split", ("S",)),
    Command("code.delete", "Codebook", "Delete…", "Delete this code", "delete", ("Delete", "X"), "delete"),
    Command("code.up", "Codebook", "Move up", "Move this code before the one above it", "move_up", ("Alt+Up",)),
    Command("code.down", "Codebook", "Move down", "Move this code behind the one below it", "move_down", ("Alt+Down",)),
    Command("code.indent", "Codebook", "Move in", "Put this code under the one above it", "indent", ("Alt+Right",)),
    Command(
        "code.outdent", "Codebook", "Move out", "Put this code behind the one it lies under", "outdent", ("Alt+Left",)
    ),
    Command(
        "code.list",
        "Codebook",
        "List its annotations",
        "Show what has this code, or one below it, in the table of annotations",
        "list_annotations",
        ("Return",),
    ),
    Command("code.import", "Codebook", "Import codes…", "Add the codes of a .qdc or CSV file", "import_codes"),
    Command("code.export", "Codebook", "Export codes…", "Write the codebook as .qdc or CSV", "export_codes"),
    Command("code.keep", "Codebook", "Keep a version…", "Keep the codebook as it is now under a name", "keep_version"),
    Command(
        "code.compare", "Codebook", "Compare versions…", "See what differs between two versions", "compare_versions"
    ),
)

REVIEW = (
    Command("place.accept", "Review", "Accept", "Take this place as right: it is exact from now on", "accept", ("A",)),
    Command(
        "place.accept_all",
        "Review",
        "Accept all",
        "Take every place on show as right; orphans stay orphans",
        "accept_all",
        ("Shift+A",),
    ),
    Command(
        "place.detach", "Review", "No place", "Take its place from this annotation; its words stay", "detach", ("D",)
    ),
    Command(
        "place.attach",
        "Review",
        "Re-attach",
        "Give this annotation the words selected in the text at the right",
        "attach",
        ("R",),
    ),
    Command("place.read", "Review", "Read", "Show this annotation in its source", "read", ("Return",), "read"),
)


STATEMENTS = (
    Command("statement.add", "Statements", "New statement…", "Make a statement of annotations", "add", ("A",), "add"),
    Command(
        "statement.members", "Statements", "Add annotations…", "Add annotations to this one", "add_members", ("B",)
    ),
    Command("statement.edit", "Statements", "Edit", "Go to the note on this statement", "edit", ("E",), "note"),
    Command("statement.reword", "Statements", "Reword…", "Say it in other words", "reword", ("F2",)),
    Command("statement.merge", "Statements", "Merge…", "Make the chosen statements one", "merge", ("M",)),
    Command(
        "statement.delete", "Statements", "Delete…", "Delete the chosen statements", "delete", ("Delete", "X"), "delete"
    ),
)

MEMBERS = (
    Command("member.first", "Statements", "Said first", "Say that this one said it first", "make_first", ("F",)),
    Command(
        "member.repeats", "Statements", "Repeats it", "Say that the chosen ones repeat it", "make_repeating", ("R",)
    ),
    Command(
        "member.contradicts",
        "Statements",
        "Contradicts it",
        "Say that the chosen ones contradict it",
        "make_contradicting",
        ("C",),
    ),
    Command(
        "member.remove",
        "Statements",
        "Take out",
        "Take the chosen annotations out of the statement",
        "remove",
        ("Delete", "X"),
        "delete",
    ),
)


WITHIN = {
    "Annotations": LISTED,
    "Actors": ACTORS,
    "Codebook": CODES,
    "Statements": STATEMENTS,
    "Statements, on an annotation": MEMBERS,
    "Review": REVIEW,
    "History": PAST,
}
"""The commands of each view, by the name of the view."""

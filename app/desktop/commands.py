# SPDX-License-Identifier: MIT
"""Every command of the window, as one table: menus, buttons, shortcuts and the list behind F1 are made from it."""

from __future__ import annotations

from typing import NamedTuple

COLLECTION, EDIT, ANNOTATION, GO, VIEW, HELP = "Collection", "Edit", "Annotation", "Go", "View", "Help"
MENUS = (COLLECTION, EDIT, ANNOTATION, GO, VIEW, HELP)


class Command(NamedTuple):
    """One thing a user can do.

    ``handler`` is “controller.method”; ``shortcuts`` are Qt's portable names, the first of them the one that is
    shown; ``needs`` is what must be there for the command to make sense: nothing, an open ``collection``, one
    that can be changed (``write``), an open ``source``, a ``passage`` to tag (a source that can be tagged), or a
    current ``annotation`` that can be changed.
    """

    id: str
    menu: str
    text: str
    tip: str
    handler: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    rule: bool = False


COMMANDS = (
    Command("collection.new", COLLECTION, "New collection…", "Make an empty collection", "session.new", ("Ctrl+N",)),
    Command("collection.open", COLLECTION, "Open…", "Open a collection", "session.open", ("Ctrl+O",), "open"),
    Command(
        "collection.import",
        COLLECTION,
        "Import files…",
        "Bring text, Markdown and web pages into the collection",
        "importing.choose_files",
        ("Ctrl+I",),
        "import",
        "write",
        rule=True,
    ),
    Command(
        "collection.import_folder",
        COLLECTION,
        "Import a folder…",
        "Bring in every text of a folder and the folders in it",
        "importing.choose_folder",
        ("Ctrl+Shift+I",),
        needs="write",
    ),
    Command(
        "collection.export",
        COLLECTION,
        "Export…",
        "Write the annotations to a file",
        "exporting.ask",
        ("Ctrl+E",),
        "export",
        "collection",
    ),
    Command(
        "collection.annotator",
        COLLECTION,
        "Your name…",
        "Say who tags; the name stands in every annotation and change",
        "session.ask_name",
        icon="person",
        rule=True,
    ),
    Command("collection.quit", COLLECTION, "Quit", "Close the window", "session.quit", ("Ctrl+Q",), rule=True),
    Command("edit.undo", EDIT, "Undo", "Take back the last step", "annotating.undo", ("Ctrl+Z",), "undo", "write"),
    Command(
        "edit.redo",
        EDIT,
        "Redo",
        "Do again what was taken back",
        "annotating.redo",
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
    Command("edit.find_next", EDIT, "Next place", "Go to the next hit", "reading.next_hit", ("F3",), needs="source"),
    Command(
        "edit.find_previous",
        EDIT,
        "Previous place",
        "Go to the hit before",
        "reading.previous_hit",
        ("Shift+F3",),
        needs="source",
    ),
    Command(
        "annotation.claim",
        ANNOTATION,
        "Claim",
        "Tag the selected words as a claim",
        "annotating.tag_claim",
        ("C",),
        needs="passage",
    ),
    Command(
        "annotation.recommendation",
        ANNOTATION,
        "Recommendation",
        "Tag the selected words as a recommendation",
        "annotating.tag_recommendation",
        ("R",),
        needs="passage",
    ),
    Command(
        "annotation.passage",
        ANNOTATION,
        "Passage",
        "Tag the selected words as a passage to code, neither claim nor recommendation",
        "annotating.tag_passage",
        ("G",),
        needs="passage",
    ),
    Command(
        "annotation.speaker",
        ANNOTATION,
        "Speaker from selection",
        "Make the selected words a speaker of the current annotation",
        "annotating.add_speaker",
        ("S",),
        needs="annotation",
        rule=True,
    ),
    Command(
        "annotation.addressee",
        ANNOTATION,
        "Addressee from selection",
        "Make the selected words an addressee of the current annotation",
        "annotating.add_addressee",
        ("T",),
        needs="annotation",
    ),
    Command(
        "annotation.edit",
        ANNOTATION,
        "Edit",
        "Go to the form of the current annotation",
        "annotating.edit",
        ("E",),
        "note",
        "annotation",
        rule=True,
    ),
    Command(
        "annotation.delete",
        ANNOTATION,
        "Delete",
        "Delete the current annotation",
        "annotating.delete",
        ("Delete", "X"),
        "delete",
        "annotation",
    ),
    Command("go.next", GO, "Next annotation", "Go to the next annotation", "annotating.next", ("N",), needs="source"),
    Command(
        "go.previous",
        GO,
        "Previous annotation",
        "Go to the annotation before",
        "annotating.previous",
        ("P",),
        needs="source",
    ),
    Command(
        "go.search",
        GO,
        "Search everything",
        "Search all sources and annotations",
        "searching.focus",
        ("Ctrl+K",),
        "search",
        "collection",
        rule=True,
    ),
    Command("go.pane", GO, "Next pane", "Move to the next pane", "panes.next", ("F6",), rule=True),
    Command("go.pane_back", GO, "Previous pane", "Move to the pane before", "panes.previous", ("Shift+F6",)),
    Command("go.text", GO, "Back to the text", "Close what is open and go back to reading", "panes.text", ("Escape",)),
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
    Command("help.keys", HELP, "Keys and commands", "Show every command", "helping.keys", ("F1",), "keyboard"),
    Command("help.about", HELP, "About Postil", "Show what this program is", "helping.about", icon="info"),
)


def command(wanted: str) -> Command:
    """Return a command by its id.

    Raises:
        KeyError: there is none.
    """
    for known in COMMANDS:
        if known.id == wanted:
            return known
    raise KeyError(wanted)


def tip(known: Command) -> str:
    """Return what a control says under the pointer: what it does, and its key."""
    return f"{known.tip} ({shown_keys(known)})" if known.shortcuts else known.tip


def shown_keys(known: Command) -> str:
    """Return the first shortcut as a person reads it."""
    return known.shortcuts[0].replace("+", " ") if known.shortcuts else ""

# SPDX-License-Identifier: MIT
"""Commands about the sources chosen in the list, and about how sources are told apart."""

from __future__ import annotations

from app.desktop.commands.command import SOURCES, Command

ROWS = (
    Command(
        "source.read",
        SOURCES,
        "Mark as read",
        "Show the chosen sources as read",
        "sources.mark_read",
        needs="passage",
        rule=True,
    ),
    Command(
        "source.unread",
        SOURCES,
        "Mark as unread",
        "Show the chosen sources as not read yet",
        "sources.mark_unread",
        ("U",),
        needs="passage",
    ),
    Command(
        "source.about",
        SOURCES,
        "Sets, attributes, note…",
        "Put the chosen sources into sets, fill in their attributes, write a note",
        "sources.about",
        ("Ctrl+B",),
        "note",
        "source",
    ),
    Command(
        "source.delete",
        SOURCES,
        "Delete…",
        "Delete the chosen sources with their annotations",
        "sources.delete",
        ("Ctrl+Delete",),
        "delete",
        "passage",
        rule=True,
    ),
    Command(
        "source.erase",
        SOURCES,
        "Erase for good…",
        "Leave no byte of the chosen sources in the file; this cannot be undone",
        "sources.erase",
        needs="passage",
    ),
    Command(
        "source.erase_deleted",
        SOURCES,
        "Erase what was deleted…",
        "Leave no byte of deleted sources and actors in the history; this cannot be undone",
        "sources.erase_deleted",
        needs="write",
    ),
    Command(
        "collection.sets",
        SOURCES,
        "Sets…",
        "Make, rename and delete named groups of sources",
        "sources.sets",
        needs="collection",
        rule=True,
    ),
    Command(
        "collection.attributes",
        SOURCES,
        "Attributes…",
        "Define columns of your own on sources: text, number, date or choice",
        "sources.attributes",
        needs="collection",
    ),
    Command(
        "collection.note",
        SOURCES,
        "Note on the collection…",
        "Say what the collection is for and how it was made",
        "sources.note",
        needs="collection",
    ),
)

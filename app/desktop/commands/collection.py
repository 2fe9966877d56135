# SPDX-License-Identifier: MIT
"""Commands for the collection as a whole."""

from __future__ import annotations

from app.desktop.commands.command import COLLECTION, Command

ROWS = (
    Command("collection.new", COLLECTION, "New collection…", "Make an empty collection", "session.new", ("Ctrl+N",)),
    Command("collection.open", COLLECTION, "Open…", "Open a collection", "session.open", ("Ctrl+O",), "open"),
    Command(
        "collection.import",
        COLLECTION,
        "Import files…",
        "Bring texts, web pages, PDF, Word, books, e-mail and tables into the collection",
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
        "collection.scan",
        COLLECTION,
        "Scan watched folders",
        "Import what is new in the watched folders, and tell what has changed",
        "watching.scan",
        ("F5",),
        needs="write",
    ),
    Command(
        "collection.watched",
        COLLECTION,
        "Watched folders…",
        "Choose folders whose new files a scan brings in",
        "watching.show",
        needs="collection",
    ),
    Command(
        "collection.report",
        COLLECTION,
        "Import report…",
        "Show what the last import did",
        "reporting.show",
        needs="collection",
    ),
    Command(
        "collection.near",
        COLLECTION,
        "Find near-duplicates…",
        "Find sources whose texts are nearly the same, and compare them",
        "reporting.find_near",
        needs="collection",
    ),
    Command(
        "collection.take_in",
        COLLECTION,
        "Take in annotations…",
        "Bring in annotations, codes and sources of another tool or collection",
        "taking.choose",
        ("Ctrl+Shift+E",),
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
)

# SPDX-License-Identifier: MIT
"""What the reading pane says while no source is open: why, and what to do next."""

from __future__ import annotations

from app.desktop.actions import Actions
from app.desktop.controllers.session import Session
from app.desktop.models.sources import SourceModel
from app.desktop.panels.reading import ReadingPane


def say_nothing_open(
    pane: ReadingPane, session: Session, sources: SourceModel, actions: Actions, *, importing: bool
) -> None:
    """Say why nothing is open, with buttons for what can be done about it."""
    pick = actions.action
    if session.collection is None:
        pane.say(
            "Open a collection",
            "A collection is one file that holds your sources and what you tagged in them.",
            [pick("collection.open"), pick("collection.new")],
        )
    elif sources.rowCount() or sources.narrowed:
        pane.say("Choose a source to read", "Up and down go through the list; Enter goes to the text.")
    elif importing:
        pane.say("Importing", "The first sources are here in a moment. Reading and tagging can begin then.")
    else:
        pane.say(
            "This collection is empty",
            "Drop texts or folders here, or import them. Originals are kept unchanged in the collection.",
            [pick("collection.import"), pick("collection.import_folder")] if session.writable else (),
        )

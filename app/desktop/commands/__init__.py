# SPDX-License-Identifier: MIT
"""Every command of the window, as one table: menus, buttons, shortcuts and the list behind F1 are made from it.

Each menu has a file of rows of its own.
"""

from __future__ import annotations

from app.desktop.commands import (
    annotation,
    coding,
    collection,
    edit,
    go,
    helping,
    highlighting,
    reading,
    searching,
    source,
    view,
)
from app.desktop.commands.command import COLLECTION, MENUS, VIEW, Command

__all__ = ["COLLECTION", "COMMANDS", "MENUS", "VIEW", "Command", "command", "shown_keys", "tip"]

COMMANDS = (
    *collection.ROWS,
    *edit.ROWS,
    *source.ROWS,
    *annotation.ROWS,
    *coding.ROWS,
    *highlighting.ROWS,
    *searching.ROWS,
    *go.ROWS,
    *view.ROWS,
    *reading.ROWS,
    *helping.ROWS,
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

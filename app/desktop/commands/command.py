# SPDX-License-Identifier: MIT
"""What a command is, and the menus there are."""

from __future__ import annotations

from typing import NamedTuple

COLLECTION, EDIT, SOURCES, ANNOTATION, CODES = "Collection", "Edit", "Sources", "Annotation", "Codes"
SEARCH, GO, VIEW, HELP = "Search", "Go", "View", "Help"
MENUS = (COLLECTION, EDIT, SOURCES, ANNOTATION, CODES, SEARCH, GO, VIEW, HELP)


class Command(NamedTuple):
    """One thing a user can do.

    ``handler`` is “controller.method”; ``shortcuts`` are Qt's portable names, the first of them the one that is
    shown; ``needs`` is what must be there for the command to make sense: nothing, an open ``collection``, one
    that can be changed (``write``), an open ``source``, a ``second`` one beside it, a place to go ``back`` or
    ``forward`` to, a ``passage`` to tag (a source that can be tagged), or a current ``annotation`` that can be changed.
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

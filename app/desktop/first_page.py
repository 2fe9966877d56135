# SPDX-License-Identifier: MIT
"""The page the user left, on the screen before the rest of the window is built around it.

Most of the program is not needed to show a text. So the text that was open last is shown in the frame, at the place
and in the look it will have, and the window takes that page over.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.desktop.appearance import Appearance
from app.desktop.frame import Frame
from app.desktop.reading.footing import Place
from app.desktop.reading.header import PageHeader, header
from app.desktop.reading.highlights import from_rows
from app.desktop.reading.view import ReadingView
from app.settings import State
from app.text import layout
from database.glance import glance


class FirstPage(NamedTuple):
    """A page that is there already: its view, the hash of its text, and what stands above that."""

    view: ReadingView
    content: str
    header: PageHeader


def show(frame: Frame, appearance: Appearance, state: State, path: Path | None) -> FirstPage | None:
    """Show the source that was open last in a collection; return None where there is none, or it cannot be read."""
    uid = state.last_source(path) if path is not None else ""
    found = glance(path, uid) if path is not None and uid else None
    if found is None:
        return None
    view = ReadingView(appearance.page_style(), frame)
    frame.put_page(view)  # before the text is there, so that it is set at the width that the scroll bar leaves
    above = header(found.source)
    try:
        view.load(found.text.text, layout.decode(found.text.layout), above)
    except ValueError:
        view.deleteLater()
        return None  # the collection is damaged, which it says itself once it is open
    view.set_highlights(from_rows(found.spans))
    place = state.place(uid)
    if place is not None:
        view.restore_place(Place(*place))
    view.viewport().repaint()
    return FirstPage(view, found.source.content, above)

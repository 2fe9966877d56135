# SPDX-License-Identifier: MIT
"""The search view: an answer with facets and places in context, one sorted by the right, one about annotations."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.desktop.views import SEARCH
from app.desktop.views.search import SearchView
from app.desktop.window import Window
from app.editing.searches import save_search
from app.search.concordance import Side
from tests.screenshots.camera import Camera, pause, wait_until

ASKED = (
    ("whole", "council"),
    ("explained", "kind:recommendation (licence OR council)"),
    ("narrowed", 'council publication:"The Strait Review"'),
    ("lost", "cuoncil (river"),
)
SAVED = (
    ("Calls on the Council", "kind:recommendation to:council"),
    ("Licences", "licence OR license"),
    ("Unattributed claims", "kind:claim by:unattributed"),
)


def ask(window: Window, query: str) -> None:
    """Type a query, and wait for all of its answer."""
    window.searching.focus()
    QTest.keyClicks(window.top_bar.search, query)
    wait_until(lambda: window.searching.current and window.searching.query == query)
    pause(700)


def take(camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    window = camera.window
    window.surveying.show()
    view = window.views.view(SEARCH)
    assert isinstance(view, SearchView)
    camera.take("search-empty")
    for name, query in ASKED:
        ask(window, query)
        camera.take(f"search-{name}")
    ask(window, "kind:claim")
    view.tabs.setCurrentIndex(1)
    camera.take("search-codes")
    view.tabs.setCurrentIndex(0)
    ask(window, "council")
    view.context.side_choice.take("by words after")
    view.results.step(1)
    view.context.step(1)
    view.context.list_view.setFocus()
    camera.take("search-right")
    assert view.context.model.side is Side.RIGHT
    view.context.side_choice.take("in order")
    window.gathering.tag()
    pause()
    dialog = window.findChild(QDialog)
    camera.take("search-tag", dialog)
    if dialog is not None:
        dialog.close()
    keep(camera)
    window.top_bar.search.setText("")
    window.searching.ask("")
    window.views.read()


def keep(camera: Camera) -> None:
    """Show saved searches at the left, and the dialog that keeps one."""
    window = camera.window
    window.views.read()
    for name, query in SAVED:
        window.state.keep_query(query)
        save_search(window.session.required, name, query)
    window.left.show_saved()
    pause(400)
    camera.take("search-saved")
    window.keeping.save()
    pause()
    dialog = window.findChild(QDialog)
    camera.take("search-keep", dialog)
    if dialog is not None:
        dialog.close()
    for _ in SAVED:
        window.session.required.undo()
    window.left.show_results()

# SPDX-License-Identifier: MIT
"""The search view: an answer with facets and places in context, one sorted by the right, one about annotations."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.desktop.views import SEARCH
from app.desktop.views.search import SearchView
from app.desktop.window import Window
from app.search.concordance import Side
from tests.screenshots.camera import Camera, pause, wait_until

ASKED = (("whole", "council"), ("explained", "kind:recommendation to:council date:2025"), ("lost", "cuoncil (lake"))


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
    ask(window, "council")
    view.context.side_choice.take("by the right")
    view.results.step(1)
    view.context.step(1)
    view.context.list_view.setFocus()
    camera.take("search-right")
    assert view.context.model.side is Side.RIGHT
    view.context.side_choice.take("in order")
    window.top_bar.search.setText("")
    window.searching.ask("")
    window.views.read()

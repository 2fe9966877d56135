# SPDX-License-Identifier: MIT
"""The page that was open last is there before the window, and the window takes it over as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.collection import Collection
from app.desktop.opening import make_window, open_at_start
from app.desktop.reading.view import ReadingView
from app.desktop.start import Start
from app.desktop.window import Window
from app.settings import Settings, State, settings_path, state_path
from tests.builders import add_source

TITLE = "Long"


@pytest.fixture
def left(archive: Path) -> Path:
    """A collection whose long source was left in its middle, with an annotation there."""
    collection = Collection.open(archive, annotator="Ada")
    long = add_source(collection, TITLE, "\n".join(f"Paragraph {number}. " * 20 for number in range(60)))
    collection.tag(long, "claim", [(9000, 9020)])
    state, settings = State(state_path()), Settings(settings_path())
    state.keep_source(archive, collection.source(long).uid)
    state.keep_place(collection.source(long).uid, 9000, 0.5)
    settings.asked = True
    settings.put("page", {"size": 24})
    collection.close()
    state.save()
    settings.save()
    return archive


@pytest.fixture
def begin(
    qtbot: QtBot, qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path], Start]]:
    """What starts the program on a collection."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the window puts its own in place
    begun = []

    def start(path: Path) -> Start:
        begun.append(Start(qapp, path))
        return begun[-1]

    yield start
    for one in begun:
        one.frame.close()
        one.frame.deleteLater()


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def run(qtbot: QtBot, start: Start) -> tuple[list[object], Window]:
    """Run a start to its end; return what of the page was there first, and the window."""
    seen: list[object] = []

    def look(view: ReadingView) -> None:
        painted = view.viewport().grab().toImage()
        seen.extend((view, place_of(view), view.place(), view.text, view.highlights_at(9010), painted))

    start.paged.connect(look)
    with qtbot.waitSignal(start.filled, timeout=20_000) as filled:
        start.frame.show()
    window = filled.args[0]
    assert isinstance(window, Window)
    return seen, window


def test_the_window_takes_the_page_over_as_it_is(qtbot: QtBot, begin: Callable[[Path], Start], left: Path) -> None:
    seen, window = run(qtbot, begin(left))
    view, (where, place, text, marked, painted) = seen[0], seen[1:]
    assert window.pane.view is view
    assert (window.reading.source or pytest.fail("nothing is open")).title == TITLE
    assert marked == [window.annotation_model.annotations[0].uid]
    qtbot.waitUntil(lambda: place_of(window.pane.view) == where)
    assert (window.pane.view.place(), window.pane.view.text) == (place, text)
    assert window.pane.view.viewport().grab().toImage() == painted


def test_the_page_that_was_there_first_is_loaded_once(
    qtbot: QtBot, begin: Callable[[Path], Start], left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded, load = [], ReadingView.load

    def watched(view: ReadingView, text: str, *others: Any) -> None:
        loaded.append(text[:9])
        load(view, text, *others)

    monkeypatch.setattr(ReadingView, "load", watched)
    run(qtbot, begin(left))
    assert loaded == ["Paragraph"]


def test_tab_goes_the_same_way_as_in_a_window_made_at_once(
    qtbot: QtBot, qapp: QApplication, begin: Callable[[Path], Start], left: Path
) -> None:
    start = begin(left)
    _, window = run(qtbot, start)
    way = tab_way(window)
    start.frame.close()
    other = make_window(qapp)
    qtbot.addWidget(other.frame)
    assert open_at_start(other, left) is None
    other.frame.show()
    assert "Text of the source" in way
    assert tab_way(other) == way
    other.frame.close()


def tab_way(window: Window) -> list[str]:
    """Return the names of what Tab goes through, from the button of the menu on."""
    way: list[str] = []
    widget = window.top_bar.menu_button.nextInFocusChain()
    while widget is not None and widget is not window.top_bar.menu_button:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and window.isAncestorOf(widget):
            way.append(widget.accessibleName() or type(widget).__name__)
        widget = widget.nextInFocusChain()
    return way


def test_a_page_stays_in_its_place_when_the_frame_changes_size(
    qtbot: QtBot, begin: Callable[[Path], Start], left: Path
) -> None:
    start, widths = begin(left), []

    def widen(view: ReadingView) -> None:
        start.frame.resize(start.frame.width() + 100, start.frame.height())
        widths.append(place_of(view))

    start.paged.connect(widen)
    _, window = run(qtbot, start)
    qtbot.waitUntil(lambda: place_of(window.pane.view) == widths[0])


def test_without_a_last_source_the_window_comes_at_once(
    qtbot: QtBot, begin: Callable[[Path], Start], archive: Path
) -> None:
    seen, window = run(qtbot, begin(archive))
    assert not seen
    assert window.session.collection is not None


def test_a_page_that_cannot_be_opened_after_all_is_taken_away(
    qtbot: QtBot, begin: Callable[[Path], Start], left: Path
) -> None:
    start = begin(left)

    def lose(_view: ReadingView) -> None:
        for file in left.parent.glob(f"{left.name}*"):
            file.unlink()

    start.paged.connect(lose)
    seen, window = run(qtbot, start)
    assert seen
    assert window.session.collection is None
    assert window.pane.view.text == ""


@pytest.mark.parametrize("content", [b"", b"not a collection, but long enough for a header " * 9])
def test_what_is_no_collection_has_no_first_page(
    qtbot: QtBot, begin: Callable[[Path], Start], left: Path, content: bytes
) -> None:
    left.write_bytes(content)
    seen, window = run(qtbot, begin(left))
    assert not seen
    assert window.session.collection is None

# SPDX-License-Identifier: MIT
"""Pictures of the window, to be looked at by a person: ``python -m tests.screenshots FOLDER``.

The window shows the sample archive, in both themes and several sizes, with a source open, two overlapping
annotations, the form, a search, and the dialogs. Nothing is compared; the pictures are for eyes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.collection import Collection
from app.desktop.opening import make_window
from app.desktop.window import Window
from app.sample import TITLE, fill_with_sample

SIZES = ((1440, 900), (1280, 800), (1024, 700))
QUERY = "council calm"
PAUSE_MS = 120


class Camera:
    """Takes pictures of one window."""

    def __init__(self, window: Window, folder: Path, name: str):
        self._window = window
        self._folder = folder
        self._name = name

    def take(self, what: str, widget: QWidget | None = None) -> None:
        """Write a picture of the window, or of one widget in front of it."""
        pause()
        picture: QPixmap = self._window.grab()
        if widget is not None:
            self._put_in_front(picture, widget)
        path = self._folder / f"{what}-{self._name}.png"
        picture.save(str(path))
        print(path)

    def _put_in_front(self, picture: QPixmap, widget: QWidget) -> None:
        front = widget.grab()
        painter = QPainter(picture)
        x, y = (picture.width() - front.width()) // 2, (picture.height() - front.height()) // 2
        painter.drawPixmap(max(0, x), max(0, y), front)
        painter.end()


def pause(milliseconds: int = PAUSE_MS) -> None:
    """Let the window work for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def make_sample(folder: Path) -> Path:
    """Make the sample archive."""
    path = folder / f"{TITLE}.postil"
    collection = Collection.open(path, create=True, annotator="Ada")
    fill_with_sample(collection)
    collection.close()
    return path


def open_best(window: Window) -> None:
    """Open the source in which most has been tagged."""
    sources = window.session.required.sources()
    window.reading.open_source(max(sources, key=lambda source: source.annotations).id)


def overlap(window: Window) -> None:
    """Tag two passages that overlap, as a user would, and say who speaks in the second."""
    view = window.pane.view
    start = view.text.index("At four minutes past midnight") if "At four minutes" in view.text else 60
    view.select(start, start + 96)
    window.annotating.tag_claim()
    view.select(start + 40, start + 160)
    window.annotating.tag_recommendation()
    view.reveal(start)


def take_window(window: Window, camera: Camera) -> None:
    """Take the pictures of one theme and size."""
    open_best(window)
    camera.take("read")
    overlap(window)
    camera.take("overlap")
    third = window.annotation_model.annotation(4)
    window.annotating.go(third.id if third else None)
    camera.take("form")
    window.reading.find()
    window.pane.find_bar.field.setText("council")
    camera.take("find")
    window.panes.text()
    window.searching.focus()
    QTest.keyClicks(window.top_bar.search, QUERY)
    wait_for_answer(window)
    window.results.step(1)
    camera.take("search")
    window.top_bar.search.setText("")
    window.searching.ask("")
    window.left.show_sources()
    while window.session.required.next_undo in {"Tag as claim", "Tag as recommendation"}:
        window.annotating.undo()


def wait_for_answer(window: Window) -> None:
    """Wait until the query in the field has been answered."""
    for _ in range(100):
        pause(50)
        answer = window.searching.answer
        if answer is not None and answer.question.query == window.top_bar.search.text():
            return


def take_dialogs(window: Window, camera: Camera) -> None:
    """Take the pictures of what stands in front of the window, and of the window without a collection."""
    for name, show in (
        ("export", window.exporting.ask),
        ("keys", window.helping.keys),
        ("name", window.session.ask_name),
    ):
        show()
        pause()
        dialog = window.findChild(QDialog)
        camera.take(name, dialog)
        if dialog is not None:
            dialog.close()
            pause()
    window.session.close()
    camera.take("nothing")


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["POSTIL_HOME"] = home
        application = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(application, QApplication)
        path = make_sample(Path(home))
        for theme in ("light", "dark"):
            window = make_window(application)
            window.settings.asked = True
            window.appearance.choose(theme)
            window.frame.show()
            window.session.open_path(path)
            for width, height in SIZES:
                window.frame.resize(width, height)
                take_window(window, Camera(window, folder, f"{theme}-{width}x{height}"))
            window.frame.resize(*SIZES[1])
            take_dialogs(window, Camera(window, folder, theme))
            window.frame.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))

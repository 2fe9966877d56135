# SPDX-License-Identifier: MIT
"""Looks for controls that are cut off or lie over one another, in every view of a window on the sample archive.

``python -m tests.desktop.fitting WIDTH HEIGHT`` prints a line for each; QT_SCALE_FACTOR gives the scale.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from app.collection import Collection
from app.desktop.opening import make_window
from app.desktop.reading.view import ReadingView
from app.desktop.start import make_application
from app.desktop.views import VIEWS
from app.desktop.widgets.parts import ElidedLabel
from app.desktop.window import Window
from app.sample import TITLE, fill_with_sample

CONTROLS = (QAbstractButton, QLabel, QLineEdit, QComboBox, QAbstractScrollArea)
SPARE = 1
"""Pixels that a widget may stick out or overlap by: half a pixel is rounded either way."""


def faults(window: QWidget) -> Iterator[str]:
    """Yield what is wrong with the controls in sight."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible() and isinstance(widget, CONTROLS)]
    for widget in shown:
        if not _scrolled(widget) and not _inside(widget, window):
            yield f"{_name(widget)} is cut off"
        if _clipped(widget):
            yield f"{_name(widget)} has {_size(widget.size())} pixels and needs {_size(_wanted(widget))}"
    for parent in {widget.parentWidget() for widget in shown}:
        beside = [widget for widget in shown if widget.parentWidget() is parent and not _floats(widget)]
        for one, two in combinations(beside, 2):
            shared = one.geometry().intersected(two.geometry())
            if shared.width() > SPARE and shared.height() > SPARE:
                yield f"{_name(one)} and {_name(two)} lie over one another"


def _inside(widget: QWidget, window: QWidget) -> bool:
    """Tell whether every widget around shows all of it."""
    above = widget.parentWidget()
    while above is not None:
        rect = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
        if not above.rect().adjusted(-SPARE, -SPARE, SPARE, SPARE).contains(rect):
            return False
        above = None if above is window else above.parentWidget()
    return True


def _scrolled(widget: QWidget) -> bool:
    """Tell whether it lies in something that scrolls: there it may be out of sight."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea) and not isinstance(above, ReadingView):
            return True
        above = above.parentWidget()
    return False


def _floats(widget: QWidget) -> bool:
    """Tell whether it is meant to lie over its neighbours: a viewport and what stands beside it in a scroll area."""
    parent = widget.parentWidget()
    named = parent.objectName() if parent is not None else ""
    return isinstance(parent, QAbstractScrollArea) or named == "qt_scrollarea_viewport"


def _clipped(widget: QWidget) -> bool:
    """Tell whether a control has less room than its words need; labels that are cut on purpose say so in a tooltip."""
    if isinstance(widget, QLabel) and not isinstance(widget, ElidedLabel) and widget.wordWrap():
        return widget.height() + SPARE < widget.heightForWidth(widget.width())
    need = _wanted(widget)
    return widget.width() + SPARE < need.width() or widget.height() + SPARE < need.height()


def _wanted(widget: QWidget) -> QSize:
    """Return the room the words of a label or a button take, with the icon beside them."""
    if isinstance(widget, ElidedLabel):
        return QSize()
    if isinstance(widget, QLabel):
        return widget.minimumSizeHint()
    if not isinstance(widget, QAbstractButton) or not widget.text():
        return QSize()
    words = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text())
    under = isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        words = words if widget.icon().isNull() else QSize()
    icon = QSize() if widget.icon().isNull() else widget.iconSize()
    if under:
        return QSize(max(words.width(), icon.width()), words.height() + icon.height())
    return QSize(words.width() + icon.width(), max(words.height(), icon.height()))


def _size(size: QSize) -> str:
    return f"{size.width()} x {size.height()}"


def _name(widget: QWidget) -> str:
    words = widget.accessibleName() or str(widget.property("text") or "") or widget.objectName()
    return f"{type(widget).__name__} “{words}”"


def states(window: Window) -> Iterator[str]:
    """Bring the window from state to state, and yield what each is called."""
    sources = sorted(window.session.required.sources(), key=lambda source: source.annotations)
    window.reading.open_source(sources[-1].id)
    yield "reading"
    window.annotating.next()
    yield "the form of an annotation"
    window.finding.find()
    window.pane.find_bar.field.setText("the")
    yield "finding"
    window.panes.text()
    window.comparing.show(sources[-2].id)
    yield "comparing"
    window.comparing.end()
    window.left.show_results()
    yield "results"
    window.left.show_sources()
    for row in VIEWS:
        window.views.show(row.id)
        yield f"the view {row.name}"


def wait(milliseconds: int = 250) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(width: int, height: int) -> None:
    """Print what is wrong in every state."""
    application = make_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["POSTIL_HOME"] = home
        collection = Collection.open(Path(home) / f"{TITLE}.postil", create=True, annotator="Ada")
        fill_with_sample(collection)
        collection.close()
        window = make_window(application)
        window.settings.asked = True
        window.frame.resize(width, height)
        window.frame.show()
        window.session.open_path(Path(home) / f"{TITLE}.postil")
        count = 0
        for state in states(window):
            wait()
            count += 1
            for fault in faults(window):
                print(f"{state}: {fault}")
        size = window.frame.size() * window.frame.devicePixelRatio()
        print(f"{count} states looked at in {_size(size)} pixels", flush=True)
        window.frame.close()
    QApplication.processEvents()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

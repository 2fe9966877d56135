# SPDX-License-Identifier: MIT
"""The widget that is the window for the desktop: its place, its size and its title, there before all the rest.

Loading the program takes a moment. So the frame is shown first, with the bars, panes and lines of the window painted
in the colours of the theme, and the window is built inside it once that picture is on the screen. Nothing moves when
it arrives: both take their sizes from :mod:`app.desktop.measures`.

Everything here is chosen to be there at once. The picture is made of plain frames with a style sheet, since a painter,
like every constant of the namespace ``Qt``, makes PySide6 build some hundred Python enumerations first: a fifth of
what a bare window takes to start.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.desktop.measures import HANDLE, HEAD, HEIGHT, LEAST_HEIGHT, LEAST_WIDTH, WIDTH, pane_widths
from app.desktop.theme import Theme
from app.settings import State

Rect = tuple[int, int, int, int]
"""Left, top, width and height, in pixels."""


class Frame(QWidget):
    """Shows a picture of the window until the window itself is put into it.

    ``painted`` comes when the picture is painted, ``closing`` before the frame closes, and ``closed`` after it.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, state: State):
        super().__init__()
        self._state = state
        self.setWindowTitle("Postil")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(WIDTH, HEIGHT)
        kept = state.text("window")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))
        self._inside: QWidget = Outline(theme, wanted_widths(theme, state), self)

    @property
    def waiting(self) -> bool:
        """Whether the frame is on the screen and the window is not in it yet."""
        return self.isVisible() and isinstance(self._inside, Outline)

    def put_page(self, page: QWidget) -> None:
        """Show a page where it is to stand, until the window takes it over."""
        if isinstance(self._inside, Outline):
            self._inside.put_page(page)

    def put(self, window: QWidget) -> None:
        """Show the window in place of its picture, and give the keys to the widget of it that asked for them."""
        picture, self._inside = self._inside, window
        window.setGeometry(self.rect())
        wanted = window.focusWidget()
        window.show()
        if wanted is not None:
            wanted.setFocus()
        picture.hide()
        picture.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is inside as large as the frame."""
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the window finish, and remember the place for the next time."""
        self.closing.emit()
        self._state.put("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self._state.keep()
        event.accept()


class Outline(QFrame):
    """Bars, panes and the lines between them, with nothing in them."""

    def __init__(self, theme: Theme, widths: tuple[int, int, int], frame: Frame):
        super().__init__(frame)
        self._theme = theme
        self._widths = widths
        self._frame = frame
        self._page: QWidget | None = None
        self._parts = [self._part(colour) for colour, _ in self._places()]
        colours = ("bar", "panel", "paper", "line")
        self.setStyleSheet(" ".join(f"#{colour} {{ background: {theme.hex(colour)} }}" for colour in colours))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts where the window has them at this size."""
        super().resizeEvent(event)
        for part, (_, rect) in zip(self._parts, self._places(), strict=True):
            part.setGeometry(*rect)
        if self._page is not None:
            self._page.setGeometry(*self._page_place())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that the picture is there."""
        super().paintEvent(event)
        self._frame.painted.emit()

    def _part(self, colour: str) -> QFrame:
        part = QFrame(self)
        part.setObjectName(colour)
        return part

    def put_page(self, page: QWidget) -> None:
        """Show a page where it is to stand."""
        self._page = page
        page.setParent(self)
        page.setGeometry(*self._page_place())
        page.show()

    def _page_place(self) -> Rect:
        """Return where the page stands: below the strip above it."""
        left, top, width, height = next(rect for colour, rect in self._places() if colour == "paper")
        return left, top + HEAD + 1, width, height - HEAD - 1

    def _places(self) -> list[tuple[str, Rect]]:
        """Return the colour and the place of each part."""
        size = self._theme.size
        width, height, rail = self.width(), self.height(), size("rail")
        top, foot = size("top"), height - size("status")
        left, middle, right = pane_widths(width - rail, self._widths)
        page, cards = rail + left + HANDLE, rail + left + middle + 2 * HANDLE
        tall = foot - top
        return [
            ("bar", (0, 0, width, top - 1)),
            ("line", (0, top - 1, width, 1)),
            ("bar", (0, top, rail - 1, tall)),
            ("line", (rail - 1, top, 1, tall)),
            ("panel", (rail, top, left, tall)),
            ("line", (page - HANDLE, top, HANDLE, tall)),
            ("paper", (page, top, middle, tall)),
            ("line", (cards - HANDLE, top, HANDLE, tall)),
            ("panel", (cards, top, right, tall)),
            ("line", (0, foot, width, 1)),
            ("bar", (0, foot + 1, width, height - foot - 1)),
        ]


def wanted_widths(theme: Theme, state: State) -> tuple[int, int, int]:
    """Return the widths the panes had the last time, or those of the theme; see :func:`pane_widths`."""
    kept = state.numbers("panes")
    if len(kept) == 3:
        return kept[0], kept[1], kept[2]
    return theme.size("left"), 0, theme.size("right")

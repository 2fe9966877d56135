# SPDX-License-Identifier: MIT
"""Reading by keyboard: what Qt's own caret movement lacks.

Qt moves the caret by characters, words and lines. Added here: pages that keep two lines of what was read, paragraphs,
a caret that comes to where the eye is, the space bar, and Enter to follow what the caret stands on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

if TYPE_CHECKING:
    from app.desktop.reading.view import ReadingView

OVERLAP = 2
"""Lines of the old page that are still seen on the new one."""

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
MOVES = (*ARROWS, Qt.Key.Key_Home)
PAGES = (
    (QKeySequence.StandardKey.MoveToNextPage, 1, QTextCursor.MoveMode.MoveAnchor),
    (QKeySequence.StandardKey.MoveToPreviousPage, -1, QTextCursor.MoveMode.MoveAnchor),
    (QKeySequence.StandardKey.SelectNextPage, 1, QTextCursor.MoveMode.KeepAnchor),
    (QKeySequence.StandardKey.SelectPreviousPage, -1, QTextCursor.MoveMode.KeepAnchor),
)

ENDS = (
    QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectStartOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
)
"""What Ctrl with an arrow up or down means on some systems."""
STEPS = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
PARAGRAPHS = {
    Qt.KeyboardModifier.ControlModifier: QTextCursor.MoveMode.MoveAnchor,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier: QTextCursor.MoveMode.KeepAnchor,
}


def press(view: ReadingView, event: QKeyEvent) -> bool:
    """Do what a key asks for; return False where Qt knows better."""
    for sequence, direction, mode in PAGES:
        if event.matches(sequence):
            turn_page(view, direction, mode)
            return True
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    how = PARAGRAPHS.get(plain)
    if how is not None and event.key() in STEPS and not any(event.matches(sequence) for sequence in ENDS):
        go_by_paragraph(view, STEPS[event.key()], how)
        return True
    if event.key() == Qt.Key.Key_Space and plain in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        turn_page(view, -1 if plain else 1, QTextCursor.MoveMode.MoveAnchor)
        return True
    if plain:
        return False
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return view.activate_at(view.caret())
    if event.key() == Qt.Key.Key_Escape:
        return view.drop_grip() or _drop_selection(view)
    if event.key() in ARROWS:
        return caret_into_view(view)
    return False


def turn_page(view: ReadingView, direction: int, mode: QTextCursor.MoveMode) -> None:
    """Scroll by a window less two lines; the caret stays where it is in the window."""
    at = view.cursorRect().center()
    window = view.viewport().rect()
    if not window.contains(at):
        at = QPoint(at.x(), window.center().y())
    bar, step = view.verticalScrollBar(), window.height() - OVERLAP * view.page_layout.setter.types.pitch
    value = bar.value()
    bar.setValue(value + direction * max(step, window.height() // 2))
    cursor = view.textCursor()
    if bar.value() == value:
        cursor.movePosition(QTextCursor.MoveOperation.End if direction > 0 else QTextCursor.MoveOperation.Start, mode)
    else:
        point = QPointF(at.x(), at.y() + bar.value())
        cursor.setPosition(view.page_layout.hitTest(point, Qt.HitTestAccuracy.FuzzyHit), mode)
    view.put_cursor(cursor)


def go_by_paragraph(view: ReadingView, direction: int, mode: QTextCursor.MoveMode) -> None:
    """Put the caret to the beginning of the next paragraph, or of this one and then the one before, and show it."""
    moves, cursor = QTextCursor.MoveOperation, view.textCursor()
    if direction < 0 and not cursor.atBlockStart():
        cursor.movePosition(moves.StartOfBlock, mode)
    elif not cursor.movePosition(moves.NextBlock if direction > 0 else moves.PreviousBlock, mode) and direction > 0:
        cursor.movePosition(moves.End, mode)
    view.setTextCursor(cursor)


def caret_into_view(view: ReadingView) -> bool:
    """Bring the caret to the first line in view if it is out of sight; tell whether it was."""
    window = view.viewport().rect()
    if view.textCursor().hasSelection() or window.intersects(view.cursorRect()):
        return False
    top = view.verticalScrollBar().value()
    at = view.page_layout.line_below(top)
    if at.y < top:
        at = view.page_layout.line_below(at.y + at.line.height())
    cursor = view.textCursor()
    cursor.setPosition(view.page_layout.position(at.number) + at.line.textStart())
    view.put_cursor(cursor)
    return True


def show_head(view: ReadingView) -> None:
    """Scroll to the very top when the caret has come to the first line: the head of the page belongs to it."""
    cursor = view.textCursor()
    at = view.page_layout.line_at(cursor.position())
    if at.number == 0 and at.line.lineNumber() == 0:
        view.verticalScrollBar().setValue(0)


def _drop_selection(view: ReadingView) -> bool:
    cursor = view.textCursor()
    if not cursor.hasSelection():
        return False
    cursor.clearSelection()
    view.put_cursor(cursor)
    return True

# SPDX-License-Identifier: MIT
"""Hears when a widget that lies in a row of a list wants more room, or less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal


class LayoutWatch(QObject):
    """Says when a widget wants to be laid out again. The list itself need not see every event of its widgets."""

    asked = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass everything on."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.asked.emit()
        return super().eventFilter(watched, event)

# SPDX-License-Identifier: MIT
"""The list of commands, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.desktop.appearance import Appearance

OPENED = frozenset({"http", "https", "mailto"})
"""The kinds of address a link of a source may open: nothing on this machine."""


class Helping(QObject):
    """Shows the help."""

    def __init__(self, appearance: Appearance, window: QWidget):
        super().__init__(window)
        self._look = appearance
        self._window = window

    @Slot()
    def keys(self) -> None:
        """Show every command with its keys."""
        from app.desktop.dialogs.keys import KeysDialog  # noqa: PLC0415  loaded when it is asked for

        KeysDialog(self._look, self._window).open()

    @Slot(str)
    def follow(self, target: str) -> None:
        """Say where a link leads and ask before it is opened; only addresses of the web and of mail are."""
        if target.partition(":")[0].lower() in OPENED:
            from app.desktop.dialogs.messages import LinkDialog  # noqa: PLC0415  as above

            LinkDialog(target, self._window).open()

    @Slot()
    def about(self) -> None:
        """Show what this program is."""
        from app.desktop.dialogs.messages import show_about  # noqa: PLC0415  as above

        show_about(self._window)

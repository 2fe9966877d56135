# SPDX-License-Identifier: MIT
"""Short messages: an error the user can do something about, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app import __version__
from app.desktop.dialogs.frame import Frame

ABOUT = (
    "Read, search and annotate an archive of texts: claims and recommendations, who said them, to whom and through "
    "whom. One file a collection, on your machine; nothing leaves it.\n\nOpen source under the MIT licence."
)


class Message(Frame):
    """Some words and a button."""

    def __init__(self, title: str, words: str, parent: QWidget):
        super().__init__(title, words, parent)
        self.words = words
        self.add_buttons("Close")


def show_sentence(sentence: str, parent: QWidget) -> None:
    """Show what is wrong, in a sentence."""
    Message("That did not work", sentence, parent).open()


class LinkDialog(Frame):
    """Says where a link leads, and opens it only if that is wanted."""

    def __init__(self, target: str, parent: QWidget):
        super().__init__("Open this link?", "It leads out of Postil, to your browser.", parent)
        self.target = target
        address = self.paragraph(target, "")
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(address)
        self.add_buttons("Open", "Cancel")
        self.accepted.connect(self._on_accepted)

    @Slot()
    def _on_accepted(self) -> None:
        QDesktopServices.openUrl(QUrl(self.target))


def show_about(parent: QWidget) -> None:
    """Show what this program is."""
    Message(f"Postil {__version__}", ABOUT, parent).open()

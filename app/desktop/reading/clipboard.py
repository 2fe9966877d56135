# SPDX-License-Identifier: MIT
"""Text for the clipboard, in an object that may outlive the interpreter.

The clipboard keeps what it is given until the program has ended. An object that Python made is then taken apart by
code that needs Python, which is gone, and the program crashes on its way out. So Qt is made to make the object.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel


def plain_text(text: str) -> QMimeData:
    """Return plain text for the clipboard or for dragging."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    data.clear()
    data.setText(text)
    return data

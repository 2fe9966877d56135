# SPDX-License-Identifier: MIT
"""A picture of the window on a collection, for machines without a screen: ``python -m app.desktop.picture``.

It takes the collection and the file to write. Nothing of the user's settings is read or written.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.desktop.opening import make_window
from app.desktop.start import make_application
from app.settings import HOME_VARIABLE

PAUSE_MS = 200


def take(application: QApplication, collection: Path, picture: Path) -> None:
    """Write a picture of the window with the source open in which most has been tagged.

    Raises:
        CollectionError: the collection cannot be opened.
    """
    window = make_window(application)
    window.settings.asked = True
    window.appearance.choose("light")
    window.frame.show()
    window.session.open_path(collection)
    sources = window.session.required.sources()
    if sources:
        window.reading.open_source(max(sources, key=lambda source: source.annotations).id)
        window.annotating.next()
    loop = QEventLoop()
    QTimer.singleShot(PAUSE_MS, loop.quit)
    loop.exec()
    picture.parent.mkdir(parents=True, exist_ok=True)
    window.frame.grab().save(str(picture))
    window.frame.close()


def main() -> None:
    """Take the picture that the command line asks for."""
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        take(make_application(), Path(sys.argv[1]), Path(sys.argv[2]))


if __name__ == "__main__":
    main()

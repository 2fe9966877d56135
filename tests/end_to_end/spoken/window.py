# SPDX-License-Identifier: MIT
"""Shows a window on a collection, with words of its source selected, and stays until it is ended.

``python -m tests.end_to_end.spoken.window COLLECTION WORDS``; it prints a line when it is there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer, Slot

from app.desktop.opening import make_window
from app.desktop.start import make_application

PAUSE_MS = 500


@Slot()
def say_ready() -> None:
    """Say that the window is there."""
    print("ready", flush=True)


def main(path: Path, words: str) -> int:
    """Show the window, until somebody ends it."""
    application = make_application()
    window = make_window(application)
    window.settings.asked = True
    window.settings.annotator = "Ada"
    window.frame.show()
    window.session.open_path(path)
    window.reading.open_source(window.session.required.sources()[0].id)
    view = window.pane.view
    view.setFocus()
    start = view.text.index(words)
    view.select(start, start + len(words))
    QTimer.singleShot(PAUSE_MS, say_ready)
    return int(application.exec())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

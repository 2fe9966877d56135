# SPDX-License-Identifier: MIT
"""The program with a window.

The order of loading matters to how soon the window is there: PySide6 reads the source of every module that is
imported after it, to see whether it uses Qt. What does not use Qt is therefore loaded first.
"""

from __future__ import annotations

import importlib
from pathlib import Path

BEFORE_QT = ("tomllib", "app.collection", "app.attribution", "app.settings")


def main(path: Path | None = None) -> int:
    """Show the window on a collection, or on the one opened last, until it is closed; return the exit status."""
    load()
    from app.desktop.start import run  # noqa: PLC0415  see above

    return run(path)


def load() -> None:
    """Load what does not use Qt."""
    for name in BEFORE_QT:
        importlib.import_module(name)

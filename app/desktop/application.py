# SPDX-License-Identifier: MIT
"""The program with a window.

How things are loaded matters to how soon the window is there. PySide6 puts an import function of its own in
place, which reads the source of every module imported from then on, to see whether it wants Qt's features under
other names. Nothing here does, so Python's own function is put back: the window is there 80 ms sooner. And Python
does not look for garbage: while modules are loaded there is next to none, and later the window does (see
:mod:`app.desktop.garbage`).
"""

from __future__ import annotations

import builtins
import gc
from pathlib import Path


def main(path: Path | None = None) -> int:
    """Show the window on a collection, or on the one opened last, until it is closed; return the exit status."""
    gc.disable()
    load_qt()
    from app.desktop.start import run  # noqa: PLC0415  see above

    return run(path)


def load_qt() -> None:
    """Load Qt without its import function."""
    imports = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401, PLC0415  loaded for its effect

    builtins.__import__ = imports

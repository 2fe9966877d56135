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
import os
import sys
from collections.abc import Mapping
from pathlib import Path

NO_SCREEN = "There is no screen here for a window. “postil --help” lists what can be done without one."


def main(path: Path | None = None) -> int:
    """Show the window on a collection, or on the one opened last, until it is closed; return the exit status."""
    if not has_screen(sys.platform, os.environ):
        print(NO_SCREEN, file=sys.stderr)
        return 1
    gc.disable()
    load_qt()
    from app.desktop.start import run  # noqa: PLC0415  see above

    return run(path)


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether there is somewhere to show a window; where there is not, Qt would end the process by a signal."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not platform.startswith(("linux", "freebsd")) or any(environment.get(name) for name in wanted)


def load_qt() -> None:
    """Load Qt without its import function."""
    imports = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401, PLC0415  loaded for its effect

    builtins.__import__ = imports

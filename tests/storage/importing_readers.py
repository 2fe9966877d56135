# SPDX-License-Identifier: MIT
"""What a test puts in the place of the readers: one that hangs or dies, as a hostile file would make it do.

A worker process imports this module by name, so it stands apart from the tests.
"""

import errno
import os
import socket
import sys
import threading

from app.importing.document import ImportFailure
from app.importing.languages import LanguageDetector
from app.importing.prepare import Prepared, Raw
from app.importing.prepare import prepare as really_prepare


def prepare(raw: Raw, detector: LanguageDetector) -> Prepared:
    """Do what the file says: hang, die, raise, take all memory; else read it."""
    if b"HANG" in raw.data:
        threading.Event().wait()
    if b"DIE" in raw.data:
        os._exit(3)
    if b"FULL" in raw.data:
        raise OSError(errno.ENOSPC, "No space left on device")
    if b"GONE" in raw.data:
        raise OSError(errno.EIO, "Input/output error")
    if b"HUNGRY" in raw.data:
        held = [bytes(256 * 1024**2) for _ in range(40)]
        raise ImportFailure(f"It took {len(held)} parts.")
    if b"NETWORK" in raw.data:
        raise ImportFailure(_asked())
    if b"MODULES" in raw.data:
        loaded = sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "app.desktop")))
        raise ImportFailure(f"Loaded: {', '.join(loaded) or 'nothing of Qt'}.")
    return really_prepare(raw, detector)


def _asked() -> str:
    """Try to reach somebody, and say what came of it."""
    for ask in (lambda: socket.create_connection(("127.0.0.1", 9), 1), lambda: socket.getaddrinfo("localhost", 80)):
        try:
            ask()
        except PermissionError as error:
            said = str(error.strerror)
        else:
            return "It reached the network."
    return f"{said.capitalize()}."

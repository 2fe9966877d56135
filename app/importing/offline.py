# SPDX-License-Identifier: MIT
"""Keeps a process off the network: nothing that reads a file may ask anybody for anything.

The readers are told so one by one, but they are large libraries; this holds for all of them, whatever they do. It
cannot be taken back, so only the processes that read files call it.
"""

from __future__ import annotations

import errno
import sys

_EVENTS = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "webbrowser.open"),
    }
)


def forbid_network() -> None:
    """Refuse every connection, question for an address and other program from now on, in this process."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _EVENTS:
        raise PermissionError(errno.EPERM, "files are read without the network")

# SPDX-License-Identifier: MIT
"""Keeps a process from taking the memory of the whole computer: a hostile file may ask a reader for any amount.

Linux holds a process to it; elsewhere a worker is bounded by the limits of the readers alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

_STATM = Path("/proc/self/statm")


def limit_memory(more: int) -> None:
    """Let this process take at most ``more`` bytes of address space beyond what it has; asking for more fails."""
    if sys.platform != "linux" or not _STATM.exists():
        return
    import resource  # noqa: PLC0415  other systems do not have it

    most = int(_STATM.read_text().split()[0]) * resource.getpagesize() + more
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))

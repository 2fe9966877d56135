# SPDX-License-Identifier: MIT
"""A desktop of its own for one window: a screen, an accessibility bus, the window, and a reader of the bus.

``dbus-run-session -- python -m tests.end_to_end.spoken.session LAUNCHER PYTHON COLLECTION WORDS`` prints what the
reader has found. Everything that was started is ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

BUS = Path(__file__).with_name("bus.py")


def main(launcher: str, python: str, path: str, words: str) -> int:
    """Start all, let the reader print, and end all."""
    with ExitStack() as stack:
        environment = {
            **os.environ,
            "DISPLAY": f":{_screen(stack)}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        _start(stack, [launcher, "--launch-immediately"], environment)
        command = [sys.executable, "-m", "tests.end_to_end.spoken.window", path, words]
        window = _start(stack, command, environment)
        if window.stdout is None or window.stdout.readline().strip() != "ready":
            return 1
        return subprocess.run([python, str(BUS)], env=environment, check=False, timeout=40).returncode


def _screen(stack: ExitStack) -> str:
    """Start a screen that nobody sees; return its number."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    stack.callback(_end, process)
    os.close(write)
    with os.fdopen(read) as pipe:
        return pipe.readline().strip()


def _start(stack: ExitStack, command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    process.terminate()
    process.wait(10)
    if process.stdout is not None:
        process.stdout.close()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))

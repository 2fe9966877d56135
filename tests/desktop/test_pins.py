# SPDX-License-Identifier: MIT
"""Guards the pins of Python and PySide6: some pairs of them lose a reference to None at each call that returns it.

After some thousand calls None itself is taken apart and the program ends without a word. A window makes as many calls
in its first second, so such a pair must not be shipped; this is the smallest program that tells.
"""

import subprocess
import sys

CALLS = 1_000
MANY = 20_000
SPARE = 50
"""References to None that come and go for other reasons."""

VOID_CALLS = f"""
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication
application = QApplication([])
thing, timer, pixmap = QObject(), QTimer(), QPixmap(4, 4)
for call in (lambda: thing.setObjectName("a"), lambda: timer.setInterval(5), pixmap.fill, application.processEvents):
    call()
    before = sys.getrefcount(None)
    for _ in range({CALLS}):
        call()
    print(before - sys.getrefcount(None), flush=True)
for _ in range({MANY}):
    thing.setObjectName("a")
"""


def test_none_outlives_the_calls_that_return_it() -> None:
    ended = subprocess.run([sys.executable, "-c", VOID_CALLS], capture_output=True, text=True, check=False, timeout=50)
    lost = [int(line) for line in ended.stdout.split()]
    assert len(lost) == 4
    assert all(count < SPARE for count in lost), f"{lost} references to None are gone after {CALLS} calls each"
    assert ended.returncode == 0, ended.stderr

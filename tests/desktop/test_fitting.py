# SPDX-License-Identifier: MIT
"""Nothing of the window is cut off or covered, at twice the size and in a small window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.fitting import faults

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("scale", "pixels"), [("1", "1024 x 700"), ("2", "2048 x 1400")])
def test_a_small_window_loses_nothing_in_any_state(scale: str, pixels: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    command = [sys.executable, "-m", "tests.desktop.fitting", "1024", "700"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=58)
    assert ended.returncode == 0, ended.stderr
    *found, last = ended.stdout.strip().splitlines()
    assert found == []
    assert last.endswith(f"states looked at in {pixels} pixels")


def test_what_is_cut_off_or_covered_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    label, button = QLabel("Some words", window), QPushButton("Take them", window)
    column.addWidget(label)
    column.addWidget(button)
    window.resize(300, 200)
    window.show()
    qtbot.waitExposed(window)
    assert list(faults(window)) == []
    label.setFixedWidth(20)
    button.move(290, 100)
    assert sorted(fault.split("”")[1].split(" ")[1] for fault in faults(window)) == ["has", "is"]
    button.setGeometry(label.geometry())
    assert any("lie over one another" in fault for fault in faults(window))

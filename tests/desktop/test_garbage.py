# SPDX-License-Identifier: MIT
"""Garbage is collected in the thread of the window, and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.desktop.garbage import GarbageCollector


class Loop:
    """Garbage that only a collector finds; it tells in which thread it went."""

    def __init__(self, gone: list[str]):
        self.itself = self
        self.gone = gone

    def __del__(self) -> None:
        self.gone.append(threading.current_thread().name)


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    parent = QObject(qapp)
    yield GarbageCollector(parent)
    parent.deleteLater()


def litter(gone: list[str], pieces: int) -> None:
    """Leave garbage; some of it dies when Python would look for garbage by itself."""
    for _ in range(pieces):
        Loop(gone)


def test_another_thread_collects_nothing(collector: GarbageCollector) -> None:
    gone: list[str] = []
    pieces = 3 * gc.get_threshold()[0]
    thread = threading.Thread(target=litter, args=(gone, pieces), name="other")
    thread.start()
    thread.join()
    assert gone == []
    collector.look()
    assert gone == [threading.main_thread().name] * pieces


def test_nothing_is_looked_for_while_little_was_made(collector: GarbageCollector) -> None:
    gc.collect()
    gone: list[str] = []
    Loop(gone)
    collector.look()
    assert gone == []
    gc.collect()
    assert len(gone) == 1

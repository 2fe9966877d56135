# SPDX-License-Identifier: MIT
"""Processes of our own: they answer, and they are gone when they are ended."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

import pytest

from app.spawned import Spawned


def add(pipe: Connection, one: int, other: int) -> None:
    """Send a sum, then wait for ever."""
    pipe.send(one + other)
    pipe.recv()


def test_it_answers_and_ends() -> None:
    process = Spawned(add, "adding", 2, 3)
    assert process.pipe.recv() == 5
    assert "adding" in {child.name for child in multiprocessing.active_children()}
    process.end()
    process.end()
    assert "adding" not in {child.name for child in multiprocessing.active_children()}
    with pytest.raises(OSError, match="closed"):
        process.pipe.recv()


def test_what_cannot_be_sent_to_it_leaves_nothing_behind() -> None:
    with pytest.raises((AttributeError, TypeError)):
        Spawned(lambda pipe: None, "nothing")
    assert "nothing" not in {child.name for child in multiprocessing.active_children()}

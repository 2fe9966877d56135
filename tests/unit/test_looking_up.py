# SPDX-License-Identifier: MIT
"""Work that is interrupted: put off or forgotten, whatever SQLite calls it; other errors are not hidden."""

from __future__ import annotations

import sqlite3
import threading
from functools import partial
from pathlib import Path

import pytest

from app.desktop.controllers.looking_up import LookingUp
from app.search.engine import Searcher
from tests.builders import new_collection


def work(path: Path, errors: list[sqlite3.OperationalError]) -> tuple[LookingUp[str], list[str], list[str]]:
    """Return work whose first wish waits until it is interrupted and then fails."""
    done: list[str] = []
    put_off: list[str] = []
    begun = threading.Event()

    def fulfil(wish: str, _: Searcher) -> None:
        if wish == "long":
            begun.set()
            while not looking.wishes.any():
                pass
            raise errors.pop()
        done.append(wish)
        looking.wishes.end()

    def interrupt() -> None:
        begun.wait(10)
        looking.wishes.put(["short"])

    looking = LookingUp(partial(sqlite3.connect, path, check_same_thread=False), fulfil, put_off.append)
    looking.wishes.put(["long"])
    threading.Thread(target=interrupt).start()
    return looking, done, put_off


def test_an_error_of_an_index_that_was_being_opened_is_an_interruption(tmp_path: Path) -> None:
    new_collection(tmp_path).close()
    error = sqlite3.OperationalError("vtable constructor failed: source_fts")
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    looking, done, put_off = work(tmp_path / "test.postil", [error])
    looking.run()
    assert (done, put_off) == (["short"], ["long"])


def test_an_error_without_an_interruption_is_raised(tmp_path: Path) -> None:
    new_collection(tmp_path).close()
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR

    def fail(_: str, __: Searcher) -> None:
        raise error

    looking: LookingUp[str] = LookingUp(partial(sqlite3.connect, tmp_path / "test.postil"), fail)
    looking.wishes.put(["anything"])
    with pytest.raises(sqlite3.OperationalError, match="disk"):
        looking.run()


def test_what_is_asked_in_steps_ends_between_two_of_them_when_a_newer_wish_comes(tmp_path: Path) -> None:
    new_collection(tmp_path).close()
    steps: list[str] = []
    put_off: list[str] = []

    def fulfil(wish: str, searcher: Searcher) -> None:
        searcher.search("harbour")
        steps.append(f"{wish}, first step")
        if wish == "old":
            looking.wishes.put(["new"])
        searcher.search("river")
        steps.append(f"{wish}, second step")
        looking.wishes.end()

    connect = partial(sqlite3.connect, tmp_path / "test.postil", isolation_level=None)
    looking: LookingUp[str] = LookingUp(connect, fulfil, put_off.append)
    looking.wishes.put(["old"])
    looking.run()
    assert steps == ["old, first step", "new, first step", "new, second step"]
    assert put_off == ["old"]

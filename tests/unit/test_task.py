# SPDX-License-Identifier: MIT
"""Heavy work in a process of its own: its result, its refusals, its faults and its end."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from app.editing.errors import Refused
from app.importing.task import KILLS, Report, WorkCancelled, WorkFault, WorkRefused, run_task


def count(upto: int, report: Report) -> list[int]:
    for number in range(upto):
        report(number + 1, upto)
    return list(range(upto))


def refuse(_report: Report) -> None:
    raise Refused("There is nothing to do.")


def fail(_report: Report) -> None:
    raise ZeroDivisionError("no parts")


def die(_report: Report) -> None:
    os._exit(3)


def sleep(mark: Path, _report: Report) -> None:
    mark.write_text("began", encoding="utf-8")
    time.sleep(60)


def connect(_report: Report) -> str:
    try:
        socket.create_connection(("localhost", 9), timeout=1)
    except PermissionError as error:
        return str(error.strerror)
    return "it asked the network"


def start_a_program(_report: Report) -> str:
    try:
        subprocess.run([sys.executable, "-c", "pass"], check=True)
    except PermissionError:
        return "refused"
    return "it ran"


def test_the_result_and_the_progress_come_back() -> None:
    heard: list[tuple[int, int]] = []
    assert run_task(partial(count, 3), progress=lambda done, total: heard.append((done, total))) == [0, 1, 2]
    assert heard[-1] == (3, 3)


def test_what_cannot_be_done_is_said_in_its_sentence() -> None:
    with pytest.raises(WorkRefused, match=r"There is nothing to do\."):
        run_task(refuse)


def test_a_bug_comes_back_with_its_trace() -> None:
    with pytest.raises(WorkFault, match="ZeroDivisionError: no parts"):
        run_task(fail)


def test_a_process_that_dies_is_noticed() -> None:
    with pytest.raises(WorkRefused, match=KILLS):
        run_task(die)


def test_a_process_that_hangs_is_ended(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(WorkRefused, match=r"more than 1\.5 seconds"):
        run_task(partial(sleep, tmp_path / "mark"), seconds=1.5)
    assert time.monotonic() - began < 20


def test_work_can_be_cancelled(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with pytest.raises(WorkCancelled):
        run_task(partial(sleep, mark), cancelled=mark.exists)


def test_no_connection_is_made_and_no_program_started() -> None:
    assert run_task(connect) == "files are read without the network"
    assert run_task(start_a_program) == "refused"

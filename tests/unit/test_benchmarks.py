# SPDX-License-Identifier: MIT
"""The command line of the benchmarks: it says what there is, and runs nothing by mistake."""

import importlib
import inspect

import pytest

from tests.benchmarks.__main__ import main, names


@pytest.mark.parametrize("given", [["--help"], ["-h"]])
def test_help_names_the_benchmarks_and_runs_none(given: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 0
    shown = capfd.readouterr().out
    assert all(name in shown for name in names())
    assert "measured" not in shown


def test_the_list_is_one_name_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--list"])
    assert capfd.readouterr().out.split() == names()


@pytest.mark.parametrize("name", names())
def test_each_can_be_run_by_its_name_alone(name: str) -> None:
    """`make bench` runs each so; this is looked up, not run."""
    inspect.signature(importlib.import_module(f"tests.benchmarks.{name}").rows).bind()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["nosuch"], "there is no benchmark “nosuch”"),
        (["importing", "--size", "3"], "importing has no options"),
        (["search", "ranking", "--size", "3"], "after the name of one benchmark"),
        (["--size", "3"], "unrecognized arguments"),
    ],
)
def test_what_is_wrong_is_said_before_anything_runs(
    given: list[str], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert sentence in capfd.readouterr().err

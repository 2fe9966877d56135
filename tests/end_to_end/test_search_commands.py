# SPDX-License-Identifier: MIT
"""Searching without a screen: sources in an order of one's own, and places in context."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import COMMANDS
from app.__main__ import main as start
from app.cli import main, postil

TEXTS = {
    "2019-05 Harbour": "The old harbour is closed.\n\nA new harbour would help.",
    "2021-03 River": "No harbour stands on the river. Пишет Лукашенко.",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "harbours.postil"
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        assert main(["import", str(path), str(tmp_path / f"{name}.txt"), "--json"]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    capsys.readouterr()
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_sources_come_in_the_order_that_was_asked_for(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    titles = [hit["title"] for hit in run(capsys, "search", archive, "harbour", "--order", "title")["hits"]]
    assert titles == sorted(titles)
    assert len(titles) == 2
    positions = run(capsys, "search", archive, "harbour", "--order", "position")["hits"]
    assert [hit["source"] for hit in positions] == [1, 2]


def test_an_answer_says_what_was_meant_and_what_was_wrong(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = run(capsys, "search", archive, "tilte:harbour")
    assert answer["meaning"] == "sources containing harbour"
    (mistake,) = answer["mistakes"]
    assert (mistake["start"], mistake["end"], mistake["suggestion"]) == (0, 6, "title:")


@pytest.mark.parametrize("command", ["search", "kwic"])
def test_what_is_wrong_with_a_query_is_said_aside(
    archive: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    capsys.readouterr()
    assert main([command, str(archive), "(harbour"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "This bracket is never closed.\n"
    assert "bracket" not in printed.out
    assert "harbour" in printed.out


def test_names_in_both_scripts_are_an_option(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "search", archive, "Lukashenko")["total"] == 0
    answer = run(capsys, "search", archive, "Lukashenko", "--both-scripts")
    assert answer["total"] == 1
    assert "Лукашенко" in answer["notes"][0]


def test_places_in_context_are_sorted_by_either_side(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "kwic", archive, "harbour")
    assert [line["words"] for line in lines] == ["harbour"] * 3
    assert sorted(line["source"] for line in lines) == [1, 1, 2]
    left = [line["before"].split()[-1] for line in run(capsys, "kwic", archive, "harbour", "--sort", "left")]
    assert left == ["new", "No", "old"]
    right = [line["after"].split()[0] for line in run(capsys, "kwic", archive, "harbour", "--sort", "right")]
    assert right == ["is", "stands", "would"]
    assert len(run(capsys, "kwic", archive, "harbour", "--limit", 2)) == 2


def test_places_in_context_are_printed_under_each_other(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["kwic", str(archive), "harbour"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len({line.index("[harbour]") for line in lines}) == 1


def test_places_in_context_become_a_csv_file(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = archive.parent / "places.csv"
    written = run(capsys, "kwic", archive, "harbour", "--sort", "right", "--output", path)
    assert written == {"path": str(path), "lines": 3}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["after"].split()[0] for row in rows] == ["is", "stands", "would"]
    assert main(["kwic", str(archive), "harbour", "--output", str(archive.parent / "no" / "x.csv")]) == 1
    assert "x.csv" in capsys.readouterr().err


def test_every_command_is_known_before_the_window_is_loaded() -> None:
    assert set(postil.commands) == COMMANDS


def test_a_misspelt_command_is_no_collection(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["postil", "serch", "rivers.postil", "harbour"])
    with pytest.raises(SystemExit, match="1"):
        start()
    assert "No such command 'serch'" in capsys.readouterr().err


def test_what_the_disk_says_is_told_without_numbers(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = archive.with_name("a" * 300)
    assert main(["import", str(long), str(archive.parent)]) == 1
    assert capsys.readouterr().err == f"“{long}”: File name too long.\n"


def test_damaged_pages_are_told_as_a_sentence(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'source_fts_data'").fetchone()
    with archive.open("r+b") as file:
        file.seek((root - 1) * 8192)
        file.write(b"\xa5" * 8192)
    assert main(["search", str(archive), "harbour"]) == 1
    assert capsys.readouterr().err.startswith("“harbours.postil” is damaged (")


def test_the_first_lines_of_help_are_whole_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["exchange", "--help"]):
        assert main(arguments) == 0
        assert "..." not in capsys.readouterr().out.split("Commands:")[1]

# SPDX-License-Identifier: MIT
"""The commands about texts: what the window does with a better copy, without a screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.collection import Collection
from app.editing.watched import watch

LONG = " ".join(f"word{number}" for number in range(200))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "minutes.txt").write_text("The council met.\n\nThe harbour must open before the winter.", "utf-8")
    path = tmp_path / "council.postil"
    assert main(["import", str(path), str(tmp_path / "minutes.txt"), "--json"]) == 0
    quote = "The harbour must open before the winter"
    assert main(["--annotator", "Ada", "tag", str(path), "minutes", "claim", "--quote", quote, "--json"]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    capsys.readouterr()
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_text_is_replaced_with_its_annotations(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = archive.parent / "second.txt"
    new.write_text("A note first.\n\nThe harbour may open before the winter.", "utf-8")
    would = run(capsys, "replace", archive, "minutes", new, "--dry-run")
    assert (would["changed"], would["doubtful"][0]["state"]) == (1, "changed")
    assert "may open" in would["doubtful"][0]["after"]
    assert run(capsys, "text", archive, "minutes")["text"].startswith("The council met")
    run(capsys, "replace", archive, "minutes", new)
    assert run(capsys, "text", archive, "minutes")["text"].startswith("A note first")
    (tagged,) = run(capsys, "annotations", archive)
    assert tagged["quote"] == "The harbour may open before the winter"
    run(capsys, "undo", archive)
    assert run(capsys, "annotations", archive)[0]["quote"] == "The harbour must open before the winter"


def test_a_file_that_cannot_be_read_is_a_sentence(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive.parent / "empty.txt").write_bytes(b"")
    assert main(["replace", str(archive), "minutes", str(archive.parent / "empty.txt")]) == 1
    assert capsys.readouterr().err.strip() == "It is empty."


def test_near_duplicates_are_listed(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("one", LONG), ("two", LONG.replace("word50", "other"))):
        (archive.parent / f"{name}.txt").write_text(text, "utf-8")
        run(capsys, "import", archive, archive.parent / f"{name}.txt")
    (found,) = run(capsys, "near", archive)
    assert {found["title"], found["other_title"]} == {"one", "two"}
    assert 90 < found["percent"] < 100


def test_watched_folders_are_scanned(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = archive.parent / "letters"
    folder.mkdir()
    for name in ("first", "second"):
        (folder / f"{name}.txt").write_text(f"The {name} letter.", "utf-8")
    collection = Collection.open(archive, annotator="Ada")
    watch(collection, folder)
    collection.close()
    assert len(run(capsys, "scan", archive)["imported"]) == 2
    (folder / "first.txt").write_text("The first letter, written anew.", "utf-8")
    (folder / "second.txt").unlink()
    found = run(capsys, "scan", archive)
    assert [Path(each["path"]).name for each in found["changed"]] == ["first.txt"]
    assert [each["title"] for each in found["gone"]] == ["second"]


def test_words_are_for_people(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = archive.parent / "second.txt"
    new.write_text("Nothing of it is left.", "utf-8")
    capsys.readouterr()
    assert main(["replace", str(archive), "minutes", str(new), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Would replace the text: 1 orphan.")
    assert "orphan: “The harbour must open before the winter”\n    now: no place" in said


def test_the_first_row_of_a_table_can_be_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, table = tmp_path / "letters.postil", tmp_path / "letters.csv"
    table.write_text(f"Vera;{LONG[:50]}\nOskar;{LONG}\nMira;{LONG} more\n", encoding="utf-8")
    assert len(run(capsys, "import", path, table)["imported"]) == 2
    run(capsys, "undo", path)
    assert len(run(capsys, "import", path, table, "--no-heading")["imported"]) == 3
    run(capsys, "undo", path)
    assert run(capsys, "sources", path) == []
    assert len(run(capsys, "import", path, table, "--heading")["imported"]) == 2


def test_what_is_missing_of_a_damaged_file_is_told(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = archive.parent / "minutes.xml"
    words = "".join(f"<w:p><w:r><w:t>Point {number}.</w:t></w:r></w:p>" for number in range(20))
    whole = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="u"><w:body>{words}'
    )
    file.write_text(whole, encoding="utf-8")
    would = run(capsys, "replace", archive, "minutes", file, "--dry-run")
    assert would["warnings"][0].startswith("The text of this file ends early")
    (note,) = run(capsys, "import", archive, file)["notes"]
    assert note["reason"] == would["warnings"][0]
    run(capsys, "undo", archive)
    assert main(["import", str(archive), str(file)]) == 0
    assert "minutes.xml: The text of this file ends early" in capsys.readouterr().out


def test_columns_of_a_table_are_told_by_name_or_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, table = tmp_path / "letters.postil", tmp_path / "letters.csv"
    table.write_text("Wer;Rede;Wann;Region\nVera;Auf!;2019-05;Nord\nOskar;Zu!;2020;Ost\n", encoding="utf-8")
    (passed,) = run(capsys, "import", path, table)["failed"]
    assert "Choose the columns" in passed["reason"]
    options = ("--map", "rede=text", "--map", "1=author", "--map", "Region=attribute")
    assert len(run(capsys, "import", path, table, *options)["imported"]) == 2
    first, second = run(capsys, "sources", path)
    assert (first["author"], first["date"], second["author"]) == ("Vera", "2019-05", "Oskar")
    assert run(capsys, "text", path, first["id"])["text"] == "Auf!"
    run(capsys, "undo", path)
    assert len(run(capsys, "import", path, table, "--no-heading", "--map", "Column 2=text")["imported"]) == 3


def test_columns_that_are_not_there_are_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, table = tmp_path / "letters.postil", tmp_path / "letters.csv"
    table.write_text("who;said\nVera;Up!\n", encoding="utf-8")
    (failed,) = run(capsys, "import", path, table, "--map", "words=text")["failed"]
    assert failed["reason"] == "It has no column “words”. Its columns are “who”, “said”."
    assert main(["import", str(path), str(table), "--map", "said=speech"]) == 1
    assert capsys.readouterr().err.startswith("“speech” is nothing that a column can hold.")

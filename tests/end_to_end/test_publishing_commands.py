# SPDX-License-Identifier: MIT
"""Publishing from the command line: options, the list of formats, and what the manual promises of both."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main
from app.exchange.published import published
from database.records import CodeUse, Link
from tests.builders import add_source, new_collection

MANUAL = Path(__file__).parents[2] / "docs" / "manual" / "publishing.md"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    collection = new_collection(tmp_path)
    add_source(collection, "Harbour", "The harbour closed in May.")
    collection.tag(1, "claim", [(0, 3)], chain=[Link(actor="Vera")], codes=[CodeUse("toll")])
    collection.close()
    return collection.path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_a_report_is_grouped_as_asked(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    assert run("export", archive, "--format", "markdown", "--group-by", "speaker", "--output", path) == 0
    assert "## Vera" in path.read_text(encoding="utf-8")


def test_options_are_set_by_name(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.csv"
    common = ["export", archive, "--format", "csv-matrix", "--output", path, "--set"]
    assert run(*common, "table=actor-code") == 0
    assert path.read_text(encoding="utf-8").splitlines() == [",toll", "Vera,1"]
    assert run(*common, "table=nothing") == 1
    assert "“nothing” is not a choice of table" in capsys.readouterr().err


def test_text_goes_to_the_standard_output_and_the_report_aside(
    archive: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", archive, "--format", "jsonl", "--output", tmp_path / "out.jsonl") == 0
    capfdbinary.readouterr()
    assert run("export", archive, "--format", "jsonl", "--output", "-") == 0
    captured = capfdbinary.readouterr()
    assert captured.out == (tmp_path / "out.jsonl").read_bytes()
    assert captured.err == b"1 annotation written to -\n"
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("name", ["docx", "pdf", "xlsx", "datasette", "refi-qda", "brat"])
def test_what_is_not_text_does_not_go_to_the_standard_output(
    archive: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", archive, "--format", name, "--output", "-") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith("is not text, so it cannot go to the standard output. Name a file.\n")


def test_a_reader_that_goes_away_is_no_error(archive: Path) -> None:
    script = f"import sys; from app.cli import main; sys.exit(main(['export', {str(archive)!r}, *sys.argv[1:]]))"
    command = [sys.executable, "-c", script, "--format", "html", "--output", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read().splitlines() == ["1 annotation written to -"]
    assert process.returncode == 0


@pytest.mark.parametrize("command", [["export", "--format", "jsonl", "--output", "-"], ["annotations"]])
def test_a_mistake_in_a_query_is_said(archive: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command[0], archive, *command[1:], "--query", "kind:(") == 0
    assert "“kind:” needs a value" in capsys.readouterr().err
    assert run(command[0], archive, *command[1:], "--query", "kind:claim") == 0
    captured = capsys.readouterr()
    assert "The" in captured.out
    assert "written" in captured.err or captured.err == ""


def test_the_formats_say_what_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("exchange", "formats", "--json") == 0
    known = {entry["name"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert {each.name for each in published()} <= known.keys()
    assert known["pdf"]["options"] == {"group-by": ["source", "speaker", "addressee", "code", "kind"]}


def test_the_manual_names_every_format_and_every_option() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z-]+)`", manual))
    for each in published():
        assert each.name in named
        for option in each.options:
            assert option.name in named | {"group-by"}
            assert set(option.choices) <= named


def test_the_command_line_prints_a_pdf_without_loading_qt(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    program = (
        "import sys; from app.cli import main; "
        f"status = main(['export', {str(archive)!r}, '--format', 'pdf', '--output', {str(path)!r}]); "
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2], timeout=50)
    assert done.returncode == 0
    assert path.read_bytes().startswith(b"%PDF-")

# SPDX-License-Identifier: MIT
"""Handing a collection to another tool and back from the command line, as a script would do it."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from app.cli import main
from app.collection import Collection
from app.editing import codebook
from tests.builders import add_source, new_collection

TEXT = "The harbour closed in May.\nNobody knows when the harbour opens."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POSTIL_ANNOTATOR", "Ada")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    made = new_collection(tmp_path, "harbour.postil")
    add_source(made, "Harbour", TEXT)
    made.tag(1, "claim", [(0, 11)])
    made.close()
    return tmp_path / "harbour.postil"


def ask(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, dict[str, dict[str, int]]]:
    assert main([*map(str, arguments), "--json"]) == 0
    found: dict[str, dict[str, dict[str, int]]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", ["refi-qda", "brat"])
def test_a_project_goes_out_and_comes_into_a_new_collection(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / {"refi-qda": "a.qdpx", "brat": "a.zip"}[name]
    ask(capsys, "export", archive, "--format", name, "--output", path)
    plan = ask(capsys, "exchange", "import", tmp_path / "new.postil", path)
    assert plan["totals"]["added"] == {"source": 1, "annotation": 1}
    undone: object = ask(capsys, "undo", tmp_path / "new.postil")["undone"]
    assert undone == f"Import “{path.name}”"


def test_a_dry_run_says_what_would_be_done_beside_whoever_holds_the_collection(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("where,what\nHarbour,Nobody knows\n", encoding="utf-8")
    arguments = ["exchange", "import", archive, tmp_path / "a.csv", "--map", "where=title", "--map", "what=quote"]
    held = new_collection(tmp_path, "harbour.postil")
    plan = ask(capsys, *arguments, "--dry-run")
    assert plan["totals"]["added"] == {"annotation": 1}
    assert main(list(map(str, arguments))) == 1
    assert "Ada" in capsys.readouterr().err
    assert len(held.annotation_ids()) == 1
    held.close()
    assert ask(capsys, *arguments)["totals"] == plan["totals"]


def test_a_file_that_cannot_be_read_makes_no_collection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.qdpx").write_bytes(b"words")
    assert main(["exchange", "import", str(tmp_path / "new.postil"), str(tmp_path / "a.qdpx")]) == 1
    assert "not a zip archive" in capsys.readouterr().err
    assert not (tmp_path / "new.postil").exists()


def test_formats_that_go_in_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exchange", "formats", "--in", "--json"]) == 0
    kinds = {kind["name"] for kind in json.loads(capsys.readouterr().out)}
    assert kinds >= {"refi-qda", "qdc", "jsonl", "json", "csv", "brat", "dna", "postil"}


def test_a_codebook_goes_out_as_a_table_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "codes.csv").write_text(
        "path;definition;shortcut\nports;All of them.;2\nports > closure;No ship may enter.;\n > ;;\nharbour;;x\n",
        encoding="utf-8",
    )
    first, second, table = (str(tmp_path / name) for name in ("a.postil", "b.postil", "out.csv"))
    done = ask(capsys, "exchange", "import", first, str(tmp_path / "codes.csv"))
    assert [done["totals"][part]["code"] for part in ("added", "lost")] == [2, 2]
    ask(capsys, "export", first, "--format", "codebook-csv", "--output", table)
    ask(capsys, "exchange", "import", second, table)
    with closing(Collection.open(Path(second), write=False)) as collection:
        codes = [(entry.path, entry.definition, entry.shortcut) for entry in codebook.tree(collection)]
    assert codes == [(("ports",), "All of them.", 2), (("ports", "closure"), "No ship may enter.", None)]

# SPDX-License-Identifier: MIT
"""The main job from the command line, as a script would do it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import main

SHARED = Path(__file__).parents[3] / "shared"
SEED = SHARED / "seed" / "belarus-digest.txt"
TEXT = """A bridge for Varo

The bridge at Lom is closed, and nobody knows for how long, says the engineer Ilka Moor.

“We should rebuild it together”, the poet Ana Ruiz has said, as Pavel Stor writes in the River Letter.

The assembly should pay for a ferry until the bridge is open again, the Institute for Rivers contends.
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POSTIL_ANNOTATOR", "Ada")


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "bridge.txt").write_text(TEXT, encoding="utf-8")
    (texts / "ferry.md").write_text("# The ferry\n\nNo *ferry* runs in winter.\n", encoding="utf-8")
    path = tmp_path / "rivers.postil"
    assert main(["import", str(path), str(texts)]) == 0
    capsys.readouterr()
    return path


def ask(capsys: pytest.CaptureFixture[str], *arguments: object) -> object:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def rows(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, object]]:
    found = ask(capsys, *arguments)
    assert isinstance(found, list)
    return found


def thing(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    found = ask(capsys, *arguments)
    assert isinstance(found, dict)
    return found


def tag_poet(capsys: pytest.CaptureFixture[str], archive: Path) -> dict[str, object]:
    return thing(
        capsys, "tag", archive, "A bridge for Varo", "recommendation", "--quote", "We should\nrebuild  it together",
        "--speaker", "Ana Ruiz", "--via", "Pavel Stor", "--work", "River Letter", "--addressee", "the assembly",
        "--code", "bridge:supports", "--note", "Check.",
    )  # fmt: skip


def test_import_reports_what_it_did(tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts" / "copy.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts" / "empty.txt").write_bytes(b"")
    report = thing(capsys, "import", archive, tmp_path / "texts")
    assert report["imported"] == []
    assert isinstance(report["skipped"], list)
    assert isinstance(report["failed"], list)
    assert len(report["skipped"]) == 3
    assert [Path(entry["path"]).name for entry in report["failed"]] == ["empty.txt"]


def test_sources_and_text(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, "sources", archive)
    assert [source["title"] for source in found] == ["A bridge for Varo", "The ferry"]
    assert set(found[0]) >= {"id", "title", "author", "publication", "date", "language", "characters", "annotations"}
    assert main(["text", str(archive), "The ferry"]) == 0
    assert capsys.readouterr().out == "The ferry\nNo ferry runs in winter.\n"


def test_a_tag_carries_every_field(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tag_poet(capsys, archive)
    assert made["quote"] == "We should rebuild it together"
    assert (made["speakers"], made["via"], made["work"]) == (["Ana Ruiz"], ["Pavel Stor"], "River Letter")
    assert (made["addressees"], made["annotator"]) == (["the assembly"], "Ada")
    assert made["codes"] == [{"code": "bridge", "stance": "supports"}]
    assert rows(capsys, "annotations", archive) == [made]


def test_a_stance_that_is_none_makes_no_code(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tag_poet(capsys, archive)
    passage = ("tag", str(archive), "A bridge for Varo", "claim", "--start", "0", "--end", "4")
    assert main([*passage, "--code", "bridge:suports"]) == 1
    assert "“suports” is not a stance. It can be “supports”" in capsys.readouterr().err
    made = thing(capsys, *passage, "--code", "Theme: roads")
    assert made["codes"] == [{"code": "Theme: roads", "stance": "neutral"}]


def test_search_finds_text_and_annotations(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tag_poet(capsys, archive)
    found = thing(capsys, "search", archive, "ferry AND bridg*")
    assert found["total"] == 1
    hits = found["hits"]
    assert isinstance(hits, list)
    assert hits[0]["title"] == "A bridge for Varo"
    snippet = hits[0]["snippets"][0]
    assert main(["text", str(archive), str(hits[0]["source"])]) == 0
    text = capsys.readouterr().out
    assert snippet["text"] == text[snippet["start"] : snippet["end"]]
    assert [a["uid"] for a in rows(capsys, "annotations", archive, "--query", "by:ruiz to:assembly")] == [made["uid"]]


def test_a_quote_that_occurs_twice_needs_its_start(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tag", str(archive), "A bridge for Varo", "claim", "--quote", "bridge"]) == 1
    assert "The quote occurs 3 times; add --start with one of: 2: " in capsys.readouterr().err
    made = thing(capsys, "tag", archive, "A bridge for Varo", "claim", "--quote", "bridge", "--start", 2)
    assert made["spans"] == [[2, 8]]


def test_json_round_trip_into_another_collection(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tag_poet(capsys, archive)
    thing(capsys, "tag", archive, "The ferry", "claim", "--start", 10, "--end", 34, "--speaker", "unattributed")
    assert main(["annotations", str(archive), "--json"]) == 0
    first = capsys.readouterr().out
    (tmp_path / "all.json").write_text(first, encoding="utf-8")
    other = tmp_path / "other.postil"
    assert main(["import", str(other), str(tmp_path / "texts")]) == 0
    assert main(["tag", str(other), "--from-json", str(tmp_path / "all.json")]) == 0
    capsys.readouterr()
    assert main(["annotations", str(other), "--json"]) == 0
    again = capsys.readouterr().out
    assert without_source(again) == without_source(first)


def without_source(given: str) -> list[dict[str, object]]:
    return [{k: v for k, v in entry.items() if k not in {"source", "source_uid"}} for entry in json.loads(given)]


@pytest.mark.parametrize(("name", "suffix"), [("jsonl", ".jsonl"), ("csv", ".csv"), ("markdown", ".md")])
def test_exports(tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str], name: str, suffix: str) -> None:
    tag_poet(capsys, archive)
    thing(capsys, "tag", archive, "The ferry", "claim", "--start", 10, "--end", 34)
    path = tmp_path / f"out{suffix}"
    report = thing(capsys, "export", archive, "--format", name, "--output", path, "--query", "kind:recommendation")
    assert report["annotations"] == 1
    content = path.read_text(encoding="utf-8")
    assert "We should rebuild it together" in content
    assert "No ferry" not in content
    if name == "csv":
        assert next(csv.DictReader(content.splitlines()))["speakers"] == "Ana Ruiz"


def test_undo_and_redo_everything(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tag_poet(capsys, archive)
    assert thing(capsys, "undo", archive)["undone"] == "Tag as recommendation"
    assert str(thing(capsys, "undo", archive)["undone"]).startswith("Import")
    assert thing(capsys, "undo", archive)["undone"] is None
    assert rows(capsys, "sources", archive) == []
    assert str(thing(capsys, "redo", archive)["redone"]).startswith("Import")
    assert thing(capsys, "redo", archive)["redone"] == "Tag as recommendation"
    assert len(rows(capsys, "annotations", archive)) == 1
    kinds = [entry["kind"] for entry in rows(capsys, "history", archive)]
    assert kinds == ["redo", "redo", "undo", "undo", "do", "do"]
    assert thing(capsys, "check", archive) == {"ok": True, "problems": [], "repaired": False}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sources", "{gone}"], "There is no collection at"),
        (["text", "{archive}", "Nowhere"], "There is no source “Nowhere”."),
        (["tag", "{archive}", "The ferry", "claim", "--quote", "no such words"], "does not occur"),
        (["tag", "{archive}", "The ferry", "rumour", "--quote", "ferry"], "rumour"),
        (["tag", "{archive}", "The ferry", "claim", "--start", "0", "--end", "9999"], "does not lie in the text"),
        (["export", "{archive}", "--format", "doc", "--output", "{gone}"], "There is no export format “doc”"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_errors_are_one_sentence_on_stderr(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    filled = [a.format(archive=archive, gone=tmp_path / "gone.postil") for a in arguments]
    assert main(filled) == 1
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1


def test_the_command_line_loads_no_qt(archive: Path) -> None:
    script = (
        "import sys; from app.cli import main; "
        f"status = main(['search', {str(archive)!r}, 'ferry']); "
        "sys.exit(status or any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, timeout=50).returncode == 0


def test_nobody_is_named_silently(
    archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTIL_ANNOTATOR")
    assert main(["tag", str(archive), "The ferry", "claim", "--quote", "winter", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["annotator"] == "unnamed"
    assert "Nobody has said who tags" in captured.err


@pytest.mark.skipif(not SEED.exists(), reason="the seed digest is not beside this checkout")
def test_the_seed_digest_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "seed.postil"
    imported = thing(capsys, "import", path, SEED)["imported"]
    assert isinstance(imported, list)
    title = imported[0]["title"]
    assert title == "Belarus: what’s Russia’s next move?"
    assert thing(capsys, "search", path, "sanctions AND lukashenk*")["total"] == 1
    thing(
        capsys, "tag", path, title, "recommendation", "--quote", "Threaten sanctions to deter human rights abuses",
        "--speaker", "Max Bergmann", "--speaker", "Claire Cappaert", "--organisation", "Center for American Progress",
        "--addressee", "United States", "--addressee", "Europe", "--via", "the digest",
    )  # fmt: skip
    found = rows(capsys, "annotations", path, "--query", "kind:recommendation to:Europe")
    assert [a["quote"] for a in found] == ["Threaten sanctions to deter human rights abuses"]
    assert thing(capsys, "search", path, "kind:recommendation to:Europe")["total"] == 1

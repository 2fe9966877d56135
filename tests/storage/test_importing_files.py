# SPDX-License-Identifier: MIT
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing import files
from app.importing.document import ImportFailure
from app.importing.files import check, find, natural, read


def _write(path: Path, text: str = "The gates are closed.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_read_in_natural_order_files_before_folders(tmp_path: Path) -> None:
    for name in ("a10.txt", "a2.md", "B1.html", "inner/c.txt", "inner/deep/d.txt", "z.txt"):
        _write(tmp_path / "archive" / name)
    names = [file.name for file in find([tmp_path / "archive"]).files]
    assert names == [
        f"archive/{n}" for n in ("a2.md", "a10.txt", "B1.html", "z.txt", "inner/c.txt", "inner/deep/d.txt")
    ]


def test_a_file_that_is_named_keeps_its_name_alone(tmp_path: Path) -> None:
    (file,) = find([_write(tmp_path / "private" / "a.txt")]).files
    assert (file.name, file.named) == ("a.txt", True)


def test_hidden_files_and_leftovers_are_passed_over_in_silence(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "Thumbs.db", "~$a.txt", "page.html", "page_files/ad.html", "a.txt"):
        _write(tmp_path / name)
    found = find([tmp_path])
    assert [file.path.name for file in found.files] == ["a.txt", "page.html"]
    assert not found.skipped


def test_other_kinds_in_a_folder_are_passed_over_with_a_sentence(tmp_path: Path) -> None:
    for name in ("a.ppt", "b.xyz", "c"):
        _write(tmp_path / name)
    reasons = [problem.reason for problem in find([tmp_path]).skipped]
    assert [reason.partition(";")[0] for reason in reasons] == [
        "It is an old PowerPoint presentation",
        "Its name ends in “.xyz”",
        "Its name has no ending",
    ]


def test_nothing_there_and_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = find([tmp_path / "gone.txt", tmp_path / "empty"])
    assert [problem.reason for problem in found.failed] == ["There is no file or folder of this name."]
    assert [problem.reason for problem in found.skipped] == ["There is nothing to import in it."]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_lead_back_end(tmp_path: Path) -> None:
    _write(tmp_path / "archive" / "a.txt")
    (tmp_path / "archive" / "loop").symlink_to(tmp_path / "archive", target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = find([tmp_path / "archive", tmp_path / "self.txt"])
    assert [file.name for file in found.files] == ["archive/a.txt"]
    assert [problem.reason for problem in found.failed] == ["It is a link that leads back to itself."]


def test_links_in_a_folder_that_lead_to_each_other_cost_themselves(tmp_path: Path) -> None:
    _write(tmp_path / "in" / "a.txt")
    for name, other in (("b.txt", "c.txt"), ("c.txt", "b.txt"), ("page_files", "page_files")):
        (tmp_path / "in" / name).symlink_to(other)
    _write(tmp_path / "in" / "page.html")
    found = find([tmp_path / "in"])
    assert [file.name for file in found.files] == ["in/a.txt", "in/b.txt", "in/c.txt", "in/page.html"]
    with pytest.raises(ImportFailure, match="leads back to itself"):
        check(tmp_path / "in" / "b.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_names_that_are_no_unicode_are_shown_and_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    _write(tmp_path / name)
    (file,) = find([tmp_path]).files
    assert file.name.endswith("/caf\ufffd.txt")
    assert read(file.path) == b"The gates are closed."


@pytest.mark.parametrize("name", ["a b.txt", "ü😀.txt", "new\nline.txt", "-rf.txt", "%s.txt", "“a”.txt"])
@pytest.mark.skipif(sys.platform == "win32", reason="some of the names are not allowed there")
def test_strange_names_are_names(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name)
    assert find([tmp_path]).files[0].name == f"{tmp_path.name}/{name}"


def test_a_very_deep_folder(tmp_path: Path) -> None:
    _write(tmp_path.joinpath(*["d"] * 300) / "a.txt")
    assert len(find([tmp_path]).files) == 1


def test_cancelling_ends_the_search(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt")
    assert not find([tmp_path], lambda: True).files


def test_what_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(ImportFailure, match="no longer there"):
        read(tmp_path / "gone.txt")
    with pytest.raises(ImportFailure, match="It is a folder"):
        read(tmp_path)
    with pytest.raises(ImportFailure, match="It is empty"):
        read(_write(tmp_path / "empty.txt", ""))
    with pytest.raises(ImportFailure, match="too large"):
        read(_write(tmp_path / "large.txt"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders there")
def test_a_named_pipe_does_not_stop_an_import(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ImportFailure, match="not a file"):
        read(tmp_path / "pipe.txt")


@given(st.text(max_size=6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_numbers_in_names_count_as_numbers(stem: str, one: int, two: int) -> None:
    assert (natural(f"{stem}-{one}") < natural(f"{stem}-{two}")) == (one < two)

# SPDX-License-Identifier: MIT
"""What a person says about an import: names of files, columns of tables, files that have changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.collection import Collection
from app.editing import attributes
from app.importing.job import run_import
from app.importing.name_pattern import NamePattern
from app.importing.near import differences, near_duplicates
from app.importing.rules import Rules
from app.importing.table import Mapping
from tests.builders import add_source, new_collection
from tests.packed import docx, packed, w_p


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    assert not opened.check()
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "debate"
    made.mkdir()
    for name in ("USA_70_2015", "FRA_71_2016", "notes"):
        (made / f"{name}.txt").write_text(f"The speech of {name}.\n\nIt was long.\n", encoding="utf-8")
    return made


def silent(_done: int, _total: int) -> None:
    """Nobody listens."""


def test_names_fill_fields_and_columns_of_the_users_own(collection: Collection, folder: Path) -> None:
    rules = Rules(pattern=NamePattern("{country}_{session}_{year}"))
    report = run_import(collection, [folder], rules=rules)
    assert len(report.imported) == 3
    found = {source.path: source for source in collection.sources()}
    usa = found["debate/USA_70_2015.txt"]
    assert usa.date == "2015"
    assert attributes.values_of(collection, usa.id) == {"country": "USA", "session": "70"}
    assert attributes.values_of(collection, found["debate/notes.txt"].id) == {}
    assert collection.matching_annotations("") == []
    collection.undo()
    assert attributes.all_attributes(collection) == [], "one undo takes the columns back too"


def test_a_column_that_is_there_is_used_in_any_case(collection: Collection, folder: Path) -> None:
    made = attributes.add_attribute(collection, "Country")
    run_import(collection, [folder], rules=Rules(pattern=NamePattern("{country}_{session}_{year}")))
    assert sorted(attributes.column(collection, made).values()) == ["FRA", "USA"]
    assert [each.name for each in attributes.all_attributes(collection)] == ["Country", "session"]


def test_a_value_a_column_cannot_take_is_told(collection: Collection, folder: Path) -> None:
    attributes.add_attribute(collection, "session", "number")
    (folder / "GBR_last_2017.txt").write_text("Another speech, of other words.", encoding="utf-8")
    report = run_import(collection, [folder], rules=Rules(pattern=NamePattern("{country}_{session}_{year}")))
    assert [(Path(note.path).name, note.reason) for note in report.notes] == [
        ("GBR_last_2017.txt", "“last” is not a number. “session” was left empty.")
    ]
    assert len(report.imported) == 4


def test_what_is_missing_of_a_damaged_file_is_told_in_the_notes(collection: Collection, tmp_path: Path) -> None:
    whole = docx("".join(w_p(f"Paragraph {number} of the minutes.") for number in range(20)))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    main = files["word/document.xml"]
    files["word/document.xml"] = main[: main.index(b"Paragraph 12")]
    (tmp_path / "minutes.docx").write_bytes(packed(files))
    report = run_import(collection, [tmp_path / "minutes.docx"])
    assert [Path(note.path).name for note in report.notes] == ["minutes.docx"]
    assert report.notes[0].reason.startswith("The text of this file ends early: it is damaged after about 3")
    assert (len(report.imported), report.failed) == (1, ())


def test_the_columns_of_a_table_are_what_a_person_says(collection: Collection, tmp_path: Path) -> None:
    table = tmp_path / "letters.csv"
    table.write_text("a,b,c,d\nVera,First letter of all,2019-05,north\nOskar,Second one,2020,south\n", encoding="utf-8")
    columns = Mapping(text=(1,), authors=0, date=2, attributes=((3, "region"),))
    run_import(collection, [table], rules=Rules(columns={table: columns}))
    first, second = collection.sources()
    assert (first.authors, first.date, collection.text(first.id)[0]) == (("Vera",), "2019-05", "First letter of all")
    assert attributes.values_of(collection, second.id) == {"region": "south"}


LETTERS = f"Vera;The harbour must open.;north\nOskar;{'The ferry runs again. ' * 8};south\n"


def test_what_is_said_about_a_heading_holds_for_tables_in_archives_too(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "letters.csv").write_text(LETTERS, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("inner.csv", LETTERS.replace("harbour", "bridge").replace("ferry", "train"))
    paths = [tmp_path / "letters.csv", tmp_path / "all.zip"]
    assert len(run_import(collection, paths).imported) == 2, "names and one line look like a heading"
    collection.undo()
    report = run_import(collection, paths, rules=Rules(headed=False))
    assert [each.path.rpartition("/")[2] for each in report.imported] == ["1", "2", "1", "2"]
    collection.undo()
    assert collection.sources() == []


def test_a_mapping_says_whether_its_table_has_a_heading(collection: Collection, tmp_path: Path) -> None:
    table = tmp_path / "letters.csv"
    table.write_text(LETTERS, encoding="utf-8")
    columns = Mapping(text=(1,), authors=0, attributes=((2, "Column 3"),), headed=True)
    run_import(collection, [table], rules=Rules(columns={table: columns}))
    (only,) = collection.sources()
    assert only.authors == ("Oskar",)


def test_a_file_that_changed_is_told_and_not_imported(collection: Collection, folder: Path) -> None:
    run_import(collection, [folder], rules=Rules(ask_changed=True))
    (folder / "notes.txt").write_text("The notes were written anew.", encoding="utf-8")
    (folder / "new.txt").write_text("This one is new.", encoding="utf-8")
    report = run_import(collection, [folder], rules=Rules(ask_changed=True))
    assert [each.title for each in report.imported] == ["new"]
    (changed,) = report.differing
    assert (Path(changed.path).name, collection.source(changed.source).path) == ("notes.txt", "debate/notes.txt")
    assert changed.file == folder / "notes.txt"
    assert len(collection.sources()) == 4


def test_without_the_question_a_changed_file_is_a_source_of_its_own(collection: Collection, folder: Path) -> None:
    run_import(collection, [folder])
    (folder / "notes.txt").write_text("The notes were written anew.", encoding="utf-8")
    report = run_import(collection, [folder])
    assert (len(report.imported), report.differing) == (1, ())


def test_what_is_gone_from_a_watched_folder_is_told_and_stays(collection: Collection, folder: Path) -> None:
    rules = Rules(ask_changed=True, watched=(folder,), label="Scan watched folders")
    run_import(collection, [folder], rules=rules)
    assert collection.next_undo == "Scan watched folders"
    (folder / "notes.txt").unlink()
    report = run_import(collection, [folder], rules=rules)
    assert [title for _, title in report.missing] == [
        source.title for source in collection.sources() if source.path == "debate/notes.txt"
    ]
    assert len(collection.sources()) == 3


def test_a_folder_that_cannot_be_reached_says_nothing_is_gone(collection: Collection, folder: Path) -> None:
    run_import(collection, [folder])
    folder.rename(folder.with_name("elsewhere"))
    report = run_import(collection, [folder], rules=Rules(ask_changed=True, watched=(folder,)))
    assert report.missing == ()
    assert [problem.reason for problem in report.failed] == ["There is no file or folder of this name."]


def test_nearly_the_same_texts_are_found_and_compared(collection: Collection) -> None:
    words = [f"word{number}" for number in range(300)]
    one = add_source(collection, "First", " ".join(words))
    add_source(collection, "Another", " ".join(f"other{number}" for number in range(300)))
    words[150] = "changed"
    two = add_source(collection, "Second", " ".join(words))
    (near,) = near_duplicates(collection.path, [two], silent)
    assert ({near.source, near.other}, near.title) == ({one, two}, "Second")
    assert near.likeness > 0.9
    found = differences(collection.path, one, two, silent)
    text = collection.text(two)[0]
    assert [text[start:end].strip() for start, end in found.there] == ["changed"]
    assert near_duplicates(collection.path, None, silent)[0].likeness == near.likeness

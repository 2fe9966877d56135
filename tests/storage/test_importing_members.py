# SPDX-License-Identifier: MIT
"""Files that hold many sources, imported from end to end into a collection."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from app.collection import Collection
from app.importing.job import ImportJob, ImportReport, Target, run_import
from tests.builders import new_collection
from tests.packed import docx, packed, w_p
from tests.storage import importing_readers

RIS = "TY  - RPRT\nTI  - The gates of Orrin\nAU  - Tolen, Mira\nPY  - 2019\nL1  - files/a.txt\nER  - \n"
MAILBOX = "".join(f"From m@x Tue Mar 17 09:15:00 2020\nSubject: Letter {n}\n\nText {n}.\n\n" for n in (1, 2))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    opened.close()


def _no_refresh(connection: sqlite3.Connection) -> None:
    """Tests of imports have no annotations to index."""


def put(tmp_path: Path, name: str, data: str | bytes) -> Path:
    path = tmp_path / "in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def titles(report: ImportReport) -> list[str]:
    return [each.title for each in report.imported]


def test_what_lies_in_an_archive_becomes_sources_that_say_where(collection: Collection, tmp_path: Path) -> None:
    inner = packed({"deep.md": "# Deep\n\nText."})
    data = packed({"d/letters.mbox": MAILBOX, "a.docx": docx(w_p("Word.")), "inner.zip": inner, "x.png": "x"})
    report = run_import(collection, [put(tmp_path, "all.zip", data)])
    assert titles(report) == ["Letter 1", "Letter 2", "a", "Deep"]
    paths = [collection.source(each.id).path for each in report.imported]
    assert paths == [
        "all.zip/d/letters.mbox/1.eml",
        "all.zip/d/letters.mbox/2.eml",
        "all.zip/a.docx",
        "all.zip/inner.zip/deep.md",
    ]
    assert [Path(each.path).name for each in report.skipped] == ["x.png"]
    assert not report.failed
    assert not collection.check()


def test_one_undo_takes_all_of_it_back(collection: Collection, tmp_path: Path) -> None:
    run_import(collection, [put(tmp_path, "letters.mbox", MAILBOX)])
    assert len(collection.sources()) == 2
    collection.undo()
    assert not collection.sources()


def test_rows_of_a_table_are_sources(collection: Collection, tmp_path: Path) -> None:
    rows = "\n".join(
        f"Speech {n};2020-03-0{n};The river council heard the millers on day {n} and rose." for n in (1, 2)
    )
    report = run_import(collection, [put(tmp_path, "t.csv", f"Title;Date;Text\n{rows}\n")])
    assert titles(report) == ["Speech 1", "Speech 2"]
    source = collection.source(report.imported[0].id)
    assert (source.date, source.format, source.path) == ("2020-03-01", "row", "t.csv/2")


def test_a_bibliography_gives_its_metadata_to_the_files_beside_it(collection: Collection, tmp_path: Path) -> None:
    put(tmp_path, "files/a.txt", "The gates are closed.")
    put(tmp_path, "refs.ris", RIS)
    report = run_import(collection, [tmp_path / "in"])
    (imported,) = report.imported
    source = collection.source(imported.id)
    assert (source.title, source.authors, source.date) == ("The gates of Orrin", ("Mira Tolen",), "2019")
    assert source.path == "in/refs.ris/a.txt"
    assert [each.reason for each in report.skipped] == ["It has the same bytes as “The gates of Orrin”."]


def warc_record(address: str, page: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\n"
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["site.warc", "site.warc.gz", "all.zip"])
def test_pages_of_a_web_archive_are_sources_with_their_address(
    collection: Collection, tmp_path: Path, name: str
) -> None:
    """A record begins as the archive does, and must not be taken for one again."""
    pages = [(f"https://orrin.test/{n}", f"<title>Gate {n}</title><p>The gate {n} is closed.</p>") for n in "ab"]
    data = b"".join(warc_record(*page) for page in pages)
    whole = {"site.warc.gz": gzip.compress(data), "all.zip": packed({"site.warc": data})}.get(name, data)
    report = run_import(collection, [put(tmp_path, name, whole)])
    assert (titles(report), report.failed) == (["Gate a", "Gate b"], ())
    source = collection.source(report.imported[1].id)
    assert (source.url, source.path.endswith("site.warc/orrin.test/b#2" if name == "all.zip" else "b#2")) == (
        "https://orrin.test/b",
        True,
    )
    assert collection.text(source.id)[0] == "The gate b is closed."


ENTRIES = {
    "refs.bib": "@report{x, title={The gates}, year={2019}, abstract={The council met and rose.}}",
    "refs.ris": "TY  - RPRT\nTI  - The gates\nPY  - 2019\nAB  - The council met and rose.\nER  - \n",
    "refs.json": '[{"id": "x", "type": "report", "title": "The gates", "issued": {"date-parts": [[2019]]}, '
    '"abstract": "The council met and rose."}]',
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_without_a_file_is_its_abstract(collection: Collection, tmp_path: Path, name: str) -> None:
    report = run_import(collection, [put(tmp_path, name, ENTRIES[name])])
    (imported,) = report.imported
    source = collection.source(imported.id)
    assert (source.title, source.date) == ("The gates", "2019")
    assert "The council met and rose." in collection.text(source.id)[0]


def test_a_member_that_kills_its_reader_costs_itself(collection: Collection, tmp_path: Path) -> None:
    data = packed({"a.txt": "One text.", "b.txt": "DIE", "c.txt": "Another text."})
    path = put(tmp_path, "all.zip", data)
    target = Target(collection.path, partial(collection.store.connect, write=True), collection.author(), _no_refresh)
    report = ImportJob(target, [path], prepare=importing_readers.prepare).run()
    assert [Path(each.path).name for each in report.imported] == ["a.txt", "c.txt"]
    assert [(Path(each.path).name, each.reason) for each in report.failed] == [
        ("b.txt", "Reading it made the reading process fail.")
    ]


def test_progress_counts_what_is_found_inside(collection: Collection, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    path = put(tmp_path, "letters.mbox", MAILBOX)
    run_import(collection, [path], progress=lambda done, total, _: heard.append((done, total)))
    assert heard[-1] == (2, 2)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", packed({}), "There is nothing to import in it."),
        ("a.zip", b"PK\x03\x04", "It is damaged: the archive cannot be opened."),
        ("a.mbox", b"nothing", "There is no message in it."),
        ("a.bib", b"nothing", "There is no entry in it."),
        ("a.csv", b"1,2\n3,4\n", "None of its columns looks like a text. Choose the columns when importing it."),
    ],
)
def test_what_holds_nothing_says_so(
    collection: Collection, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    report = run_import(collection, [put(tmp_path, name, data)])
    assert [each.reason for each in report.failed] == [reason]
    assert not report.left


def test_archives_in_archives_end(collection: Collection, tmp_path: Path) -> None:
    data = packed({"a.txt": "Deepest."})
    for _ in range(6):
        data = packed({"inner.zip": data})
    report = run_import(collection, [put(tmp_path, "a.zip", data)])
    assert [each.reason for each in report.failed] == ["It lies too deep in other archives to be opened."]


def letter_with(subject: str, *files: tuple[str, bytes]) -> bytes:
    """Return a letter with files attached to it."""
    message = EmailMessage()
    message["From"], message["Subject"] = "mira@orrin.test", subject
    message.set_content(f"{subject}, with papers.")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_files_attached_to_a_letter_become_sources_beside_it(collection: Collection, tmp_path: Path) -> None:
    papers = [("vote.docx", docx(w_p("The vote."))), ("notes.txt", b"Notes of the vote."), ("talk.mp3", b"x")]
    put(tmp_path, "b.txt", "After the letter.")
    report = run_import(collection, [put(tmp_path, "a.eml", letter_with("Papers", *papers)).parent])
    assert titles(report) == ["Papers", "vote", "notes", "b"]
    paths = [collection.source(each.id).path for each in report.imported]
    assert paths == ["in/a.eml", "in/a.eml/vote.docx", "in/a.eml/notes.txt", "in/b.txt"]
    assert [note.reason for note in report.notes] == ["1 attached file was not read: talk.mp3."]
    assert not collection.check()
    collection.undo()
    assert not collection.sources()


def test_what_is_attached_to_many_letters_comes_in_once(collection: Collection, tmp_path: Path) -> None:
    paper = ("paper.txt", b"The same paper for everybody.")
    letters = [letter_with(f"Letter {number}", paper) for number in (1, 2)]
    mailbox = b"".join(b"From m@x Tue Mar 17 09:15:00 2020\n" + letter + b"\n" for letter in letters)
    report = run_import(collection, [put(tmp_path, "all.mbox", mailbox)])
    assert titles(report) == ["Letter 1", "paper", "Letter 2"]
    assert [Path(each.path).name for each in report.skipped] == ["paper.txt"]


def test_what_is_attached_may_hold_many_and_what_is_damaged_costs_itself(
    collection: Collection, tmp_path: Path
) -> None:
    files = [("letters.mbox", MAILBOX.encode()), ("scan.pdf", b"%PDF-1.4"), ("paper.docx", b"PK\x03\x04no")]
    report = run_import(collection, [put(tmp_path, "a.eml", letter_with("Papers", *files))])
    assert titles(report) == ["Papers", "Letter 1", "Letter 2"]
    assert [Path(each.path).name for each in report.failed] == ["scan.pdf", "paper.docx"]
    again = run_import(collection, [tmp_path / "in"])
    assert (again.imported, [Path(each.path).name for each in again.skipped]) == ((), ["a.eml"])


def test_an_attached_file_that_kills_the_reader_costs_itself(collection: Collection, tmp_path: Path) -> None:
    files = [("bad.txt", b"DIE"), ("good.txt", b"A good one."), ("worse.txt", b"DIE, too")]
    put(tmp_path, "a.eml", letter_with("Papers", *files))
    target = Target(collection.path, partial(collection.store.connect, write=True), collection.author(), _no_refresh)
    report = ImportJob(target, [tmp_path / "in"], prepare=importing_readers.prepare).run()
    assert titles(report) == ["Papers", "good"]
    assert [Path(each.path).name for each in report.failed] == ["bad.txt", "worse.txt"]
    assert report.left == 0


def test_letters_attached_to_letters_too_deep_are_told(collection: Collection, tmp_path: Path) -> None:
    inner = letter_with("Inmost", ("paper.txt", b"The paper in it."))
    for number in range(4):
        inner = letter_with(f"Outer {number}", (f"{number}.eml", inner))
    report = run_import(collection, [put(tmp_path, "a.eml", inner)])
    assert titles(report) == ["Outer 3", "Outer 2", "Outer 1", "Outer 0"]
    assert [each.reason for each in report.failed] == ["It lies too deep in other archives to be opened."]

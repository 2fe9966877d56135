# SPDX-License-Identifier: MIT
"""Files that mean harm or are broken: nothing is lost, the rest comes in, and each has its sentence."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from app.collection import Collection
from app.importing import files
from app.importing.document import ImportFailure
from app.importing.job import ImportJob, ImportReport, Limits, Target, job_for, run_import
from app.importing.worker import BatchSize
from tests.builders import new_collection
from tests.packed import docx, epub, w_p
from tests.pdfs import column, pdf
from tests.storage import importing_readers

GIGABYTE = 1024**3
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><html><body><p>&i;</p></body></html>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]><html><body><p>A page. &secret;</p></body></html>'
SMALL = Limits(batch=BatchSize(sources=3, characters=10_000))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = new_collection(tmp_path)
    yield opened
    assert not opened.check()
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "box"
    made.mkdir()
    return made


def good(folder: Path, count: int = 1) -> None:
    for number in range(count):
        (folder / f"good{number}.txt").write_text(f"Text {number} is as it should be.", encoding="utf-8")


def reasons(report: ImportReport) -> dict[str, str]:
    return {Path(each.path).name: each.reason for each in (*report.failed, *report.skipped)}


def bomb() -> bytes:
    """Return an archive that unpacks to three thousand times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (200 * 1024**2))
    return packed.getvalue()


def nested_mail(depth: int) -> bytes:
    inner = EmailMessage()
    inner["Subject"] = "The innermost"
    inner.set_content("A letter within letters.")
    for number in range(depth):
        outer = EmailMessage()
        outer["Subject"] = f"Forwarded {number}"
        outer.set_content("See below.")
        outer.add_attachment(inner)
        inner = outer
    return inner.as_bytes()


HOSTILE: dict[str, bytes] = {
    "empty.txt": b"",
    "nothing.pdf": b"",
    "cut.pdf": pdf([column(["A page that was cut off."])])[:300],
    "cut.docx": docx(w_p("A document that was cut off."))[:400],
    "cut.epub": epub({"c.xhtml": "<p>A book that was cut off.</p>"})[:300],
    "cut.zip": bomb()[:2000],
    "bomb.zip": bomb(),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "program.pdf": b"MZ" + bytes(500),
    "noise.docx": bytes(range(256)) * 8,
    "blank.html": b"<html><body></body></html>",
}
READ = {
    "page.doc": b"<html><body><p>A web page that is called a document.</p></body></html>",
    "laughs.xhtml": LAUGHS.encode(),
    "outside.html": OUTSIDE.encode(),
}


def test_each_costs_only_itself_and_says_why(collection: Collection, folder: Path) -> None:
    good(folder)
    for name, data in HOSTILE.items():
        (folder / name).write_bytes(data)
    began = time.monotonic()
    report = run_import(collection, [folder], limits=SMALL)
    told = reasons(report)
    assert [each.title for each in report.imported] == ["good0"]
    places = [each.path for each in (*report.failed, *report.skipped)]
    assert [name for name in HOSTILE if not any(f"box/{name}" in place for place in places)] == []
    assert all(reason.endswith(".") and "\n" not in reason for reason in told.values())
    assert time.monotonic() - began < 40


def test_no_entity_is_ever_expanded_and_no_file_of_the_machine_is_read(collection: Collection, folder: Path) -> None:
    for name, data in READ.items():
        (folder / name).write_bytes(data)
    report = run_import(collection, [folder], limits=SMALL)
    texts = [collection.text(each.id)[0] for each in report.imported]
    assert "A web page that is called a document." in texts
    assert not any("root:" in text or "haha" in text for text in texts)


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files are made otherwise there")
@pytest.mark.parametrize("name", ["big.txt", "big.pdf", "big.mbox", "big.zip", "big.csv", "big.warc", "big.ris"])
def test_two_gigabytes_are_refused_without_being_held(collection: Collection, folder: Path, name: str) -> None:
    with (folder / name).open("wb") as file:
        file.truncate(2 * GIGABYTE)
    began = time.monotonic()
    report = run_import(collection, [folder / name])
    assert (len(report.imported), list(reasons(report))) == (0, [name])
    assert "failed" not in reasons(report)[name], "the reading process lives"
    assert time.monotonic() - began < 20


def test_letters_in_letters_end_somewhere(collection: Collection, folder: Path) -> None:
    (folder / "nested.eml").write_bytes(nested_mail(40))
    report = run_import(collection, [folder])
    assert len(report.imported) + len(report.failed) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="some of the names are not allowed there")
@pytest.mark.parametrize("name", ["ü😀", "עברית", "a\u202eb", "new\nline", "-rf", "%s" * 30, "x" * 240, "кафе\u0301"])
def test_any_name_will_do(collection: Collection, folder: Path, name: str) -> None:
    (folder / f"{name}.txt").write_text("The name is strange, the text is not.", encoding="utf-8")
    (made,) = run_import(collection, [folder]).imported
    assert collection.source(made.id).path == f"box/{name}.txt"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="an administrator may read everything")
def test_what_may_not_be_read_says_so(collection: Collection, folder: Path) -> None:
    good(folder)
    (folder / "closed").mkdir(mode=0o000)
    (folder / "secret.txt").write_text("Nobody may read this.", encoding="utf-8")
    (folder / "secret.txt").chmod(0o000)
    try:
        told = reasons(run_import(collection, [folder]))
    finally:
        (folder / "closed").chmod(0o700)
    assert told == {"closed": "You may not read it.", "secret.txt": "You may not read it."}


def test_what_may_not_be_read_says_so_to_whoever_asks(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(folder)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ImportFailure, match="You may not read it"):
        files.read(folder / "good0.txt")


def test_a_file_that_grows_while_it_is_read_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(folder)
    about = (folder / "good0.txt").stat()
    monkeypatch.setattr(files, "LARGEST", about.st_size)
    monkeypatch.setattr(files, "check", lambda _: about)
    with (folder / "good0.txt").open("a", encoding="utf-8") as file:
        file.write(" And more of it.")
    with pytest.raises(ImportFailure, match="grew while it was read"):
        files.read(folder / "good0.txt")


def test_a_file_that_goes_while_it_waits_says_so(folder: Path) -> None:
    with pytest.raises(ImportFailure, match="no longer there"):
        files.read(folder / "gone.txt")


def job(collection: Collection, folder: Path) -> ImportJob:
    """Return a job whose reader does what the files say."""
    target = Target(collection.path, partial(collection.store.connect, write=True), collection.author(), lambda _: None)
    return ImportJob(target, [folder], limits=SMALL, prepare=importing_readers.prepare)


def test_a_full_disk_half_way_keeps_what_is_finished(collection: Collection, folder: Path) -> None:
    good(folder, 8)
    (folder / "good5.txt").write_text("FULL", encoding="utf-8")
    report = job(collection, folder).run()
    assert report.stopped == "The disk is full, so nothing more can be read."
    assert (len(report.imported), report.left) == (3, 5)
    (folder / "good5.txt").write_text("Text 5 is as it should be.", encoding="utf-8")
    assert len(run_import(collection, [folder]).imported) == 5, "the rest comes in when there is room"


def test_readers_reach_no_network(collection: Collection, folder: Path) -> None:
    (folder / "ask.txt").write_text("NETWORK", encoding="utf-8")
    assert reasons(job(collection, folder).run()) == {"ask.txt": "Files are read without the network."}


@pytest.mark.parametrize("moment", [0, 1, 2, 5, 9])
def test_it_can_be_cancelled_at_any_moment(collection: Collection, folder: Path, moment: int) -> None:
    good(folder, 10)
    heard = []

    def hear(done: int, _total: int, _path: str) -> None:
        heard.append(done)
        if len(heard) > moment:
            running.cancel()

    running = job_for(collection, [folder], progress=hear, limits=Limits(batch=BatchSize(sources=1)))
    report = running.run()
    assert len(collection.sources()) == len(report.imported)
    assert not collection.check()
    again = run_import(collection, [folder])
    assert len(report.imported) + len(again.imported) == 10

# SPDX-License-Identifier: MIT
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from app.collection import Collection
from app.importing import files
from app.importing.job import ImportJob, ImportReport, Limits, Target, job_for, run_import
from app.importing.process import WorkerProcess
from app.importing.worker import NOTHING, BatchSize, Current, Order, run
from app.search.folding import describe
from database import checks, originals, staging, vocabulary
from database.errors import CollectionError
from database.history import Author, Change
from tests.storage import importing_readers

SMALL = Limits(batch=BatchSize(sources=3, characters=10_000))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection.open(tmp_path / "council.postil", create=True, annotator="Mira Tolen")
    yield opened
    opened.close()
    assert not multiprocessing.active_children()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(1, 11):
        (folder / f"s{number}.txt").write_text(f"Speech {number}\n\nThe council of town {number} met.\n", "utf-8")
    return folder


def _job(collection: Collection, *paths: Path, seconds: float = 30.0) -> ImportJob:
    """Return a job whose readers do what the files say."""
    target = Target(collection.path, partial(collection.store.connect, write=True), collection.author(), _no_refresh)
    limits = Limits(seconds, SMALL.batch)
    return ImportJob(target, paths, limits=limits, prepare=importing_readers.prepare)


def _no_refresh(connection: sqlite3.Connection) -> None:
    """Tests of imports have no annotations to index."""


def _titles(collection: Collection) -> list[str]:
    return [source.title for source in collection.sources()]


def test_a_folder_becomes_sources_in_order(collection: Collection, archive: Path) -> None:
    report = run_import(collection, [archive], limits=SMALL)
    assert [each.title for each in report.imported] == [f"Speech {number}" for number in range(1, 11)]
    assert _titles(collection) == [each.title for each in report.imported]
    first = report.imported[0]
    assert first.path == str(archive / "s1.txt")
    assert first.characters == len(collection.text(first.id)[0])
    assert collection.source(first.id).path == "archive/s1.txt"


def test_the_index_the_vocabulary_and_the_original_are_there(collection: Collection, archive: Path) -> None:
    run_import(collection, [archive], limits=SMALL)
    assert not collection.check()
    connection = collection.connection
    assert connection.execute("SELECT count(*) FROM source_fts WHERE source_fts MATCH 'council'").fetchone() == (10,)
    assert originals.original_of(connection, 1) == (archive / "s1.txt").read_bytes()


def test_the_vocabulary_is_what_a_rebuild_would_make(collection: Collection, archive: Path) -> None:
    run_import(collection, [archive], limits=SMALL)
    connection = collection.connection
    query = "SELECT form, folded, documents FROM vocabulary ORDER BY form"
    made = connection.execute(query).fetchall()
    connection.execute("BEGIN")
    vocabulary.rebuild(connection, describe)
    assert made == connection.execute(query).fetchall()
    connection.execute("ROLLBACK")


def test_metadata_reach_the_source(collection: Collection, tmp_path: Path) -> None:
    page = tmp_path / "gates.md"
    page.write_text(
        "---\ntitle: Tide gates\nauthor: Jon Prell\ndate: about 2020\nlanguage: en\n---\n\nClosed.\n", "utf-8"
    )
    (imported,) = run_import(collection, [page]).imported
    source = collection.source(imported.id)
    assert (source.title, source.authors, source.date, source.language) == (
        "Tide gates",
        ("Jon Prell",),
        "about 2020",
        "en",
    )
    days = collection.connection.execute("SELECT date_from, date_to, format FROM source").fetchone()
    assert days == ("2019-01-01", "2021-12-31", "md")


def test_an_import_is_one_step(collection: Collection, archive: Path) -> None:
    run_import(collection, [archive], limits=SMALL)
    assert collection.next_undo == "Import “archive”"
    collection.undo()
    assert collection.sources() == []
    collection.redo()
    assert len(collection.sources()) == 10
    assert not collection.check()


def test_the_same_bytes_come_in_once(collection: Collection, archive: Path) -> None:
    (archive / "t.txt").write_bytes((archive / "s1.txt").read_bytes())
    report = run_import(collection, [archive], limits=SMALL)
    assert [(Path(each.path).name, each.reason) for each in report.skipped] == [
        ("t.txt", "It has the same bytes as “Speech 1”.")
    ]
    again = run_import(collection, [archive], limits=SMALL)
    assert (len(again.imported), len(again.skipped)) == (0, 11)


def test_what_was_undone_can_be_imported_again(collection: Collection, archive: Path) -> None:
    run_import(collection, [archive], limits=SMALL)
    collection.undo()
    assert len(run_import(collection, [archive], limits=SMALL).imported) == 10


def test_bad_files_cost_themselves(collection: Collection, archive: Path) -> None:
    (archive / "empty.txt").write_bytes(b"")
    (archive / "blank.txt").write_text(" \n\t\n")
    (archive / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (archive / "packed.txt").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    report = run_import(collection, [archive, archive / "packed.txt", archive / "gone.txt"], limits=SMALL)
    assert len(report.imported) == 10
    assert {Path(each.path).name for each in report.failed} == {
        "empty.txt", "blank.txt", "binary.txt", "packed.txt", "gone.txt"
    }  # fmt: skip
    assert [Path(each.path).name for each in report.skipped] == ["packed.txt"]
    assert all(each.reason.endswith(".") for each in (*report.failed, *report.skipped))


def test_a_file_that_kills_its_reader_costs_itself(collection: Collection, archive: Path) -> None:
    (archive / "s5.txt").write_text("DIE")
    report = _job(collection, archive).run()
    assert [(Path(each.path).name, each.reason) for each in report.failed] == [
        ("s5.txt", "Reading it made the reading process fail.")
    ]
    assert len(report.imported) == 9


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("GONE", "It could not be read (Input/output error)."),
        pytest.param(
            "HUNGRY",
            "Reading it takes more memory than a file may have.",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory"),
        ),
    ],
)
def test_a_drive_that_fails_or_a_reader_that_wants_all_memory_costs_one_file(
    collection: Collection, archive: Path, does: str, reason: str
) -> None:
    (archive / "s5.txt").write_text(does)
    report = _job(collection, archive).run()
    assert [(Path(each.path).name, each.reason) for each in report.failed] == [("s5.txt", reason)]
    assert (len(report.imported), report.stopped) == (9, "")


def test_a_file_that_hangs_costs_itself(collection: Collection, archive: Path) -> None:
    (archive / "s2.txt").write_text("HANG")
    report = _job(collection, archive, seconds=2).run()
    assert [(Path(each.path).name, each.reason) for each in report.failed] == [
        ("s2.txt", "Reading it took more than 2 seconds.")
    ]
    assert len(report.imported) == 9


def test_the_worker_loads_nothing_of_qt(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("MODULES")
    (failure,) = _job(collection, tmp_path / "a.txt").run().failed
    assert failure.reason == "Loaded: nothing of Qt."


def _cancel_after_the_first_batch(collection: Collection, archive: Path) -> ImportReport:
    changes: list[Change] = []

    def stop(change: Change) -> None:
        changes.append(change)
        job.cancel()

    job = job_for(collection, [archive], changed=stop, limits=SMALL)
    report = job.run()
    assert len(changes) == 1
    return report


def test_cancelling_keeps_what_is_finished(collection: Collection, archive: Path) -> None:
    report = _cancel_after_the_first_batch(collection, archive)
    assert (len(report.imported), report.cancelled, report.left) == (3, True, 7)
    assert _titles(collection) == ["Speech 1", "Speech 2", "Speech 3"]
    assert not collection.check()


def test_an_import_can_be_resumed(collection: Collection, archive: Path) -> None:
    _cancel_after_the_first_batch(collection, archive)
    report = run_import(collection, [archive], limits=SMALL)
    assert (len(report.imported), len(report.skipped)) == (7, 3)
    collection.undo()
    collection.undo()
    assert collection.sources() == []


def test_cancelling_before_it_begins(collection: Collection, archive: Path) -> None:
    job = job_for(collection, [archive])
    job.cancel()
    assert job.run() == ImportReport(cancelled=True)


def test_a_job_in_another_thread_cancelled_from_this_one(collection: Collection, archive: Path) -> None:
    begun, reports = threading.Event(), list[ImportReport]()
    (archive / "s1.txt").write_text("HANG")
    job = _job(collection, archive)

    def run() -> None:
        begun.set()
        reports.append(job.run())

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait()
    job.cancel()
    thread.join()
    assert (reports[0].imported, reports[0].failed) == ((), ())


def test_progress_ends_with_everything(collection: Collection, archive: Path) -> None:
    heard: list[tuple[int, int, str]] = []

    def hear(done: int, total: int, path: str) -> None:
        heard.append((done, total, path))

    run_import(collection, [archive], progress=hear, limits=SMALL)
    assert heard[-1] == (10, 10, "")
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)


def test_a_copy_that_fails_stops_the_import_and_keeps_the_rest(
    collection: Collection, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    copy, calls = staging.copy_into, list[Path]()

    def second_fails(
        connection: sqlite3.Connection, path: Path, label: str, author: Author, *, refresh: object, step: str
    ) -> staging.Copy:
        calls.append(path)
        if len(calls) == 2:
            raise full
        return copy(connection, path, label, author, refresh=_no_refresh, step=step)

    monkeypatch.setattr(staging, "copy_into", second_fails)
    report = run_import(collection, [archive], limits=SMALL)
    assert (len(report.imported), report.left) == (3, 7)
    assert report.stopped.startswith("The disk is full.")
    assert not collection.check()


def test_nothing_is_left_behind(
    collection: Collection, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (archive / "s5.txt").write_text("DIE")
    _job(collection, archive).run()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_collection_open_for_reading_refuses(collection: Collection, archive: Path) -> None:
    with closing(Collection.open(collection.path, write=False)) as reader, pytest.raises(CollectionError):
        run_import(reader, [archive])


def test_several_workers_share_an_import(collection: Collection, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(220):
        (folder / f"n{number}.txt").write_text(f"Note {number}\n\nThe gate {number} is closed.\n")
    (folder / "z.txt").write_bytes((folder / "n0.txt").read_bytes())
    report = run_import(collection, [folder])
    assert (len(report.imported), len(report.skipped)) == (220, 1)
    assert {each.title for each in report.imported} == {f"Note {number}" for number in range(220)}
    assert not checks.problems(collection.connection, index_too=True)


def test_a_worker_that_is_given_nothing_ends() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs, context.RawValue(Current, NOTHING)), daemon=True)
    process.start()
    theirs.close()
    ours.close()
    process.join()
    assert process.exitcode == 0
    process.close()


def test_a_worker_whose_parent_is_gone_ends_and_takes_its_files_away(collection: Collection, archive: Path) -> None:
    inside = archive.parent / "staging" / "1"
    inside.mkdir(parents=True)
    numbered = tuple(enumerate(files.find([archive]).files))
    order = Order(collection.path, inside, numbered, SMALL.batch, importing_readers.prepare)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs, context.RawValue(Current, NOTHING)), daemon=True)
    process.start()
    theirs.close()
    ours.send(order)
    ours.close()
    process.join()
    assert (process.exitcode, inside.parent.exists()) == (0, False)
    process.close()


@pytest.mark.parametrize(
    ("count", "suffix", "workers"), [(20, ".txt", 1), (20, ".pdf", 2), (220, ".md", 2), (1, ".pdf", 1)]
)
def test_heavy_formats_are_shared_among_workers_sooner(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, suffix: str, workers: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(count):
        (folder / f"n{number}{suffix}").write_text(f"Note {number}.")
    orders: list[Order] = []

    def give(self: WorkerProcess, order: Order) -> None:
        orders.append(order)
        raise CollectionError("enough")

    monkeypatch.setattr(WorkerProcess, "give", give)
    with pytest.raises(CollectionError, match="enough"):
        run_import(collection, [folder])
    assert len(orders[0].files) in range(count // workers, count // workers + 20)
    assert len(orders[0].files) < count or workers == 1

# SPDX-License-Identifier: MIT
"""How long an import takes beside a bare script that does the least one can do with the same files.

The bare script reads, decodes, hashes, compresses and inserts the same texts with an FTS5 index, in one process and
in transactions of fifty, as durably as Postil does. Both run in turn, in a process of their own, and the best of
each counts. Application code is imported late, since spawned workers import this module again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).parents[2]
ARCHIVE = ROOT.parent / "shared" / "data" / "archive" / "un-general-debate-2011-2020.tar.gz"
TURNS = 3
_TRANSACTION = 50
_BEAT = 0.005
_BARE = (
    "PRAGMA page_size = 8192",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "CREATE TABLE content (hash TEXT PRIMARY KEY, size INTEGER, characters INTEGER, text TEXT, original BLOB)",
    "CREATE TABLE source (id INTEGER PRIMARY KEY, content TEXT, title TEXT)",
    "CREATE VIRTUAL TABLE fts USING fts5(title, text, content = '', tokenize = 'unicode61 remove_diacritics 0')",
)


def rows() -> list[tuple[str, str]]:
    """Return what was measured, as (what, ratio)."""
    if not ARCHIVE.exists():
        return [("import", f"not measured: {ARCHIVE.name} is not there")]
    command = [sys.executable, "-m", "tests.benchmarks.importing"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    ours, bare = found["import"], found["bare"]
    return [
        (
            "import of 1,943 speeches against a bare script",
            f"{ours / bare:.2f} ({ours:.2f} s to {bare:.2f} s; 1.3 at most)",
        ),
        ("file size against text", f"{found['file'] / found['text']:.2f} (2.2 at most)"),
        ("longest wait of another thread while importing", f"{found['gap'] * 1000:.0f} ms (50 at most)"),
    ]


def main() -> None:
    """Measure and print JSON: seconds, and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(Path(folder) / "archive", filter="data")
        paths = sorted((Path(folder) / "archive").rglob("*.txt"))
        ours, bare = [], []
        for turn in range(TURNS):
            bare.append(_bare(Path(folder) / f"{turn}.db", paths))
            ours.append(_import(Path(folder) / f"{turn}.postil", Path(folder) / "archive", len(paths)))
        gap = _longest_wait(Path(folder) / "window.postil", Path(folder) / "archive")
        text = sum(path.stat().st_size for path in paths)
        size = (Path(folder) / "0.postil").stat().st_size
    print(json.dumps({"import": min(ours), "bare": min(bare), "gap": gap, "file": size, "text": text}))


def _import(path: Path, folder: Path, count: int) -> float:
    """Import as the command line does; return the seconds."""
    from app.collection import Collection  # noqa: PLC0415  see above
    from app.importing.job import run_import  # noqa: PLC0415  see above

    with closing(Collection.open(path, create=True, annotator="Benchmark")) as collection:
        start = perf_counter()
        report = run_import(collection, [folder])
        seconds = perf_counter() - start
    if len(report.imported) != count:
        raise RuntimeError(report.stopped or "not everything was imported")
    return seconds


def _longest_wait(path: Path, folder: Path) -> float:
    """Import as the window does, in a thread; return how long this one had to wait at most, in seconds."""
    from app.collection import Collection  # noqa: PLC0415  see above
    from app.importing.job import job_for  # noqa: PLC0415  see above

    with (
        closing(Collection.open(path, create=True, annotator="Benchmark")) as collection,
        ThreadPoolExecutor(1) as pool,
    ):
        running = pool.submit(job_for(collection, [folder]).run)
        longest, last = 0.0, perf_counter()
        while not running.done():
            sleep(_BEAT)
            now = perf_counter()
            longest, last = max(longest, now - last), now
    return longest


def _bare(path: Path, files: Sequence[Path]) -> float:
    """Do the least with the same files; return the seconds."""
    start = perf_counter()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in _BARE:
            connection.execute(statement)
        for first in range(0, len(files), _TRANSACTION):
            connection.execute("BEGIN")
            for file in files[first : first + _TRANSACTION]:
                _insert(connection, file)
            connection.execute("COMMIT")
    return perf_counter() - start


def _insert(connection: sqlite3.Connection, file: Path) -> None:
    data = file.read_bytes()
    text = data.decode("utf-8-sig")
    digest = hashlib.sha256(data).hexdigest()
    connection.execute(
        "INSERT OR IGNORE INTO content VALUES (?, ?, ?, ?, ?)",
        (digest, len(data), len(text), text, zlib.compress(data, 6)),
    )
    row = connection.execute("INSERT INTO source(content, title) VALUES (?, ?)", (digest, file.stem)).lastrowid
    connection.execute("INSERT INTO fts(rowid, title, text) VALUES (?, ?, ?)", (row, file.stem, text))


if __name__ == "__main__":
    main()

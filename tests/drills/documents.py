# SPDX-License-Identifier: MIT
"""Reads real documents, each in a process of its own with a limit of memory and time.

Run it with ``python -m tests.drills.documents [PATH]...``; without one it takes the documents beside the checkout. It
prints a line a file, and ends with 1 where a file gave neither text nor a reason within ten seconds and 1 GB.
"""

from __future__ import annotations

import importlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from app.importing.document import ImportFailure
from app.importing.files import Candidate, read
from app.importing.formats import format_of, holds_many
from app.importing.languages import LanguageDetector
from app.importing.prepare import Raw, prepare
from app.importing.unpacking import Unpacker

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "documents"
SECONDS = 10.0
MEMORY = 1024**3
"""The most address space a reader may take beyond what the libraries take, in bytes."""

_PRELOADED = (
    *("trafilatura", "html_to_markdown", "pypdfium2", "olefile", "charset_normalizer"),
    *("py3langid", "markdown_it"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its sources as pairs of name and text, or a reason; ``failed`` says it gave neither."""

    path: Path
    kind: str
    texts: tuple[tuple[str, str], ...]
    reason: str
    seconds: float
    megabytes: float
    failed: bool = False


def run(path: Path) -> Outcome:
    """Read one file in a process of its own."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    process = context.Process(target=_child, args=(theirs, path))
    began = time.monotonic()
    process.start()
    theirs.close()
    try:
        texts, kind, reason, megabytes = mine.recv() if mine.poll(SECONDS) else ((), "", "It took too long.", 0.0)
    except EOFError:
        texts, kind, reason, megabytes = (), "", "Its process died.", 0.0
    seconds = time.monotonic() - began
    process.kill()
    process.join()
    return Outcome(path, kind, texts, reason, seconds, megabytes, failed=not texts and not kind)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line a file: seconds, megabytes, format, characters or the reason."""
    for each in outcomes:
        size = sum(len(text) for _, text in each.texts)
        many = f" in {len(each.texts)} sources" if len(each.texts) > 1 else ""
        said = f"{size:,} characters{many}" if each.texts else each.reason
        also = f" ({each.reason})" if each.texts and each.reason else ""
        yield f"{each.seconds:6.2f} s {each.megabytes:6.0f} MB  {each.kind:5}  {each.path.name:52} {said}{also}"


def _child(pipe: Connection, path: Path) -> None:
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    texts: list[tuple[str, str]] = []
    kind = reason = ""
    try:
        with tempfile.TemporaryDirectory() as folder:
            kind = _kind(path)
            texts = list(_texts(Candidate(path, path.name), Unpacker(Path(folder)), LanguageDetector()))
    except ImportFailure as failure:
        kind, reason = kind or "-", str(failure)
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    pipe.send((tuple(texts), kind, reason, megabytes))


def _kind(path: Path) -> str:
    known = holds_many(path)
    return known.name if known else format_of(read(path), path).name


def _texts(file: Candidate, unpacker: Unpacker, detector: LanguageDetector) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the sources a file gives, members of members included."""
    known = holds_many(file.path)
    if known is None:
        content, source, *_ = prepare(Raw(0, file, read(file.path), ""), detector)
        yield source.title, content.text
        return
    refused = None
    count = 0
    for member in unpacker.open(file, known).members:
        try:
            for found in _texts(member, unpacker, detector):
                count += 1
                yield found
        except ImportFailure as failure:
            refused = failure
    if refused and not count:
        raise refused


def main() -> int:
    """Read all files and print the table."""
    named = [Path(argument) for argument in sys.argv[1:]] or [DOCUMENTS]
    found = [inner for path in named for inner in (sorted(path.iterdir()) if path.is_dir() else [path])]
    paths = [path for path in found if path.is_file()]
    if not paths:
        print("There are no documents; nothing was read.")
        return 0
    for name in _PRELOADED:
        importlib.import_module(name)
    outcomes = [run(path) for path in paths]
    print("\n".join(table(outcomes)))
    bad = [each for each in outcomes if each.failed]
    with_text = sum(bool(each.texts) for each in outcomes)
    slowest, largest = max(each.seconds for each in outcomes), max(each.megabytes for each in outcomes)
    print(
        f"{len(outcomes)} files: {with_text} with text, {len(outcomes) - with_text - len(bad)} with a reason, "
        f"{len(bad)} with neither; the slowest took {slowest:.2f} s, the largest {largest:.0f} MB."
    )
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())

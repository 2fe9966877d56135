# SPDX-License-Identifier: MIT
"""Exports of 100,000 annotations against a bare loop of ``json.dumps`` over the same rows, and their peak memory.

Each export runs in a process of its own, so that its peak memory (the resident set) is its own. The bare loop has the
rows in memory already, as dictionaries, and writes a line for each. Reports are for people and smaller: two sizes show
whether their memory grows, that of the process that prints a PDF included.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from app.collection import Collection
from app.exchange.export import export
from tests.benchmarks.annotations import fill
from tests.builders import new_collection

ROOT = Path(__file__).parents[2]
LIMITS = {"jsonl": 3.0, "w3c": 5.0, "csv": 5.0}
"""How many times the bare loop each format may take."""
OTHERS = ("xlsx", "refi-qda", "brat", "conll")
"""Formats without a limit of their own: a part of the collection shows what they take."""
PART = 10_000
REPORTS = ("docx", "pdf")
REPORT_SIZES = (2_000, 10_000)
MOST_MEGABYTES = 150
ROUNDS = 3


def rows() -> list[tuple[str, str]]:
    """Return what was measured, and the figures."""
    with tempfile.TemporaryDirectory(prefix="postil-bench-") as folder:
        with closing(new_collection(Path(folder))) as collection:
            fill(collection)
            path, count = collection.path, len(collection.annotation_ids())
        found = {name: _in_process(path, name) for name in (*LIMITS, *OTHERS)}
        bare = _in_process(path, "bare")["seconds"]
        reports = [_report_row(path, name) for name in REPORTS]
    limited = [_row(name, count, found[name], bare, f"; {limit:g} at most") for name, limit in LIMITS.items()]
    others = [_row(name, PART, found[name], bare * PART / count, "") for name in OTHERS]
    return [*limited, *others, *reports]


def _row(name: str, count: int, found: dict[str, float], bare: float, wanted: str) -> tuple[str, str]:
    ratio = f"{found['seconds'] / bare:.2f} ({found['seconds']:.2f} s to {bare:.2f} s{wanted})"
    memory = f"{found['megabytes']:.0f} MB ({MOST_MEGABYTES} at most)"
    return f"{count:,} annotations to {name} against json.dumps, and peak memory", f"{ratio}, {memory}"


def _report_row(path: Path, name: str) -> tuple[str, str]:
    """Return the peak memory of a report in two sizes: of the larger process, where there are two."""
    made = [_in_process(path, name, count) for count in REPORT_SIZES]
    sizes = " and ".join(f"{count:,}" for count in REPORT_SIZES)
    memory = ", ".join(f"{each['megabytes']:.0f} MB" for each in made)
    seconds = ", ".join(f"{each['seconds']:.1f} s" for each in made)
    return f"peak memory at {sizes} annotations to {name}", f"{memory} ({MOST_MEGABYTES} at most); {seconds}"


def _in_process(path: Path, name: str, count: int = 0) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.exchange", str(path), name, str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(path: Path, name: str, count: int) -> dict[str, float]:
    """Return the best time of a few rounds, in seconds, and the peak memory, in megabytes.

    Where ``count`` is not 0 as many annotations are exported, once.
    """
    target = path.with_name(f"out.{name}")
    if count:
        return {"seconds": _export(path, name, target, count), "megabytes": _peak()}
    part = PART if name in OTHERS else None
    seconds = min(_bare(path, target) if name == "bare" else _export(path, name, target, part) for _ in range(ROUNDS))
    return {"seconds": seconds, "megabytes": _peak()}


def _peak() -> float:
    """Return the peak memory in megabytes, of this program or of a larger one that it ran.

    ``getrusage`` begins with a program's parent's, which is no more than what is looked for here.
    """
    status = Path("/proc/self/status")
    ran = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if status.exists():
        return max(ran, int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1024)
    return max(ran, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _export(path: Path, name: str, target: Path, count: int | None) -> float:
    with closing(Collection.open(path, write=False)) as collection:
        part = collection.annotation_ids()[:count] if count else None
        begun = time.perf_counter()
        export(collection, name, target, ids=part)
        return time.perf_counter() - begun


def _bare(path: Path, target: Path) -> float:
    """Write the rows of the export to JSON Lines, which must be there, with ``json.dumps`` alone."""
    with path.with_name("out.jsonl").open(encoding="utf-8", newline="\n") as stream:
        known = [json.loads(line) for line in stream]
    begun = time.perf_counter()
    with target.open("w", encoding="utf-8") as stream:
        for row in known:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))

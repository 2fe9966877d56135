# SPDX-License-Identifier: MIT
"""``make bench``: every benchmark, each module in a process of its own, as ratios within one run.

``python -m tests.benchmarks NAME ...`` runs only those named; options after one name are for that benchmark.
"""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

from tests import benchmarks

HELPERS = {"__main__", "annotation_window", "book", "corpora", "prototype", "rivals", "rival_xapian"}
ROOT = Path(__file__).parents[2]


def names() -> list[str]:
    """Return the benchmark modules: those of this folder that have rows."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    return sorted(set(found) - HELPERS)


def run_one(name: str, options: list[str]) -> None:
    """Print the rows of one module."""
    module = importlib.import_module(f"tests.benchmarks.{name}")
    for what, figure in module.rows(options) if options else module.rows():
        print(f"{what:<78} {figure}", flush=True)


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all; return how many failed."""
    if arguments[:1] == ["--one"]:
        run_one(arguments[1], arguments[2:])
        return 0
    first = next((place for place, given in enumerate(arguments) if given.startswith("-")), len(arguments))
    named, options = arguments[:first], arguments[first:]
    failed = 0
    for name in named or names():
        print(f"\n{name}", flush=True)
        command = [sys.executable, "-m", "tests.benchmarks", "--one", name, *options]
        failed += subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

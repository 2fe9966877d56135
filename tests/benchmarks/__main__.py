# SPDX-License-Identifier: MIT
"""``make bench``: every benchmark, each module in a process of its own, as ratios within one run.

``python -m tests.benchmarks NAME ...`` runs only those named; options after one name are for that benchmark, and
``--help`` without a name says which there are.
"""

import argparse
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import benchmarks

HELPERS = {"__main__", "annotation_window", "book", "corpora", "hostile", "prototype", "rivals", "rival_xapian"}
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


def main(arguments: Sequence[str]) -> int:
    """Run the named benchmarks, or all; return how many failed."""
    if arguments[:1] == ["--one"]:
        run_one(arguments[1], list(arguments[2:]))
        return 0
    asked, options = _asked(arguments)
    failed = 0
    for name in asked or names():
        print(f"\n{name}", flush=True)
        command = [sys.executable, "-m", "tests.benchmarks", "--one", name, *options]
        failed += subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    return failed


def _asked(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Read the command line: which benchmarks are wanted, and the options for one of them."""
    known = names()
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        usage="%(prog)s [-h] [--list] [NAME ... | NAME OPTION ...]",
        description="Run benchmarks, each in a process of its own, and print their figures; all, if none is named.",
        epilog=f"Benchmarks: {', '.join(known)}. NAME --help shows the options of one that has some.",
    )
    parser.add_argument("--list", action="store_true", help="print the names of the benchmarks")
    first = next((place for place, given in enumerate(arguments) if given.startswith("-")), len(arguments))
    asked, options = list(arguments[:first]), list(arguments[first:])
    if not asked and parser.parse_args(options).list:
        print("\n".join(known))
        raise SystemExit(0)
    for name in asked:
        if name not in known:
            parser.error(f"there is no benchmark “{name}”; there are {', '.join(known)}")
    if options and len(asked) > 1:
        parser.error("options belong after the name of one benchmark")
    if options and not _takes_options(asked[0]):
        parser.error(f"{asked[0]} has no options")
    return asked, options


def _takes_options(name: str) -> bool:
    return bool(inspect.signature(importlib.import_module(f"tests.benchmarks.{name}").rows).parameters)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

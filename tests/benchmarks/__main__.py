# SPDX-License-Identifier: MIT
"""``make bench``: every benchmark, each module in a process of its own, as ratios within one run.

``python -m tests.benchmarks NAME ...`` runs only those named.
"""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

from tests import benchmarks

HELPERS = {"__main__", "corpora"}
ROOT = Path(__file__).parents[2]


def names() -> list[str]:
    """Return the benchmark modules: those of this folder that have rows."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    return sorted(set(found) - HELPERS)


def run_one(name: str) -> None:
    """Print the rows of one module."""
    for what, figure in importlib.import_module(f"tests.benchmarks.{name}").rows():
        print(f"{what:<78} {figure}", flush=True)


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, or all; return how many failed."""
    if arguments[:1] == ["--one"]:
        run_one(arguments[1])
        return 0
    failed = 0
    for name in arguments or names():
        print(f"\n{name}", flush=True)
        command = [sys.executable, "-m", "tests.benchmarks", "--one", name]
        failed += subprocess.run(command, cwd=ROOT, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

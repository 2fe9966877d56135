# SPDX-License-Identifier: MIT
"""A disk that is full leaves the older export, in every format, and says so in a sentence."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.exchange.formats import formats
from database.records import CodeUse, Link
from tests.builders import new_collection, write_source

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files as Linux does")
def test_a_full_disk_leaves_the_older_export(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with closing(new_collection(tmp_path)) as collection:
        with collection.action("Import"):
            for number in range(5):
                write_source(collection, f"Source {number}", "The harbour closed in May. " * 50)
                chain = [Link(actor="Vera Lind")]
                collection.write_annotation(number + 1, "claim", [(4, 18)], chain=chain, codes=[CodeUse("closure")])
        command = [sys.executable, "-m", "tests.full_disk", str(collection.path), str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said) == set(formats())
    assert {name for name, words in said.items() if "cannot be written" not in words and "PDF" not in words} == set()
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == dict.fromkeys(
        formats(), "older"
    )

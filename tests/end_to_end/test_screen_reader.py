# SPDX-License-Identifier: MIT
"""What a screen reader finds of a running window on the real accessibility bus (AT-SPI).

Needs Xvfb, dbus-run-session, at-spi2-core and the bindings of the bus (python3-gi, gir1.2-atspi-2.0).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import add_source, new_collection

ROOT = Path(__file__).parents[2]
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PYTHONS = (sys.executable, "/usr/bin/python3")
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
TEXT = "The ferry 😀 is late, said Mirela Dantov.\nSoll die Fähre früher fahren?\nГраница открыта с понедельника."
WORDS = "Граница"


def launcher() -> str:
    return next((path for path in LAUNCHERS if Path(path).exists()), "")


def bindings() -> str:
    """Return a Python that has the bindings of the bus."""
    for python in PYTHONS:
        if (
            Path(python).exists()
            and not subprocess.run([python, "-c", BINDINGS], check=False, capture_output=True).returncode
        ):
            return python
    return ""


def missing() -> str:
    """Return what is not there on this machine, in words."""
    programs = [name for name in ("Xvfb", "dbus-run-session") if shutil.which(name) is None]
    parts = [*programs, *([] if launcher() else ["at-spi2-core"]), *([] if bindings() else ["gir1.2-atspi-2.0"])]
    return ", ".join(parts)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the bus tells of a window in which the words are selected."""
    if missing():
        pytest.skip(f"not on this machine: {missing()}")
    home = tmp_path_factory.mktemp("home")
    collection = new_collection(home, "Ferry.postil")
    source = add_source(collection, "The ferry", TEXT)
    collection.tag(source, "claim", [(TEXT.index("The ferry"), TEXT.index(","))], note="heard twice")
    collection.close()
    arguments = [launcher(), bindings(), str(home / "Ferry.postil"), WORDS]
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.end_to_end.spoken.session", *arguments]
    environment = {**os.environ, "POSTIL_HOME": str(home)}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=55)
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return found


def test_a_screen_reader_reads_the_text_to_the_letter(heard: dict[str, Any]) -> None:
    assert heard["text"] == TEXT
    assert heard["read_only"]


def test_it_finds_the_caret_and_the_selection_where_they_are(heard: dict[str, Any]) -> None:
    assert heard["selection"] == WORDS
    assert heard["before_caret"] == TEXT[: TEXT.index(WORDS) + len(WORDS)]


def test_it_reads_the_card_of_an_annotation(heard: dict[str, Any]) -> None:
    (card,) = heard["cards"]
    assert card.startswith("Claim. The ferry 😀 is late")


def test_everything_that_takes_the_keys_has_a_name(heard: dict[str, Any]) -> None:
    assert heard["unnamed"] == []
    assert {"Search everything", "Text of the source", "Sources", "Annotations"} <= set(heard["names"])

# SPDX-License-Identifier: MIT
"""The reading edition opens in a real browser, where there is one, and runs nothing but its own script."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from app.exchange.export import export
from database.records import CodeUse, Link
from tests.builders import add_source, new_collection

HOSTILE = '</script><script>document.body.id="broken"</script><img src=x onerror="document.body.id=\'broken\'">'
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")
def test_the_edition_shows_its_text_and_cards_and_runs_nothing_else(tmp_path: Path) -> None:
    collection = new_collection(tmp_path)
    add_source(collection, HOSTILE, f"The harbour closed in May.\n{HOSTILE}")
    collection.tag(1, "claim", [(4, 18)], chain=[Link(actor=HOSTILE)], codes=[CodeUse(HOSTILE)], note=HOSTILE)
    collection.tag(1, "recommendation", [(12, 25)])
    path = tmp_path / "edition.html"
    export(collection, "html", path)
    collection.close()
    shown = dumped(path, tmp_path / "profile")
    assert "<body id" not in shown
    assert "<img" not in shown.split("<script", 1)[0]
    assert re.search(r'<span class="a claim lane0 first"[^>]*>harbour </span>', shown)
    assert shown.count('class="card"') == 2
    assert "2 in this source" in shown


def dumped(path: Path, profile: Path) -> str:
    """Return the document as the browser has it after the script ran."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--dump-dom"]
    done = subprocess.run(
        [str(BROWSER), *options, path.as_uri()],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=50,
        check=True,
    )
    return done.stdout

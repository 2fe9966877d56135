# SPDX-License-Identifier: MIT
"""Real documents, where they lie beside the checkout: a sample of every kind, and the main text of web pages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import trafilatura

from app.importing import html
from app.importing.document import ImportFailure
from tests.drills.documents import DOCUMENTS
from tests.reading import rendered

pytestmark = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not beside this checkout")

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(DOCUMENTS.glob("*.html")) if DOCUMENTS.is_dir() else []
KINDS = (".pdf", ".docx", ".odt", ".rtf", ".doc", ".epub", ".eml", ".mbox", ".msg", ".html")
OF_EACH = 2


@pytest.mark.timeout(240)
def test_some_of_each_kind_give_text_or_a_reason_within_limits() -> None:
    """All of them are read by ``python -m tests.drills.documents``."""
    sample = [str(path) for kind in KINDS for path in sorted(DOCUMENTS.glob(f"*{kind}"))[-OF_EACH:]]
    command = [sys.executable, "-m", "tests.drills.documents", *sample]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(sample)} files" in done.stdout


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_the_main_text_of_a_page_arrives_word_for_word(path: Path) -> None:
    """What trafilatura finds is in the canonical text, in the same order."""
    data = path.read_bytes()
    found = trafilatura.bare_extraction(data, include_comments=False, include_tables=True, include_formatting=True)
    if found is None or isinstance(found, dict) or found.body is None:
        pytest.skip("trafilatura finds no main text in it")
    wanted = _words(" ".join(str(part) for part in found.body.itertext()))
    try:
        ours = _words(rendered(html.read(data, path)).text)
    except ImportFailure:
        assert not wanted
        return
    place = iter(ours)
    assert all(word in place for word in wanted)

# SPDX-License-Identifier: MIT
"""Notes in Markdown as pages. A note may come from anybody, so that it is words alone.

Qt would take HTML in it as HTML, so that ``<somebody> said`` is not to be seen, and fetch its pictures from wherever
they lie, which on Windows can be another machine.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QTextDocument

_PICTURE = re.compile("<img [^>]*>")
_OWN_FONT = re.compile("<body [^>]*>")
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


def page_of(note: str) -> QTextDocument:
    """Return a note as a document, with a sign (U+FFFC) in the place of each picture."""
    page = QTextDocument()
    page.setMarkdown(note, _FEATURES)
    return page


def html_of(note: str) -> str:
    """Return a note as HTML without pictures, for a label to show in its own font."""
    return _OWN_FONT.sub("<body>", _PICTURE.sub("", page_of(note).toHtml()))

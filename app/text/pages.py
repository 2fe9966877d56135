# SPDX-License-Identifier: MIT
"""Pages of originals: how they pass through Markdown, as comments that begin a block, and how they are cited.

A reader of PDF writes ``<!-- page: 12 -->`` before the first block of the page; the renderer turns it into an entry of
:attr:`app.text.layout.Layout.pages`. It is a comment so that Markdown stays what any other program reads too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from app.text.layout import Layout

LONGEST_LABEL = 40

_COMMENT = re.compile(r"\s*<!-- page: (\S[^<>\n]{0,300}?) -->\s*")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+|-{2,}")


def page_comment(label: str) -> str:
    """Return the comment that says which page begins; a label is one line of at most 40 characters."""
    kept = " ".join(_UNFIT.sub(" ", label).split())[:LONGEST_LABEL].strip() or "?"
    return f"<!-- page: {html.escape(kept, quote=False)} -->"


def page_label(markup: str) -> str | None:
    """Return the label of the page that a block of HTML says begins, or None where it says nothing of the kind."""
    found = _COMMENT.fullmatch(markup)
    return html.unescape(found[1]).strip()[:LONGEST_LABEL] if found else None


def pages_of(layout: Layout, spans: Sequence[tuple[int, int]]) -> str:
    """Return the pages on which some spans lie: “p. 12”, “pp. 12–13”, or nothing for a text without pages."""
    found = [layout.page_at(offset) for start, end in spans for offset in (start, end - 1)]
    labels = list(dict.fromkeys(label for label in found if label))
    if not labels:
        return ""
    return f"p. {labels[0]}" if len(labels) == 1 else f"pp. {labels[0]}–{labels[-1]}"

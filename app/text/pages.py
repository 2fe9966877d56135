# SPDX-License-Identifier: MIT
"""How the pages of a paginated original pass through Markdown: as comments that begin a block.

A reader of PDF writes ``<!-- page: 12 -->`` before the first block of the page; the renderer turns it into an entry of
:attr:`app.text.layout.Layout.pages`. It is a comment so that Markdown stays what any other program reads too.
"""

from __future__ import annotations

import html
import re

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

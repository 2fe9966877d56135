# SPDX-License-Identifier: MIT
"""HTML inside Markdown: which tags have a meaning here, and the rest of what looks like one.

Only the names of HTML count as tags. ``<Name>`` or ``<3 weeks>`` are somebody's words and stay in the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.text.layout import Style

STYLES = {
    **dict.fromkeys(("b", "strong"), Style.BOLD),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), Style.ITALIC),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Style.CODE),
    **dict.fromkeys(("s", "del", "strike"), Style.STRIKE),
    "sup": Style.RAISED,
    "sub": Style.LOWERED,
}
"""The tags that set how characters look."""

HIDDEN = frozenset({"script", "style", "template", "head", "noscript", "svg", "iframe", "object"})
"""Elements whose content nobody reads."""

_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead
tr ul
"""
_OTHER_NAMES = """
a abbr acronym area audio base basefont bdi bdo big br button canvas col colgroup data datalist embed font frame
frameset img input ins label link map mark meta meter noframes optgroup output param picture progress q rp rt ruby
search select small source span td textarea th time title track u video wbr
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that begin and end a paragraph."""

_NAMES = BLOCKS | HIDDEN | frozenset(STYLES) | frozenset(_OTHER_NAMES.split())
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<![A-Za-z][^>]*(?:>|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:[\s/][^<>]*)?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lower case, whether it closes its element, and its attributes as written."""

    name: str
    closes: bool
    rest: str

    def value(self, attribute: str) -> str:
        """Return the value of an attribute, or an empty string."""
        for found in _ATTRIBUTE.finditer(self.rest):
            if found[1].lower() == attribute:
                return html.unescape(found[2] or found[3] or found[4] or "")
        return ""


def parts(markup: str) -> Iterator[Tag | str]:
    """Yield the tags of HTML and the text between them; comments and the like are left out.

    The text is as written: entities stand as they are.
    """
    done = 0
    for found in _MARKUP.finditer(markup):
        if found["name"] and found["name"].lower() not in _NAMES:
            continue
        yield markup[done : found.start()]
        done = found.end()
        if found["name"]:
            yield Tag(found["name"].lower(), bool(found["close"]), found["rest"])
        elif found["data"]:
            yield html.escape(found["data"], quote=False)
    yield markup[done:]


def names(markup: str) -> Iterator[str]:
    """Yield the names that links can lead to: the ``id`` of any tag, the ``name`` of an ``a``."""
    for part in parts(markup):
        if isinstance(part, Tag) and not part.closes:
            name = part.value("id") or (part.value("name") if part.name == "a" else "")
            if name.strip():
                yield name.strip()

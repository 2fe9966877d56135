# SPDX-License-Identifier: MIT
"""Pictures and the places of links, on their way through the converter of web pages.

The converter keeps words alone. So a picture, and a place that links lead to, goes through it as a number between two
private characters, and is written as a tag where it comes out.
"""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote

from app.importing.markup import UNDESCRIBED, Run, inline

_SIGNS = "\U0010f6f2", "\U0010f6f3"
_MARK = re.compile(f"{_SIGNS[0]}(\\d+){_SIGNS[1]}")
_PICTURE = re.compile(r"<(?:img|image)\b([^>]*)>", re.IGNORECASE)
_NAMED = re.compile(r"<([A-Za-z][\w-]*)\b([^>]*?\sid\s*=\s*[\"']([^\"']{1,200})[\"'][^>]*)>")
_FRAGMENT = re.compile(r"\shref\s*=\s*[\"'][^\"'#]*#([^\"']{1,200})[\"']", re.IGNORECASE)
_VALUE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NO_WORDS = frozenset({"img", "br", "hr", "table", "tbody", "thead", "tr", "ul", "ol", "head", "html", "body", "svg"})
"""Elements in which no words can stand: their mark comes before them."""


def wanted(markup: str) -> set[str]:
    """Return the names of places that the links of a page lead to."""
    return {unquote(html.unescape(name)) for name in _FRAGMENT.findall(markup)}


class Marks:
    """The pictures and places of one chapter, which lies in ``folder`` of its book."""

    def __init__(self, folder: str, names: set[str]):
        self._folder = folder
        self._names = names
        self._runs: list[Run] = []

    def put(self, markup: str) -> str:
        """Return a page with marks in place of pictures, and at the places that links lead to."""
        return _PICTURE.sub(self._picture, _NAMED.sub(self._place, markup))

    def shown(self, markdown: str) -> str:
        """Return Markdown with tags in place of the marks."""
        found = _MARK.sub(self._tag, markdown)
        return found.replace(_SIGNS[0], "").replace(_SIGNS[1], "")

    def _mark(self, run: Run) -> str:
        self._runs.append(run)
        return f"{_SIGNS[0]}{len(self._runs) - 1}{_SIGNS[1]}"

    def _picture(self, found: re.Match[str]) -> str:
        values = {name.lower(): html.unescape(one or two) for name, one, two in _VALUE.findall(found[1])}
        source = values.get("src") or values.get("xlink:href") or values.get("href") or ""
        decorative = values.get("role") in {"presentation", "none"} or values.get("alt") == ""
        if not source or ":" in source or decorative:
            return ""
        place = posixpath.normpath(posixpath.join(self._folder, unquote(source)))
        words = " ".join((values.get("alt") or values.get("title") or "").split())
        return f"<span>{self._mark(Run(words or UNDESCRIBED, image=place))}</span>"

    def _place(self, found: re.Match[str]) -> str:
        name = html.unescape(found[3])
        if name not in self._names:
            return found[0]
        mark = f"<span>{self._mark(Run('', anchor=name))}</span>"
        return mark + found[0] if found[1].lower() in _NO_WORDS or found[2].endswith("/") else found[0] + mark

    def _tag(self, found: re.Match[str]) -> str:
        number = int(found[1])
        return inline([self._runs[number]]) if number < len(self._runs) else ""

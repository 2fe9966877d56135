# SPDX-License-Identifier: MIT
"""XML written as a stream, in which no text of a collection can be anything but text."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return text without the code points that XML 1.0 forbids (control characters, surrogates, U+FFFE, U+FFFF)."""
    return _ILLEGAL.sub("", text)


class XmlWriter:
    """Writes elements one by one; nothing is held in memory."""

    def __init__(self, stream: TextIO):
        self._stream = stream
        self._depth = 0
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def element(self, name: str, **attributes: str) -> Iterator[None]:
        """Write an element around what is written inside. ``_`` in a name stands for ``:``."""
        self._line(f"<{_name(name)}{_pairs(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{_name(name)}>")

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        """Write an element that holds text, or nothing."""
        inner = escape(legal(text))
        close = f">{inner}</{_name(name)}>" if inner else "/>"
        self._line(f"<{_name(name)}{_pairs(attributes)}{close}")

    def _line(self, text: str) -> None:
        self._stream.write(f"{'  ' * self._depth}{text}\n")


def _name(name: str) -> str:
    return name.replace("_", ":")


def _pairs(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name.rstrip('_').replace('_', ':')}={quoteattr(legal(v))}" for name, v in attributes.items())

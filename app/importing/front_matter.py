# SPDX-License-Identifier: MIT
"""Reads the block of ``key: value`` lines between two ``---`` with which many Markdown files begin.

It looks like YAML and is read as the small part of it that people write by hand: plain and quoted values, lists in
brackets or one item a line, folded lines, comments. A block with any other line at its margin is not taken for front
matter and stays in the text, so that nothing is lost by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST = 200
"""A block of more lines is not front matter."""

Fields = dict[str, tuple[str, ...]]

_KEY = re.compile(r"([^\W\d][\w .-]*?)\s*:(?:\s+(.*))?")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'")
_ESCAPED = re.compile(r"\\(.)")
_BLOCK_SCALARS = frozenset({"|", ">", "|-", ">-", "|+", ">+"})


def split(text: str) -> tuple[Fields, str]:
    """Return the fields a text begins with, by key in small letters, and the text that follows them.

    Where there is no front matter the fields are empty and the text is as it was.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((n for n, line in enumerate(lines[1 : LONGEST + 2], 1) if line.rstrip() in {"---", "..."}), 0)
    fields = _fields(lines[1:end]) if end else None
    return (fields, "\n".join(lines[end + 1 :])) if fields else ({}, text)


def _fields(lines: Sequence[str]) -> Fields | None:
    """Return the fields of a block, or None where it is not front matter."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        found = _KEY.fullmatch(line.rstrip())
        if found:
            key = found[1].casefold()
            fields[key] = list(_values(found[2] or ""))
        elif bare.startswith("- ") and key:
            fields[key].append(_value(bare[2:]))
        elif line[0].isspace() and key:
            fields[key] = [" ".join([*fields[key], bare])] if ":" not in bare else fields[key]
        elif bare != "-":
            return None
    return {name: tuple(value for value in values if value) for name, values in fields.items()} or None


def _values(text: str) -> Iterable[str]:
    bare = text.strip()
    if bare in _BLOCK_SCALARS or not bare:
        return []
    if bare.startswith("[") and bare.endswith("]") and not bare.startswith("[["):
        return [_value(part) for part in _parted(bare[1:-1])]
    return [_value(bare)]


def _parted(text: str) -> list[str]:
    """Part a list at its commas; commas inside quotation marks are text."""
    parts, part, quote = [], "", ""
    for character in text:
        if character in "\"'" and quote in {"", character} and (quote or not part.strip()):
            quote = "" if quote else character
        if character == "," and not quote:
            parts.append(part)
            part = ""
        else:
            part += character
    return [*parts, part]


def _value(text: str) -> str:
    bare = text.strip()
    quoted = _QUOTED.match(bare)
    if quoted:
        return _ESCAPED.sub(r"\1", quoted[1]) if quoted[1] is not None else quoted[2].replace("''", "'")
    return re.sub(r"\s+#.*$", "", bare).removeprefix("[[").removesuffix("]]")

# SPDX-License-Identifier: MIT
"""What a source is called, and when it is from, where the file does not say: the first line, then the name."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from app.importing.metadata import one_line

LONGEST_LINE = 120
"""A longer first line is the beginning of the text, not its title."""

_UNREADABLE = re.compile(r"[_\s]+")
_DAY = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[-_.](0[1-9]|1[0-2])(?![-_.]?\d)")
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")


def title_of_name(name: str) -> str:
    """Return the name of a file as words, without its ending: ``USA_70_2015.txt`` becomes ``USA 70 2015``."""
    stem = Path(name).stem
    words = _UNREADABLE.sub(" ", stem).strip()
    if " " not in words:
        words = words.replace("-", " ").strip()
    return one_line(words) or one_line(name)


def date_of_name(name: str) -> str:
    """Return the date in the name of a file, where it has exactly one: a day, a month or a year not in the future."""
    stem = Path(name).stem
    for pattern in (_DAY, _MONTH, _YEAR):
        found = {match.groups() for match in pattern.finditer(stem)}
        if found:
            parts = found.pop()
            return "-".join(parts) if not found and int(parts[0]) <= datetime.now(UTC).year else ""
    return ""


def is_title(line: str) -> bool:
    """Tell whether a first line can be a title: short, with a letter, and not the beginning of a sentence.

    A line that ends as a sentence does, or with a comma, goes on below.
    """
    bare = line.strip()
    return (
        0 < len(bare) <= LONGEST_LINE and any(map(str.isalpha, bare)) and not bare.endswith((".", ",", ";", ":", "-"))
    )


def first_line(text: str) -> str:
    """Return the first line of a canonical text that is not empty."""
    return next((line for line in text[:2000].split("\n") if line.strip()), "")
